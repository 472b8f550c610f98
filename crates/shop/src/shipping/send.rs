//! 发货: a parcel with chosen units of one order.

use crate::{
    Error, Shop, Viewer,
    acting::{Acting, Nothing},
    mail,
    order::{
        shipped::{self, Followed},
        snapshot::{self, Snapshot},
    },
};
use domain::{
    actions::{Action, Actor, is_allowed},
    error::{ErrorCode, FieldError, Refusal, figure_at},
    form::{ShipForm, ShipLineForm},
    locale::Words,
    mail::Units,
    number,
    order::{Cause, LineKind, ShipState},
    shipping::{Carrier, tracking_no},
    staff::{Role, StaffAct},
    time::Millis,
    validate,
};
use serde_json::json;
use store::{
    Tx,
    models::shipment::NewShipment,
    queries::{
        order, shipment,
        stock::{self, Move, MoveKind},
    },
};

/// A parcel to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parcel {
    /// Who brings it.
    pub(super) carrier: Carrier,
    /// Its number.
    pub(super) tracking_no: Option<String>,
    /// Key of the form.
    pub(super) form_key: String,
    /// Keys of order lines, and units.
    pub(super) lines: Vec<(i64, i64)>,
}

impl Shop {
    /// 发货: ships a part of an order or what is left of it. A form posted twice ships once.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused(FormStale)` without a key;
    /// `Refused(NotShippable)`; `Refused` with fields: `carrier`, `tracking_no`, `lines[n][qty]`.
    pub async fn ship_order(&self, viewer: &Viewer, form: ShipForm) -> Result<(), Error> {
        let (acting, now) = (viewer.acting(Role::Orders)?, self.now());
        if !number::is_key(&form.form_key) {
            return Err(Error::refused(ErrorCode::FormStale));
        }
        let days = self.settings().await?.receipt_days;
        self.store
            .write(move |tx| {
                let found = order::by_number(tx, &form.number)?.ok_or(Error::NotFound)?;
                let order = order::lock(tx, found.id)?;
                if shipment::by_form_key(tx, &form.form_key)?.is_some() {
                    return Ok(());
                }
                let seen = snapshot::load(tx, order)?;
                let actor = Actor::Staff(acting.roles());
                if !is_allowed(&seen.facts(), &actor, Action::Ship, now) {
                    return Err(Error::refused(ErrorCode::NotShippable));
                }
                let parcel = read(&form, &seen)?;
                if let Some(other) = number_of_another(tx, &seen, parcel.tracking_no.as_deref())? {
                    let fields = vec![field("tracking_no", ErrorCode::TrackingNoUsed)];
                    return Err(Refusal::fields(fields).with("order", other).into());
                }
                send(tx, &seen, &parcel, &acting, now, days)
            })
            .await
    }
}

fn field(name: &str, code: ErrorCode) -> FieldError {
    FieldError {
        field: name.to_owned(),
        code,
    }
}

/// Reads carrier and number, as typed into the form of a parcel.
pub(super) fn label(
    carrier: &str,
    typed: &str,
    fields: &mut Vec<FieldError>,
) -> (Option<Carrier>, Option<String>) {
    let carrier = carrier.parse::<Carrier>().ok();
    if carrier.is_none() {
        fields.push(field("carrier", ErrorCode::Carrier));
    }
    let number = match tracking_no(typed) {
        Ok(None) if carrier.is_some_and(Carrier::gives_number) => {
            fields.push(field("tracking_no", ErrorCode::Required));
            None
        }
        Ok(number) => number,
        Err(code) => {
            fields.push(field("tracking_no", code));
            None
        }
    };
    (carrier, number)
}

fn read(form: &ShipForm, seen: &Snapshot) -> Result<Parcel, Error> {
    let mut refusal = Refusal::fields(Vec::new());
    let (carrier, tracking_no) = label(&form.carrier, &form.tracking_no, &mut refusal.fields);
    let mut lines: Vec<(i64, i64)> = Vec::new();
    for (place, typed) in form.lines.iter().enumerate() {
        let Some((detail_id, may)) = line_of(seen, typed) else {
            return Err(Error::refused(ErrorCode::FormInvalid));
        };
        let name = format!("lines[{place}][qty]");
        let twice = lines.iter().any(|(known, _)| *known == detail_id);
        match units(&typed.qty) {
            Some(0) => {}
            Some(qty) if qty <= may && !twice => lines.push((detail_id, qty)),
            Some(_) | None => {
                refusal = refusal.with(&figure_at("count", &name), may);
                refusal.fields.push(field(&name, ErrorCode::ShipUnits));
            }
        }
    }
    if lines.is_empty() && refusal.fields.is_empty() {
        refusal
            .fields
            .push(field("lines[0][qty]", ErrorCode::ShipNothing));
    }
    match carrier {
        Some(carrier) if refusal.fields.is_empty() => Ok(Parcel {
            carrier,
            tracking_no,
            form_key: form.form_key.clone(),
            lines,
        }),
        Some(_) | None => Err(refusal.into()),
    }
}

/// The order line of a form's line, and the units of it that may be shipped.
fn line_of(seen: &Snapshot, typed: &ShipLineForm) -> Option<(i64, i64)> {
    let line_no: i64 = typed.line_no.parse().ok()?;
    let line = seen
        .details
        .iter()
        .find(|line| line.line_no == line_no && line.kind == LineKind::Item)?;
    Some((line.id, seen.units(line).shippable()))
}

/// Units as typed; nothing is 0.
fn units(typed: &str) -> Option<i64> {
    if typed.trim().is_empty() {
        Some(0)
    } else {
        validate::whole(typed)
    }
}

/// The order of another customer that has a parcel with this number.
pub(super) fn number_of_another(
    tx: &mut Tx<'_>,
    seen: &Snapshot,
    tracking_no: Option<&str>,
) -> Result<Option<String>, Error> {
    let Some(number) = tracking_no else {
        return Ok(None);
    };
    for parcel in shipment::with_numbers(tx, &[number])? {
        if parcel.order_id == seen.order.id {
            continue;
        }
        let other = order::get(tx, parcel.order_id)?;
        // One parcel may hold two orders of one customer.
        if other.user_id.is_none() || other.user_id != seen.order.user_id {
            return Ok(Some(other.number));
        }
    }
    Ok(None)
}

/// Sends a parcel: the row, the units of the lines, the stock, and the state of the shipment. The
/// caller holds the order lock, and `seen` was read under it.
///
/// # Errors
/// `Refused(ShipUnits)` for more units than may be shipped.
pub(super) fn send(
    tx: &mut Tx<'_>,
    seen: &Snapshot,
    parcel: &Parcel,
    acting: &Acting,
    now: Millis,
    days: i64,
) -> Result<(), Error> {
    let new = NewShipment {
        order_id: seen.order.id,
        carrier: parcel.carrier,
        tracking_no: parcel.tracking_no.clone(),
        form_key: parcel.form_key.clone(),
        shipped_at: now,
        actor_id: acting.actor_id(),
        lines: parcel.lines.clone(),
    };
    let shipment = shipment::insert(tx, &new)?;
    let mut moves = Vec::with_capacity(parcel.lines.len());
    let mut told = Vec::with_capacity(parcel.lines.len());
    for (detail_id, qty) in &parcel.lines {
        let line = seen.details.iter().find(|line| line.id == *detail_id);
        let Some((line, sku_id)) = line.and_then(|line| Some((line, line.sku_id?))) else {
            return Err(Error::internal("a parcel has a line of another order"));
        };
        if *qty < 1 || *qty > seen.units(line).shippable() {
            return Err(Error::refused(ErrorCode::ShipUnits));
        }
        told.push(Units {
            line_no: line.line_no,
            qty: *qty,
        });
        moves.push(Move {
            sku_id,
            kind: MoveKind::Ship,
            units: *qty,
            order_detail_id: Some(*detail_id),
            refund_id: None,
            reason: None,
            actor_id: acting.actor_id(),
            at: now,
            idem_key: format!("ship:{}:{detail_id}", shipment.id),
        });
    }
    move_units(tx, moves)?;
    let order = order::get(tx, seen.order.id)?;
    let order = shipped::follow(
        tx,
        order,
        Followed::Parcel(days),
        acting.by(Cause::Ship),
        now,
    )?;
    let (carrier, key) = (parcel.carrier, shipment.id.to_string());
    let shown = Words::choose(order.locale, carrier.name_zh(), carrier.name_en());
    let event = mail::Event::Shipped {
        order_id: order.id,
        parcel: &key,
        carrier: &shown.text,
        tracking_no: parcel.tracking_no.as_deref().unwrap_or_default(),
        lines: told,
        is_last: order.ship_state == ShipState::Shipped,
    };
    mail::queue(tx, &event, now)?;
    let after = json!({
        "carrier": parcel.carrier,
        "tracking_no": parcel.tracking_no,
        "units": parcel.lines.iter().map(|(_, qty)| qty).sum::<i64>(),
    });
    acting.log(
        tx,
        StaffAct::OrderShip,
        &seen.order.number,
        &Nothing {},
        &after,
        now,
    )
}

/// Moves units of lines and of the shelf together, in the order in which every transaction locks
/// stock.
pub(super) fn move_units(tx: &mut Tx<'_>, mut moves: Vec<Move>) -> Result<(), Error> {
    moves.sort_by_key(|change| (change.sku_id, change.order_detail_id));
    for change in moves {
        let detail_id = change.order_detail_id.unwrap_or_default();
        let moved = stock::apply(tx, &change)? && order::ship_units(tx, detail_id, change.units)?;
        if !moved {
            return Err(Error::internal(format!(
                "line {detail_id} has other units than its SKU"
            )));
        }
    }
    Ok(())
}
