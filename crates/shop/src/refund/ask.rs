//! Asking what became of a refund: the only way out of *unknown*.

use super::{
    record,
    send::{self, Begin, Sending},
    settle,
};
use crate::{
    Error, Shop,
    jobs::{Leased, refund as file},
    order::history::By,
    payment::books::{self, About},
};
use alipay::{
    answer::{Answer as Said, Called},
    request::refund_query::{RefundFinding, RefundQuery, RefundQueryResponse},
    sub_code::SubCode,
};
use domain::{
    money::Fen,
    refund::{
        Answer, RefundState, Step, on_answer,
        schedule::{self, needs_alarm, next_retry},
        step::NOT_SHOWN_COUNTS_AFTER,
    },
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

/// The next question about a refund, after its last send.
pub(super) fn next_check(refund: &Refund, now: Millis) -> Millis {
    schedule::next_check(
        refund.sent_at.unwrap_or(refund.created_at),
        refund.tries,
        now,
    )
}

/// Tells a person of a refund that is still not confirmed an hour after its decision. Called wherever one becomes or
/// stays unknown: one that is lost with each send and sent again never waits long in one state.
pub(super) fn alarm_if_old(unknown: &Refund, now: Millis) {
    if needs_alarm(unknown.created_at, now) {
        tracing::error!(alarm = "refund_unknown", out_request_no = %unknown.out_request_no, "a refund has been unknown for an hour or longer");
    }
}

/// What the gateway shows of a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// It was made, over this amount, then.
    Made(Fen, Option<Millis>),
    /// Signed: there is none.
    None,
    /// Nothing that can be believed.
    Unclear,
}

/// Reads the answer to a question.
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
        // No trade, so no refund on it.
        Said::Rejected(refusal) if refusal.sub_code == SubCode::TradeNotExist => Found::None,
        Said::Rejected(refusal) => {
            tracing::warn!(%refusal, "a question about a refund was refused");
            Found::Unclear
        }
        Said::Unknown(why) => {
            tracing::warn!(%why, "a question about a refund was not answered");
            Found::Unclear
        }
    }
}

impl Shop {
    /// Asks about a refund that is unknown, and goes on by what is found: done, failed, or sent again under the same
    /// number. A `job` is done or put off with what is recorded.
    ///
    /// # Errors
    /// Those of the database. A gateway that does not answer is no error.
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
        // Somebody was faster, or it was sent again since: this answer speaks of another send.
        if seen.state != RefundState::Unknown || seen.tries != asked.tries {
            done(tx, job)?;
            return Ok(None);
        }
        let (answer, at) = self.answer(&seen, found(&called.answer), asked_at);
        match on_answer(seen.state, answer).map_err(Error::internal)? {
            Step::To(RefundState::Succeeded) => {
                settle::succeed(
                    tx,
                    &seen,
                    answer,
                    at.unwrap_or(now),
                    By::gateway("refund_query"),
                    now,
                )?;
                done(tx, job)?;
            }
            Step::To(RefundState::Sending) => {
                let by = By::system("not_found_at_gateway");
                match send::begin(tx, &seen, self.policy.gateway_pause_ms, by, now)? {
                    Begin::Now(sending) => return Ok(Some(sending)),
                    Begin::Wait(at) => put_off(tx, &seen, job, at, now)?,
                }
            }
            Step::To(RefundState::Failed) => {
                fail(tx, &seen, now)?;
                done(tx, job)?;
            }
            Step::To(other) => return Err(Error::internal(format!("a question leads to {other}"))),
            Step::Stay => {
                // A question that came too early is asked again as soon as its answer counts.
                let counts_from = seen
                    .sent_at
                    .map_or(now, |at| at.plus(NOT_SHOWN_COUNTS_AFTER));
                let next = next_check(&seen, now);
                put_off(
                    tx,
                    &seen,
                    job,
                    if counts_from > now {
                        counts_from.min(next)
                    } else {
                        next
                    },
                    now,
                )?;
            }
        }
        Ok(None)
    }

    fn answer<'a>(
        &self,
        seen: &'a Refund,
        found: Found,
        asked_at: Millis,
    ) -> (Answer<'a>, Option<Millis>) {
        match found {
            Found::Made(amount, at) if amount == seen.amount_fen => (Answer::Shown, at),
            Found::Made(amount, _) => {
                tracing::error!(alarm = "refund_amount_differs", out_request_no = %seen.out_request_no, ours = %seen.amount_fen, theirs = %amount, "the gateway shows another amount under our number");
                (Answer::NoAnswer, None)
            }
            Found::None => {
                let sent_ago = seen.sent_at.map_or(0, |at| asked_at.since(at));
                (
                    Answer::NotShown {
                        sent_ago,
                        kept: seen.gateway_code.as_deref(),
                    },
                    None,
                )
            }
            Found::Unclear => (Answer::NoAnswer, None),
        }
    }
}

/// Decides whether to ask, and turns a send without an owner into an unknown one.
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
        RefundState::Sending if send::is_lost(&seen, now) => send::lost(tx, &seen, now)?,
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
    let out_trade_no = attempt::get(tx, seen.payment_attempt_id)?.out_trade_no;
    Ok(Some((seen, out_trade_no)))
}

/// The gateway refused it for good and does not know it: money stays promised, staff decide.
fn fail(tx: &mut Tx<'_>, seen: &Refund, now: Millis) -> Result<(), Error> {
    let retry = next_retry(seen.gateway_code.as_deref(), seen.tries, now);
    let change = RefundChange {
        state: Some(RefundState::Failed),
        next_check_at: Some(retry),
        ..RefundChange::default()
    };
    let failed = refund::change(tx, seen, &change)?;
    record(
        tx,
        Some(seen.state),
        &failed,
        None,
        By::gateway("refund_query"),
        now,
    )?;
    tracing::error!(alarm = "refund_failed", out_request_no = %failed.out_request_no, code = ?failed.gateway_code, "a refund failed and needs a decision");
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
    alarm_if_old(seen, now);
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
