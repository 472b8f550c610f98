//! Records of payments: ledger postings, and a row for every call to the gateway.

use crate::Error;
use alipay::{CallRecord, Outcome};
use domain::{ledger::Posting, payment::CallOutcome, time::Millis};
use store::{
    Tx,
    models::provider_call::NewProviderCall,
    queries::{ledger, provider_call},
};

/// Posts two balanced entries once per key.
///
/// # Errors
/// `Internal` if the key was posted before, which the caller's state check excludes.
pub(crate) fn post(
    tx: &mut Tx<'_>,
    posting: &Posting,
    order_id: i64,
    at: Millis,
    memo: &str,
) -> Result<(), Error> {
    if ledger::post(tx, posting, Some(order_id), at, memo)? {
        Ok(())
    } else {
        Err(Error::internal(format!(
            "{} was posted before",
            posting.key
        )))
    }
}

/// The subject of a call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// The attempt.
    pub(crate) attempt_id: Option<i64>,
    /// The refund.
    pub(crate) refund_id: Option<i64>,
}

/// Records a call and its response. Returns the row's id, which is evidence if the signature was valid.
pub(crate) fn keep_call(
    tx: &mut Tx<'_>,
    record: &CallRecord,
    about: About,
    at: Millis,
) -> Result<i64, Error> {
    let outcome = match record.outcome {
        Outcome::Ok => CallOutcome::Ok,
        Outcome::Refused => CallOutcome::Refused,
        Outcome::Unknown => CallOutcome::Unknown,
    };
    let call = NewProviderCall {
        at,
        method: record.method.to_owned(),
        attempt_id: about.attempt_id,
        refund_id: about.refund_id,
        request_redacted: record.request_redacted.clone(),
        response_raw: record.response_raw.clone(),
        sign_ok: record.sign_ok,
        http_status: record.http_status.map(i64::from),
        outcome,
    };
    Ok(provider_call::insert(tx, &call)?)
}
