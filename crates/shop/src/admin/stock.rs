//! Goods that arrive, and goods that were counted anew.

use super::product::{read, sku_of};
use crate::{Error, Shop, Viewer};
use domain::{
    error::{ErrorCode, Refusal},
    form::StockForm,
    limit::STOCK_UNITS,
    staff::{Role, StaffAct},
    validate,
};
use serde_json::json;
use store::{
    StoreError,
    queries::{
        catalog::desk,
        stock::{self, Move, MoveKind},
    },
};

/// Longest key of a form.
const KEY: usize = 64;

impl Shop {
    /// Books goods in, or the difference that counting showed. A form posted twice moves stock once. Answers the
    /// product's slug.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused` with field codes; `Refused(StockBelowReserved)` if fewer
    /// units would be left than orders hold; `Refused(FormStale)` for a form that was booked with other words before.
    pub async fn move_stock(&self, viewer: &Viewer, form: StockForm) -> Result<String, Error> {
        let (acting, now) = (viewer.acting(Role::Catalogue)?, self.now());
        let (kind, units, reason) = typed(&form)?;
        self.store
            .write(move |tx| {
                let product = desk::by_slug(tx, &form.slug)?.ok_or(Error::NotFound)?;
                let sku = sku_of(desk::skus(tx, &[product.id])?, &form.sku)?;
                // The same key on another SKU is another event: nobody's form is swallowed.
                let idem_key = format!("staff:{}:{}", sku.code, form.form_key);
                if let Some(moved) = desk::moved(tx, &idem_key)? {
                    return again(&moved, kind, units, &reason).map(|()| form.slug.clone());
                }
                if sku.on_hand.is_none() {
                    stock::open(tx, sku.id)?;
                }
                let change = Move {
                    sku_id: sku.id,
                    kind,
                    units,
                    order_detail_id: None,
                    refund_id: None,
                    reason: Some(reason.clone()),
                    actor_id: Some(acting.user_id()),
                    at: now,
                    idem_key,
                };
                // In a savepoint: the same form posted in the same moment may be first, and then this one is a repeat.
                let applied = match tx.savepoint(|tx| stock::apply(tx, &change)) {
                    Err(StoreError::Conflict(_)) => {
                        let moved = desk::moved(tx, &change.idem_key)?.ok_or(StoreError::Gone)?;
                        return again(&moved, kind, units, &reason).map(|()| form.slug.clone());
                    }
                    applied => applied?,
                };
                if !applied {
                    return Err(Refusal::new(ErrorCode::StockBelowReserved)
                        .with("count", sku.reserved.unwrap_or(0))
                        .into());
                }
                // Read again: only under the row's lock is it known what was there.
                let after = sku_of(desk::skus(tx, &[product.id])?, &form.sku)?
                    .on_hand
                    .unwrap_or(0);
                let act = match kind {
                    MoveKind::Receive => StaffAct::StockReceive,
                    MoveKind::Adjust
                    | MoveKind::Reserve
                    | MoveKind::Release
                    | MoveKind::Ship
                    | MoveKind::Return
                    | MoveKind::WriteOff => StaffAct::StockAdjust,
                };
                let before = json!({"sku": sku.code, "on_hand": after.saturating_sub(units)});
                let after = json!({"sku": sku.code, "on_hand": after, "reason": reason});
                acting.log(tx, act, &form.slug, &before, &after, now)?;
                Ok(form.slug.clone())
            })
            .await
    }
}

/// A form that was booked before: the same one is done, another under its key is not passed over in silence.
///
/// # Errors
/// `Refused(FormStale)`.
fn again(
    moved: &(String, i64, Option<String>),
    kind: MoveKind,
    units: i64,
    reason: &str,
) -> Result<(), Error> {
    let (was, delta, why) = moved;
    if was == kind.as_str() && *delta == units && why.as_deref() == Some(reason) {
        Ok(())
    } else {
        Err(Error::refused(ErrorCode::FormStale))
    }
}

fn typed(form: &StockForm) -> Result<(MoveKind, i64, String), Error> {
    if form.form_key.is_empty()
        || form.form_key.len() > KEY
        || !form.form_key.chars().all(|c| c.is_ascii_alphanumeric())
    {
        return Err(Error::refused(ErrorCode::FormStale));
    }
    let mut wrong = Vec::new();
    let kind = match form.kind.as_str() {
        "receive" => Ok(MoveKind::Receive),
        "adjust" => Ok(MoveKind::Adjust),
        _ => Err(ErrorCode::Required),
    };
    let least = if kind == Ok(MoveKind::Receive) {
        1
    } else {
        -STOCK_UNITS
    };
    let kind = read(&mut wrong, "kind", kind);
    let number = match form.units.trim().parse::<i64>() {
        Ok(units) if units != 0 && (least..=STOCK_UNITS).contains(&units) => Ok(units),
        Ok(_) | Err(_) => Err(ErrorCode::Format),
    };
    let units = read(&mut wrong, "units", number);
    let reason = read(&mut wrong, "reason", validate::stock_reason(&form.reason));
    match (kind, units, reason) {
        (Some(kind), Some(units), Some(reason)) => Ok((kind, units, reason)),
        _ => Err(Refusal::fields(wrong).into()),
    }
}
