//! The forms of what staff watch: alarms, notifications, jobs.

use domain::form::{AlarmForm, JobForm, ReplayForm};
use kit::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use domain::{error::Notice, job::JobTab};
#[cfg(feature = "ssr")]
use kit::{
    paths,
    request::{Back, Done, Rq},
};

/// 知道了: notes an alarm.
#[server(prefix = "/api", endpoint = "admin/note_alarm")]
pub async fn note_alarm(form: AlarmForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::safe_next(&form.back)
        .filter(|next| paths::is_desk(paths::bare(next)))
        .unwrap_or_else(|| paths::ADMIN_ALARMS.to_owned());
    let back = Back::to(page.clone());
    let noted = rq.shop.note_alarm(&rq.viewer, form).await;
    let done = |()| Done::to(page, ()).telling(Notice::AlarmNoted);
    rq.finish(noted, done, back)
}

/// 重放: decides a stored notification again.
#[server(prefix = "/api", endpoint = "admin/replay_notify")]
pub async fn replay_notify(form: ReplayForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::admin_notify(&form.key);
    let back = Back::to(page.clone());
    let replayed = rq.shop.admin_replay(&rq.viewer, form).await;
    let done = |_verdict| Done::to(page, ()).telling(Notice::NotifyReplayed);
    rq.finish(replayed, done, back)
}

/// 重试: makes a failed job run again.
#[server(prefix = "/api", endpoint = "admin/retry_job")]
pub async fn retry_job(form: JobForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::ADMIN_JOBS);
    let retried = rq.shop.retry_job(&rq.viewer, form).await;
    let done = |()| Done::to(paths::admin_jobs(JobTab::Failed), ()).telling(Notice::JobRetried);
    rq.finish(retried, done, back)
}

/// 丢弃: ends a failed job without its effect.
#[server(prefix = "/api", endpoint = "admin/drop_job")]
pub async fn drop_job(form: JobForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::ADMIN_JOBS);
    let dropped = rq.shop.drop_job(&rq.viewer, form).await;
    let done = |()| Done::to(paths::admin_jobs(JobTab::Failed), ()).telling(Notice::JobDropped);
    rq.finish(dropped, done, back)
}

/// Registers the server functions of this file.
#[cfg(feature = "ssr")]
pub(super) fn register() {
    use leptos::server_fn::axum::register_explicit;

    register_explicit::<NoteAlarm>();
    register_explicit::<ReplayNotify>();
    register_explicit::<RetryJob>();
    register_explicit::<DropJob>();
}
