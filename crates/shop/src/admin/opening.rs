//! The opening checklist, and the self-check that its last step asks for. Every tick comes from data.

use crate::{
    Error, Shop, Viewer,
    doctor::{Report, Severity},
};
use domain::{
    setting::{SettingName, Settings},
    view::setting::{FoundView, OpeningStep, OpeningView, SelfCheckView},
};
use serde::{Deserialize, Serialize};
use store::{
    Tx,
    queries::{opening, setting},
};

/// The mark that holds the last self-check.
const SELF_CHECK: &str = "self_check";

/// The stored result of a self-check.
#[derive(Debug, Serialize, Deserialize)]
struct Checked {
    ready: bool,
    complete: bool,
    found: Vec<FoundView>,
}

/// `None` for a result that this version cannot read: as if there was none.
fn read(value: &str) -> Option<Checked> {
    serde_json::from_str(value).ok()
}

/// The checklist; `None` once every step is done.
///
/// # Errors
/// `Busy`, `Internal`.
pub(super) fn steps(tx: &mut Tx<'_>, first: &Settings) -> Result<Option<OpeningView>, Error> {
    let goods = opening::goods(tx)?;
    let rows = setting::all(tx)?;
    let is_saved = |name: SettingName| rows.iter().any(|row| row.name == name.as_str());
    let is_named = first.shop_name != Settings::default().shop_name;
    let checked = rows
        .iter()
        .find(|row| row.name == SELF_CHECK)
        .and_then(|row| read(&row.value));
    let steps = OpeningStep::ALL
        .iter()
        .map(|step| {
            let done = match step {
                OpeningStep::Name => is_named || is_saved(SettingName::ShopName),
                OpeningStep::Category => goods.category,
                OpeningStep::Product => goods.product,
                OpeningStep::Picture => goods.picture,
                OpeningStep::Publish => goods.active,
                OpeningStep::Postage => is_saved(SettingName::Postage),
                OpeningStep::SelfCheck => checked.as_ref().is_some_and(|checked| checked.ready),
            };
            (*step, done)
        })
        .collect();
    let view = OpeningView { steps };
    Ok(view.next().map(|_| view))
}

impl Shop {
    /// Keeps the result of a self-check for [`Self::admin_self_check`]. One that skipped checks and found nothing does not
    /// replace the errors of a complete one.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn keep_self_check(&self, report: &Report) -> Result<(), Error> {
        let checked = Checked {
            ready: report.ready,
            complete: report.skipped.is_empty(),
            found: report
                .findings
                .iter()
                .map(|finding| FoundView {
                    code: finding.code.clone(),
                    is_error: finding.severity == Severity::Error,
                    subject: finding.subject.clone(),
                    what: finding.what.clone(),
                    remedy: finding.remedy.clone(),
                })
                .collect(),
        };
        let (value, now) = (
            serde_json::to_string(&checked).map_err(Error::internal)?,
            self.now(),
        );
        self.store
            .write(move |tx| {
                let last = setting::mark(tx, SELF_CHECK)?;
                let last = last.and_then(|row| read(&row.value));
                let hides = checked.ready
                    && !checked.complete
                    && last.is_some_and(|last| last.complete && !last.ready);
                if !hides {
                    setting::set_mark(tx, SELF_CHECK, &value, now)?;
                }
                Ok(())
            })
            .await
    }

    /// The last self-check; `None` if there was none.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub async fn admin_self_check(&self, viewer: &Viewer) -> Result<Option<SelfCheckView>, Error> {
        viewer.any_staff()?;
        let row = self.store.read(|tx| setting::mark(tx, SELF_CHECK)).await?;
        let Some(row) = row else {
            return Ok(None);
        };
        Ok(read(&row.value).map(|checked| SelfCheckView {
            at: row.changed_at,
            is_ready: checked.ready,
            is_complete: checked.complete,
            found: checked.found,
        }))
    }
}
