//! Background jobs at the desk: lists, and failed ones that the owner retries or drops.

use super::desk::failure;
use crate::{Error, Shop, Viewer, acting::Acting};
use domain::{
    error::ErrorCode,
    form::JobForm,
    job::{JobDuty, JobKind, JobTab},
    mail::MailState,
    order::{Lifecycle, PayState, ShipState},
    refund::RefundState,
    staff::{Role, StaffAct},
    time::Millis,
    view::{
        desk::CAP,
        watch::{JobView, JobsView},
    },
};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::{
    StoreError, Tx,
    models::job::{Job, JobState},
    queries::{
        attempt,
        job::desk::{self, About},
        mail, order, refund,
    },
};

/// Characters of a handle: enough that two jobs never share one by chance.
const HANDLE: usize = 24;

impl Shop {
    /// A list of jobs, at most [`CAP`].
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub async fn admin_jobs(&self, viewer: &Viewer, tab: JobTab) -> Result<JobsView, Error> {
        viewer.any_staff()?;
        let may_decide = viewer.staff_with(Role::Owner).is_ok();
        self.store
            .read(move |tx| {
                let jobs = desk::list(tx, state(tab), CAP)?;
                let about: Vec<About> = jobs
                    .iter()
                    .map(|job| About::read(&job.payload_json))
                    .collect();
                let orders = desk::order_numbers(tx, &about)?;
                let attended = match tab {
                    JobTab::Failed => desk::attended(tx)?,
                    JobTab::Ready | JobTab::Running | JobTab::Done => Vec::new(),
                };
                let mut rows = Vec::new();
                for (job, order) in jobs.into_iter().zip(orders) {
                    let duty = match tab {
                        JobTab::Failed => duty(tx, &job, &attended)?,
                        JobTab::Ready | JobTab::Running | JobTab::Done => None,
                    };
                    rows.push(JobView {
                        handle: handle(&job),
                        kind: job.kind.parse().ok(),
                        order,
                        created_at: job.created_at,
                        run_at: job.run_at,
                        tries: job.tries,
                        failure: job.last_error.map(failure),
                        duty,
                    });
                }
                Ok(JobsView {
                    tab,
                    rows,
                    may_decide,
                })
            })
            .await
    }

    /// 重试: makes a failed job run at once.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Refused(JobMoved)` if it does not fail as the page showed.
    pub async fn retry_job(&self, viewer: &Viewer, form: JobForm) -> Result<(), Error> {
        let (acting, now) = (viewer.acting(Role::Owner)?, self.now());
        self.store
            .write(move |tx| {
                let seen = find(tx, &form)?;
                desk::revive(tx, &seen, now).map_err(moved)?;
                log(tx, &acting, StaffAct::JobRetry, &seen, JobTab::Ready, now)
            })
            .await
    }

    /// 丢弃: ends a failed job without its effect.
    ///
    /// # Errors
    /// As [`Self::retry_job`]; `Refused(JobNeeded)` if money or stock still waits for it.
    pub async fn drop_job(&self, viewer: &Viewer, form: JobForm) -> Result<(), Error> {
        let (acting, now) = (viewer.acting(Role::Owner)?, self.now());
        self.store
            .write(move |tx| {
                let seen = find(tx, &form)?;
                let attended = desk::attended(tx)?;
                if duty(tx, &seen, &attended)?.is_some() {
                    return Err(Error::refused(ErrorCode::JobNeeded));
                }
                desk::dismiss(tx, &seen).map_err(moved)?;
                log(tx, &acting, StaffAct::JobDrop, &seen, JobTab::Done, now)
            })
            .await
    }
}

const fn state(tab: JobTab) -> JobState {
    match tab {
        JobTab::Failed => JobState::Dead,
        JobTab::Ready => JobState::Ready,
        JobTab::Running => JobState::Running,
        JobTab::Done => JobState::Done,
    }
}

/// Names a job and its present failure without its key: after a retry that fails too it is another one.
fn handle(job: &Job) -> String {
    let (kind, at) = (&job.kind, job.created_at.get());
    let text = format!("{} {kind} {at} {}", job.id, job.lease_epoch);
    let digest = hex::encode(Sha256::digest(text.as_bytes()));
    digest.chars().take(HANDLE).collect()
}

fn find(tx: &mut Tx<'_>, form: &JobForm) -> Result<Job, Error> {
    desk::list(tx, JobState::Dead, CAP)?
        .into_iter()
        .find(|job| handle(job) == form.job)
        .ok_or_else(|| Error::refused(ErrorCode::JobMoved))
}

fn moved(error: StoreError) -> Error {
    match error {
        StoreError::Gone => Error::refused(ErrorCode::JobMoved),
        other @ (StoreError::Busy
        | StoreError::Full
        | StoreError::Conflict(_)
        | StoreError::Broken(_)) => other.into(),
    }
}

fn log(
    tx: &mut Tx<'_>,
    acting: &Acting,
    act: StaffAct,
    seen: &Job,
    to: JobTab,
    now: Millis,
) -> Result<(), Error> {
    let number = desk::order_numbers(tx, &[About::read(&seen.payload_json)])?;
    let order = number.into_iter().flatten().next();
    let before = json!({"job_state": JobTab::Failed});
    let after = json!({"job": seen.kind, "order": order, "job_state": to});
    acting.log(tx, act, &seen.kind, &before, &after, now)
}

/// Why the job must not be dropped: what it is about is unsettled, and no other job attends to it.
/// Without it rule A14 or A8 of the audit would fail for good.
fn duty(tx: &mut Tx<'_>, job: &Job, attended: &[About]) -> Result<Option<JobDuty>, Error> {
    // A kind of another version may be about anything.
    let Ok(kind) = job.kind.parse::<JobKind>() else {
        return Ok(Some(JobDuty::Unknown));
    };
    let about = About::read(&job.payload_json);
    if let (Some(id), JobKind::ExpireOrder) = (about.order_id, kind) {
        let order = order::get(tx, id)?;
        if order.lifecycle == Lifecycle::Open && order.pay_state == PayState::Unpaid {
            return Ok(Some(JobDuty::Order));
        }
    }
    if let (Some(id), JobKind::ReceiveOrder) = (about.order_id, kind) {
        let order = order::get(tx, id)?;
        if order.lifecycle == Lifecycle::Open && order.ship_state == ShipState::Shipped {
            return Ok(Some(JobDuty::Receipt));
        }
    }
    if let Some(id) = about.attempt_id {
        let others = attended.iter().any(|other| other.attempt_id == Some(id));
        if attempt::get(tx, id)?.state.is_watched() && !others {
            return Ok(Some(JobDuty::Payment));
        }
    }
    if let Some(id) = about.refund_id {
        let others = attended.iter().any(|other| other.refund_id == Some(id));
        let state = refund::get(tx, id)?.state;
        let is_under_way = matches!(
            state,
            RefundState::Approved | RefundState::Sending | RefundState::Unknown
        );
        let waits = kind == JobKind::ExpireReturn && state == RefundState::AwaitingReturn;
        if (is_under_way || waits) && !others {
            return Ok(Some(JobDuty::Refund));
        }
    }
    if let Some(id) = about.paid_attempt_id {
        let others = attended
            .iter()
            .any(|other| other.paid_attempt_id == Some(id));
        if attempt::get(tx, id)?.went_back_at.is_some() && !others {
            return Ok(Some(JobDuty::Returned));
        }
    }
    if let Some(id) = about.mail_id {
        let others = attended.iter().any(|other| other.mail_id == Some(id));
        let waits = mail::get(tx, id)?.is_some_and(|mail| mail.state == MailState::Waiting);
        if waits && !others {
            return Ok(Some(JobDuty::Mail));
        }
    }
    Ok(None)
}
