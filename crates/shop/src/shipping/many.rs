//! 批量发货: many orders, each whole in one parcel. Checking shows what becomes of each and changes
//! nothing; sending does those that fit, and the same sheet again skips what was shipped.

mod judge;
mod read;
mod sheet;

use super::send::{Parcel, send};
use crate::{Error, Shop, Viewer, acting::Acting, order::snapshot};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{ShipManyForm, ShipOrderForm},
    limit::SHIP_ORDERS,
    number,
    shipping::Carrier,
    staff::Role,
    time::Millis,
    view::shipping::{ShipManyView, ShipRowView, ShipVerdict},
};
use judge::{Known, Ready, Verdict};
use store::queries::{order, shipment};

/// What became of a bulk shipment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ManyShipped {
    /// Orders that were shipped.
    pub shipped: usize,
    /// Orders that had been shipped before.
    pub skipped: usize,
    /// The others, as typed: the page shows their reasons.
    pub refused: Vec<ShipOrderForm>,
}

impl Shop {
    /// The orders of a bulk shipment, and what would become of each. `typed`: what was posted to be
    /// checked; without it, the ticked orders in the order of their payment. Nothing is changed.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`. Lines that do not fit the orders are a refusal in the view.
    pub async fn admin_ship_many(
        &self,
        viewer: &Viewer,
        ticked: Vec<String>,
        typed: Option<ShipManyForm>,
    ) -> Result<ShipManyView, Error> {
        viewer.acting(Role::Orders)?;
        let (locale, now, form_key) = (viewer.locale, self.now(), self.draw_key());
        let checked = typed.is_some();
        self.store
            .read(move |tx| {
                let mut form = match typed.clone() {
                    Some(typed) => typed,
                    None => read::ticked(tx, &ticked)?,
                };
                form.form_key.clone_from(&form_key);
                if form.carrier.is_empty() {
                    form.carrier = Carrier::Sf.to_string();
                }
                let sheet = refused_sheet(&mut form);
                let merged = read::merge(form);
                let form = merged.form;
                let known = Known::load(tx, &form)?;
                let mut rows = Vec::with_capacity(form.rows.len());
                for (place, row) in form.rows.iter().enumerate() {
                    let verdict = known.judge(tx, &form, place, now)?;
                    rows.push(known.row_view(row, verdict, checked, &form, locale));
                }
                let count = |wanted: fn(&ShipVerdict) -> bool| {
                    rows.iter().filter(|row| wanted(&row.verdict)).count()
                };
                let (ready, shipped) = (
                    count(|verdict| *verdict == ShipVerdict::Ready),
                    count(|verdict| *verdict == ShipVerdict::Shipped),
                );
                let refused = count(|verdict| matches!(verdict, ShipVerdict::Refused(..)));
                Ok::<_, Error>(ShipManyView {
                    checked,
                    ready,
                    shipped,
                    refused: refused.saturating_add(merged.wrong.len()),
                    wrong: merged.wrong,
                    refusal: sheet.or(merged.refusal),
                    rows,
                    form,
                })
            })
            .await
    }

    /// 发货 of checked orders: each in a transaction of its own. Those that cannot be shipped now are
    /// returned, and a second post skips what the first one shipped.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Refused(FormStale)` without a key; `Refused` for too many.
    pub async fn ship_many(
        &self,
        viewer: &Viewer,
        form: ShipManyForm,
    ) -> Result<ManyShipped, Error> {
        let (acting, now) = (viewer.acting(Role::Orders)?, self.now());
        if !number::is_key(&form.form_key) {
            return Err(Error::refused(ErrorCode::FormStale));
        }
        if form.rows.len() > SHIP_ORDERS {
            return Err(too_many().into());
        }
        let days = self.settings().await?.receipt_days;
        let mut done = ManyShipped::default();
        for place in 0..form.rows.len() {
            let sending = Sending {
                acting: acting.clone(),
                form: form.clone(),
                place,
                now,
                days,
            };
            match self.send_one(sending).await? {
                Sent::Shipped => done.shipped = done.shipped.saturating_add(1),
                Sent::Skipped => done.skipped = done.skipped.saturating_add(1),
                Sent::Refused => done.refused.extend(form.rows.get(place).cloned()),
            }
        }
        Ok(done)
    }

    async fn send_one(&self, sending: Sending) -> Result<Sent, Error> {
        self.store
            .write(move |tx| {
                let Sending {
                    acting,
                    form,
                    place,
                    now,
                    days,
                } = &sending;
                let known = Known::load_locked(tx, form, *place)?;
                let ready = match known.judge(tx, form, *place, *now)? {
                    Verdict::Ready(ready) => ready,
                    Verdict::Shipped => return Ok(Sent::Skipped),
                    Verdict::Open | Verdict::Refused(..) => return Ok(Sent::Refused),
                };
                let Ready {
                    order_id,
                    carrier,
                    tracking_no,
                } = ready;
                let form_key = format!("{}:{order_id}", form.form_key);
                if shipment::by_form_key(tx, &form_key)?.is_some() {
                    return Ok(Sent::Skipped);
                }
                let order = order::get(tx, order_id)?;
                let seen = snapshot::load(tx, order)?;
                let lines = seen
                    .details
                    .iter()
                    .map(|line| (line.id, seen.units(line).shippable()))
                    .filter(|(_, units)| *units > 0)
                    .collect();
                let parcel = Parcel {
                    carrier,
                    tracking_no,
                    form_key,
                    lines,
                };
                send(tx, &seen, &parcel, acting, *now, *days)?;
                Ok::<_, Error>(Sent::Shipped)
            })
            .await
    }
}

/// One order of a bulk shipment to send.
struct Sending {
    acting: Acting,
    form: ShipManyForm,
    place: usize,
    now: Millis,
    days: i64,
}

enum Sent {
    Shipped,
    Skipped,
    Refused,
}

/// Why a sheet of this post was not read.
fn refused_sheet(form: &mut ShipManyForm) -> Option<Refusal> {
    form.files.clear();
    let refused = std::mem::take(&mut form.refused).into_iter().next()?;
    let code = refused.why.parse().unwrap_or(ErrorCode::SheetKind);
    Some(Refusal::fields(vec![FieldError {
        field: "sheet".to_owned(),
        code,
    }]))
}

fn too_many() -> Refusal {
    Refusal::fields(vec![FieldError {
        field: "lines".to_owned(),
        code: ErrorCode::TooLong,
    }])
}

/// A line that became no row.
fn wrong(text: &str, why: domain::shipping::ShipFault) -> ShipRowView {
    ShipRowView {
        order: text.chars().take(80).collect(),
        contact_name: String::new(),
        region: String::new(),
        title: domain::locale::Words {
            text: String::new(),
            lang: domain::locale::Locale::ZhCn,
        },
        qty: 0,
        more: 0,
        verdict: ShipVerdict::Refused(why, String::new()),
        warnings: Vec::new(),
    }
}
