//! What triggers and constraints refuse: changed history, duplicate rows, impossible amounts.

use crate::db::{TestDb, for_both};
use crate::plant::{NOW, paid_order};
use domain::{
    order::{ActorKind, Cause},
    payment::CallOutcome,
    staff::StaffAct,
    time::Millis,
};
use store::{
    Store, StoreError,
    models::{audit_log::NewAuditEntry, event::NewEvent, provider_call::NewProviderCall},
    queries::{
        admin::{self, AdminPage},
        audit_log::{self, Which},
        event, provider_call,
    },
    testing,
};

async fn refused(store: &Store, sql: &str) -> StoreError {
    match testing::batch(store, sql).await {
        Ok(()) => panic!("accepted: {sql}"),
        Err(error) => error,
    }
}

#[tokio::test]
async fn history_is_only_added_to() {
    for_both(async |db: TestDb| {
        let store = db.store();
        paid_order(&store).await;
        testing::batch(
            &store,
            "INSERT INTO ledger_txns (id, idem_key, kind, order_id, at, memo)
               VALUES (1, 'pay:1', 'pay', 1, 1, '');
             INSERT INTO ledger_entries (txn_id, seq, account, subject_id, amount_fen)
               VALUES (1, 1, 'ALIPAY', 1, 5), (1, 2, 'ORDER', 1, -5);
             INSERT INTO stock_moves (sku_id, kind, on_hand_delta, reserved_delta, at, idem_key)
               VALUES (1, 'receive', 10, 0, 1, 'r1');
             INSERT INTO order_events (order_id, at, actor_kind, entity, entity_id, axis, to_state,
               cause) VALUES (1, 1, 'shopper', 'order', 1, 'lifecycle', 'open', 'placed');
             INSERT INTO audit_log (at, actor_id, actor_role, ip_prefix, action, target, target_id,
               before_json, after_json, prev_hash, hash)
               VALUES (1, 1, 'owner', '', 'x', 'order', '1', '', '', '0', '1');",
        )
        .await
        .unwrap();
        for (table, change) in [
            ("ledger_txns", "at = 2"),
            ("ledger_entries", "amount_fen = 6"),
            ("stock_moves", "on_hand_delta = 11"),
            ("order_events", "cause = 'other'"),
            ("audit_log", "action = 'y'"),
        ] {
            for sql in [
                format!("UPDATE {table} SET {change}"),
                format!("DELETE FROM {table}"),
            ] {
                let error = refused(&store, &sql).await;
                assert!(error.to_string().contains("append-only"), "{sql}: {error}");
            }
        }
        if store.engine() == store::Engine::Sqlite {
            let sql = "REPLACE INTO ledger_txns (id, idem_key, kind, at, memo)
                       VALUES (9, 'pay:1', 'pay', 1, '')";
            let error = refused(&store, sql).await;
            assert!(error.to_string().contains("append-only"), "{error}");
        }
    })
    .await;
}

#[tokio::test]
async fn uniques_name_the_same_columns_on_both() {
    for_both(async |db: TestDb| {
        let store = db.store();
        paid_order(&store).await;
        let attempt = |number: &str, trade: &str, state: &str, disposition: &str| {
            let paid = if state == "paid" {
                "10800, 'notify:1'"
            } else {
                "NULL, NULL"
            };
            format!(
                "INSERT INTO payment_attempts (order_id, out_trade_no, channel, amount_fen,
                   biz_content, time_expire, state, disposition, provider_trade_no, paid_fen,
                   evidence, refund_reserved_fen, refund_seq, version)
                 VALUES (1, '{number}', 'page', 10800, '{{}}', 1, '{state}', {disposition}, {trade},
                   {paid}, 0, 0, 1)"
            )
        };
        testing::batch(&store, &attempt("P2", "NULL", "open", "NULL"))
            .await
            .unwrap();
        let refund = |number: &str, origin: &str, state: &str, form: &str| {
            format!(
                "INSERT INTO refunds (payment_attempt_id, order_id, out_request_no, amount_fen,
                   origin, reason_code, need_return, form_key, state, tries, created_at, version)
                 VALUES (1, 1, '{number}', 1, '{origin}', 'other', 0, {form}, '{state}', 0, 1, 1)"
            )
        };
        testing::batch(&store, &refund("R01", "auto_late", "sending", "'f'"))
            .await
            .unwrap();
        for (sql, columns) in [
            (
                attempt("P2", "NULL", "closed", "NULL"),
                "payment_attempts.out_trade_no",
            ),
            (
                attempt("P3", "NULL", "open", "NULL"),
                "payment_attempts.order_id",
            ),
            (
                attempt("P3", "'t3'", "paid", "'applied'"),
                "payment_attempts.order_id",
            ),
            (
                attempt("P3", "'2026112222001'", "paid", "'late'"),
                "payment_attempts.provider_trade_no",
            ),
            (
                refund("R01", "admin", "approved", "NULL"),
                "refunds.out_request_no",
            ),
            (
                refund("R02", "admin", "approved", "'f'"),
                "refunds.form_key",
            ),
            (
                refund("R02", "admin", "sending", "NULL"),
                "refunds.payment_attempt_id",
            ),
            (
                refund("R02", "auto_mismatch", "approved", "NULL"),
                "refunds.payment_attempt_id",
            ),
        ] {
            let error = refused(&store, &sql).await;
            assert!(
                matches!(&error, StoreError::Conflict(what) if what == columns),
                "{sql}: {error}"
            );
        }
        testing::batch(&store, &refund("R02", "admin", "approved", "NULL"))
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn checks_refuse_impossible_rows() {
    for_both(async |db: TestDb| {
        let store = db.store();
        paid_order(&store).await;
        for sql in [
            "UPDATE users SET email = NULL",
            "UPDATE users SET locale = 'fr'",
            "UPDATE sku_stock SET reserved = 11",
            "UPDATE sku_stock SET reserved = -1",
            "UPDATE skus SET price_fen = 0",
            "UPDATE orders SET total_fen = total_fen + 1",
            "UPDATE orders SET discount_fen = items_fen, total_fen = postage_fen",
            "UPDATE orders SET user_id = NULL",
            "UPDATE orders SET lifecycle = 'cancelled'",
            "UPDATE orders SET lifecycle = 'completed', pay_state = 'unpaid'",
            "UPDATE orders SET pay_state = 'unpaid', ship_state = 'shipped'",
            "UPDATE order_details SET refund_fen = paid_fen + 1",
            "UPDATE order_details SET refund_qty = qty + 1",
            "UPDATE order_details SET shipped_qty = 1 WHERE id = 1",
            "UPDATE order_details SET returned_qty = 1",
            "UPDATE order_details SET sku_id = NULL WHERE id = 1",
            "UPDATE order_details SET sku_id = 1 WHERE id = 2",
            "UPDATE order_details SET unit_fen = unit_fen + 1",
            "UPDATE payment_attempts SET state = 'open'",
            "UPDATE payment_attempts SET evidence = NULL",
            "UPDATE payment_attempts SET paid_fen = NULL",
            "UPDATE payment_attempts SET paid_fen = amount_fen - 1",
            "UPDATE payment_attempts SET refund_reserved_fen = paid_fen + 1",
            "DELETE FROM skus",
            "UPDATE orders SET user_id = 99",
        ] {
            let error = refused(&store, sql).await;
            assert!(matches!(error, StoreError::Broken(_)), "{sql}: {error}");
        }
    })
    .await;
}

#[tokio::test]
async fn events_and_calls_are_kept_in_order() {
    for_both(async |db: TestDb| {
        let store = db.store();
        paid_order(&store).await;
        store
            .write::<_, StoreError, _>(|tx| {
                for (from, to) in [(None, "unpaid"), (Some("unpaid"), "paid")] {
                    event::insert(
                        tx,
                        &NewEvent {
                            order_id: 1,
                            at: Millis::new(NOW),
                            actor_kind: ActorKind::Gateway,
                            actor_id: None,
                            entity: "order",
                            entity_id: 1,
                            axis: "pay_state",
                            from_state: from,
                            to_state: to,
                            cause: Cause::Notify,
                            note: None,
                        },
                    )?;
                }
                provider_call::insert(
                    tx,
                    &NewProviderCall {
                        at: Millis::new(NOW),
                        method: "alipay.trade.query".to_owned(),
                        attempt_id: Some(1),
                        refund_id: None,
                        request_redacted: "{}".to_owned(),
                        response_raw: String::new(),
                        sign_ok: false,
                        http_status: None,
                        outcome: CallOutcome::Unknown,
                    },
                )
            })
            .await
            .unwrap();
        let (events, calls, none) = store
            .read::<_, StoreError, _>(|tx| {
                Ok((
                    event::list(tx, 1)?,
                    admin::talks(tx, &[1], &[], 200)?,
                    admin::talks(tx, &[], &[1], 200)?,
                ))
            })
            .await
            .unwrap();
        assert_eq!(events.len(), 2);
        assert_eq!(events[1].from_state.as_deref(), Some("unpaid"));
        assert_eq!(events[1].actor_kind, ActorKind::Gateway);
        assert_eq!((calls.len(), calls[0].outcome), (1, CallOutcome::Unknown));
        assert!(none.is_empty());
    })
    .await;
}

fn act(number: usize) -> NewAuditEntry {
    NewAuditEntry {
        at: Millis::new(NOW),
        actor_id: 1,
        actor_role: "owner".to_owned(),
        ip_prefix: "10.0.0.0/24".to_owned(),
        act: StaffAct::ProductChange,
        target_id: number.to_string(),
        before_json: "{}".to_owned(),
        after_json: "{\"n\":1}".to_owned(),
    }
}

/// Concurrent entries form one chain, in which each row has the hash of the previous one.
#[tokio::test(flavor = "multi_thread")]
async fn the_audit_chain_stays_one_line() {
    for_both(async |db: TestDb| {
        let store = db.store();
        let tasks: Vec<_> = (0..8)
            .map(|number| {
                let store = store.clone();
                tokio::spawn(async move {
                    store
                        .write::<_, StoreError, _>(move |tx| audit_log::append(tx, &act(number)))
                        .await
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        let of_three = Which {
            target_id: Some("3".to_owned()),
            ..Which::default()
        };
        let (mut chain, one) = store
            .read::<_, StoreError, _>(move |tx| {
                Ok((
                    audit_log::list(tx, &Which::default(), AdminPage::First, 100)?,
                    audit_log::list(tx, &of_three, AdminPage::First, 100)?,
                ))
            })
            .await
            .unwrap();
        chain.reverse();
        assert_eq!((chain.len(), one.len()), (8, 1));
        assert_eq!(chain[0].prev_hash, "0".repeat(64));
        for pair in chain.windows(2) {
            assert_eq!(pair[1].prev_hash, pair[0].hash);
        }
        let older = store
            .read::<_, StoreError, _>(|tx| {
                audit_log::list(tx, &Which::default(), AdminPage::Before(3), 1)
            })
            .await
            .unwrap();
        assert_eq!(older.len(), 1);
        assert!(older[0].id < 3);
    })
    .await;
}
