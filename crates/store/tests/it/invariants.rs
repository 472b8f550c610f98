//! Each audit rule: consistent data breaks none, and a planted row is found and named.

mod returns;
mod shipping;

use crate::books::whole;
use crate::db::{TestDb, for_both};
use crate::plant::NOW;
use domain::time::{MINUTE, Millis};
use store::{
    Store, StoreError,
    invariants::{self, Breach},
    testing,
};

async fn audit(store: &Store) -> Vec<Breach> {
    store
        .read::<_, StoreError, _>(|tx| invariants::check(tx, Millis::new(NOW + 5 * MINUTE)))
        .await
        .unwrap()
}

/// Applies `sql` to consistent data and expects exactly `rules` to be broken, the first by a row
/// that begins with `row`.
async fn broken(sql: &'static str, rules: &'static [&'static str], row: &'static str) {
    for_both(async |db: TestDb| {
        let store = db.store();
        whole(&store).await;
        testing::batch(&store, sql).await.unwrap();
        let found = audit(&store).await;
        let mut named: Vec<&str> = found.iter().map(|breach| breach.rule).collect();
        named.dedup();
        assert_eq!(named, rules, "{sql}: {found:#?}");
        let rows = |breach: &Breach| breach.rows.iter().any(|found| found.starts_with(row));
        assert!(found.iter().any(rows), "{sql}: {found:#?}");
    })
    .await;
}

#[tokio::test]
async fn whole_books_break_nothing() {
    for_both(async |db: TestDb| {
        let store = db.store();
        assert_eq!(audit(&store).await, [], "an empty database");
        whole(&store).await;
        assert_eq!(audit(&store).await, []);
    })
    .await;
}

#[tokio::test]
async fn a1_transactions_balance() {
    let one_leg = "INSERT INTO ledger_txns (id, idem_key, kind, at, memo)
                     VALUES (50, 'x:1', 'pay', 1, '');
                   INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
                     VALUES (50, 1, 'SALES', 1, -5)";
    broken(one_leg, &["A1"], "ledger_txns id=50 idem_key=x:1 sum=-5").await;
    let no_leg = "INSERT INTO ledger_txns (id, idem_key, kind, at, memo)
                    VALUES (50, 'x:1', 'pay', 1, '')";
    broken(no_leg, &["A1"], "ledger_txns id=50").await;
}

#[tokio::test]
async fn a2_no_debit_balance() {
    let sql = "INSERT INTO ledger_txns (id, idem_key, kind, at, memo)
                 VALUES (50, 'x:1', 'pay', 1, '');
               INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
                 VALUES (50, 1, 'SALES', 1, 5), (50, 2, 'SALES', 2, -5)";
    broken(
        sql,
        &["A2"],
        "ledger_entries account=SALES subject_id=1 balance=5",
    )
    .await;
}

#[tokio::test]
async fn a3_the_cap_is_the_sum_of_refunds() {
    let more = "UPDATE payment_attempts SET refund_reserved_fen = 801 WHERE id = 1";
    broken(more, &["A3"], "payment_attempts id=1 ").await;
    let less = "UPDATE payment_attempts SET refund_reserved_fen = 0 WHERE id = 2";
    broken(less, &["A3"], "payment_attempts id=2 ").await;
}

#[tokio::test]
async fn a4_the_applied_attempt_pays_the_total() {
    let total = "UPDATE orders SET items_fen = 10001, total_fen = 10801 WHERE id = 1";
    broken(
        total,
        &["A4", "A11"],
        "orders id=1 number=20261122AAAAAAAAAA",
    )
    .await;
    let unpaid = "UPDATE orders SET pay_state = 'paid' WHERE id = 2";
    broken(unpaid, &["A4", "A5", "A12"], "orders id=2 ").await;
}

#[tokio::test]
async fn a5_the_pay_state_is_a_fold() {
    let sql = "UPDATE orders SET pay_state = 'paid' WHERE id = 1";
    broken(
        sql,
        &["A5", "A12"],
        "orders id=1 number=20261122AAAAAAAAAA pay_state=paid expected=partially_refunded",
    )
    .await;
}

#[tokio::test]
async fn a6_the_gateway_account_fits() {
    let attempt = "INSERT INTO ledger_txns (id, idem_key, kind, at, memo)
                     VALUES (50, 'x:1', 'pay', 1, '');
                   INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
                     VALUES (50, 1, 'ALIPAY', 1, 5), (50, 2, 'ORDER', 1, -5)";
    broken(attempt, &["A6"], "payment_attempts id=1 ").await;
    let stranger = "INSERT INTO ledger_txns (id, idem_key, kind, at, memo)
                      VALUES (50, 'x:1', 'pay', 1, '');
                    INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
                      VALUES (50, 1, 'ALIPAY', 77, 5), (50, 2, 'ORDER', 1, -5)";
    broken(
        stranger,
        &["A6"],
        "ledger_entries txn_id=50 seq=1 subject_id=77",
    )
    .await;
    let fees = "INSERT INTO ledger_txns (id, idem_key, kind, at, memo)
                  VALUES (50, 'x:1', 'fee', 1, '');
                INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
                  VALUES (50, 1, 'FEES', 1, 5), (50, 2, 'ORDER', 1, -5)";
    broken(fees, &["A6"], "ledger_entries account=FEES").await;
    let no_bill = "INSERT INTO ledger_txns (id, idem_key, kind, at, memo)
                     VALUES (50, 'fee:1', 'fee', 1, '');
                   INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
                     VALUES (50, 1, 'FEES', 1, 5), (50, 2, 'ALIPAY', 0, -5)";
    broken(
        no_bill,
        &["A6"],
        "ledger_entries txn_id=50 seq=1 account=FEES",
    )
    .await;
}

#[tokio::test]
async fn a7_stock_is_a_fold() {
    let shelf = "UPDATE sku_stock SET on_hand = 11";
    broken(shelf, &["A7"], "sku_stock sku_id=1 on_hand=11 of 10").await;
    let line = "UPDATE order_details SET reserved_qty = 1 WHERE id = 1";
    broken(line, &["A7"], "sku_stock sku_id=1 reserved=3 lines=2").await;
    let gone = "DELETE FROM sku_stock";
    broken(gone, &["A7", "A18"], "sku_stock sku_id=1 on_hand=0 of 10").await;
}

#[tokio::test]
async fn a8_ended_orders_hold_nothing() {
    let cancelled = "UPDATE orders SET lifecycle = 'cancelled' WHERE id = 2";
    broken(cancelled, &["A8", "A12"], "order_details id=3 order_id=2").await;
    // 3 hours and a millisecond before the time of the audit.
    let forgotten = "UPDATE orders SET pay_deadline = 1794989499999 WHERE id = 2";
    broken(forgotten, &["A8"], "orders id=2 ").await;
    for_both(async |db: TestDb| {
        let store = db.store();
        whole(&store).await;
        let just = "UPDATE orders SET pay_deadline = 1794989500000 WHERE id = 2";
        testing::batch(&store, just).await.unwrap();
        assert_eq!(audit(&store).await, []);
    })
    .await;
}

#[tokio::test]
async fn a9_payments_have_signed_evidence() {
    for sql in [
        "UPDATE payment_attempts SET evidence = 'notify:99' WHERE id = 1",
        "UPDATE payment_attempts SET evidence = 'trust me' WHERE id = 1",
        "UPDATE payment_attempts SET evidence = 'query:1' WHERE id = 1",
    ] {
        broken(sql, &["A9"], "payment_attempts id=1 ").await;
    }
    let unsigned = "UPDATE provider_calls SET sign_ok = 0";
    broken(unsigned, &["A9"], "payment_attempts id=2 ").await;
    let no_number = "UPDATE payment_attempts SET provider_trade_no = NULL WHERE id = 2";
    broken(no_number, &["A9"], "payment_attempts id=2 ").await;
}

#[tokio::test]
async fn a10_suspense_is_on_its_way_back() {
    let kept = "INSERT INTO ledger_txns (id, idem_key, kind, at, memo)
                  VALUES (50, 'x:1', 'pay', 1, '');
                INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
                  VALUES (50, 1, 'ORDER', 1, 5), (50, 2, 'SUSPENSE', 2, -5)";
    broken(
        kept,
        &["A10"],
        "ledger_entries account=SUSPENSE subject_id=2 balance=-5",
    )
    .await;
    let part = "UPDATE refunds SET amount_fen = 10799 WHERE id = 2";
    broken(part, &["A3", "A10"], "payment_attempts id=2 ").await;
    let wrong = "UPDATE refunds SET origin = 'auto_late' WHERE id = 2";
    broken(wrong, &["A10"], "refunds id=2 ").await;
}

#[tokio::test]
async fn a11_lines_sum_up() {
    let order = "UPDATE order_details SET unit_fen = 801, paid_fen = 801 WHERE id = 2";
    broken(order, &["A11"], "orders id=1 ").await;
    let refund = "UPDATE refund_lines SET amount_fen = 799";
    broken(refund, &["A11"], "refunds id=1 ").await;
    let fen = "UPDATE order_details SET refund_fen = 0 WHERE id = 2";
    broken(fen, &["A11"], "order_details id=2 ").await;
    let units = "UPDATE order_details SET refund_qty = 1 WHERE id = 2";
    broken(units, &["A11"], "order_details id=2 ").await;
}

#[tokio::test]
async fn a12_states_were_reached_by_legal_steps() {
    let shipped = "UPDATE orders SET ship_state = 'shipped' WHERE id = 1";
    broken(
        shipped,
        &["A12", "A14", "A19"],
        "orders id=1 number=20261122AAAAAAAAAA ship_state=shipped history=none",
    )
    .await;
    for (sql, row) in [
        (
            "UPDATE payment_attempts SET state = 'finished' WHERE id = 1",
            "payment_attempts id=1 ",
        ),
        (
            "INSERT INTO order_events (id, order_id, at, actor_kind, entity, entity_id, axis,
               from_state, to_state, cause)
             VALUES (90, 1, 1, 'system', 'order', 1, 'ship_state', 'partial', 'shipped', 'x'),
               (91, 1, 1, 'system', 'order', 1, 'ship_state', 'none', 'none', 'x')",
            "order_events id=90 ",
        ),
        (
            "INSERT INTO order_events (id, order_id, at, actor_kind, entity, entity_id, axis,
               from_state, to_state, cause)
             VALUES (90, 2, 1, 'system', 'order', 2, 'lifecycle', 'open', 'open', 'x')",
            "order_events id=90 order_id=2 order lifecycle open>open",
        ),
        (
            "INSERT INTO order_events (id, order_id, at, actor_kind, entity, entity_id, axis,
               from_state, to_state, cause)
             VALUES (90, 2, 1, 'system', 'order', 2, 'o''clock', NULL, 'open', 'x')",
            "order_events id=90 order_id=2 order o'clock >open",
        ),
    ] {
        broken(sql, &["A12"], row).await;
    }
}

#[tokio::test]
async fn a13_staff_acts_are_chained() {
    let forged = "INSERT INTO audit_log (id, at, actor_id, actor_role, ip_prefix, action, target,
                    target_id, before_json, after_json, prev_hash, hash)
                  SELECT 2, at, actor_id, actor_role, ip_prefix, action, target, target_id,
                    before_json, '{\"edited\":1}', hash, 'x' FROM audit_log";
    broken(forged, &["A13"], "audit_log id=2 action=refund.approve").await;
    let silent = "UPDATE refunds SET state = 'sending' WHERE id = 2;
                  INSERT INTO order_events (id, order_id, at, actor_kind, actor_id, entity,
                    entity_id, axis, from_state, to_state, cause)
                  VALUES (90, 1, 1, 'staff', 1, 'refund', 2, 'state', 'approved', 'sending', 'x')";
    broken(silent, &["A13"], "order_events id=90 refunds id=2 ").await;
}

#[tokio::test]
async fn a13_an_edited_row_is_found() {
    let db = TestDb::sqlite().await;
    let store = db.store();
    whole(&store).await;
    // The owner of the database can drop the trigger, but the hash chain still shows the change.
    testing::batch(
        &store,
        "DROP TRIGGER audit_log_no_update; UPDATE audit_log SET actor_id = 2",
    )
    .await
    .unwrap();
    let found = audit(&store).await;
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].rule, "A13");
    assert!(
        found[0].rows[0].starts_with("audit_log id=1 "),
        "{found:#?}"
    );
}

#[tokio::test]
async fn a14_nothing_is_left_alone() {
    let attempt = "UPDATE jobs SET state = 'done' WHERE id = 2";
    broken(
        attempt,
        &["A14"],
        "payment_attempts id=3 out_trade_no=P20261122CCCC",
    )
    .await;
    let refund = "DELETE FROM jobs WHERE id = 1";
    broken(refund, &["A14"], "refunds id=2 ").await;
    let late = "UPDATE jobs SET run_at = 1794999699999 WHERE id = 1";
    broken(late, &["A14"], "jobs id=1 kind=send_refund").await;
    let stuck = "UPDATE jobs SET state = 'running', lease_until = 1794999699999 WHERE id = 2";
    broken(stuck, &["A14"], "jobs id=2 ").await;
    let mail = "INSERT INTO mails (id, event_key, mail_key, kind, recipient, locale, about_json, state,
                  tries, smtp_words, queued_at, version)
                VALUES (7, 'e', 'm', 'staff_paid', 'a@example.com', 'en', '{}', 'waiting', 0, '', 1, 1)";
    broken(mail, &["A14"], "mails id=7 kind=staff_paid").await;
    let dead = "INSERT INTO jobs (id, kind, payload_json, run_at, tries, state, lease_epoch,
                  created_at)
                VALUES (3, 'purge', '[]', 1, 5, 'dead', 5, 1)";
    broken(dead, &["A14"], "jobs id=3 kind=purge tries=5").await;
    let returned = "UPDATE payment_attempts SET went_back_at = 1794913899999 WHERE id = 1";
    broken(returned, &["A14"], "payment_attempts id=1 ").await;
}

#[tokio::test]
async fn a15_messages_found_their_payment() {
    let nobody = "UPDATE notify_inbox SET attempt_id = NULL";
    broken(nobody, &["A9", "A15"], "notify_inbox id=1 notify_id=n1").await;
    let other = "UPDATE notify_inbox SET trade_no = 'other'";
    broken(other, &["A15"], "notify_inbox id=1 ").await;
    let unread = "INSERT INTO notify_inbox (id, notify_id, digest, out_trade_no, trade_no,
                    trade_status, received_at, deliveries, last_delivery_at, verdict, version)
                  VALUES (2, 'n2', 'd2', 'P9', 't9', 'TRADE_SUCCESS', 1794913899999, 1, 1,
                    'unknown_trade', 1)";
    broken(
        unread,
        &["A15"],
        "notify_inbox id=2 notify_id=n2 verdict=unknown_trade",
    )
    .await;
}

#[tokio::test]
async fn a18_shelves_and_search_follow_from_the_catalogue() {
    let a18 = &["A18"];
    for (sql, row) in [
        (
            "DELETE FROM listings WHERE facet_id = 0",
            "products id=1 category_id=0",
        ),
        (
            "INSERT INTO listings (category_id, facet_id, product_id, published_at, price_min_fen, sold_90d, in_stock)
             VALUES (7, 0, 1, 0, 5000, 0, 1)",
            "listings product_id=1 category_id=7 facet_id=0",
        ),
        (
            "UPDATE listings SET price_min_fen = 1 WHERE facet_id = 0",
            "listings product_id=1 category_id=0 facet_id=0",
        ),
        (
            "DELETE FROM listings WHERE facet_id = -1",
            "listings product_id=1 category_id=0",
        ),
        (
            "UPDATE listing_counts SET products = 2",
            "listing_counts category_id=0 facet_id=0 products=2 counted=1",
        ),
        (
            "UPDATE search_terms SET sold_90d = 4",
            "search_terms product_id=1 term=mug",
        ),
        (
            "DELETE FROM search_terms; DELETE FROM search_counts",
            "listings product_id=1",
        ),
        (
            "UPDATE search_counts SET products = 9",
            "search_counts term=mug products=9 counted=1",
        ),
        (
            "UPDATE products SET status = 'archived'",
            "listings product_id=1 category_id=0 facet_id=-1",
        ),
    ] {
        broken(sql, a18, row).await;
    }
}

#[tokio::test]
async fn a21_who_is_disabled_has_no_role_and_codes_have_a_factor() {
    const USER: &str = "INSERT INTO users (id, email, display_name, locale, status, created_at, updated_at, version)
        VALUES (70, 'chen@example.cn', 'x', 'en', 'active', 1, 1, 1);";
    let role = format!(
        "{USER} INSERT INTO staff_roles (user_id, role) VALUES (70, 'orders');
         INSERT INTO staff_disabled (user_id, roles, disabled_by, disabled_at)
           VALUES (70, 'orders', 70, 1)"
    );
    broken(
        role.leak(),
        &["A21"],
        "staff_disabled user_id=70 role=orders",
    )
    .await;
    let codes = format!(
        "{USER} INSERT INTO recovery_codes (code_hash, user_id) VALUES ('a', 70);
         INSERT INTO recovery_codes (code_hash, user_id) VALUES ('b', 70)"
    );
    broken(codes.leak(), &["A21"], "recovery_codes user_id=70 codes=2").await;
}
