//! Filing jobs: each kind with its key and payload.

use crate::Error;
use domain::{job::JobKind, time::Millis};
use serde::{Deserialize, Serialize};
use store::{Tx, models::job::NewJob, queries::job};

/// `expire_order`: handles the payment deadline.
pub(crate) const EXPIRE_ORDER: &str = JobKind::ExpireOrder.as_str();
/// `close_attempt`: closes an attempt at the gateway.
pub(crate) const CLOSE_ATTEMPT: &str = JobKind::CloseAttempt.as_str();
/// `query_attempt`: queries the gateway about an attempt, by schedule.
pub(crate) const QUERY_ATTEMPT: &str = JobKind::QueryAttempt.as_str();
/// `expire_return`: declines a refund whose goods did not come back in time.
pub(crate) const EXPIRE_RETURN: &str = JobKind::ExpireReturn.as_str();
/// `purge`: deletes expired sessions and old jobs.
pub(crate) const PURGE: &str = JobKind::Purge.as_str();
/// `sweep`: deletes unused pictures.
pub(crate) const SWEEP: &str = JobKind::Sweep.as_str();

/// `refresh_listing`: brings shelves and search in line with many products.
pub(crate) const REFRESH_LISTING: &str = JobKind::RefreshListing.as_str();
/// `count_sales`: counts what was sold in 90 days.
pub(crate) const COUNT_SALES: &str = JobKind::CountSales.as_str();

/// `tally_sales`: sums up what was sold, by day.
pub(crate) const TALLY_SALES: &str = JobKind::TallySales.as_str();

/// `import_goods`: checks or imports a sheet of goods.
pub(crate) const IMPORT_GOODS: &str = JobKind::ImportGoods.as_str();

/// `receive_order`: counts an order as received when its time is over.
pub(crate) const RECEIVE_ORDER: &str = JobKind::ReceiveOrder.as_str();
/// `send_mail`: sends a mail.
pub(crate) const SEND_MAIL: &str = JobKind::SendMail.as_str();

/// Payload of a job that sends a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MailJob {
    /// The mail.
    pub(crate) mail_id: i64,
}

/// `reconcile`: compares Alipay's bills with the books.
pub(crate) const RECONCILE: &str = JobKind::Reconcile.as_str();

/// Payload of `reconcile`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReconcileJob {
    /// Random key of an uploaded bill; none for those that are due.
    #[serde(default)]
    pub(crate) bill: Option<String>,
    /// `users.id` of who uploaded it.
    #[serde(default)]
    pub(crate) by: Option<i64>,
}

/// Payload of a job about an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ImportJob {
    /// Random key of the import.
    pub(crate) import: String,
}

/// Payload of a job about an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OrderJob {
    /// The order.
    pub(crate) order_id: i64,
}

/// Payload of a job about goods that come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReturnJob {
    /// The refund.
    pub(crate) refund_id: i64,
}

/// Payload of a job about an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AttemptJob {
    /// The attempt.
    pub(crate) attempt_id: i64,
}

/// Payload of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct QuestionJob {
    /// The attempt.
    pub(crate) attempt_id: i64,
    /// When it was opened: its first queries are scheduled from there.
    pub(crate) opened_at: Millis,
    /// Set for the quick queries after a return or 刷新状态: they are scheduled from there and then
    /// end.
    pub(crate) asked_for: Option<Millis>,
}

/// A job with a key; at most one ready job has it.
///
/// # Errors
/// `Internal` if the payload is not JSON.
pub(crate) fn new<P: Serialize>(
    kind: &str,
    key: String,
    payload: &P,
    run_at: Millis,
    now: Millis,
) -> Result<NewJob, Error> {
    Ok(NewJob {
        kind: kind.to_owned(),
        dedupe_key: Some(key),
        payload_json: serde_json::to_string(payload).map_err(Error::internal)?,
        run_at,
        // Jobs about money have no try limit: they slow down to daily.
        max_tries: None,
        created_at: now,
    })
}

/// Files the job that handles the order's deadline at `run_at`.
pub(crate) fn expire_order(
    tx: &mut Tx<'_>,
    order_id: i64,
    now: Millis,
    run_at: Millis,
) -> Result<(), Error> {
    let filed = new(
        EXPIRE_ORDER,
        format!("{EXPIRE_ORDER}:{order_id}"),
        &OrderJob { order_id },
        run_at,
        now,
    )?;
    Ok(job::enqueue_or_hasten(tx, &filed)?)
}

/// Files the job that counts the order as received at `run_at`.
pub(crate) fn receive_order(
    tx: &mut Tx<'_>,
    order_id: i64,
    now: Millis,
    run_at: Millis,
) -> Result<(), Error> {
    let key = format!("{RECEIVE_ORDER}:{order_id}");
    let filed = new(RECEIVE_ORDER, key, &OrderJob { order_id }, run_at, now)?;
    Ok(job::enqueue_or_hasten(tx, &filed)?)
}

/// Files the job that declines the refund at `run_at`, unless a parcel was named.
pub(crate) fn expire_return(
    tx: &mut Tx<'_>,
    refund_id: i64,
    now: Millis,
    run_at: Millis,
) -> Result<(), Error> {
    let key = format!("{EXPIRE_RETURN}:{refund_id}");
    let filed = new(EXPIRE_RETURN, key, &ReturnJob { refund_id }, run_at, now)?;
    Ok(job::enqueue_or_hasten(tx, &filed)?)
}

/// Files the job that closes the attempt at the gateway, from `run_at` on.
pub(crate) fn close_attempt(
    tx: &mut Tx<'_>,
    attempt_id: i64,
    now: Millis,
    run_at: Millis,
) -> Result<(), Error> {
    let key = format!("{CLOSE_ATTEMPT}:{attempt_id}");
    let filed = new(CLOSE_ATTEMPT, key, &AttemptJob { attempt_id }, run_at, now)?;
    Ok(job::enqueue_or_hasten(tx, &filed)?)
}

/// Files the job that queries the gateway about the attempt from `run_at` on, until it is settled.
pub(crate) fn questions(
    tx: &mut Tx<'_>,
    attempt_id: i64,
    opened_at: Millis,
    run_at: Millis,
) -> Result<(), Error> {
    let payload = QuestionJob {
        attempt_id,
        opened_at,
        asked_for: None,
    };
    let filed = new(
        QUERY_ATTEMPT,
        format!("{QUERY_ATTEMPT}:{attempt_id}"),
        &payload,
        run_at,
        opened_at,
    )?;
    Ok(job::enqueue_or_hasten(tx, &filed)?)
}

/// Files the quick queries while a person waits: at once and a few times within the minute.
pub(crate) fn quick_questions(tx: &mut Tx<'_>, attempt_id: i64, now: Millis) -> Result<(), Error> {
    let payload = QuestionJob {
        attempt_id,
        opened_at: now,
        asked_for: Some(now),
    };
    let filed = new(
        QUERY_ATTEMPT,
        format!("{QUERY_ATTEMPT}:{attempt_id}:quick"),
        &payload,
        now,
        now,
    )?;
    Ok(job::enqueue_or_hasten(tx, &filed)?)
}

/// Files the housekeeping job, if none is ready.
pub(crate) fn purge(tx: &mut Tx<'_>, now: Millis) -> Result<(), Error> {
    repeating(tx, PURGE, now)
}

/// Files the job that deletes unused pictures, if none is ready.
pub(crate) fn sweep(tx: &mut Tx<'_>, now: Millis) -> Result<(), Error> {
    repeating(tx, SWEEP, now)
}

/// Files the job that sums up what was sold by day, if none is ready.
pub(crate) fn tally_sales(tx: &mut Tx<'_>, now: Millis) -> Result<(), Error> {
    repeating(tx, TALLY_SALES, now)
}

fn repeating(tx: &mut Tx<'_>, kind: &str, now: Millis) -> Result<(), Error> {
    let filed = NewJob {
        kind: kind.to_owned(),
        dedupe_key: Some(kind.to_owned()),
        payload_json: "{}".to_owned(),
        run_at: now,
        max_tries: None,
        created_at: now,
    };
    job::enqueue(tx, &filed)?;
    Ok(())
}

/// Files the next batch of products to bring in line, if none with this key is ready.
pub(crate) fn refresh_listing<P: Serialize>(
    tx: &mut Tx<'_>,
    key: String,
    batch: &P,
    now: Millis,
) -> Result<(), Error> {
    let filed = new(REFRESH_LISTING, key, batch, now, now)?;
    job::enqueue(tx, &filed)?;
    Ok(())
}

/// Files the job that checks or imports a sheet.
pub(crate) fn import_goods(tx: &mut Tx<'_>, import: &str, now: Millis) -> Result<(), Error> {
    let payload = ImportJob {
        import: import.to_owned(),
    };
    let filed = new(
        IMPORT_GOODS,
        format!("{IMPORT_GOODS}:{import}"),
        &payload,
        now,
        now,
    )?;
    Ok(job::enqueue_or_hasten(tx, &filed)?)
}

/// Files the job that sends a mail.
pub(crate) fn send_mail(tx: &mut Tx<'_>, mail_id: i64, now: Millis) -> Result<(), Error> {
    let key = format!("{SEND_MAIL}:{mail_id}");
    let filed = new(SEND_MAIL, key, &MailJob { mail_id }, now, now)?;
    Ok(job::enqueue_or_hasten(tx, &filed)?)
}

/// Files the job that compares the bills that are due, if none is ready.
pub(crate) fn reconcile(tx: &mut Tx<'_>, now: Millis) -> Result<(), Error> {
    repeating(tx, RECONCILE, now)
}

/// Files the job that compares an uploaded bill, and returns its key.
pub(crate) fn uploaded_bill(
    tx: &mut Tx<'_>,
    bill: &str,
    by: i64,
    now: Millis,
) -> Result<Option<i64>, Error> {
    let payload = ReconcileJob {
        bill: Some(bill.to_owned()),
        by: Some(by),
    };
    let filed = new(RECONCILE, format!("{RECONCILE}:{bill}"), &payload, now, now)?;
    Ok(job::enqueue(tx, &filed)?)
}

/// Files the daily count of sales, if none is ready.
pub(crate) fn count_sales(tx: &mut Tx<'_>, now: Millis) -> Result<(), Error> {
    let filed = NewJob {
        kind: COUNT_SALES.to_owned(),
        dedupe_key: Some(COUNT_SALES.to_owned()),
        payload_json: "{}".to_owned(),
        run_at: now,
        max_tries: None,
        created_at: now,
    };
    job::enqueue(tx, &filed)?;
    Ok(())
}
