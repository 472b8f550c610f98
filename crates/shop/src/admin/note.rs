//! The full phone number of an order, and the staff note.

use super::{product::print, trail};
use crate::{Error, Shop, Viewer, acting::Nothing};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{NoteForm, OrderForm},
    staff::{Role, StaffAct, StaffTarget},
    time::Millis,
    validate,
};
use serde_json::json;
use store::{
    Tx,
    queries::{
        admin::AdminPage,
        audit_log::{self, Which},
        order,
    },
};

/// The print of a note, which its form holds.
pub(super) fn seen(note: Option<&str>) -> String {
    print(note.unwrap_or_default())
}

/// Who changed the note of an order last, and when.
///
/// # Errors
/// `Busy`, `Internal`.
pub(super) fn last(tx: &mut Tx<'_>, number: &str) -> Result<Option<(String, Millis)>, Error> {
    let which = Which {
        act: Some(StaffAct::OrderNote),
        target: Some(StaffTarget::Order),
        target_id: Some(number.to_owned()),
        ..Which::default()
    };
    let entries = audit_log::list(tx, &which, AdminPage::First, 1)?;
    let act = trail::acts(tx, entries)?.into_iter().next();
    Ok(act.map(|act| (act.actor, act.at)))
}

impl Shop {
    /// The full phone number of an order's recipient. Viewing it is logged.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`.
    pub async fn admin_phone(&self, viewer: &Viewer, form: OrderForm) -> Result<String, Error> {
        let (acting, now) = (viewer.acting(Role::Orders)?, self.now());
        self.store
            .write(move |tx| {
                let found = order::by_number(tx, &form.number)?.ok_or(Error::NotFound)?;
                let (act, after) = (StaffAct::OrderUnmask, json!({"phone": "shown"}));
                acting.log(tx, act, &found.number, &Nothing {}, &after, now)?;
                Ok(found.contact_phone)
            })
            .await
    }

    /// Replaces the staff note on an order; an empty one removes it. Earlier notes stay in the activity log.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused` if it is too long, or if another person
    /// changed it since the page showed it.
    pub async fn admin_note(&self, viewer: &Viewer, form: NoteForm) -> Result<(), Error> {
        let (acting, now) = (viewer.acting(Role::Orders)?, self.now());
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
                if form.seen != seen(found.staff_note.as_deref()) {
                    let mut refusal = Refusal::new(ErrorCode::ChangedMeanwhile);
                    refusal.fields = vec![FieldError {
                        field: "staff_note".to_owned(),
                        code: ErrorCode::ChangedMeanwhile,
                    }];
                    return Err(refusal.into());
                }
                order::set_staff_note(tx, found.id, note.as_deref())?;
                let (before, after) = (json!({"note": found.staff_note}), json!({"note": note}));
                let act = StaffAct::OrderNote;
                acting.log(tx, act, &found.number, &before, &after, now)
            })
            .await
    }
}
