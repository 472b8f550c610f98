//! What became of an order, in the words of its tables, without numbers and times of its own. That a
//! refund arrived is the same news whether its response or a later query brought it.

use test_support::TestShop;

/// Queries about one order, `{order}` in them; each selects `answer`.
const QUESTIONS: &[(&str, &str)] = &[
    (
        "order",
        "SELECT lifecycle || ' ' || pay_state || ' ' || ship_state || ' ' || COALESCE(cancel_reason, '-') AS answer
         FROM orders WHERE id = {order}",
    ),
    (
        "line",
        "SELECT line_no || ': reserved ' || reserved_qty || ' shipped ' || shipped_qty || ' returned ' || returned_qty
           || ' refunded ' || refund_qty || ' for ' || refund_fen AS answer
         FROM order_details WHERE order_id = {order} ORDER BY line_no",
    ),
    (
        "step",
        "SELECT axis || ' ' || COALESCE(from_state, '') || '>' || to_state || ' '
           || REPLACE(cause, 'refund_query', 'refund') || ' ' || actor_kind AS answer
         FROM order_events WHERE order_id = {order} AND entity <> 'refund' ORDER BY id",
    ),
    (
        "refund",
        "SELECT r.state || ' ' || r.origin || ' ' || r.amount_fen || ' ' || COALESCE(r.taken_from, '-')
           || ' ' || COALESCE(CAST(l.qty AS TEXT), '-') || ' ' || COALESCE(CAST(l.restock_qty AS TEXT), '-') AS answer
         FROM refunds r LEFT JOIN refund_lines l ON l.refund_id = r.id
         WHERE r.order_id = {order} ORDER BY r.id, l.order_detail_id",
    ),
    (
        "photographs",
        "SELECT CAST(COUNT(*) AS TEXT) AS answer
         FROM refund_photos p JOIN refunds r ON r.id = p.refund_id WHERE r.order_id = {order}",
    ),
    (
        "posting",
        "SELECT t.kind || ' ' || e.account || ' ' || e.amount_fen AS answer
         FROM ledger_txns t JOIN ledger_entries e ON e.txn_id = t.id WHERE t.order_id = {order} ORDER BY t.id, e.seq",
    ),
    (
        "stock",
        "SELECT m.kind || ' ' || m.on_hand_delta || ' ' || m.reserved_delta AS answer
         FROM stock_moves m JOIN order_details d ON d.id = m.order_detail_id WHERE d.order_id = {order} ORDER BY m.id",
    ),
    (
        "parcel",
        "SELECT s.carrier || ' ' || COALESCE(s.tracking_no, '-') || ' ' || l.qty || ' '
           || CASE WHEN s.voided_at IS NULL THEN 'sent' ELSE 'taken back' END || ' corrected '
           || (SELECT COUNT(*) FROM shipment_corrections c WHERE c.shipment_id = s.id) AS answer
         FROM shipments s JOIN shipment_lines l ON l.shipment_id = s.id WHERE s.order_id = {order} ORDER BY s.id",
    ),
    (
        "mail",
        "SELECT kind || ' ' || state AS answer FROM mails WHERE order_id = {order} ORDER BY kind, id",
    ),
    (
        "log",
        "SELECT action AS answer FROM audit_log WHERE target_id IN (SELECT number FROM orders WHERE id = {order})
           OR target_id IN (SELECT out_request_no FROM refunds WHERE order_id = {order}) ORDER BY id",
    ),
];

/// The story of an order, and what the gateway has given back for it.
pub(crate) async fn of(test: &TestShop, number: &str) -> String {
    let order = format!("(SELECT id FROM orders WHERE number = '{number}')");
    let mut story = String::new();
    for (what, sql) in QUESTIONS {
        for answer in test.ask(&sql.replace("{order}", &order)).await {
            story.push_str(&format!("{what} {answer}\n"));
        }
    }
    let trades =
        format!("SELECT out_trade_no AS answer FROM payment_attempts WHERE order_id = {order}");
    for trade in test.ask(&trades).await {
        let given = test.gateway.trade(&trade).map(|trade| trade.refunds);
        for (_, fen) in given.unwrap_or_default() {
            story.push_str(&format!("given back {fen}\n"));
        }
    }
    story
}

/// Asserts that a story has each of these lines.
pub(crate) fn has(story: &str, lines: &[&str]) {
    for line in lines {
        assert!(story.lines().any(|told| told == *line), "{line}:\n{story}");
    }
}
