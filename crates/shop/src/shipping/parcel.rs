//! Correcting the number of a parcel, and taking a parcel back on its day.

use super::send::{label, move_units, number_of_another};
use crate::{
    Error, Shop, Viewer,
    order::{
        shipped::{self, Followed},
        snapshot::{self, Snapshot},
    },
};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{CorrectNumberForm, VoidParcelForm},
    order::{Cause, Lifecycle, PayState, ShipState},
    shipping::is_same_day,
    staff::{Role, StaffAct},
    time::Millis,
};
use serde_json::json;
use store::{
    Tx,
    models::{
        order::Order,
        shipment::{Shipment, ShipmentLine},
    },
    queries::{
        order, shipment,
        stock::{Move, MoveKind},
    },
};

impl Shop {
    /// 改运单号: corrects carrier and number of a parcel. What stood there is kept; the same form posted twice is done once.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused(ParcelGone)` for one that was taken back;
    /// `Refused(ParcelChanged)` if it was corrected meanwhile; `Refused` with fields.
    pub async fn correct_number(
        &self,
        viewer: &Viewer,
        form: CorrectNumberForm,
    ) -> Result<(), Error> {
        let (acting, now) = (viewer.acting(Role::Orders)?, self.now());
        let mut fields = Vec::new();
        let (carrier, number) = label(&form.carrier, &form.tracking_no, &mut fields);
        let Some(carrier) = carrier.filter(|_| fields.is_empty()) else {
            return Err(Refusal::fields(fields).into());
        };
        self.store
            .write(move |tx| {
                let (order, parcel) = find(tx, &form.number, &form.parcel)?;
                if parcel.carrier == carrier && parcel.tracking_no == number {
                    return Ok(());
                }
                if form.version.parse::<i64>() != Ok(parcel.version) {
                    return Err(Error::refused(ErrorCode::ParcelChanged));
                }
                let seen = snapshot::load(tx, order)?;
                if let Some(other) = number_of_another(tx, &seen, number.as_deref())? {
                    let fields = vec![FieldError {
                        field: "tracking_no".to_owned(),
                        code: ErrorCode::TrackingNoUsed,
                    }];
                    return Err(Refusal::fields(fields).with("order", other).into());
                }
                let actor = acting.actor_id();
                shipment::correct(tx, &parcel, carrier, number.as_deref(), actor, now)?;
                let before = json!({
                    "parcel": form.parcel,
                    "carrier": parcel.carrier,
                    "tracking_no": parcel.tracking_no,
                });
                let after = json!({
                    "parcel": form.parcel,
                    "carrier": carrier,
                    "tracking_no": number,
                });
                let act = StaffAct::OrderCorrectNumber;
                acting.log(tx, act, &seen.order.number, &before, &after, now)
            })
            .await
    }

    /// 撤销发货: the units of a parcel go back to the shelf and are reserved again. A second post
    /// changes nothing.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused(NotVoidable)` after its day, after the
    /// receipt, or once something of it was returned, refunded, or is to be sent back.
    pub async fn void_parcel(&self, viewer: &Viewer, form: VoidParcelForm) -> Result<(), Error> {
        let (acting, now) = (viewer.acting(Role::Orders)?, self.now());
        let days = self.settings().await?.receipt_days;
        self.store
            .write(move |tx| {
                let (order, parcel) = match find(tx, &form.number, &form.parcel) {
                    Err(Error::Refused(gone)) if gone.code == ErrorCode::ParcelGone => {
                        return Ok(());
                    }
                    found => found?,
                };
                let seen = snapshot::load(tx, order)?;
                let lines = shipment::lines_of(tx, &[parcel.id])?;
                if !may_void(&seen, &parcel, &lines, now) {
                    return Err(Error::refused(ErrorCode::NotVoidable));
                }
                shipment::void(tx, &parcel, acting.actor_id(), now)?;
                let moves = lines
                    .iter()
                    .filter_map(|part| {
                        let line = seen.details.iter().find(|l| l.id == part.order_detail_id)?;
                        Some(Move {
                            sku_id: line.sku_id?,
                            kind: MoveKind::Ship,
                            units: part.qty.saturating_neg(),
                            order_detail_id: Some(line.id),
                            refund_id: None,
                            reason: None,
                            actor_id: acting.actor_id(),
                            at: now,
                            idem_key: format!("void:{}:{}", parcel.id, line.id),
                        })
                    })
                    .collect();
                move_units(tx, moves)?;
                let order = order::get(tx, seen.order.id)?;
                let by = acting.by(Cause::VoidShipment);
                shipped::follow(tx, order, Followed::Parcel(days), by, now)?;
                let units: i64 = lines.iter().map(|part| part.qty).sum();
                let before = json!({
                    "parcel": form.parcel,
                    "carrier": parcel.carrier,
                    "tracking_no": parcel.tracking_no,
                    "units": units,
                });
                let act = StaffAct::OrderVoidParcel;
                let number = &seen.order.number;
                acting.log(tx, act, number, &before, &json!({"parcel": null}), now)
            })
            .await
    }
}

/// Locks the order and finds its parcel by its place.
fn find(tx: &mut Tx<'_>, number: &str, place: &str) -> Result<(Order, Shipment), Error> {
    let found = order::by_number(tx, number)?.ok_or(Error::NotFound)?;
    let order = order::lock(tx, found.id)?;
    let place: usize = place.parse().map_err(|_text| Error::NotFound)?;
    let parcel = shipment::of_orders(tx, &[order.id])?
        .into_iter()
        .nth(place.checked_sub(1).ok_or(Error::NotFound)?)
        .ok_or(Error::NotFound)?;
    if parcel.voided_at.is_some() {
        return Err(Error::refused(ErrorCode::ParcelGone));
    }
    Ok((order, parcel))
}

/// True if a parcel may be taken back now.
pub(super) fn may_void(
    seen: &Snapshot,
    parcel: &Shipment,
    lines: &[ShipmentLine],
    now: Millis,
) -> bool {
    let order = &seen.order;
    let is_open = order.lifecycle == Lifecycle::Open
        && matches!(order.ship_state, ShipState::Partial | ShipState::Shipped)
        && matches!(
            order.pay_state,
            PayState::Paid | PayState::PartiallyRefunded
        );
    let fits = |part: &ShipmentLine| {
        let line = seen.details.iter().find(|l| l.id == part.order_detail_id);
        line.is_some_and(|line| seen.units(line).may_take_back(part.qty))
    };
    is_open
        && parcel.voided_at.is_none()
        && is_same_day(parcel.shipped_at, now)
        && lines.iter().all(fits)
}
