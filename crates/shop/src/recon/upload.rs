//! A bill that somebody downloaded from Alipay's site: received, checked at once, compared by a job.

use super::{BillFrom, Done, read};
use crate::{
    Error, Shop, Viewer,
    acting::Nothing,
    goods::{self, Incoming},
    jobs::file,
};
use domain::{
    error::ErrorCode,
    form::BillForm,
    limit::BILL_BYTES,
    recon::{BillDay, BillState},
    staff::{Role, StaffAct},
    time::Millis,
    validate,
};
use serde_json::json;
use std::time::{Duration, Instant};
use store::queries::bill;

/// Pause between two looks at a bill.
const LOOK: Duration = Duration::from_millis(100);

impl Shop {
    /// Opens a file for a bill that is about to arrive. It is deleted after a week.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`: before a byte is read. `Busy` if the disk is full; `Internal`.
    pub async fn receive_bill(&self, viewer: &Viewer) -> Result<Incoming, Error> {
        viewer.acting(Role::Finance)?;
        Incoming::begin(self, BILL_BYTES, ErrorCode::BillTooLarge).await
    }

    /// Checks a received bill and files the job that compares it. Returns its day.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Refused` at the field `bill`; `Busy`, `Internal`.
    pub async fn begin_bill(&self, viewer: &Viewer, form: BillForm) -> Result<BillDay, Error> {
        let acting = viewer.acting(Role::Finance)?;
        if let Some(refused) = form.refused.first() {
            let code = refused.why.parse().unwrap_or(ErrorCode::FormInvalid);
            return Err(read::refused(code));
        }
        if form.bill.is_empty() {
            return Err(read::refused(ErrorCode::Required));
        }
        let path = goods::received(self, &form.bill)?;
        let file = super::open(&path)?;
        let day = read::check(file, self.gateway.seller_id(), None).await?.day;
        let now = self.now();
        if now < day.to() {
            return Err(read::refused(ErrorCode::BillTooEarly));
        }
        let name = validate::file_name(&form.bill_name);
        self.store
            .write(move |tx| {
                let after = json!({"file_name": name});
                let act = StaffAct::BillUpload;
                acting.log(tx, act, &day.text(), &Nothing {}, &after, now)?;
                file::uploaded_bill(tx, &form.bill, acting.user_id(), now)
            })
            .await?;
        Ok(day)
    }

    /// Waits until the bill of a day is compared, at most `patience`.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn wait_for_bill(&self, day: BillDay, patience: Duration) -> Result<(), Error> {
        let until = Instant::now() + patience;
        while Instant::now() < until {
            let row = self
                .store
                .read(move |tx| Ok::<_, Error>(bill::of_day(tx, day)?))
                .await?;
            if row.is_some_and(|row| row.state == BillState::Done) {
                break;
            }
            tokio::time::sleep(LOOK).await;
        }
        Ok(())
    }

    /// Compares an uploaded bill until `until`. True if something is left to do.
    pub(crate) async fn compare_uploaded(
        &self,
        key: &str,
        by: Option<i64>,
        until: Millis,
    ) -> Result<bool, Error> {
        let path = goods::received(self, key)?;
        let from = BillFrom::File { path, by };
        match self.take_file(None, &from, until).await {
            Ok((_day, Done::Left)) => return Ok(true),
            Ok((_day, Done::Compared { .. } | Done::Waiting)) => {}
            // It was checked when it arrived, so it is not there any more, or somebody changed it.
            Err(Error::Refused(refusal)) => {
                tracing::warn!(%refusal, bill = key, "an uploaded bill cannot be read any more");
            }
            Err(Error::NotFound) => {
                tracing::warn!(bill = key, "an uploaded bill is not there any more");
            }
            Err(other) => return Err(other),
        }
        self.settle_differences().await?;
        Ok(false)
    }
}
