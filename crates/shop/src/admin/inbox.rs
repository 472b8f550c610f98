//! The notifications of the gateway, for staff.

use super::{Page, desk::failure, notify_key};
use crate::{Error, Shop, Viewer};
use domain::{
    payment::Verdict,
    staff::Role,
    view::watch::{InboxTab, InboxView, NotifyRow, NotifyView},
};
use store::{
    Tx,
    models::inbox::InboxRow,
    queries::{admin::AdminPage, attempt, inbox, order},
};

/// Rows on a page.
const PAGE: usize = 50;
/// An extra row shows that there is another page.
const PAGE_AND_ONE: i64 = 51;
/// Fields of a message that say nothing to staff: the proof that the shop has checked.
const PROOF: [&str; 2] = ["sign", "sign_type"];

impl Shop {
    /// One page of a list of notifications, newest first.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `NotFound` if `page` names an unknown one.
    pub async fn admin_inbox(
        &self,
        viewer: &Viewer,
        tab: InboxTab,
        page: Page,
    ) -> Result<InboxView, Error> {
        viewer.any_staff()?;
        self.store
            .read(move |tx| {
                let mut at = match &page {
                    Page::First => AdminPage::First,
                    Page::Before(key) => AdminPage::Before(found(tx, key)?.id),
                    Page::After(key) => AdminPage::After(found(tx, key)?.id),
                };
                let mut rows = inbox::page(tx, tab.verdicts(), at, PAGE_AND_ONE)?;
                if rows.is_empty() && at != AdminPage::First {
                    at = AdminPage::First;
                    rows = inbox::page(tx, tab.verdicts(), at, PAGE_AND_ONE)?;
                }
                let (newer, older) = super::ends(&mut rows, PAGE, &at);
                let end = |wanted: bool, row: Option<&InboxRow>| {
                    row.filter(|_| wanted).map(notify_key::of)
                };
                Ok(InboxView {
                    tab,
                    newer: end(newer, rows.first()),
                    older: end(older, rows.last()),
                    rows: rows.iter().map(shown).collect(),
                })
            })
            .await
    }

    /// One notification, with what it says.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`.
    pub async fn admin_notify(&self, viewer: &Viewer, key: &str) -> Result<NotifyView, Error> {
        viewer.any_staff()?;
        let may_act = viewer.staff_with(Role::Finance).is_ok();
        let key = key.to_owned();
        self.store
            .read(move |tx| {
                let row = found(tx, &key)?;
                let named = attempt::by_out_trade_no(tx, &row.out_trade_no)?;
                let order = match named {
                    Some(attempt) => Some(order::get(tx, attempt.order_id)?.number),
                    None => None,
                };
                let is_open = InboxTab::Open.verdicts().contains(&row.verdict);
                Ok(NotifyView {
                    row: shown(&row),
                    last_at: row.last_delivery_at,
                    notify_id: row.notify_id.clone(),
                    trade_no: row.trade_no.clone(),
                    order,
                    may_replay: may_act && is_open && row.raw_body.is_some(),
                    fields: fields(row.raw_body.as_deref().unwrap_or_default()),
                })
            })
            .await
    }
}

fn found(tx: &mut Tx<'_>, key: &str) -> Result<InboxRow, Error> {
    let (notify_id, digest) = notify_key::read(key).ok_or(Error::NotFound)?;
    inbox::find(tx, &notify_id, &digest)?.ok_or(Error::NotFound)
}

fn shown(row: &InboxRow) -> NotifyRow {
    let reason = row.reason.clone();
    NotifyRow {
        key: notify_key::of(row),
        at: row.received_at,
        out_trade_no: row.out_trade_no.clone(),
        trade_status: row.trade_status.parse().ok(),
        verdict: row.verdict,
        reason: reason.as_deref().and_then(|reason| reason.parse().ok()),
        failure: reason
            .filter(|_| row.verdict == Verdict::Error)
            .map(failure),
        deliveries: row.deliveries,
    }
}

/// The fields of a form body, by name.
fn fields(raw: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = url::form_urlencoded::parse(raw.as_bytes())
        .into_owned()
        .filter(|(name, _)| !PROOF.contains(&name.as_str()))
        .collect();
    fields.sort();
    fields
}

#[cfg(test)]
mod tests {
    use super::fields;

    #[test]
    fn a_message_is_shown_without_its_signature() {
        let told = fields("total_amount=1.00&sign=x%2By&subject=%E6%9D%AF+1&sign_type=RSA2");
        let told: Vec<_> = told
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(told, [("subject", "杯 1"), ("total_amount", "1.00")]);
    }
}
