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
pub(in crate::admin) struct Cell<'c> {
    pub(in crate::admin) sku_id: i64,
    pub(in crate::admin) code: &'c str,
    /// Units before; `None` without a stock row.
    pub(in crate::admin) on_hand: Option<i64>,
    /// The difference; not 0.
    pub(in crate::admin) units: i64,
    /// Goods came in; otherwise stock was corrected.
    pub(in crate::admin) is_receipt: bool,
}

/// What the moves of one form share.
pub(in crate::admin) struct Booking<'b> {
    pub(in crate::admin) acting: &'b Acting,
    /// The product's slug, for the log.
    pub(in crate::admin) slug: &'b str,
    pub(in crate::admin) form_key: &'b str,
    pub(in crate::admin) why: Option<&'b str>,
    pub(in crate::admin) now: Millis,
}

/// The result for a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::admin) enum Booked {
    /// Moved.
    Moved,
    /// A post of the same form has moved it before.
    Before,
    /// Fewer units would be left than orders reserve.
    BelowReserved,
}

impl Booking<'_> {
    fn key(&self, sku_id: i64) -> String {
        format!("staff:{sku_id}:{}", self.form_key)
    }

    /// True if a post of the same form moved the stock before.
    ///
    /// # Errors
    /// `Refused(FormStale)` if it was another figure.
    pub(in crate::admin) fn is_booked(
        &self,
        tx: &mut Tx<'_>,
        sku_id: i64,
        units: i64,
    ) -> Result<bool, Error> {
        match desk::moved(tx, &self.key(sku_id))? {
            Some(moved) => again(&moved, units).map(|_before| true),
            None => Ok(false),
        }
    }

    /// Moves the stock of a SKU, once for each form.
    ///
    /// # Errors
    /// `Refused(FormStale)` if the form was sent before with another figure; `Busy`, `Internal`.
    pub(in crate::admin) fn book(&self, tx: &mut Tx<'_>, cell: &Cell<'_>) -> Result<Booked, Error> {
        let kind = if cell.is_receipt {
            MoveKind::Receive
        } else {
            MoveKind::Adjust
        };
        // One key for each SKU: the same form moves several.
        let idem_key = self.key(cell.sku_id);
        if self.is_booked(tx, cell.sku_id, cell.units)? {
            return Ok(Booked::Before);
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
            actor_id: self.acting.actor_id(),
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
    pub(in crate::admin) fn log(&self, tx: &mut Tx<'_>, cell: &Cell<'_>) -> Result<(), Error> {
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
