//! A refund succeeded: refund, order, stock and ledger are written in one transaction.

use super::{approve::ids, record, wake};
use crate::{
    Error, mail,
    order::{
        history::By,
        settled::{after_refund_ended, is_refunded},
    },
    payment::books,
    sales,
};
use domain::{
    ledger,
    order::Remark,
    refund::{Answer, Step, TakenFrom, on_answer, request::unshipped},
    time::Millis,
};
use store::{
    Tx,
    models::{
        order::OrderDetail,
        refund::{Refund, RefundLine},
    },
    queries::{
        order,
        refund::{self, RefundChange},
        stock::{self, Move, MoveKind},
    },
};

/// Sets a refund to `succeeded` by `answer`, with everything that follows. `at`: when it was made.
/// The caller holds the order lock.
pub(super) fn succeed(
    tx: &mut Tx<'_>,
    seen: &Refund,
    answer: Answer,
    at: Millis,
    by: By,
    now: Millis,
) -> Result<(), Error> {
    let Step::To(to) = on_answer(seen.state, answer).map_err(Error::internal)? else {
        return Err(Error::internal("a refund that succeeded keeps its state"));
    };
    let change = RefundChange {
        state: Some(to),
        gateway: Some((None, None)),
        succeeded_at: Some(at),
        next_check_at: Some(None),
        ..RefundChange::default()
    };
    let done = refund::change(tx, seen, &change)?;
    record(
        tx,
        Some(seen.state),
        &done,
        Some(Remark::Amount(done.amount_fen)),
        by,
        now,
    )?;
    follow(tx, &done, by, now)
}

/// Updates stock, books and order after a succeeded refund.
pub(super) fn follow(tx: &mut Tx<'_>, done: &Refund, by: By, now: Millis) -> Result<(), Error> {
    shelve(tx, done, now)?;
    let posting = ledger::payout(ids(done), done.amount_fen)?;
    books::post(tx, &posting, done.order_id, now, &done.out_request_no)?;
    after_refund_ended(tx, done.order_id, by, now)?;
    wake::look_again(tx, done.payment_attempt_id, now)?;
    let arrived = mail::Event::RefundArrived {
        order_id: done.order_id,
        refund: &done.out_request_no,
        amount: done.amount_fen,
    };
    mail::queue(tx, &arrived, now)?;
    match (done.taken_from, done.succeeded_at) {
        (Some(TakenFrom::Order | TakenFrom::Sales), Some(at)) => sales::booked(tx, at, now),
        (Some(TakenFrom::Suspense) | None, _) | (_, None) => Ok(()),
    }
}

/// Releases or writes off units that were not shipped. After a full refund also those of lines that
/// the refund leaves out. One sorted list, because every transaction locks stock rows by SKU.
fn shelve(tx: &mut Tx<'_>, done: &Refund, now: Millis) -> Result<(), Error> {
    let all = is_refunded(tx, done.order_id)?;
    let lines = refund::lines(tx, done.id)?;
    let mut moves = Vec::new();
    for detail in order::details(tx, done.order_id)? {
        let line = lines.iter().find(|line| line.order_detail_id == detail.id);
        if let Some(sku_id) = detail.sku_id {
            moves.extend(leaving(done, sku_id, &detail, line, all, now));
        }
    }
    moves.sort_by_key(|(detail_id, change)| (change.sku_id, *detail_id));
    for (detail_id, change) in moves {
        let moved = stock::apply(tx, &change)?
            && order::add_reserved(tx, detail_id, change.units.saturating_neg())?;
        if !moved {
            return Err(Error::internal(format!(
                "line {detail_id} reserves units that its SKU does not"
            )));
        }
    }
    Ok(())
}

/// The units of one order line that are no longer reserved: the refund's own, and the rest if
/// `all`.
fn leaving(
    done: &Refund,
    sku_id: i64,
    detail: &OrderDetail,
    line: Option<&RefundLine>,
    all: bool,
    now: Millis,
) -> Vec<(i64, Move)> {
    let held = line.map_or(0, |line| {
        unshipped(line.qty, detail.reserved_qty, done.is_return())
    });
    let back = line.map_or(0, |line| line.restock_qty.min(held));
    let rest = if all {
        detail.reserved_qty.saturating_sub(held)
    } else {
        0
    };
    let of_refund = |kind: MoveKind| format!("{}:{}:refund:{}", kind.as_str(), detail.id, done.id);
    [
        (MoveKind::Release, back, of_refund(MoveKind::Release)),
        (
            MoveKind::WriteOff,
            held.saturating_sub(back),
            of_refund(MoveKind::WriteOff),
        ),
        (
            MoveKind::Release,
            rest,
            format!("release:{}:refunded", detail.id),
        ),
    ]
    .into_iter()
    .filter(|(_, units, _)| *units > 0)
    .map(|(kind, units, idem_key)| {
        let change = Move {
            sku_id,
            kind,
            units,
            order_detail_id: Some(detail.id),
            refund_id: Some(done.id),
            reason: None,
            actor_id: done.decided_by,
            at: now,
            idem_key,
        };
        (detail.id, change)
    })
    .collect()
}
