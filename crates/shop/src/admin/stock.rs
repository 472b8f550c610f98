//! Receiving stock, and correcting it after a stock count.

use super::{product::sku_of, typed::Typed};
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

/// Longest accepted form key.
const KEY: usize = 64;

impl Shop {
    /// Adds received units, or the difference found by a count. A form posted twice moves stock
    /// once. Returns the product's slug.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused` with field codes;
    /// `Refused(StockBelowReserved)` if fewer units would be left than orders reserve;
    /// `Refused(FormStale)` if the key was used with other content.
    pub async fn move_stock(&self, viewer: &Viewer, form: StockForm) -> Result<String, Error> {
        let (acting, now) = (viewer.acting(Role::Catalog)?, self.now());
        let (kind, units, reason) = typed(&form)?;
        self.store
            .write(move |tx| {
                let product = desk::by_slug(tx, &form.slug)?.ok_or(Error::NotFound)?;
                let sku = sku_of(desk::skus(tx, &[product.id])?, &form.sku)?;
                // Key per SKU: the same form key on another SKU is another move.
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
                // In a savepoint: if the same form was posted concurrently and committed first,
                // this one is a repeat.
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
                // Read again, because the stock is certain only under the row's lock.
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

/// A used key. Same content: done. Other content: `FormStale`.
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
    let mut typed = Typed::default();
    let kind = match form.kind.as_str() {
        "receive" => Some(MoveKind::Receive),
        "adjust" => Some(MoveKind::Adjust),
        _ => None,
    };
    let kind = typed.read("kind", kind.map(Some).ok_or(ErrorCode::Required));
    let least = if kind == Some(MoveKind::Receive) {
        1
    } else {
        -STOCK_UNITS
    };
    let units = validate::signed(&form.units)
        .filter(|units| *units != 0 && (least..=STOCK_UNITS).contains(units))
        .ok_or(ErrorCode::Format);
    let units = typed.read("units", units);
    let reason = typed.read("reason", validate::stock_reason(&form.reason));
    let (kind, units, reason) = typed.done((kind, units, reason))?;
    let kind = kind.ok_or_else(|| Error::internal("a form without a kind was read"))?;
    Ok((kind, units, reason))
}
