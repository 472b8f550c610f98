//! The job runner: any job may run twice, and a worker whose lease has expired changes nothing.

use crate::books::RESERVED;
use alipay::TradeStatus;
use domain::time::{DAY, HOUR, MINUTE, SECOND};
use shop::{Shop, notify::NotifyAnswer};
use std::sync::Arc;
use test_support::{Fault, SeededIds, TestShop, for_both, order_form};
use tokio_util::sync::CancellationToken;

/// Runs every finished job again, as if its worker had died before recording the result.
async fn replay_done_jobs(t: &TestShop) {
    let again = "UPDATE jobs SET state = 'ready', dedupe_key = NULL WHERE state = 'done'";
    store::testing::batch(t.shop.store(), again).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_job_run_twice_changes_nothing() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 9).await;
        // Orders that are paid, expired after login, cancelled before the cashier opens, and paid
        // late.
        t.order().line("MUG", 1).paid().await;
        let expired = t.order().line("MUG", 1).at_cashier().await.trade;
        t.gateway.log_in(&expired);
        let order = t.order().line("MUG", 1).at_cashier().await;
        t.shop.cancel_order(&t.buyer, order_form(&order.number)).await.unwrap();
        t.gateway.pay(&order.trade);
        for _ in 0..5 {
            t.after(9 * MINUTE).await;
        }
        let states = "SELECT state || ' ' || COALESCE(disposition, '-') AS answer FROM payment_attempts ORDER BY id";
        assert_eq!(t.ask(states).await, ["paid applied", "closed -", "paid late"]);
        let (before, refunds) = (t.effects().await, t.gateway.count("alipay.trade.refund "));
        replay_done_jobs(&t).await;
        assert!(t.run().await > 5);
        assert_eq!(t.effects().await, before);
        assert_eq!(t.gateway.count("alipay.trade.refund "), refunds);
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_nodes_run_each_job_once() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 99).await;
        for _ in 0..12 {
            t.order().line("MUG", 1).placed().await;
        }
        let second = Shop::new(
            t.db().store(),
            t.gateway.gateway(),
            t.clock.clone(),
            Arc::new(SeededIds::new(8)),
            t.shop.policy().clone(),
        );
        t.clock.advance(HOUR);
        let (one, two) = tokio::join!(t.shop.run_due_jobs(), second.run_due_jobs());
        assert_eq!(one.unwrap() + two.unwrap(), 12);
        let cancelled =
            "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM orders WHERE lifecycle = 'cancelled'";
        assert_eq!(t.one(cancelled).await, "12");
        assert_eq!(t.one(RESERVED).await, "0");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dead_workers_job_is_taken_over() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 9).await;
        t.order().line("MUG", 1).placed().await;
        t.clock.advance(HOUR);
        let until = t.shop.now().plus(MINUTE).get();
        let died = format!(
            "UPDATE jobs SET state = 'running', lease_owner = 'gone', lease_epoch = 1, lease_until = {until}"
        );
        store::testing::batch(t.shop.store(), &died).await.unwrap();
        assert_eq!(t.run().await, 0, "the lease is still valid");
        assert_eq!(t.after(2 * MINUTE).await, 1);
        assert_eq!(t.one("SELECT lifecycle AS answer FROM orders").await, "cancelled");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_that_fails_is_put_off_and_never_given_up() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        let at = t.shop.now().get();
        let odd = format!(
            "INSERT INTO jobs (kind, payload_json, run_at, tries, state, lease_epoch, created_at) \
             VALUES ('from_the_future', '{{}}', {at}, 0, 'ready', 0, {at})"
        );
        store::testing::batch(t.shop.store(), &odd).await.unwrap();
        for _ in 0..12 {
            t.after(DAY).await;
        }
        let job = "SELECT state || ' ' || CAST(tries AS TEXT) AS answer FROM jobs";
        assert_eq!(t.one(job).await, "ready 12");
        assert!(
            t.one("SELECT last_error AS answer FROM jobs")
                .await
                .contains("from_the_future")
        );
    })
    .await;
}

/// Enqueues only the housekeeping job, as the runner does when it starts.
async fn file_purge(t: &TestShop) {
    let stop = CancellationToken::new();
    stop.cancel();
    t.shop.run_jobs(stop, 1).await;
    let others = "DELETE FROM jobs WHERE state = 'ready' AND kind <> 'purge'";
    store::testing::batch(t.shop.store(), others).await.unwrap();
}

/// Seconds until the only waiting job is due.
async fn pause(t: &TestShop) -> i64 {
    let run_at: i64 = t
        .one("SELECT CAST(run_at AS TEXT) AS answer FROM jobs WHERE state = 'ready'")
        .await
        .parse()
        .unwrap();
    (run_at - t.shop.now().get()) / SECOND
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_failures_in_a_row_slow_a_job_down() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        file_purge(&t).await;
        let turn = async |kind: &str| {
            let sql = format!("UPDATE jobs SET kind = '{kind}'");
            store::testing::batch(t.shop.store(), &sql).await.unwrap();
        };
        for _ in 0..12 {
            assert_eq!(t.after(HOUR).await, 1);
        }
        assert_eq!(pause(&t).await, 3_600);
        turn("from_the_future").await;
        t.after(HOUR).await;
        assert_eq!(
            pause(&t).await,
            5,
            "regular repeats do not count as failures"
        );
        t.after(5 * SECOND).await;
        assert_eq!(pause(&t).await, 15);
        turn("purge").await;
        t.after(15 * SECOND).await;
        assert_eq!(pause(&t).await, 3_600);
        turn("from_the_future").await;
        t.after(HOUR).await;
        assert_eq!(pause(&t).await, 5, "success resets the count of failures");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn housekeeping_goes_on_while_more_is_left() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        let at = t.shop.now().plus(-40 * DAY).get();
        let rows: Vec<String> = (0..600)
            .map(|_| format!("('from_the_past', '{{}}', {at}, 1, 'done', 1, {at})"))
            .collect();
        let done = format!(
            "INSERT INTO jobs (kind, payload_json, run_at, tries, state, lease_epoch, created_at) VALUES {}",
            rows.join(", ")
        );
        store::testing::batch(t.shop.store(), &done).await.unwrap();
        file_purge(&t).await;
        let left = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM jobs WHERE state = 'done'";
        t.run().await;
        assert_eq!((t.one(left).await.as_str(), pause(&t).await), ("100", 5));
        t.after(5 * SECOND).await;
        assert_eq!((t.one(left).await.as_str(), pause(&t).await), ("0", 3_600));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_doubt_about_a_closed_attempt_outlives_a_silent_gateway() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 9).await;
        let out_trade_no = t.order().line("MUG", 1).at_cashier().await.trade;
        t.gateway.log_in(&out_trade_no);
        t.gateway.change(&out_trade_no, |trade, _now| {
            trade.status = TradeStatus::TradeClosed
        });
        t.after(MINUTE).await;
        let state =
            "SELECT state || ' ' || COALESCE(disposition, '-') AS answer FROM payment_attempts";
        assert_eq!(t.one(state).await, "closed -");
        t.after(10 * SECOND).await;
        // A notification with another amount books nothing and starts queries, which get no
        // response at first.
        t.gateway.pay(&out_trade_no);
        let odd = t
            .gateway
            .notice(&out_trade_no)
            .with("total_amount", "98.00")
            .signed();
        assert_eq!(
            t.shop.on_notify(odd.as_bytes()).await,
            NotifyAnswer::Failure
        );
        for _ in 0..6 {
            t.gateway.fail("alipay.trade.query", Fault::RequestLost);
        }
        for wait in [0, 3, 5, 7, 15, 30, 60] {
            t.after(wait * SECOND).await;
        }
        assert_eq!(t.one(state).await, "closed -");
        assert_eq!(t.gateway.count("alipay.trade.query"), 7);
        t.after(3 * MINUTE).await;
        assert_eq!(t.one(state).await, "paid applied");
        let waiting = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM jobs \
                       WHERE state = 'ready' AND kind = 'query_attempt'";
        assert_eq!(t.one(waiting).await, "0", "the response ends the job");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_runner_runs_until_it_is_stopped() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 9).await;
        let out_trade_no = t.order().line("MUG", 1).at_cashier().await.trade;
        t.gateway.fail("alipay.trade.query", Fault::BadSign);
        t.gateway.pay(&out_trade_no);
        let stop = CancellationToken::new();
        let running = tokio::spawn({
            let (shop, stop) = (t.shop.clone(), stop.clone());
            async move { shop.run_jobs(stop, 1).await }
        });
        // The clock moves twice: one minute to a query whose response is not trusted, two to the
        // next query.
        let calls = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM provider_calls";
        let paid = "SELECT pay_state AS answer FROM orders";
        for (minutes, question, answer) in [(1, calls, "1"), (2, paid, "paid")] {
            t.clock.advance(minutes * MINUTE);
            let seen = async { while t.one(question).await != answer {} };
            let patience = std::time::Duration::from_secs(60);
            tokio::time::timeout(patience, seen).await.unwrap();
        }
        stop.cancel();
        running.await.unwrap();
        t.run().await;
        assert_eq!(t.one(paid).await, "paid");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stalled_gateway_holds_up_no_job_that_needs_none() {
    for_both(async |db| {
        let t = TestShop::new(db).await;
        t.sell("MUG", 9_900, 99).await;
        // More queries that never get a response than jobs that run concurrently.
        for _ in 0..6 {
            t.order().line("MUG", 1).at_cashier().await;
            t.gateway.fail("alipay.trade.query", Fault::Stalled);
        }
        t.clock.advance(MINUTE);
        let stop = CancellationToken::new();
        let running = tokio::spawn({
            let (shop, stop) = (t.shop.clone(), stop.clone());
            async move { shop.run_jobs(stop, 1).await }
        });
        let patience = std::time::Duration::from_secs(60);
        let stalled = async {
            while t.gateway.count("alipay.trade.query") < 4 {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(patience, stalled).await.unwrap();
        // An order without a payment attempt expires.
        t.order().line("MUG", 1).placed().await;
        t.clock.advance(HOUR);
        let cancelled =
            "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM orders WHERE lifecycle = 'cancelled'";
        let seen = async { while t.one(cancelled).await != "1" {} };
        tokio::time::timeout(patience, seen).await.unwrap();
        running.abort();
    })
    .await;
}
