//! 重放: a stored notification that could not be applied is decided again by staff, as if the
//! gateway had delivered it once more.

use super::failed;
use crate::{Error, Shop, Viewer, acting::Acting, admin::notify_key, alarm::keep};
use domain::{
    alarm::AlarmCode,
    error::ErrorCode,
    form::ReplayForm,
    payment::Verdict,
    staff::{Role, StaffAct},
    time::Millis,
    view::watch::InboxTab,
};
use serde_json::json;
use store::{
    Tx,
    models::inbox::InboxRow,
    queries::inbox::{self, Decision},
};

impl Shop {
    /// Verifies the stored message again and decides it, by compare-and-set on the verdict that was
    /// shown. Returns the new verdict.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused` if it was decided meanwhile, if its
    /// message was deleted, or if it does not verify with the present key.
    pub async fn admin_replay(&self, viewer: &Viewer, form: ReplayForm) -> Result<Verdict, Error> {
        let acting = viewer.acting(Role::Finance)?;
        let (notify_id, digest) = notify_key::read(&form.key).ok_or(Error::NotFound)?;
        let row = self
            .store
            .read(move |tx| inbox::find(tx, &notify_id, &digest))
            .await?
            .ok_or(Error::NotFound)?;
        let open = InboxTab::Open.verdicts();
        if form.verdict != row.verdict.as_str() || !open.contains(&row.verdict) {
            return Err(Error::refused(ErrorCode::NotifyDecided));
        }
        let raw = row
            .raw_body
            .clone()
            .ok_or_else(|| Error::refused(ErrorCode::NotifyDeleted))?;
        let notice = self
            .gateway
            .verify_notify(raw.as_bytes())
            .map_err(|_why| Error::refused(ErrorCode::NotifyNotAuthentic))?;
        let (shop, by, seen) = (self.clone(), acting.clone(), row.clone());
        let replayed = self
            .store
            .write(move |tx| {
                let Some(seen) = inbox::lock(tx, seen.id, seen.verdict)? else {
                    return Ok(None);
                };
                let verdict = shop.judge(tx, &notice, &seen)?;
                log(tx, &by, &seen, verdict, shop.now())?;
                Ok::<_, Error>(Some(verdict))
            })
            .await;
        match replayed {
            Ok(Some(verdict)) => Ok(verdict),
            Ok(None) => Err(Error::refused(ErrorCode::NotifyDecided)),
            Err(Error::Busy) => Err(Error::Busy),
            Err(error) => self.keep_failure(acting, row, &error).await,
        }
    }

    /// The message could not be applied this time either: keeps why.
    async fn keep_failure(
        &self,
        acting: Acting,
        row: InboxRow,
        error: &Error,
    ) -> Result<Verdict, Error> {
        let (told, now) = (error.to_string(), self.now());
        failed(error, &row.notify_id);
        let kept = self
            .store
            .write(move |tx| {
                let Some(seen) = inbox::lock(tx, row.id, row.verdict)? else {
                    return Ok(None);
                };
                keep(tx, AlarmCode::NotifyFailed, &seen.notify_id, now)?;
                let decision = Decision {
                    verdict: Verdict::Error,
                    reason: Some(told.clone()),
                    attempt_id: seen.attempt_id,
                };
                inbox::decide(tx, &seen, &decision)?;
                log(tx, &acting, &seen, Verdict::Error, now)?;
                Ok::<_, Error>(Some(Verdict::Error))
            })
            .await?;
        kept.ok_or_else(|| Error::refused(ErrorCode::NotifyDecided))
    }
}

fn log(
    tx: &mut Tx<'_>,
    acting: &Acting,
    seen: &InboxRow,
    verdict: Verdict,
    now: Millis,
) -> Result<(), Error> {
    let (before, after) = (
        json!({"verdict": seen.verdict}),
        json!({"verdict": verdict}),
    );
    let act = StaffAct::NotifyReplay;
    acting.log(tx, act, &seen.notify_id, &before, &after, now)
}
