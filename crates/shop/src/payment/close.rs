//! Closing an attempt at the gateway; stock is released only after that.

use super::{
    books::{self, About},
    hear,
};
use crate::{
    Error, Shop,
    jobs::{Leased, file},
    order::history::By,
};
use alipay::{CallResult, Called, SubCode, TradeClose, TradeCloseResponse};
use domain::{
    order::Cause,
    payment::{AttemptState, Heard, Step, on_heard},
    time::Millis,
};
use store::{
    Tx,
    models::attempt::Attempt,
    queries::{attempt, order},
};

/// The result of closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closing {
    /// Nothing is left to close.
    Ended,
    /// The gateway refuses to close it, perhaps because it was paid: query it.
    AskNow,
    /// No verified response; a job tries again.
    Unanswered,
}

/// Sets an open attempt to `closing` and files the job that closes it at the gateway from
/// `first_try` on. The caller holds the order lock.
pub(crate) fn want_closed(
    tx: &mut Tx<'_>,
    seen: &Attempt,
    by: By,
    now: Millis,
    first_try: Millis,
) -> Result<Attempt, Error> {
    match on_heard(seen.state, Heard::CloseWanted, seen.time_expire, now)
        .map_err(Error::internal)?
    {
        Step::To(AttemptState::Closing) => {}
        Step::To(_) | Step::Stay | Step::Settle { .. } | Step::AskRefunds => {
            return Ok(seen.clone());
        }
    }
    let after = attempt::mark_closing(tx, seen, first_try)?;
    hear::record(tx, seen, &after, by, now)?;
    file::close_attempt(tx, after.id, now, first_try)?;
    Ok(after)
}

impl Shop {
    /// Tries once to close an attempt that is `closing`. The job in `job` ends or is rescheduled in
    /// the transaction that records the response.
    pub(crate) async fn try_close(
        &self,
        attempt_id: i64,
        job: Option<Leased>,
    ) -> Result<Closing, Error> {
        let held = job.clone();
        let seen = self
            .store
            .write(move |tx| -> Result<Option<Attempt>, Error> {
                let seen = attempt::get(tx, attempt_id)?;
                if seen.state == AttemptState::Closing {
                    return Ok(Some(seen));
                }
                if let Some(job) = &held {
                    job.done(tx)?;
                }
                Ok(None)
            })
            .await?;
        let Some(seen) = seen else {
            return Ok(Closing::Ended);
        };
        let ask = TradeClose::new(seen.out_trade_no.as_str());
        let called = self.gateway.close(&ask, self.now()).await;
        self.record_close(&seen, called, job).await
    }

    async fn record_close(
        &self,
        asked: &Attempt,
        called: Called<TradeCloseResponse>,
        job: Option<Leased>,
    ) -> Result<Closing, Error> {
        let (now, attempt_id, out_trade_no) = (self.now(), asked.id, &asked.out_trade_no);
        let heard = match &called.result {
            CallResult::Ok(_) => Some(Heard::CloseAccepted),
            CallResult::Rejected(refusal) if refusal.sub_code == SubCode::TradeNotExist => {
                Some(Heard::NotExist)
            }
            CallResult::Rejected(refusal) => {
                tracing::info!(%out_trade_no, %refusal, "an attempt was not closed");
                None
            }
            CallResult::Unknown(why) => {
                tracing::warn!(%out_trade_no, %why, "closing an attempt got no response");
                Some(Heard::NoAnswer)
            }
        };
        self.store
            .write(move |tx| {
                let order_id = attempt::get(tx, attempt_id)?.order_id;
                let order = order::lock(tx, order_id)?;
                let seen = attempt::get(tx, attempt_id)?;
                books::keep_call(
                    tx,
                    &called.record,
                    About {
                        attempt_id: Some(attempt_id),
                        refund_id: None,
                    },
                    now,
                )?;
                let after = match heard {
                    Some(heard) => {
                        hear::hear(tx, &order, &seen, heard, By::gateway(Cause::Close), now)?
                    }
                    None => seen,
                };
                let ended = after.state != AttemptState::Closing;
                match &job {
                    Some(job) if ended => job.done(tx)?,
                    Some(job) => {
                        job.again(tx, domain::payment::schedule::next_close(job.tries, now))?
                    }
                    None => {}
                }
                Ok(match (ended, heard) {
                    (true, _) => Closing::Ended,
                    (false, None) => Closing::AskNow,
                    (false, Some(_)) => Closing::Unanswered,
                })
            })
            .await
    }
}
