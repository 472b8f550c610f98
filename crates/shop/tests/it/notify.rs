//! Notifications: repeated, forged, for other shops, without effect.

use crate::books::POSTINGS;
use alipay::{PrivateKey, TradeStatus};
use domain::time::{DAY, MINUTE, SECOND};
use shop::notify::NotifyAnswer::{self, Failure, NotAuthentic, Success};
use test_support::{Fault, TestDb, TestShop, for_both, gateway::Fields};

const INBOX: &str =
    "SELECT verdict || ' ' || CAST(deliveries AS TEXT) AS answer FROM notify_inbox ORDER BY id";

/// A shop with one order that is paid at the gateway, before the shop is notified.
async fn paid_at_the_gateway(db: TestDb) -> (TestShop, String) {
    let t = TestShop::new(db).await;
    t.sell("MUG", 9_900, 5).await;
    let out_trade_no = t.order().line("MUG", 1).paid_unheard().await.trade;
    (t, out_trade_no)
}

async fn tell(t: &TestShop, body: &str) -> NotifyAnswer {
    t.shop.on_notify(body.as_bytes()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_notify_fifty_times_in_parallel_books_once() {
    for_both(async |db| {
        let (t, out_trade_no) = paid_at_the_gateway(db).await;
        let body = t.gateway.notify(&out_trade_no);
        let deliveries: Vec<_> = (0..50)
            .map(|_| {
                let (shop, body) = (t.shop.clone(), body.clone());
                tokio::spawn(async move { shop.on_notify(&body).await })
            })
            .collect();
        for delivery in deliveries {
            assert_eq!(delivery.await.unwrap(), Success);
        }
        assert_eq!(t.ask(INBOX).await, ["applied 50"]);
        assert_eq!(t.one(POSTINGS).await, "1");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_different_messages_about_one_payment_book_once() {
    for_both(async |db| {
        let (t, out_trade_no) = paid_at_the_gateway(db).await;
        let deliveries: Vec<_> = (0..50)
            .map(|_| {
                let (shop, body) = (t.shop.clone(), t.gateway.notify(&out_trade_no));
                tokio::spawn(async move { shop.on_notify(&body).await })
            })
            .collect();
        for delivery in deliveries {
            assert_eq!(delivery.await.unwrap(), Success);
        }
        let applied =
            "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM notify_inbox WHERE verdict = 'applied'";
        assert_eq!(t.one(applied).await, "1");
        assert_eq!(t.one(POSTINGS).await, "1");
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_authentic_leaves_no_trace_but_the_ring() {
    for_both(async |db| {
        let (t, out_trade_no) = paid_at_the_gateway(db).await;
        let good = t.gateway.notice(&out_trade_no);
        let signed = good.signed();
        let sign = signed
            .split_once("sign=")
            .map(|(_, sign)| sign.to_owned())
            .unwrap();
        let before = t.money().await;
        let mut forged: Vec<String> = Vec::new();
        // F1: one bit changed in the first character of each signed value.
        for (name, value) in &good.0 {
            if name == "sign_type" || name == "charset" {
                continue;
            }
            let first = value.chars().next().unwrap();
            let flipped = char::from_u32(u32::from(first) ^ 1).unwrap();
            let other = value.replacen(first, &flipped.to_string(), 1);
            forged.push(good.clone().with(name, &other).with_sign(&decoded(&sign)));
        }
        // F4: signed with a stranger's key, and with our own.
        let stranger = PrivateKey::generate().unwrap();
        forged.push(good.signed_by(&stranger));
        forged.push(good.signed_by(t.gateway.app_key()));
        // F5: any other signature type, with or without a signature.
        for kind in ["RSA", "MD5", "HMAC", "none", "rsa2", ""] {
            forged.push(good.clone().with("sign_type", kind).signed());
        }
        forged.push(good.clone().without("sign_type").signed());
        forged.push(format!("{signed}&sign_type=RSA"));
        forged.push(good.with_sign(""));
        for body in forged {
            assert_eq!(tell(&t, &body).await, NotAuthentic, "{body}");
        }
        assert_eq!(t.money().await, before);
        assert!(t.ask(INBOX).await.is_empty());
        assert_eq!(
            tell(&t, &signed).await,
            Success,
            "forged notifications must not block the genuine one"
        );
        t.audit_is_green().await;
    })
    .await;
}

/// A form value after percent decoding.
fn decoded(value: &str) -> String {
    value
        .replace("%2B", "+")
        .replace("%2F", "/")
        .replace("%3D", "=")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_for_us_books_nothing() {
    for_both(async |db| {
        let (t, out_trade_no) = paid_at_the_gateway(db).await;
        let good = || t.gateway.notice(&out_trade_no);
        let before = t.money().await;
        let mut foreign: Vec<Fields> = vec![
            // F10, F11.
            good().with("app_id", "2021000000000009"),
            good().without("app_id"),
            good().with("seller_id", "2088000000000009"),
            good().without("seller_id"),
            // F12.
            good().with("out_trade_no", "P20261122AAAAAAAAAAAAAAAA"),
            // F15.
            good().with("trade_status", "TRADE_PENDING"),
            good().with("notify_type", "batch_refund_notify"),
            good().without("trade_no"),
        ];
        // F13.
        for amount in [
            "99.01",
            "98.99",
            "1e2",
            "９９.00",
            "99.000",
            "-99.00",
            "999999999999",
        ] {
            foreign.push(good().with("total_amount", amount));
        }
        foreign.push(good().without("total_amount"));
        let count = foreign.len();
        for fields in foreign {
            assert_eq!(tell(&t, &fields.signed()).await, Failure, "{fields:?}");
        }
        assert_eq!(t.money().await, before);
        let verdicts = t.ask(INBOX).await;
        assert_eq!(verdicts.len(), count);
        assert_eq!(
            verdicts
                .iter()
                .filter(|verdict| verdict.starts_with("unknown_trade"))
                .count(),
            1
        );
        assert_eq!(
            verdicts
                .iter()
                .filter(|verdict| verdict.starts_with("rejected"))
                .count(),
            count - 1
        );
        // A wrong amount starts a query, whose response has the right amount.
        t.run().await;
        assert_eq!(
            t.one("SELECT pay_state AS answer FROM orders").await,
            "paid"
        );
        assert_eq!(
            t.one("SELECT evidence AS answer FROM payment_attempts")
                .await,
            "query:1"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_trade_under_our_number_books_nothing() {
    for_both(async |db| {
        let (t, out_trade_no) = paid_at_the_gateway(db).await;
        let paid = t.order().line("MUG", 1).paid().await.trade;
        let theirs = t.gateway.trade(&paid).unwrap().trade_no;
        let before = t.money().await;
        // F14: the trade_no of another attempt; a second trade_no for a paid attempt.
        assert_eq!(
            tell(
                &t,
                &t.gateway
                    .notice(&out_trade_no)
                    .with("trade_no", &theirs)
                    .signed()
            )
            .await,
            Failure
        );
        assert_eq!(
            tell(
                &t,
                &t.gateway
                    .notice(&paid)
                    .with("trade_no", "2026112299999")
                    .signed()
            )
            .await,
            Failure
        );
        assert_eq!(t.money().await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn repeats_and_old_messages_have_no_effect() {
    for_both(async |db| {
        let (t, out_trade_no) = paid_at_the_gateway(db).await;
        let first = t.gateway.notice(&out_trade_no);
        assert_eq!(tell(&t, &first.signed()).await, Success);
        let before = t.money().await;
        // F16: the same notification, signed again with a later notify_time.
        for time in ["2026-11-22 10:04:00", "2027-11-22 10:04:00"] {
            assert_eq!(
                tell(&t, &first.clone().with("notify_time", time).signed()).await,
                Success
            );
        }
        assert_eq!(t.ask(INBOX).await, ["applied 3"]);
        // F17: an earlier status of a trade that is already paid.
        for status in [TradeStatus::WaitBuyerPay, TradeStatus::TradeClosed] {
            let old = t
                .gateway
                .notice(&out_trade_no)
                .with("trade_status", status.as_str());
            assert_eq!(tell(&t, &old.signed()).await, Success);
        }
        // F18: a notification of a refund, known or unknown.
        let echo = t
            .gateway
            .notice(&out_trade_no)
            .with("refund_fee", "1.00")
            .with("gmt_refund", "2026-11-22 10:01:00");
        assert_eq!(
            tell(&t, &echo.with("out_biz_no", "SOMEBODY-ELSE").signed()).await,
            Success
        );
        // F19: a field without a value.
        assert_eq!(
            tell(
                &t,
                &format!("{}&refund_fee=", t.gateway.notice(&out_trade_no).signed())
            )
            .await,
            Success
        );
        assert_eq!(t.money().await, before);
        t.after(DAY).await;
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_for_a_trade_we_do_not_know_yet_is_applied_when_it_comes_again() {
    for_both(async |db| {
        let (t, out_trade_no) = paid_at_the_gateway(db).await;
        let body = t.gateway.notice(&out_trade_no).signed();
        // Rename the attempt for now, as if a restored backup did not have it.
        let rename = |from: &str, to: &str| {
            format!(
                "UPDATE payment_attempts SET out_trade_no = '{to}' WHERE out_trade_no = '{from}'"
            )
        };
        let hide = rename(&out_trade_no, "P-HIDDEN");
        store::testing::batch(t.shop.store(), &hide).await.unwrap();
        assert_eq!(tell(&t, &body).await, Failure);
        assert_eq!(t.ask(INBOX).await, ["unknown_trade 1"]);
        store::testing::batch(t.shop.store(), &rename("P-HIDDEN", &out_trade_no))
            .await
            .unwrap();
        t.clock.advance(4 * MINUTE);
        assert_eq!(tell(&t, &body).await, Success);
        assert_eq!(t.ask(INBOX).await, ["applied 2"]);
        assert_eq!(
            t.one("SELECT pay_state AS answer FROM orders").await,
            "paid"
        );
        t.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_cannot_be_applied_is_kept_and_books_nothing() {
    for_both(async |db| {
        let (t, out_trade_no) = paid_at_the_gateway(db).await;
        let body = t.gateway.notice(&out_trade_no).signed();
        // Plant a posting with the same key, so that booking fails.
        let odd = "INSERT INTO ledger_txns (idem_key, kind, at, memo) VALUES ('pay:1', 'pay', 0, 'planted')";
        store::testing::batch(t.shop.store(), odd).await.unwrap();
        let before = t.money().await;
        assert_eq!(tell(&t, &body).await, Failure);
        assert_eq!(tell(&t, &body).await, Failure);
        assert_eq!(t.ask(INBOX).await, ["error 2"]);
        assert!(t.one("SELECT reason AS answer FROM notify_inbox").await.contains("pay:1"));
        assert_eq!(t.money().await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refund_told_of_before_its_payment_is_booked_after_it() {
    for_both(async |db| {
        let (t, out_trade_no) = paid_at_the_gateway(db).await;
        t.gateway.change(&out_trade_no, |trade, _now| {
            trade.refunds.push(("CONSOLE-1".to_owned(), 3_000))
        });
        let echo = t
            .gateway
            .notice(&out_trade_no)
            .with("out_biz_no", "CONSOLE-1")
            .with("refund_fee", "30.00")
            .with("gmt_refund", "2026-11-22 10:00:30");
        assert_eq!(tell(&t, &echo.signed()).await, Success);
        // The query of the payment is lost at first, so the refund cannot be booked yet.
        t.gateway.fail("alipay.trade.query", Fault::RequestLost);
        t.run().await;
        let states = "SELECT pay_state AS answer FROM orders";
        assert_eq!(t.one(states).await, "unpaid");
        t.after(3 * SECOND).await;
        assert_eq!(t.one(states).await, "paid");
        t.after(12 * SECOND).await;
        assert_eq!(t.one(states).await, "partially_refunded");
        let refunds = "SELECT origin || ' ' || out_request_no || ' ' || CAST(amount_fen AS TEXT) AS answer FROM refunds";
        assert_eq!(t.ask(refunds).await, ["external CONSOLE-1 3000"]);
        t.audit_is_green().await;
    })
    .await;
}
