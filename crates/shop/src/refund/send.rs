//! Sending a refund: prepare (commit), call, record (commit). The request and the job use the same
//! code.

use super::{
    record, settle,
    unknown::{is_lost, lost, unclear},
    words::words,
};
use crate::{
    Error, Shop,
    jobs::{Leased, refund as file},
    order::history::By,
    payment::books::{self, About},
};
use alipay::{
    Amount,
    call::{CallResult as Said, Called},
    request::refund::{TradeRefund, TradeRefundResponse},
};
use domain::{
    order::Cause,
    refund::{Answer, RefundState, step::is_step},
    time::{Millis, SECOND},
};
use store::{
    Tx,
    bug::{Bug, is_planted},
    models::refund::Refund,
    queries::{attempt, order, refund},
};

/// A sender must record the response within this time; the client times out after 10 s.
const LEASE: i64 = 30 * SECOND;

/// A refund whose send is committed, so that the call may begin.
#[derive(Debug, Clone)]
pub(super) struct Sending {
    refund: Refund,
    out_trade_no: String,
}

/// Whether a send may begin.
pub(super) enum Begin {
    /// It has begun.
    Now(Box<Sending>),
    /// Another refund of the trade was just sent: wait until then.
    Wait(Millis),
}

/// Sets a refund to `sending`. The caller holds the order lock and has decided that it may be sent.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    seen: &Refund,
    pause_ms: i64,
    by: By,
    now: Millis,
) -> Result<Begin, Error> {
    if !is_step(Some(seen.state), RefundState::Sending) {
        return Err(Error::internal(format!(
            "{} is {} and cannot be sent",
            seen.out_request_no, seen.state
        )));
    }
    let others = refund::of_attempt(tx, seen.payment_attempt_id)?;
    if others
        .iter()
        .any(|other| other.id != seen.id && other.state == RefundState::Sending)
    {
        return Ok(Begin::Wait(now.plus(pause_ms)));
    }
    if let Some(at) =
        refund::last_sent(tx, seen.payment_attempt_id, now)?.map(|at| at.plus(pause_ms))
        && at > now
    {
        return Ok(Begin::Wait(at));
    }
    let out_trade_no = attempt::get(tx, seen.payment_attempt_id)?.out_trade_no;
    let sending = refund::begin_send(tx, seen, now, now.plus(LEASE))?;
    record(tx, Some(seen.state), &sending, None, by, now)?;
    Ok(Begin::Now(Box::new(Sending {
        refund: sending,
        out_trade_no,
    })))
}

impl Shop {
    /// Sends a refund that is approved, or failed and to be sent again. Does nothing if it was sent
    /// meanwhile: `sends` is the number of sends the caller knows of. The job in `job` ends or is
    /// rescheduled in the transaction that records the response. No response is not an error.
    pub(crate) async fn send_refund(
        &self,
        refund_id: i64,
        sends: i64,
        job: Option<Leased>,
    ) -> Result<(), Error> {
        let (shop, held) = (self.clone(), job.clone());
        let begun = self
            .store
            .write(move |tx| shop.prepare_send(tx, refund_id, sends, held.as_ref()))
            .await?;
        match begun {
            Some(sending) => self.call_refund(sending, job).await,
            None => Ok(()),
        }
    }

    fn prepare_send(
        &self,
        tx: &mut Tx<'_>,
        refund_id: i64,
        sends: i64,
        job: Option<&Leased>,
    ) -> Result<Option<Box<Sending>>, Error> {
        let now = self.now();
        let order_id = refund::get(tx, refund_id)?.order_id;
        order::lock(tx, order_id)?;
        let seen = refund::get(tx, refund_id)?;
        let wait = match seen.state {
            RefundState::Approved | RefundState::Failed
                if seen.tries == sends && !seen.is_taken() =>
            {
                match begin(
                    tx,
                    &seen,
                    self.policy.gateway_pause_ms,
                    By::system(Cause::SendRefund),
                    now,
                )? {
                    Begin::Now(sending) => return Ok(Some(sending)),
                    Begin::Wait(at) => at,
                }
            }
            RefundState::Sending if !is_lost(&seen, now) => seen.lease_until.unwrap_or(now),
            RefundState::Sending => {
                lost(tx, &seen, now)?;
                return finish(tx, job);
            }
            RefundState::Approved
            | RefundState::Failed
            | RefundState::Requested
            | RefundState::AwaitingReturn
            | RefundState::Unknown
            | RefundState::Succeeded
            | RefundState::Rejected
            | RefundState::Withdrawn
            | RefundState::Dropped => return finish(tx, job),
        };
        match job {
            Some(job) => job.again(tx, wait)?,
            None if seen.state != RefundState::Sending => file::send(tx, &seen, now, wait)?,
            None => {}
        }
        Ok(None)
    }

    /// Calls the gateway with the row's data, and records the response.
    pub(super) async fn call_refund(
        &self,
        sending: Box<Sending>,
        job: Option<Leased>,
    ) -> Result<(), Error> {
        let row = &sending.refund;
        let amount = Amount::from_fen(row.amount_fen.get()).ok_or_else(|| {
            Error::internal(format!("{} has no amount to send", row.out_request_no))
        })?;
        let out_request_no = if is_planted(Bug::NewNumberPerRetry) {
            format!("{}T{}", row.out_request_no, row.tries)
        } else {
            row.out_request_no.clone()
        };
        let mut ask = TradeRefund::new(
            sending.out_trade_no.as_str(),
            out_request_no.as_str(),
            amount,
        )
        .map_err(Error::internal)?;
        if let Some(reason) = &row.reason_text {
            ask = ask.with_reason(reason);
        }
        let called = self.gateway.refund(&ask, self.now()).await;
        // After a crash here the lease expires, and the refund becomes unknown.
        let shop = self.clone();
        self.store
            .write(move |tx| record_send(tx, &sending, &called, job.as_ref(), shop.now()))
            .await
    }
}

fn finish(tx: &mut Tx<'_>, job: Option<&Leased>) -> Result<Option<Box<Sending>>, Error> {
    if let Some(job) = job {
        job.done(tx)?;
    }
    Ok(None)
}

fn record_send(
    tx: &mut Tx<'_>,
    sending: &Sending,
    called: &Called<TradeRefundResponse>,
    job: Option<&Leased>,
    now: Millis,
) -> Result<(), Error> {
    let sent = &sending.refund;
    order::lock(tx, sent.order_id)?;
    let seen = refund::get(tx, sent.id)?;
    let about = About {
        attempt_id: Some(sent.payment_attempt_id),
        refund_id: Some(sent.id),
    };
    books::keep_call(tx, &called.record, about, now)?;
    if seen.state == RefundState::Sending && seen.version == sent.version {
        match &called.result {
            Said::Ok(answer) if answer.fund_change => {
                let at = answer.gmt_refund_pay_ms.map_or(now, Millis::new);
                settle::succeed(
                    tx,
                    &seen,
                    Answer::Moved,
                    at,
                    By::gateway(Cause::Refund),
                    now,
                )?;
            }
            unsure @ (Said::Ok(_) | Said::Rejected(_) | Said::Unknown(_)) => {
                let words = words(unsure);
                tracing::warn!(out_request_no = %seen.out_request_no, code = ?words.0, "a refund is unconfirmed and will be queried");
                unclear(tx, &seen, &words, now)?;
            }
        }
    } else {
        // The next query replaces this response.
        tracing::warn!(out_request_no = %seen.out_request_no, "a response came after its lease expired and changes nothing");
    }
    finish(tx, job)?;
    Ok(())
}
