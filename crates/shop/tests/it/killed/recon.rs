//! The bill of a day: fetched, imported, compared; what the books lack is asked about and booked; a difference is closed.
//! Questions to the gateway change nothing there, so it is cut once between two commits. Batches are killed in
//! `recon::replaced` and, in a process of their own, by the tests of the server.

use super::{at_each_commit, between_commits, done};
use domain::{
    form::IssueCloseForm,
    recon::BillDay,
    staff::Role,
    time::{DAY, HOUR},
    view::recon::IssueView,
};
use shop::Shop;
use test_support::{Bill, TestShop, bill::Row, for_both};

/// A day with a payment that the books have, one that they lack, a refund that only the console knows, one that the bill
/// lacks, and one of another shop. Its bill lies at the gateway, and it is noon of the next day.
async fn day(test: &TestShop) -> BillDay {
    let day = BillDay::of(test.shop.now());
    let known = test.order().line("MUG", 1).paid().await;
    let left_out = test.order().line("MUG", 1).paid().await;
    let refunded = test.order().line("MUG", 1).paid().await;
    test.gateway.change(&refunded.trade, |trade, _| {
        trade.refunds.push((format!("CONSOLE-{}", day.text()), 700));
    });
    let unheard = test.order().line("MUG", 1).paid_unheard().await;
    let mut bill = Bill::from_gateway(&test.gateway, day);
    bill.without(&left_out.trade);
    let elsewhere = Row {
        out_trade_no: format!("ELSEWHERE-{}", day.text()),
        trade_no: format!("{}00000000", day.text().replace('-', "")),
        fee: 3,
        ..bill.payment(&known.trade).clone()
    };
    bill.rows.push(elsewhere);
    assert_eq!(bill.payment(&unheard.trade).fen, 9_600);
    test.gateway.put_bill(&bill);
    test.clock.set(day.ready_at().plus(2 * HOUR));
    test.shop.prepare_reconcile().await.unwrap();
    day
}

/// What became of the bill of a day. What a job books first is never a difference, so those that are settled do not count.
async fn told(test: &TestShop, day: BillDay) -> String {
    let import = format!(
        "(SELECT id FROM bill_imports WHERE bill_date = '{}')",
        day.text()
    );
    let mut told = String::new();
    for question in [
        "SELECT state || ' ' || total_rows || ' ' || done_rows || ' ' || new_rows || ' ' || changed_rows || ' ' || gone_rows
           || ' ' || payments || ' ' || payment_fen || ' ' || fee_fen AS answer FROM bill_imports WHERE id = {import}",
        "SELECT direction || ' ' || COUNT(*) || ' ' || CAST(SUM(fee_fen) AS BIGINT) || ' '
           || CAST(SUM(posted_fee_fen) AS BIGINT) || ' ' || COUNT(attempt_id) || ' '
           || COUNT(refund_id) || ' ' || MAX(fee_posts) AS answer
         FROM bill_lines WHERE import_id = {import} GROUP BY direction ORDER BY direction",
        "SELECT direction || ' ' || kind || ' ' || state || ' ' || COUNT(*) AS answer FROM recon_issues
         WHERE import_id = {import} AND state <> 'settled' GROUP BY direction, kind, state ORDER BY direction, kind, state",
        "SELECT 'fees ' || CAST(SUM(amount_fen) AS BIGINT) AS answer FROM ledger_entries
         WHERE account = 'FEES' AND subject_id = {import}",
    ] {
        for answer in test.ask(&question.replace("{import}", &import)).await {
            told.push_str(&answer);
            told.push('\n');
        }
    }
    let from = day.from().get();
    let booked = format!(
        "SELECT r.origin || ' ' || r.state || ' ' || r.amount_fen AS answer FROM refunds r
         JOIN orders o ON o.id = r.order_id WHERE o.placed_at BETWEEN {from} AND {} ORDER BY r.id",
        from + DAY
    );
    told + &test.ask(&booked).await.join("\n")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_bill_of_a_day() {
    for_both(async |db| {
        let test = TestShop::new(db).await;
        test.sell("MUG", 8_800, 999).await;
        let finance = test.staff("finance@example.cn", &[Role::Finance]).await;
        let open = async || day(&test).await;
        let act = |shop: Shop, day: BillDay| {
            let finance = finance.clone();
            async move {
                shop.reconcile(Some(day), None).await.unwrap();
                let view = shop.admin_recon(&finance, None).await.unwrap();
                let is_missing =
                    |issue: &&IssueView| issue.date == day.text() && issue.there.is_none();
                if let Some(missing) = view.open.iter().find(is_missing) {
                    let close = IssueCloseForm {
                        issue: missing.key.clone(),
                        version: missing.version.to_string(),
                        reason: "昨天的账单里有".to_owned(),
                    };
                    done(shop.close_issue(&finance, close).await);
                }
            }
        };
        let end = async |day: &BillDay| told(&test, *day).await;
        let (cuts, end) = at_each_commit(&test, between_commits(), open, act, end).await;
        assert!(cuts > 6, "{cuts}");
        assert!(end.contains("external succeeded 700"), "{end}");
        assert!(end.contains("payment missing_here open 1"), "{end}");
        assert!(end.contains("payment missing_there closed 1"), "{end}");
    })
    .await;
}
