//! Parcels: inserted with their lines, corrected or taken back by compare-and-set.

use crate::{
    error::StoreError,
    models::shipment::{Correction, NewShipment, Shipment, ShipmentLine},
    schema::{shipment_corrections, shipment_lines, shipments},
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::{shipping::Carrier, time::Millis};

/// Inserts a parcel with its lines.
///
/// # Errors
/// `Conflict("shipments_form_key")` if the form was posted before.
pub fn insert(tx: &mut Tx<'_>, new: &NewShipment) -> Result<Shipment, StoreError> {
    let id: i64 = tx.q(|c| {
        diesel::insert_into(shipments::table)
            .values((
                shipments::order_id.eq(new.order_id),
                shipments::carrier.eq(new.carrier.as_str()),
                shipments::tracking_no.eq(new.tracking_no.as_deref()),
                shipments::form_key.eq(&new.form_key),
                shipments::shipped_at.eq(new.shipped_at.get()),
                shipments::actor_id.eq(new.actor_id),
                shipments::version.eq(1_i64),
            ))
            .returning(shipments::id)
            .get_result(c)
    })?;
    for (detail_id, qty) in &new.lines {
        tx.q(|c| {
            diesel::insert_into(shipment_lines::table)
                .values((
                    shipment_lines::shipment_id.eq(id),
                    shipment_lines::order_detail_id.eq(*detail_id),
                    shipment_lines::qty.eq(*qty),
                ))
                .execute(c)
        })?;
    }
    get(tx, id)
}

/// A parcel by key.
///
/// # Errors
/// `Gone` if there is none.
pub fn get(tx: &mut Tx<'_>, id: i64) -> Result<Shipment, StoreError> {
    tx.q(|c| {
        shipments::table
            .filter(shipments::id.eq(id))
            .select(Shipment::as_select())
            .first(c)
            .optional()
    })?
    .ok_or(StoreError::Gone)
}

/// The parcel that a form with this key shipped.
pub fn by_form_key(tx: &mut Tx<'_>, form_key: &str) -> Result<Option<Shipment>, StoreError> {
    if !may_stand(form_key) {
        return Ok(None);
    }
    tx.q(|c| {
        shipments::table
            .filter(shipments::form_key.eq(form_key))
            .select(Shipment::as_select())
            .first(c)
            .optional()
    })
}

/// The parcels of several orders, by order and age; those that were taken back too.
pub fn of_orders(tx: &mut Tx<'_>, order_ids: &[i64]) -> Result<Vec<Shipment>, StoreError> {
    tx.q(|c| {
        shipments::table
            .filter(shipments::order_id.eq_any(order_ids))
            .order((shipments::order_id.asc(), shipments::id.asc()))
            .select(Shipment::as_select())
            .load(c)
    })
}

/// The lines of several parcels, by parcel and order line.
pub fn lines_of(tx: &mut Tx<'_>, shipment_ids: &[i64]) -> Result<Vec<ShipmentLine>, StoreError> {
    tx.q(|c| {
        shipment_lines::table
            .filter(shipment_lines::shipment_id.eq_any(shipment_ids))
            .order((
                shipment_lines::shipment_id.asc(),
                shipment_lines::order_detail_id.asc(),
            ))
            .select(ShipmentLine::as_select())
            .load(c)
    })
}

/// The corrections of several parcels, oldest first.
pub fn corrections_of(
    tx: &mut Tx<'_>,
    shipment_ids: &[i64],
) -> Result<Vec<Correction>, StoreError> {
    tx.q(|c| {
        shipment_corrections::table
            .filter(shipment_corrections::shipment_id.eq_any(shipment_ids))
            .order(shipment_corrections::id.asc())
            .select(Correction::as_select())
            .load(c)
    })
}

/// The parcels with one of these numbers, without those that were taken back.
pub fn with_numbers(tx: &mut Tx<'_>, numbers: &[&str]) -> Result<Vec<Shipment>, StoreError> {
    let numbers: Vec<&str> = numbers.iter().copied().filter(|n| may_stand(n)).collect();
    tx.q(|c| {
        shipments::table
            .filter(shipments::tracking_no.eq_any(numbers.iter().copied().map(Some)))
            .filter(shipments::voided_at.is_null())
            .order(shipments::id.asc())
            .select(Shipment::as_select())
            .load(c)
    })
}

/// Corrects carrier and number of a parcel that still equals `seen`, and keeps what stood there.
///
/// # Errors
/// `Gone` if it has changed.
pub fn correct(
    tx: &mut Tx<'_>,
    seen: &Shipment,
    carrier: Carrier,
    tracking_no: Option<&str>,
    actor_id: Option<i64>,
    now: Millis,
) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(
            shipments::table
                .filter(shipments::id.eq(seen.id))
                .filter(shipments::voided_at.is_null())
                .filter(shipments::version.eq(seen.version)),
        )
        .set((
            shipments::carrier.eq(carrier.as_str()),
            shipments::tracking_no.eq(tracking_no),
            shipments::version.eq(shipments::version + 1),
        ))
        .execute(c)
    })?;
    tx.q(|c| {
        diesel::insert_into(shipment_corrections::table)
            .values((
                shipment_corrections::shipment_id.eq(seen.id),
                shipment_corrections::at.eq(now.get()),
                shipment_corrections::actor_id.eq(actor_id),
                shipment_corrections::carrier.eq(seen.carrier.as_str()),
                shipment_corrections::tracking_no.eq(seen.tracking_no.as_deref()),
            ))
            .execute(c)
    })?;
    Ok(())
}

/// Marks a parcel that still equals `seen` as taken back.
///
/// # Errors
/// `Gone` if it has changed.
pub fn void(
    tx: &mut Tx<'_>,
    seen: &Shipment,
    actor_id: Option<i64>,
    now: Millis,
) -> Result<(), StoreError> {
    tx.one(|c| {
        diesel::update(
            shipments::table
                .filter(shipments::id.eq(seen.id))
                .filter(shipments::voided_at.is_null())
                .filter(shipments::version.eq(seen.version)),
        )
        .set((
            shipments::voided_at.eq(Some(now.get())),
            shipments::voided_by.eq(actor_id),
            shipments::version.eq(shipments::version + 1),
        ))
        .execute(c)
    })
}
