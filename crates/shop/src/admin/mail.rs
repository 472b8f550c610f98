//! Mail, for staff: what was sent, what was not and why, and sending it again.

use crate::{Error, Shop, Viewer, jobs::file, mail::is_on};
use domain::{
    error::ErrorCode,
    form::MailForm,
    mail::MailKind,
    staff::{Role, StaffAct},
    validate::mask_login,
    view::{
        desk::CAP,
        mail::{MailTab, MailView, MailsView},
    },
};
use serde_json::json;
use store::{Tx, models::mail::Mail, queries::mail};

impl Shop {
    /// The newest mail of a view, at most [`CAP`].
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub async fn admin_mails(&self, viewer: &Viewer, tab: MailTab) -> Result<MailsView, Error> {
        viewer.any_staff()?;
        let may_send = viewer.staff_with(Role::Orders).is_ok();
        self.store
            .read(move |tx| {
                let rows = mail::latest(tx, tab, CAP)?;
                let orders: Vec<i64> = rows.iter().filter_map(|row| row.order_id).collect();
                let numbers = mail::numbers(tx, &orders)?;
                let number = |id: i64| {
                    let found = numbers.iter().find(|(known, _)| *known == id);
                    found.map(|(_, number)| number.clone())
                };
                Ok(MailsView {
                    tab,
                    is_on: is_on(tx)?,
                    may_send,
                    rows: rows
                        .iter()
                        .map(|row| view(row, row.order_id.and_then(number)))
                        .collect(),
                })
            })
            .await
    }

    /// Queues a mail again that was refused or came too late. Returns its order's number, if it has one.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused(MailNotSendable)` for a mail that waits, was sent, or holds a
    /// link that has ended.
    pub async fn send_mail_again(
        &self,
        viewer: &Viewer,
        form: MailForm,
    ) -> Result<Option<String>, Error> {
        let (acting, now) = (viewer.acting(Role::Orders)?, self.now());
        self.store
            .write(move |tx| {
                let found = mail::by_key(tx, &form.mail)?.ok_or(Error::NotFound)?;
                let is_of_use = found.kind != MailKind::PasswordReset;
                if !is_of_use || !mail::queue_again(tx, found.id, now)? {
                    return Err(Error::refused(ErrorCode::MailNotSendable));
                }
                file::send_mail(tx, found.id, now)?;
                let ids: Vec<i64> = found.order_id.into_iter().collect();
                let number = mail::numbers(tx, &ids)?.pop().map(|(_, number)| number);
                let target = number
                    .clone()
                    .unwrap_or_else(|| mask_login(&found.recipient));
                let (before, after) = (json!({"reason": words(&found)}), json!({"reason": ""}));
                acting.log(tx, StaffAct::MailAgain, &target, &before, &after, now)?;
                Ok(number)
            })
            .await
    }
}

/// The server's words, which may name the recipient.
fn words(row: &Mail) -> String {
    row.smtp_words
        .replace(&row.recipient, &mask_login(&row.recipient))
}

fn view(row: &Mail, order: Option<String>) -> MailView {
    MailView {
        key: row.mail_key.clone(),
        kind: row.kind,
        order,
        recipient: mask_login(&row.recipient),
        state: row.state,
        tries: row.tries,
        code: row.smtp_code,
        words: words(row),
        queued_at: row.queued_at,
        tried_at: row.tried_at,
    }
}

/// The mail of an order, oldest first.
///
/// # Errors
/// `Busy`, `Internal`.
pub(super) fn of_order(tx: &mut Tx<'_>, order_id: i64) -> Result<Vec<MailView>, Error> {
    let rows = mail::of_order(tx, order_id)?;
    Ok(rows.iter().map(|row| view(row, None)).collect())
}
