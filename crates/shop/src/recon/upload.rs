//! A bill that somebody downloaded from Alipay's site: received, checked at once, compared by a job.

use super::{BegunBill, BillFrom, Done, read};
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
    staff::{Role, StaffAct},
    time::Millis,
    validate,
};
use serde_json::json;
use std::time::{Duration, Instant};
use store::{models::job::JobState, queries::job};

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

    /// Checks a received bill and files the job that compares it.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Refused` at the field `bill`; `Busy`, `Internal`.
    pub async fn begin_bill(&self, viewer: &Viewer, form: BillForm) -> Result<BegunBill, Error> {
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
        let job = self
            .store
            .write(move |tx| {
                let after = json!({"file_name": name});
                let act = StaffAct::BillUpload;
                acting.log(tx, act, &day.text(), &Nothing {}, &after, now)?;
                file::uploaded_bill(tx, &form.bill, acting.user_id(), now)
            })
            .await?;
        Ok(BegunBill { day, job })
    }

    /// Waits until a bill is compared, at most `patience`. Another bill of its day does not count.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn wait_for_bill(&self, begun: BegunBill, patience: Duration) -> Result<(), Error> {
        let Some(id) = begun.job else {
            return Ok(());
        };
        let until = Instant::now() + patience;
        while Instant::now() < until {
            let found = self
                .store
                .read(move |tx| Ok::<_, Error>(job::get(tx, id)?))
                .await?;
            match found.map(|job| job.state) {
                Some(JobState::Ready | JobState::Running) => tokio::time::sleep(LOOK).await,
                Some(JobState::Done | JobState::Dead) | None => break,
            }
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
