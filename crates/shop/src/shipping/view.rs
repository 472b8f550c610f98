//! Parcels for pages.

use super::parcel::may_void;
use crate::{Error, order::snapshot::Snapshot};
use domain::{
    time::Millis,
    view::{
        order::OrderLineView,
        parcel::{ParcelLineView, ParcelView},
    },
};
use store::{
    Tx,
    models::shipment::{Correction, Shipment, ShipmentLine},
    queries::shipment,
};

/// The parcels of an order, oldest first, without those that were taken back. `lines`: all lines of
/// the order.
pub(crate) fn parcels(
    tx: &mut Tx<'_>,
    seen: &Snapshot,
    lines: &[OrderLineView],
    now: Millis,
) -> Result<Vec<ParcelView>, Error> {
    let all = shipment::of_orders(tx, &[seen.order.id])?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = all.iter().map(|parcel| parcel.id).collect();
    let parts = shipment::lines_of(tx, &ids)?;
    let corrections = shipment::corrections_of(tx, &ids)?;
    Ok(all
        .iter()
        .zip(1_i64..)
        .filter(|(parcel, _)| parcel.voided_at.is_none())
        .map(|(parcel, place)| {
            let own: Vec<ShipmentLine> = parts
                .iter()
                .filter(|part| part.shipment_id == parcel.id)
                .copied()
                .collect();
            ParcelView {
                place,
                carrier: parcel.carrier,
                tracking_no: parcel.tracking_no.clone(),
                shipped_at: parcel.shipped_at,
                corrected_at: corrected_at(parcel, &corrections),
                lines: own
                    .iter()
                    .filter_map(|part| part_view(seen, part, lines))
                    .collect(),
                version: parcel.version,
                may_void: may_void(seen, parcel, &own, now),
            }
        })
        .collect())
}

fn corrected_at(parcel: &Shipment, corrections: &[Correction]) -> Option<Millis> {
    corrections
        .iter()
        .rfind(|correction| correction.shipment_id == parcel.id)
        .map(|correction| correction.at)
}

fn part_view(
    seen: &Snapshot,
    part: &ShipmentLine,
    lines: &[OrderLineView],
) -> Option<ParcelLineView> {
    let detail = seen
        .details
        .iter()
        .find(|line| line.id == part.order_detail_id)?;
    let line = lines.iter().find(|line| line.line_no == detail.line_no)?;
    Some(ParcelLineView {
        title: line.title.clone(),
        options: line.options.clone(),
        image: line.image.clone(),
        qty: part.qty,
    })
}
