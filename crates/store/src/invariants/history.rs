//! A12, A13: recorded, legal steps lead to every state, and the chain of the activity log is
//! unbroken.

use super::{Found, texts};
use crate::{
    error::StoreError,
    models::audit_log::{AuditEntry, GENESIS},
    schema::audit_log,
    tx::Tx,
};
use diesel::prelude::*;
use domain::{
    order::step as order_step, payment::step as attempt_step, refund::step as refund_step,
};
use std::fmt::Display;

/// Rows of the activity log read at once.
const PAGE: i64 = 1_000;

pub(super) fn check(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    for (entity, table, label, axis) in [
        ("order", "orders", "number", "lifecycle"),
        ("order", "orders", "number", "pay_state"),
        ("order", "orders", "number", "ship_state"),
        ("attempt", "payment_attempts", "out_trade_no", "state"),
        ("refund", "refunds", "out_request_no", "state"),
    ] {
        let order_key = if entity == "order" {
            "t.id"
        } else {
            "t.order_id"
        };
        found.ask(
            tx,
            "A12",
            &format!("the {axis} of an {entity} differs from the last step of its history"),
            &format!(
                "SELECT '{table} id=' || t.id || ' {label}=' || t.{label}
                   || ' {axis}=' || t.{axis} || ' history=' || t.last AS answer
                 FROM (SELECT t.*, COALESCE((SELECT e.to_state FROM order_events e
                         WHERE e.order_id = {order_key} AND e.entity = '{entity}'
                           AND e.entity_id = t.id AND e.axis = '{axis}'
                         ORDER BY e.id DESC LIMIT 1), '') AS last
                       FROM {table} t) t
                 WHERE t.{axis} <> t.last
                 ORDER BY t.id"
            ),
        )?;
    }
    found.ask(
        tx,
        "A12",
        "a recorded step does not start from the state before it",
        "SELECT 'order_events id=' || e.id || ' order_id=' || e.order_id || ' ' || e.entity || ' '
           || e.entity_id || ' ' || e.axis || ' from=' || COALESCE(e.from_state, '')
           || ' before=' || e.before AS answer
         FROM (SELECT e.*, COALESCE((SELECT p.to_state FROM order_events p
                 WHERE p.order_id = e.order_id AND p.entity = e.entity
                   AND p.entity_id = e.entity_id AND p.axis = e.axis AND p.id < e.id
                 ORDER BY p.id DESC LIMIT 1), '') AS before
               FROM order_events e) e
         WHERE COALESCE(e.from_state, '') <> e.before
         ORDER BY e.id",
    )?;
    steps(tx, found)?;
    chain(tx, found)?;
    // The decision and its log entry share one transaction and one timestamp.
    found.ask(
        tx,
        "A13",
        "a decision of staff about a refund is not in the activity log",
        "SELECT 'order_events id=' || e.id || ' refunds id=' || r.id
           || ' out_request_no=' || r.out_request_no || ' to=' || e.to_state AS answer
         FROM order_events e JOIN refunds r ON r.id = e.entity_id
         WHERE e.entity = 'refund' AND e.actor_kind = 'staff'
           AND NOT EXISTS (SELECT 1 FROM audit_log l
                           WHERE l.target = 'refund' AND l.target_id = r.out_request_no
                             AND l.at = e.at)
         ORDER BY e.id",
    )
}

/// Every kind of step ever recorded, compared with the transition tables of `domain`.
fn steps(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    let legal: Vec<String> = [
        words("order lifecycle", order_step::LIFECYCLE_STEPS),
        words("order pay_state", order_step::PAY_STEPS),
        words("order ship_state", order_step::SHIP_STEPS),
        words("attempt state", attempt_step::STEPS),
        words("refund state", refund_step::STEPS),
    ]
    .concat();
    let recorded = texts(
        tx,
        "SELECT entity || ' ' || axis || ' ' || COALESCE(from_state, '') || '>' || to_state AS answer
         FROM order_events GROUP BY entity, axis, from_state, to_state",
    )?;
    for step in recorded.iter().filter(|step| !legal.contains(step)) {
        // The step comes from the database, so it may contain a quote.
        let step = step.replace('\'', "''");
        found.ask(
            tx,
            "A12",
            "a recorded step is not in the transition tables",
            &format!(
                "SELECT 'order_events id=' || id || ' order_id=' || order_id || ' {step}' AS answer
                 FROM order_events
                 WHERE entity || ' ' || axis || ' ' || COALESCE(from_state, '') || '>' || to_state
                   = '{step}'
                 ORDER BY id"
            ),
        )?;
    }
    Ok(())
}

fn words<S: Display>(head: &str, steps: &[(Option<S>, S)]) -> Vec<String> {
    steps
        .iter()
        .map(|(from, to)| match from {
            Some(from) => format!("{head} {from}>{to}"),
            None => format!("{head} >{to}"),
        })
        .collect()
}

/// The chain of the activity log, from its first row to its last.
fn chain(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    let mut broken = Vec::new();
    let (mut last_id, mut last_hash) = (i64::MIN, GENESIS.to_owned());
    loop {
        let page: Vec<AuditEntry> = tx.q(|c| {
            audit_log::table
                .filter(audit_log::id.gt(last_id))
                .order(audit_log::id)
                .limit(PAGE)
                .select(AuditEntry::as_select())
                .load(c)
        })?;
        if page.is_empty() {
            break;
        }
        for row in page {
            if row.prev_hash != last_hash || !row.is_sound() {
                broken.push(format!(
                    "audit_log id={} action={} target={} target_id={}",
                    row.id, row.action, row.target, row.target_id
                ));
            }
            last_id = row.id;
            last_hash = row.hash;
        }
    }
    found.note("A13", "the chain of the activity log is broken", broken);
    Ok(())
}
