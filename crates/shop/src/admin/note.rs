//! The whole telephone number, and staff's note.

use super::log::{Act, log};
use crate::{Error, Shop, Viewer};
use domain::{
    error::{FieldError, Refusal},
    form::{NoteForm, OrderForm},
    staff::Role,
    validate,
};
use serde_json::json;
use store::queries::order;

impl Shop {
    /// The telephone number of an order's recipient, in full. That it was looked at stands in the log.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`.
    pub async fn admin_phone(&self, viewer: &Viewer, form: OrderForm) -> Result<String, Error> {
        let staff = viewer.staff_with(Role::Orders)?.clone();
        let (ip_prefix, now) = (viewer.ip_prefix.clone(), self.now());
        self.store
            .write(move |tx| {
                let found = order::by_number(tx, &form.number)?.ok_or(Error::NotFound)?;
                let act = Act {
                    action: "order.unmask",
                    target: "order",
                    target_id: &found.number,
                };
                log(
                    tx,
                    &staff,
                    &ip_prefix,
                    &act,
                    (&json!({}), &json!({"phone": "shown"})),
                    now,
                )?;
                Ok(found.contact_phone)
            })
            .await
    }

    /// Writes staff's note on an order; nothing takes it away.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused` if it is too long.
    pub async fn admin_note(&self, viewer: &Viewer, form: NoteForm) -> Result<(), Error> {
        let staff = viewer.staff_with(Role::Orders)?.clone();
        let (ip_prefix, now) = (viewer.ip_prefix.clone(), self.now());
        let note = validate::staff_note(&form.staff_note).map_err(|code| {
            Refusal::fields(vec![FieldError {
                field: "staff_note".to_owned(),
                code,
            }])
        })?;
        self.store
            .write(move |tx| {
                let found = order::by_number(tx, &form.number)?.ok_or(Error::NotFound)?;
                let found = order::lock(tx, found.id)?;
                if found.staff_note == note {
                    return Ok(());
                }
                order::set_staff_note(tx, found.id, note.as_deref())?;
                let act = Act {
                    action: "order.note",
                    target: "order",
                    target_id: &found.number,
                };
                let (before, after) = (json!({"note": found.staff_note}), json!({"note": note}));
                log(tx, &staff, &ip_prefix, &act, (&before, &after), now)
            })
            .await
    }
}
