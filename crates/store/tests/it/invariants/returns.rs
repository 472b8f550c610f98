//! Goods on their way back, and the two persons of a large refund.

use super::broken;

/// A request for one unit of the paid order whose goods are wanted back; what follows is appended.
macro_rules! awaited {
    ($more:literal) => {
        concat!(
            "INSERT INTO refunds (id, payment_attempt_id, order_id, out_request_no, amount_fen, origin,
               reason_code, need_return, state, tries, requested_by, asked_fen, created_at, version)
             VALUES (9, 1, 1, 'P20261122AAAAAAAAAAAAAAAAR09', 100, 'shopper', 'other', 1,
               'awaiting_return', 0, 1, 100, 1, 1);
             INSERT INTO refund_lines (refund_id, order_detail_id, qty, amount_fen, restock_qty)
             VALUES (9, 1, 1, 100, 0);
             INSERT INTO order_events (id, order_id, at, actor_kind, entity, entity_id, axis,
               from_state, to_state, cause)
             VALUES (90, 1, 1, 'shopper', 'refund', 9, 'state', NULL, 'requested', 'request_refund'),
               (91, 1, 1, 'system', 'refund', 9, 'state', 'requested', 'awaiting_return', 'x');",
            $more
        )
    };
}

#[tokio::test]
async fn a11_returned_units_are_those_received() {
    let units = "UPDATE order_details SET reserved_qty = 1, shipped_qty = 1, returned_qty = 1
                 WHERE id = 1";
    broken(
        units,
        &["A7", "A11", "A19"],
        "order_details id=1 order_id=1 returned_qty=1 of 0",
    )
    .await;
}

#[tokio::test]
async fn a12_goods_are_awaited_only_if_they_were_asked_for() {
    broken(awaited!(""), &["A12"], "refunds id=9 ").await;
    let early =
        "INSERT INTO returns (id, refund_id, address, asked_at, asked_by, until_at, version)
                 VALUES (1, 1, 'x', 1, 1, 2, 1)";
    broken(early, &["A12"], "refunds id=1 ").await;
}

#[tokio::test]
async fn a13_two_persons_are_two() {
    let twice = "UPDATE refunds SET first_by = 1, decided_by = 1 WHERE id = 1";
    broken(twice, &["A13"], "refunds id=1 ").await;
}

#[tokio::test]
async fn a14_awaited_goods_have_a_job() {
    let alone = awaited!(
        "INSERT INTO returns (id, refund_id, address, asked_at, asked_by, until_at, version)
         VALUES (1, 9, 'x', 1, 1, 2, 1)"
    );
    broken(alone, &["A14"], "refunds id=9 ").await;
}
