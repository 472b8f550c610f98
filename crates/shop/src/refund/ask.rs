//! Querying a refund: only a query ends the state *unknown*.

use super::{
    record,
    send::{self, Begin, Sending},
    settle,
    unknown::{alarm_if_old, earliest_check, is_lost, lost, next_check},
    words::{is_low_balance, is_refused_after},
};
use crate::{
    Error, Shop,
    alarm::raise,
    jobs::{Leased, refund as file},
    order::history::By,
    payment::books::{self, About},
};
use alipay::{
    call::{CallResult as Said, Called},
    request::refund_query::{RefundFinding, RefundQuery, RefundQueryResponse},
    sub_code::SubCode,
};
use domain::{
    alarm::AlarmCode,
    money::Fen,
    order::Cause,
    refund::{Answer, NUMBER_TAKEN, RefundState, Step, on_answer, schedule::next_retry},
    time::Millis,
};
use store::{
    Tx,
    models::refund::Refund,
    queries::{
        attempt, order,
        refund::{self, RefundChange},
    },
};

/// The result of a refund query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// The refund was made: its amount, and its time if present.
    Made(Fen, Option<Millis>),
    /// A signed response without a refund.
    None,
    /// No verified response.
    Unclear,
}

/// Reads the response to a refund query.
pub(super) fn found(answer: &Said<RefundQueryResponse>) -> Found {
    match answer {
        Said::Ok(told) => match told.finding() {
            RefundFinding::Succeeded(amount) => Found::Made(
                Fen::new(amount.fen()),
                told.gmt_refund_pay_ms.map(Millis::new),
            ),
            RefundFinding::NotFound => Found::None,
            RefundFinding::Unclear => Found::Unclear,
        },
        // Without a trade there is no refund.
        Said::Rejected(refusal) if refusal.sub_code == SubCode::TradeNotExist => Found::None,
        Said::Rejected(refusal) => {
            tracing::warn!(%refusal, "a refund query was refused");
            Found::Unclear
        }
        Said::Unknown(why) => {
            tracing::warn!(%why, "a refund query got no response");
            Found::Unclear
        }
    }
}

impl Shop {
    /// Queries an unconfirmed refund and acts on the result: succeeded, failed, or sent again under
    /// the same number. The job in `job` ends or is rescheduled in the transaction that records the
    /// response. No response is not an error.
    pub(crate) async fn check_refund(
        &self,
        refund_id: i64,
        job: Option<Leased>,
    ) -> Result<(), Error> {
        let (shop, held) = (self.clone(), job.clone());
        let asked = self
            .store
            .write(move |tx| prepare(tx, refund_id, held.as_ref(), shop.now()))
            .await?;
        let Some((seen, out_trade_no)) = asked else {
            return Ok(());
        };
        let asked_at = self.now();
        let question = RefundQuery::new(out_trade_no, seen.out_request_no.as_str());
        let called = self.gateway.refund_query(&question, asked_at).await;
        let (shop, held) = (self.clone(), job.clone());
        let again = self
            .store
            .write(move |tx| shop.record_check(tx, &seen, &called, asked_at, held.as_ref()))
            .await?;
        match again {
            Some(sending) => self.call_refund(sending, job).await,
            None => Ok(()),
        }
    }

    fn record_check(
        &self,
        tx: &mut Tx<'_>,
        asked: &Refund,
        called: &Called<RefundQueryResponse>,
        asked_at: Millis,
        job: Option<&Leased>,
    ) -> Result<Option<Box<Sending>>, Error> {
        let now = self.now();
        order::lock(tx, asked.order_id)?;
        let seen = refund::get(tx, asked.id)?;
        let about = About {
            attempt_id: Some(asked.payment_attempt_id),
            refund_id: Some(asked.id),
        };
        books::keep_call(tx, &called.record, about, now)?;
        // Its state changed or it was sent again, so this response is about another send.
        if seen.state != RefundState::Unknown || seen.tries != asked.tries {
            done(tx, job)?;
            return Ok(None);
        }
        let found = found(&called.result);
        let (answer, at) = answer(&seen, found, asked_at);
        match on_answer(seen.state, answer).map_err(Error::internal)? {
            Step::To(RefundState::Succeeded) => {
                settle::succeed(
                    tx,
                    &seen,
                    answer,
                    at.unwrap_or(now),
                    By::gateway(Cause::RefundQuery),
                    now,
                )?;
                done(tx, job)?;
            }
            Step::To(RefundState::Sending) => {
                let by = By::system(Cause::NotFoundAtGateway);
                match send::begin(tx, &seen, self.policy.gateway_pause_ms, by, now)? {
                    Begin::Now(sending) => return Ok(Some(sending)),
                    Begin::Wait(at) => put_off(tx, &seen, job, at, now)?,
                }
            }
            Step::To(RefundState::Failed) => {
                fail(tx, &seen, found, now)?;
                done(tx, job)?;
            }
            Step::To(other) => return Err(Error::internal(format!("a query leads to {other}"))),
            Step::Stay => {
                // A query that came too early is repeated as soon as its response counts.
                let (earliest, next) = (earliest_check(&seen, now), next_check(&seen, now));
                let at = if earliest > now {
                    earliest.min(next)
                } else {
                    next
                };
                put_off(tx, &seen, job, at, now)?;
            }
        }
        Ok(None)
    }
}

/// The domain event for the result, for a refund whose row is `seen`.
fn answer(seen: &Refund, found: Found, asked_at: Millis) -> (Answer, Option<Millis>) {
    match found {
        Found::Made(amount, at) if amount == seen.amount_fen => (Answer::Shown, at),
        Found::Made(..) => (Answer::Taken, None),
        Found::None => {
            let answer = Answer::NotShown {
                sent_ago: seen.sent_at.and_then(|at| at.age(asked_at)).unwrap_or(0),
                refused: is_refused_after(seen.gateway_code.as_deref(), seen.tries),
            };
            (answer, None)
        }
        Found::Unclear => (Answer::NoAnswer, None),
    }
}

/// Decides whether to query. A send with an expired lease becomes unknown. A stamp from the future
/// is replaced: "not shown" counts only some seconds after the send, and such a stamp does not show
/// when that was.
fn prepare(
    tx: &mut Tx<'_>,
    refund_id: i64,
    job: Option<&Leased>,
    now: Millis,
) -> Result<Option<(Refund, String)>, Error> {
    let order_id = refund::get(tx, refund_id)?.order_id;
    order::lock(tx, order_id)?;
    let seen = refund::get(tx, refund_id)?;
    let seen = match seen.state {
        RefundState::Unknown => seen,
        RefundState::Sending if is_lost(&seen, now) => lost(tx, &seen, now)?,
        RefundState::Sending => {
            if let Some(job) = job {
                job.again(tx, seen.lease_until.unwrap_or(now))?;
            }
            return Ok(None);
        }
        RefundState::Requested
        | RefundState::AwaitingReturn
        | RefundState::Approved
        | RefundState::Succeeded
        | RefundState::Failed
        | RefundState::Rejected
        | RefundState::Withdrawn
        | RefundState::Dropped => {
            done(tx, job)?;
            return Ok(None);
        }
    };
    if seen.sent_at.is_some_and(|at| at.age(now).is_none()) {
        let seen = refund::restamp(tx, &seen, now)?;
        put_off(tx, &seen, job, next_check(&seen, now), now)?;
        return Ok(None);
    }
    let out_trade_no = attempt::get(tx, seen.payment_attempt_id)?.out_trade_no;
    Ok(Some((seen, out_trade_no)))
}

/// Definite refusal, or another amount under its number: keep it reserved, staff decide.
fn fail(tx: &mut Tx<'_>, seen: &Refund, found: Found, now: Millis) -> Result<(), Error> {
    let taken = match found {
        Found::Made(theirs, _) => {
            let number = &seen.out_request_no;
            raise!(error, tx, AlarmCode::RefundAmountDiffers, number, now;
                out_request_no = %number, ours = %seen.amount_fen, %theirs,
                "the gateway shows another amount under our number; cancel this refund to book theirs")?;
            Some((Some(NUMBER_TAKEN.to_owned()), Some(theirs.to_string())))
        }
        Found::None | Found::Unclear => None,
    };
    let code = seen.gateway_code.as_deref();
    let retry = (taken.is_none() && is_low_balance(code)).then(|| next_retry(seen.tries, now));
    if taken.is_none() && !is_low_balance(code) {
        // The refusal contradicts the books: the trade may have been refunded at the gateway.
        file::ask_trade(tx, seen.payment_attempt_id, now)?;
    }
    let change = RefundChange {
        state: Some(RefundState::Failed),
        next_check_at: Some(retry),
        gateway: taken,
        ..RefundChange::default()
    };
    let failed = refund::change(tx, seen, &change)?;
    record(
        tx,
        Some(seen.state),
        &failed,
        None,
        By::gateway(Cause::RefundQuery),
        now,
    )?;
    let number = &failed.out_request_no;
    raise!(error, tx, AlarmCode::RefundFailed, number, now;
        out_request_no = %number, code = ?failed.gateway_code,
        "a refund failed and needs a decision")?;
    if let Some(at) = retry {
        file::send(tx, &failed, now, at)?;
    }
    Ok(())
}

fn put_off(
    tx: &mut Tx<'_>,
    seen: &Refund,
    job: Option<&Leased>,
    at: Millis,
    now: Millis,
) -> Result<(), Error> {
    alarm_if_old(tx, seen, now)?;
    refund::set_next_check(tx, seen.id, Some(at))?;
    match job {
        Some(job) => job.again(tx, at),
        None => file::check(tx, seen, now, at),
    }
}

fn done(tx: &mut Tx<'_>, job: Option<&Leased>) -> Result<(), Error> {
    match job {
        Some(job) => job.done(tx),
        None => Ok(()),
    }
}
