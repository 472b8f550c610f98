//! Parcels and the form that ships, for pages.

use super::parcel::may_void;
use crate::{
    Error,
    order::{snapshot::Snapshot, view},
};
use domain::{
    form::{ShipForm, ShipLineForm},
    locale::Locale,
    shipping::Carrier,
    time::Millis,
    view::{
        order::OrderLineView,
        shipping::{ParcelLineView, ParcelView, ShipLineView, ShipView},
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

/// The form that ships what may be shipped now.
pub(crate) fn ship_view(
    tx: &mut Tx<'_>,
    seen: &Snapshot,
    locale: Locale,
    form_key: &str,
) -> Result<ShipView, Error> {
    let lines: Vec<ShipLineView> = view::lines(tx, &seen.details, locale)?
        .into_iter()
        .filter_map(|line| {
            let detail = seen
                .details
                .iter()
                .find(|one| one.line_no == line.line_no)?;
            let may_ship = seen.units(detail).shippable();
            (may_ship > 0).then_some(ShipLineView { line, may_ship })
        })
        .collect();
    let reserved: i64 = seen.details.iter().map(|line| line.reserved_qty).sum();
    let may: i64 = lines.iter().map(|line| line.may_ship).sum();
    Ok(ShipView {
        form: ShipForm {
            number: seen.order.number.clone(),
            form_key: form_key.to_owned(),
            lines: lines
                .iter()
                .map(|line| ShipLineForm {
                    line_no: line.line.line_no.to_string(),
                    qty: line.may_ship.to_string(),
                })
                .collect(),
            carrier: Carrier::Sf.to_string(),
            tracking_no: String::new(),
        },
        lines,
        kept_back: reserved.saturating_sub(may),
    })
}
