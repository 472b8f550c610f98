//! What is printed for packing: units by SKU over the chosen orders, and a slip for each.

use crate::{
    Error, Shop, Viewer,
    order::{
        snapshot::{self, Snapshot},
        view,
    },
};
use domain::{
    limit::SHIP_ORDERS,
    locale::{Locale, Words},
    number,
    order::{Lifecycle, PayState},
    staff::Role,
    validate::mask_phone,
    view::{
        cart::AddressView,
        shipping::{PackingView, PickView, SlipView},
    },
};
use store::{
    Tx,
    queries::{admin, order},
};

impl Shop {
    /// The pick list and the packing slips of the chosen orders, the oldest payment first. Units in
    /// refunds under way are in neither.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub async fn admin_packing(
        &self,
        viewer: &Viewer,
        chosen: Vec<String>,
    ) -> Result<PackingView, Error> {
        viewer.acting(Role::Orders)?;
        let (locale, at) = (viewer.locale, self.now());
        self.store
            .read(move |tx| {
                let numbers: Vec<String> = chosen
                    .iter()
                    .take(SHIP_ORDERS)
                    .map(|text| number::typed(text))
                    .collect();
                let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
                let mut orders = order::by_numbers(tx, &numbers)?;
                orders.sort_by_key(|order| (order.paid_at, order.id));
                let seen = snapshot::load_all(tx, orders)?;
                let codes = codes(tx, &seen)?;
                let (mut slips, mut left_out) = (Vec::new(), Vec::new());
                for one in &seen {
                    match slip(one, &codes, locale)? {
                        Some(slip) => slips.push(slip),
                        None => left_out.push(one.order.number.clone()),
                    }
                }
                Ok(PackingView {
                    at,
                    picks: picks(&slips),
                    slips,
                    left_out,
                })
            })
            .await
    }
}

/// The codes of all SKUs in these orders.
fn codes(tx: &mut Tx<'_>, seen: &[Snapshot]) -> Result<Vec<(i64, String)>, Error> {
    let mut ids: Vec<i64> = seen
        .iter()
        .flat_map(|one| one.details.iter().filter_map(|line| line.sku_id))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(admin::sku_codes(tx, &ids)?)
}

/// The slip of an order; `None` if nothing of it may be shipped now.
fn slip(
    seen: &Snapshot,
    codes: &[(i64, String)],
    locale: Locale,
) -> Result<Option<SlipView>, Error> {
    let order = &seen.order;
    let is_paid = order.lifecycle == Lifecycle::Open
        && matches!(
            order.pay_state,
            PayState::Paid | PayState::PartiallyRefunded
        );
    let mut lines = Vec::new();
    for line in seen.details.iter().filter(|_| is_paid) {
        let (units, Some(sku_id)) = (seen.units(line).shippable(), line.sku_id) else {
            continue;
        };
        if units > 0 {
            let code = codes.iter().find(|(id, _)| *id == sku_id);
            lines.push((
                code.map(|(_, code)| code.clone()).unwrap_or_default(),
                Words::choose(locale, &line.title_zh, &line.title_en),
                Words::choose(locale, &line.options_zh, &line.options_en),
                units,
            ));
        }
    }
    if lines.is_empty() {
        return Ok(None);
    }
    let address = view::address(order)?;
    Ok(Some(SlipView {
        number: order.number.clone(),
        paid_at: order.paid_at,
        address: AddressView {
            contact_name: order.contact_name.clone(),
            contact_phone: mask_phone(&order.contact_phone),
            region: address.region,
            street: address.street,
        },
        buyer_note: order.buyer_note.clone(),
        lines,
    }))
}

/// Units by SKU over all slips, by code.
fn picks(slips: &[SlipView]) -> Vec<PickView> {
    let mut picks: Vec<PickView> = Vec::new();
    for slip in slips {
        for (code, title, options, units) in &slip.lines {
            let place = picks.iter().position(|pick| pick.code == *code);
            let order = (slip.number.clone(), *units);
            match place.and_then(|place| picks.get_mut(place)) {
                Some(pick) => {
                    pick.qty = pick.qty.saturating_add(*units);
                    pick.orders.push(order);
                }
                None => picks.push(PickView {
                    code: code.clone(),
                    title: title.clone(),
                    options: options.clone(),
                    qty: *units,
                    orders: vec![order],
                }),
            }
        }
    }
    picks.sort_by(|one, other| one.code.cmp(&other.code));
    picks
}
