//! The form that ships an order, as its page fills it.

use crate::{
    Error,
    order::{snapshot::Snapshot, view},
};
use domain::{
    form::{ShipForm, ShipLineForm},
    locale::Locale,
    shipping::Carrier,
    view::shipping::{ShipLineView, ShipView},
};
use store::Tx;

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
