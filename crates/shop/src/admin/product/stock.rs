//! Cells of stock: received units, and corrections after a count.

use crate::{Error, acting::Acting};
use domain::{error::ErrorCode, staff::StaffAct, time::Millis};
use serde_json::json;
use store::{
    StoreError, Tx,
    queries::{
        catalog::desk,
        stock::{self, Move, MoveKind},
    },
};

/// One cell.
pub(super) struct Cell<'c> {
    pub(super) sku_id: i64,
    pub(super) code: &'c str,
    /// Units before; `None` without a stock row.
    pub(super) on_hand: Option<i64>,
    /// The difference; not 0.
    pub(super) units: i64,
    /// Goods came in; otherwise stock was corrected.
    pub(super) is_receipt: bool,
}

/// What the moves of one form share.
pub(super) struct Booking<'b> {
    pub(super) acting: &'b Acting,
    /// The product's slug, for the log.
    pub(super) slug: &'b str,
    pub(super) form_key: &'b str,
    pub(super) why: Option<&'b str>,
    pub(super) now: Millis,
}

/// The result for a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Booked {
    /// Moved.
    Moved,
    /// A post of the same form has moved it before.
    Before,
    /// Fewer units would be left than orders reserve.
    BelowReserved,
}

impl Booking<'_> {
    /// Moves the stock of a SKU, once for each form.
    ///
    /// # Errors
    /// `Refused(FormStale)` if the form was sent before with another figure; `Busy`, `Internal`.
    pub(super) fn book(&self, tx: &mut Tx<'_>, cell: &Cell<'_>) -> Result<Booked, Error> {
        let kind = if cell.is_receipt {
            MoveKind::Receive
        } else {
            MoveKind::Adjust
        };
        // One key for each SKU: the same form moves several.
        let idem_key = format!("staff:{}:{}", cell.sku_id, self.form_key);
        if let Some(moved) = desk::moved(tx, &idem_key)? {
            return again(&moved, cell.units);
        }
        if cell.on_hand.is_none() {
            stock::open(tx, cell.sku_id)?;
        }
        let change = Move {
            sku_id: cell.sku_id,
            kind,
            units: cell.units,
            order_detail_id: None,
            refund_id: None,
            reason: self.why.map(str::to_owned),
            actor_id: Some(self.acting.user_id()),
            at: self.now,
            idem_key,
        };
        // In a savepoint: if the same form was posted at the same time and committed first, this is a repeat.
        match tx.savepoint(|tx| stock::apply(tx, &change)) {
            Err(StoreError::Conflict(_)) => {
                let moved = desk::moved(tx, &change.idem_key)?.ok_or(StoreError::Gone)?;
                again(&moved, cell.units)
            }
            Ok(true) => Ok(Booked::Moved),
            Ok(false) => Ok(Booked::BelowReserved),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes a move into the activity log.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(super) fn log(&self, tx: &mut Tx<'_>, cell: &Cell<'_>) -> Result<(), Error> {
        let act = if cell.is_receipt {
            StaffAct::StockReceive
        } else {
            StaffAct::StockAdjust
        };
        // Read again, because the stock is certain only under the row's lock.
        let after = stock::on_hand(tx, cell.sku_id)?;
        let before = after.saturating_sub(cell.units);
        let before = json!({"sku": cell.code, "on_hand": before});
        let after = match self.why {
            Some(why) => json!({"sku": cell.code, "on_hand": after, "reason": why}),
            None => json!({"sku": cell.code, "on_hand": after}),
        };
        self.acting
            .log(tx, act, self.slug, &before, &after, self.now)
    }
}

/// A used key. The same figure: done. Another: `FormStale`.
fn again(moved: &(String, i64, Option<String>), units: i64) -> Result<Booked, Error> {
    let (_, delta, _) = moved;
    if *delta == units {
        Ok(Booked::Before)
    } else {
        Err(Error::refused(ErrorCode::FormStale))
    }
}
