//! Alarms at the desk: open ones, and noting them.

use crate::{Error, Shop, Viewer};
use domain::{
    alarm::{AlarmCode, AlarmSubject},
    error::ErrorCode,
    form::AlarmForm,
    staff::StaffAct,
    view::{
        desk::CAP,
        watch::{AlarmView, AlarmsView},
    },
};
use serde_json::json;
use store::{
    Tx,
    models::alarm::Alarm,
    queries::{admin, alarm, attempt, order, refund},
};

impl Shop {
    /// Open and noted alarms, the latest first, at most [`CAP`] each.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub async fn admin_alarms(&self, viewer: &Viewer) -> Result<AlarmsView, Error> {
        let may_note = viewer.any_staff()?.roles.may_act();
        self.store
            .read(move |tx| {
                let (open, noted) = (alarm::list(tx, true, CAP)?, alarm::list(tx, false, CAP)?);
                Ok(AlarmsView {
                    open: shown(tx, open)?,
                    noted: shown(tx, noted)?,
                    may_note,
                })
            })
            .await
    }

    /// 知道了: notes an alarm, so that it is not shown until it is raised again.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing` for those who only read, `NotFound`; `Refused(AlarmAgain)` if it
    /// was raised again since the page showed it.
    pub async fn note_alarm(&self, viewer: &Viewer, form: AlarmForm) -> Result<(), Error> {
        if !viewer.any_staff()?.roles.may_act() {
            return Err(Error::RoleMissing);
        }
        let (acting, now) = (viewer.acting_in_any_role()?, self.now());
        self.store
            .write(move |tx| {
                let seen = alarm::find(tx, &form.code, &form.subject)?.ok_or(Error::NotFound)?;
                let was_shown = form.version == seen.version.to_string();
                // Posted twice, or noted by another person with the same page.
                if seen.is_open == 0 {
                    return Ok(());
                }
                if !was_shown || !alarm::note(tx, &seen, acting.user_id(), now)? {
                    return Err(Error::refused(ErrorCode::AlarmAgain));
                }
                let (before, after) =
                    (json!({}), json!({"alarm": seen.code, "count": seen.raised}));
                let act = StaffAct::AlarmNote;
                acting.log(tx, act, target(&seen), &before, &after, now)
            })
            .await
    }
}

/// The subject, or the code of an alarm about the whole shop.
fn target(row: &Alarm) -> &str {
    if row.subject.is_empty() {
        &row.code
    } else {
        &row.subject
    }
}

/// Alarms with the names of those who noted them and the orders that they concern.
pub(super) fn shown(tx: &mut Tx<'_>, rows: Vec<Alarm>) -> Result<Vec<AlarmView>, Error> {
    let people: Vec<i64> = rows.iter().filter_map(|row| row.noted_by).collect();
    let names = admin::names(tx, &people)?;
    let mut views = Vec::new();
    for row in rows {
        let code = row.code.parse().ok();
        let noted = row.noted_at.map(|at| {
            let name = names.iter().find(|(id, _)| Some(*id) == row.noted_by);
            (name.map(|(_, name)| name.clone()).unwrap_or_default(), at)
        });
        views.push(AlarmView {
            order: concerned(tx, code, &row.subject)?,
            code,
            word: row.code,
            subject: row.subject,
            first_at: row.first_at,
            last_at: row.last_at,
            count: row.raised,
            is_open: row.is_open == 1,
            noted,
            version: row.version,
        });
    }
    Ok(views)
}

/// The number of the order that an alarm concerns.
fn concerned(
    tx: &mut Tx<'_>,
    code: Option<AlarmCode>,
    subject: &str,
) -> Result<Option<String>, Error> {
    let order_id = match code.map(AlarmCode::about) {
        Some(AlarmSubject::Payment) => {
            attempt::by_out_trade_no(tx, subject)?.map(|attempt| attempt.order_id)
        }
        Some(AlarmSubject::Refund) => {
            refund::by_request_no(tx, subject)?.map(|refund| refund.order_id)
        }
        Some(AlarmSubject::Notification | AlarmSubject::Shop) | None => None,
    };
    match order_id {
        Some(id) => Ok(Some(order::get(tx, id)?.number)),
        None => Ok(None),
    }
}
