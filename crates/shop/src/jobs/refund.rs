//! Jobs of refunds: `send_refund`, `check_refund`, `probe_refund`, `ask_trade`.
//!
//! A refund that is approved, being sent or unconfirmed always has one. None has a try limit: they
//! slow down to daily.

use super::{Leased, file::new};
use crate::{Error, Shop};
use domain::{job::JobKind, number::out_request_no, time::Millis};
use serde::{Deserialize, Serialize};
use store::{
    Tx,
    models::{attempt::Attempt, refund::Refund},
    queries::job,
};

const SEND: &str = JobKind::SendRefund.as_str();
const CHECK: &str = JobKind::CheckRefund.as_str();
const PROBE: &str = JobKind::ProbeRefund.as_str();
const ASK_TRADE: &str = JobKind::AskTrade.as_str();

/// The kinds this file runs.
pub(crate) const KINDS: &[&str] = &[SEND, CHECK, PROBE, ASK_TRADE];

/// Payload of `send_refund`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct SendJob {
    refund_id: i64,
    /// Sends when it was filed: after a further send the job sends nothing.
    sends: i64,
}

/// Payload of `check_refund`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct CheckJob {
    refund_id: i64,
}

/// Payload of `probe_refund`. The field is not named `attempt_id`, because this job does not count
/// as watching it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct ProbeJob {
    paid_attempt_id: i64,
    out_request_no: String,
    /// There may be none, so finding none raises no alarm.
    #[serde(default)]
    unprompted: bool,
}

/// Payload of `ask_trade`. Named as in `ProbeJob`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct TradeJob {
    paid_attempt_id: i64,
}

/// Files the job that sends the refund at `run_at`, unless it was sent before.
pub(crate) fn send(
    tx: &mut Tx<'_>,
    refund: &Refund,
    now: Millis,
    run_at: Millis,
) -> Result<(), Error> {
    let payload = SendJob {
        refund_id: refund.id,
        sends: refund.tries,
    };
    let filed = new(
        SEND,
        format!("{SEND}:{}:{}", refund.id, refund.tries),
        &payload,
        run_at,
        now,
    )?;
    Ok(job::enqueue_or_hasten(tx, &filed)?)
}

/// Files the job that queries the refund at `run_at`.
pub(crate) fn check(
    tx: &mut Tx<'_>,
    refund: &Refund,
    now: Millis,
    run_at: Millis,
) -> Result<(), Error> {
    let payload = CheckJob {
        refund_id: refund.id,
    };
    let filed = new(
        CHECK,
        format!("{CHECK}:{}", refund.id),
        &payload,
        run_at,
        now,
    )?;
    Ok(job::enqueue_or_hasten(tx, &filed)?)
}

/// Files the job that queries a refund that is not in the books, on an attempt that is paid or must
/// have been.
pub(crate) fn probe(
    tx: &mut Tx<'_>,
    paid: &Attempt,
    number: &str,
    now: Millis,
    run_at: Millis,
) -> Result<(), Error> {
    let payload = ProbeJob {
        paid_attempt_id: paid.id,
        out_request_no: number.to_owned(),
        unprompted: false,
    };
    let key = format!("{PROBE}:{}:{number}", paid.id);
    let filed = new(PROBE, key, &payload, run_at, now)?;
    Ok(job::enqueue_or_hasten(tx, &filed)?)
}

/// Files the job that queries whether a refund without a request number of its own was made, which has the trade's.
pub(crate) fn probe_unprompted(tx: &mut Tx<'_>, paid: &Attempt, now: Millis) -> Result<(), Error> {
    let payload = ProbeJob {
        paid_attempt_id: paid.id,
        out_request_no: paid.out_trade_no.clone(),
        unprompted: true,
    };
    let key = format!("{PROBE}:{}:unprompted", paid.id);
    let filed = new(PROBE, key, &payload, now, now)?;
    Ok(job::enqueue_or_hasten(tx, &filed)?)
}

/// Makes the jobs that query a refund of this attempt run now.
pub(crate) fn hasten_probes(tx: &mut Tx<'_>, paid: &Attempt, now: Millis) -> Result<(), Error> {
    for waiting in job::ready(tx, PROBE)? {
        let ProbeJob {
            paid_attempt_id, ..
        } = serde_json::from_str(&waiting.payload_json).map_err(Error::internal)?;
        if let Some(key) = &waiting.dedupe_key
            && paid_attempt_id == paid.id
        {
            job::hasten(tx, key, now)?;
        }
    }
    Ok(())
}

/// Files the job that queries the attempt's next refund number: after a restore the gateway may
/// know it.
pub(crate) fn probe_next(tx: &mut Tx<'_>, paid: &Attempt, now: Millis) -> Result<(), Error> {
    probe(tx, paid, &next_number(paid), now, now)
}

/// The number of the attempt's next refund.
pub(crate) fn next_number(paid: &Attempt) -> String {
    out_request_no(&paid.out_trade_no, paid.refund_seq.saturating_add(1))
}

/// Files the job that queries the trade of a paid attempt: the gateway may have closed it.
pub(crate) fn ask_trade(tx: &mut Tx<'_>, attempt_id: i64, now: Millis) -> Result<(), Error> {
    let payload = TradeJob {
        paid_attempt_id: attempt_id,
    };
    let filed = new(
        ASK_TRADE,
        format!("{ASK_TRADE}:{attempt_id}"),
        &payload,
        now,
        now,
    )?;
    Ok(job::enqueue_or_hasten(tx, &filed)?)
}

/// Runs one of them: prepare, call, record. The job ends in the transaction that records the
/// response.
pub(super) async fn run(shop: &Shop, job: Leased) -> Result<(), Error> {
    match job.kind.as_str() {
        SEND => {
            let SendJob { refund_id, sends } = job.payload()?;
            shop.send_refund(refund_id, sends, Some(job)).await
        }
        CHECK => {
            let CheckJob { refund_id } = job.payload()?;
            shop.check_refund(refund_id, Some(job)).await
        }
        PROBE => {
            let ProbeJob {
                paid_attempt_id,
                out_request_no,
                unprompted,
            } = job.payload()?;
            shop.probe_refund(paid_attempt_id, out_request_no, !unprompted, job)
                .await
        }
        ASK_TRADE => {
            let TradeJob { paid_attempt_id } = job.payload()?;
            shop.ask_trade(paid_attempt_id, job).await
        }
        unknown => Err(Error::internal(format!(
            "no handler for jobs of kind {unknown}"
        ))),
    }
}
