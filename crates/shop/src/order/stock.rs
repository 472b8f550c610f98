//! The stock of an order's lines: reserved when it is placed, released when it is cancelled.

use crate::Error;
use domain::{
    error::{ErrorCode, Refusal},
    locale::{Locale, Words},
    order::LineKind,
    time::Millis,
};
use store::{
    Tx,
    models::order::{Order, OrderDetail},
    queries::{
        order,
        stock::{self, Move, MoveKind},
    },
};

/// Whether the units of a cancelled order were reserved again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Restored {
    /// Every unit of every line.
    All,
    /// A unit was missing, so nothing was reserved.
    Nothing,
}

/// Product lines by SKU, the order in which every transaction locks stock rows.
fn by_sku(mut lines: Vec<OrderDetail>) -> Vec<(i64, OrderDetail)> {
    lines.retain(|line| line.kind == LineKind::Item);
    let mut lines: Vec<(i64, OrderDetail)> = lines
        .into_iter()
        .filter_map(|line| line.sku_id.map(|sku| (sku, line)))
        .collect();
    lines.sort_by_key(|(sku, line)| (*sku, line.id));
    lines
}

fn units(
    kind: MoveKind,
    sku_id: i64,
    line: &OrderDetail,
    units: i64,
    at: Millis,
    idem_key: String,
) -> Move {
    Move {
        sku_id,
        kind,
        units,
        order_detail_id: Some(line.id),
        refund_id: None,
        reason: None,
        actor_id: None,
        at,
        idem_key,
    }
}

/// Reserves every unit of a new order.
///
/// # Errors
/// `Refused(OnlyLeft)` with `count` and `title`, or `Refused(OutOfStock)`, for the first line that
/// is not available.
pub(crate) fn reserve_all(
    tx: &mut Tx<'_>,
    order_id: i64,
    locale: Locale,
    at: Millis,
) -> Result<(), Error> {
    for (sku_id, line) in by_sku(order::details(tx, order_id)?) {
        let change = units(
            MoveKind::Reserve,
            sku_id,
            &line,
            line.qty,
            at,
            format!("reserve:{}", line.id),
        );
        if !stock::apply(tx, &change)? {
            let free = stock::free(tx, sku_id)?;
            let refusal = if free > 0 {
                Refusal::new(ErrorCode::OnlyLeft).with("count", free)
            } else {
                Refusal::new(ErrorCode::OutOfStock)
            };
            let title = Words::choose(locale, &line.title_zh, &line.title_en);
            return Err(Error::Refused(refusal.with("title", title.text)));
        }
        take(tx, &line, line.qty)?;
    }
    Ok(())
}

/// Reserves every unit of a cancelled order again for a late payment, or none.
pub(crate) fn reserve_again(
    tx: &mut Tx<'_>,
    of: &Order,
    attempt_id: i64,
    at: Millis,
) -> Result<Restored, Error> {
    let lines = by_sku(order::details(tx, of.id)?);
    let done = tx.savepoint(|tx| {
        for (sku_id, line) in &lines {
            let key = format!("reserve:{}:late:{attempt_id}", line.id);
            let change = units(MoveKind::Reserve, *sku_id, line, line.qty, at, key);
            if !stock::apply(tx, &change)? {
                return Err(Shortage::Missing);
            }
            take(tx, line, line.qty).map_err(Shortage::Failed)?;
        }
        Ok(())
    });
    match done {
        Ok(()) => Ok(Restored::All),
        Err(Shortage::Missing) => Ok(Restored::Nothing),
        Err(Shortage::Failed(error)) => Err(error),
    }
}

enum Shortage {
    Missing,
    Failed(Error),
}

impl From<store::StoreError> for Shortage {
    fn from(error: store::StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// Releases every unit that is still reserved. `event` is part of the moves' key, so that they
/// happen once.
pub(crate) fn release_all(
    tx: &mut Tx<'_>,
    order_id: i64,
    event: &str,
    at: Millis,
) -> Result<(), Error> {
    for (sku_id, line) in by_sku(order::details(tx, order_id)?) {
        if line.reserved_qty == 0 {
            continue;
        }
        let key = format!("release:{}:{event}", line.id);
        let change = units(MoveKind::Release, sku_id, &line, line.reserved_qty, at, key);
        if !stock::apply(tx, &change)? {
            return Err(Error::internal(format!(
                "line {} reserves units that its SKU does not",
                line.id
            )));
        }
        take(tx, &line, line.reserved_qty.saturating_neg())?;
    }
    Ok(())
}

fn take(tx: &mut Tx<'_>, line: &OrderDetail, units: i64) -> Result<(), Error> {
    if order::add_reserved(tx, line.id, units)? {
        Ok(())
    } else {
        Err(Error::internal(format!(
            "line {} does not reserve the units it should",
            line.id
        )))
    }
}
