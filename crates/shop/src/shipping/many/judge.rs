//! What becomes of an order of a bulk shipment. Checking and sending ask the same function.

use crate::{
    Error,
    order::{
        snapshot::{self, Snapshot},
        view,
    },
    shipping::send::number_of_another,
};
use domain::{
    actions::{Action, Actor, is_allowed},
    form::{ShipManyForm, ShipOrderForm},
    locale::{Locale, Words},
    number,
    order::{LineKind, ShipState},
    shipping::{Carrier, ShipFault, ShipWarning, tracking_no},
    staff::{Role, Roles},
    time::Millis,
    view::shipping::{ShipRowView, ShipVerdict},
};
use store::{
    Tx,
    models::{order::Order, shipment::Shipment},
    queries::{admin, order, shipment},
};

/// What becomes of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// No number was typed for it yet.
    Open,
    /// It can be shipped so.
    Ready(Ready),
    /// It was shipped before.
    Shipped,
    /// It is not shipped; the text is the order that has the number.
    Refused(ShipFault, String),
}

/// A parcel that can be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ready {
    pub(super) order_id: i64,
    pub(super) carrier: Carrier,
    pub(super) tracking_no: Option<String>,
}

/// The orders of a form, their parcels, and other orders to the same people.
pub(super) struct Known {
    orders: Vec<Snapshot>,
    parcels: Vec<Shipment>,
    same_people: Vec<Order>,
}

impl Known {
    pub(super) fn load(tx: &mut Tx<'_>, form: &ShipManyForm) -> Result<Self, Error> {
        let numbers: Vec<String> = form
            .rows
            .iter()
            .map(|row| number::typed(&row.order))
            .collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let orders = order::by_numbers(tx, &numbers)?;
        let phones: Vec<String> = orders.iter().map(|o| o.contact_phone.clone()).collect();
        let phones: Vec<&str> = phones.iter().map(String::as_str).collect();
        let same_people = admin::of_recipients(tx, &phones)?;
        Self::with(tx, orders, same_people)
    }

    /// The order of one row, locked.
    pub(super) fn load_locked(
        tx: &mut Tx<'_>,
        form: &ShipManyForm,
        place: usize,
    ) -> Result<Self, Error> {
        let typed = form.rows.get(place).map(|row| number::typed(&row.order));
        let mut orders = Vec::new();
        if let Some(found) = order::by_number(tx, &typed.unwrap_or_default())? {
            orders.push(order::lock(tx, found.id)?);
        }
        Self::with(tx, orders, Vec::new())
    }

    fn with(tx: &mut Tx<'_>, orders: Vec<Order>, same_people: Vec<Order>) -> Result<Self, Error> {
        let ids: Vec<i64> = orders.iter().map(|order| order.id).collect();
        Ok(Self {
            parcels: shipment::of_orders(tx, &ids)?,
            orders: snapshot::load_all(tx, orders)?,
            same_people,
        })
    }

    fn find(&self, row: &ShipOrderForm) -> Option<&Snapshot> {
        let number = number::typed(&row.order);
        self.orders.iter().find(|seen| seen.order.number == number)
    }

    /// What becomes of the row at `place`.
    pub(super) fn judge(
        &self,
        tx: &mut Tx<'_>,
        form: &ShipManyForm,
        place: usize,
        now: Millis,
    ) -> Result<Verdict, Error> {
        let refused = |why| Ok(Verdict::Refused(why, String::new()));
        let Some(row) = form.rows.get(place) else {
            return refused(ShipFault::Unknown);
        };
        let Some(seen) = self.find(row) else {
            return refused(ShipFault::Unknown);
        };
        let earlier = || form.rows.iter().take(place);
        let is_named = |other: &ShipOrderForm| number::typed(&other.order) == seen.order.number;
        if earlier().any(is_named) {
            return refused(ShipFault::Twice);
        }
        let typed = tracking_no(&row.tracking_no);
        if self.is_shipped(seen, typed.as_ref().ok().and_then(Option::as_deref)) {
            return Ok(Verdict::Shipped);
        }
        if seen.in_refund() {
            return refused(ShipFault::InRefund);
        }
        // The role was checked before; the rule is the same for everybody who has it.
        let roles = Roles(vec![Role::Orders]);
        if !is_allowed(&seen.facts(), &Actor::Staff(&roles), Action::Ship, now) {
            return refused(ShipFault::NothingToShip);
        }
        let Some(carrier) = carrier_of(form, row) else {
            return refused(ShipFault::Carrier);
        };
        let tracking_no = match typed {
            Err(_) => return refused(ShipFault::NumberFormat),
            Ok(None) if carrier.gives_number() => return Ok(Verdict::Open),
            Ok(number) => number,
        };
        let same = |other: &&ShipOrderForm| {
            tracking_no.is_some() && clean(&other.tracking_no) == tracking_no
        };
        for other in earlier().filter(same) {
            let customer = self.find(other).map(|other| other.order.user_id);
            if customer.is_some_and(|other| other.is_none() || other != seen.order.user_id) {
                let number = number::typed(&other.order);
                return Ok(Verdict::Refused(ShipFault::NumberUsed, number));
            }
        }
        if let Some(other) = number_of_another(tx, seen, tracking_no.as_deref())? {
            return Ok(Verdict::Refused(ShipFault::NumberUsed, other));
        }
        Ok(Verdict::Ready(Ready {
            order_id: seen.order.id,
            carrier,
            tracking_no,
        }))
    }

    /// True if nothing of it is left to ship, or a parcel with this number is on its way.
    fn is_shipped(&self, seen: &Snapshot, number: Option<&str>) -> bool {
        match seen.order.ship_state {
            ShipState::Shipped | ShipState::Received => true,
            ShipState::None => false,
            ShipState::Partial => self.parcels.iter().any(|parcel| {
                parcel.order_id == seen.order.id
                    && parcel.voided_at.is_none()
                    && number.is_some()
                    && parcel.tracking_no.as_deref() == number
            }),
        }
    }

    /// A row for the page. Before anything was checked a missing number is not a fault.
    pub(super) fn row_view(
        &self,
        row: &ShipOrderForm,
        verdict: Verdict,
        checked: bool,
        form: &ShipManyForm,
        locale: Locale,
    ) -> ShipRowView {
        let verdict = match verdict {
            Verdict::Ready(_) => ShipVerdict::Ready,
            Verdict::Shipped => ShipVerdict::Shipped,
            Verdict::Refused(why, other) => ShipVerdict::Refused(why, other),
            Verdict::Open if checked => {
                ShipVerdict::Refused(ShipFault::NumberMissing, String::new())
            }
            Verdict::Open => ShipVerdict::Open,
        };
        let Some(seen) = self.find(row) else {
            return ShipRowView {
                verdict,
                ..super::wrong(&row.order, ShipFault::Unknown)
            };
        };
        let mut goods = seen
            .details
            .iter()
            .filter(|line| line.kind == LineKind::Item);
        let first = goods.next();
        ShipRowView {
            order: seen.order.number.clone(),
            contact_name: seen.order.contact_name.clone(),
            region: view::address(&seen.order).unwrap_or_default().region,
            title: first.map_or_else(
                || Words::choose(locale, "", ""),
                |line| Words::choose(locale, &line.title_zh, &line.title_en),
            ),
            qty: first.map_or(0, |line| line.qty),
            more: i64::try_from(goods.count()).unwrap_or(i64::MAX),
            warnings: self.warnings(seen, row, form),
            verdict,
        }
    }

    fn warnings(
        &self,
        seen: &Snapshot,
        row: &ShipOrderForm,
        form: &ShipManyForm,
    ) -> Vec<ShipWarning> {
        let mut warnings = Vec::new();
        let other = carrier_of(form, row)
            .zip(clean(&row.tracking_no))
            .and_then(|(carrier, number)| carrier.other_by_number(&number));
        if other.is_some() {
            warnings.push(ShipWarning::OtherCarrier);
        }
        let is_here = |order: &Order| self.orders.iter().any(|known| known.order.id == order.id);
        let to_them = self.same_people.iter().any(|order| {
            order.contact_phone == seen.order.contact_phone
                && order.contact_name == seen.order.contact_name
                && !is_here(order)
        });
        if to_them {
            warnings.push(ShipWarning::SameRecipient);
        }
        warnings
    }
}

/// The carrier of a row, else that of the form.
fn carrier_of(form: &ShipManyForm, row: &ShipOrderForm) -> Option<Carrier> {
    let typed = if row.carrier.trim().is_empty() {
        &form.carrier
    } else {
        &row.carrier
    };
    Carrier::read(typed)
}

fn clean(typed: &str) -> Option<String> {
    tracking_no(typed).ok().flatten()
}
