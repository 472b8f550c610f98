//! A19, and A14 of orders on their way.

use super::{audit, broken};
use crate::{books::whole, db::for_both};
use store::testing;

/// Order 1 shipped whole, in every table but `jobs`.
const SHIPPED: &str = "
UPDATE order_details SET reserved_qty = 0, shipped_qty = 2 WHERE id = 1;
UPDATE sku_stock SET on_hand = 8, reserved = 1;
UPDATE orders SET ship_state = 'shipped', shipped_at = 1795000200000 WHERE id = 1;
INSERT INTO shipments (id, order_id, carrier, tracking_no, form_key, shipped_at, version)
VALUES (1, 1, 'sf', 'SF1234567890', 'f1', 1795000200000, 1);
INSERT INTO shipment_lines (shipment_id, order_detail_id, qty) VALUES (1, 1, 2);
INSERT INTO stock_moves (sku_id, kind, on_hand_delta, reserved_delta, order_detail_id, at, idem_key)
VALUES (1, 'ship', -2, -2, 1, 1795000200000, 'ship:1:1');
INSERT INTO order_events (id, order_id, at, actor_kind, entity, entity_id, axis, from_state, to_state, cause)
VALUES (100, 1, 1795000200000, 'staff', 'order', 1, 'ship_state', 'none', 'shipped', 'ship');
";

#[tokio::test]
async fn a14_somebody_waits_for_the_receipt() {
    broken(SHIPPED, &["A14"], "orders id=1 number=20261122AAAAAAAAAA").await;
    for_both(async |db| {
        let store = db.store();
        whole(&store).await;
        testing::batch(&store, SHIPPED).await.unwrap();
        let job = "INSERT INTO jobs (id, kind, dedupe_key, payload_json, run_at, tries, state, lease_epoch, created_at)
                   VALUES (7, 'receive_order', 'receive_order:1', '{\"order_id\":1}', 1795900000000, 0, 'ready', 0,
                     1795000200000)";
        testing::batch(&store, job).await.unwrap();
        assert_eq!(audit(&store).await, []);
    })
    .await;
}

#[tokio::test]
async fn a19_units_are_those_of_the_parcels() {
    let parcel = "INSERT INTO shipments (id, order_id, carrier, form_key, shipped_at, version)
                    VALUES (1, 1, 'sf', 'f1', 1, 1);
                  INSERT INTO shipment_lines (shipment_id, order_detail_id, qty) VALUES (1, 1, 1)";
    broken(
        parcel,
        &["A19"],
        "order_details id=1 order_id=1 shipped_qty=0 parcels=1",
    )
    .await;
    let moved = "INSERT INTO stock_moves (sku_id, kind, on_hand_delta, reserved_delta, order_detail_id, at, idem_key)
                   VALUES (1, 'ship', -1, -1, 1, 1, 'ship:1:1');
                 UPDATE sku_stock SET on_hand = 9, reserved = 2;
                 UPDATE order_details SET reserved_qty = 1 WHERE id = 1";
    broken(
        moved,
        &["A19"],
        "order_details id=1 order_id=1 shipped_qty=0 moved=1",
    )
    .await;
    let empty = "INSERT INTO shipments (id, order_id, carrier, form_key, shipped_at, version)
                   VALUES (1, 1, 'sf', 'f1', 1, 1)";
    broken(empty, &["A19"], "shipments id=1 order_id=1").await;
    let astray =
        "INSERT INTO shipments (id, order_id, carrier, form_key, shipped_at, voided_at, version)
                    VALUES (1, 1, 'sf', 'f1', 1, 2, 1);
                  INSERT INTO shipment_lines (shipment_id, order_detail_id, qty) VALUES (1, 3, 1)";
    broken(astray, &["A19"], "shipments id=1 order_id=1").await;
}

#[tokio::test]
async fn a19_states_follow_from_units() {
    let partial = "UPDATE orders SET ship_state = 'partial' WHERE id = 1";
    let row = "orders id=1 number=20261122AAAAAAAAAA ship_state=partial expected=none";
    broken(partial, &["A12", "A19"], row).await;
    let received = "UPDATE orders SET ship_state = 'received' WHERE id = 1";
    broken(received, &["A12", "A19"], "orders id=1 received").await;
    let completed = "UPDATE orders SET lifecycle = 'completed' WHERE id = 1";
    let rules = &["A8", "A12", "A19"];
    broken(completed, rules, "orders id=1 completed ship_state=none").await;
    broken(
        completed,
        rules,
        "ledger_entries account=ORDER subject_id=1 number=20261122AAAAAAAAAA balance=-10000",
    )
    .await;
}
