//! The one place that applies a trade: notification and query both end here. One transaction writes
//! disposition, evidence, ledger, order, jobs, and the automatic refund of an unapplied payment.

use super::hear;
use crate::{Error, Shop, alarm::raise, order::history::By};
use domain::{
    alarm::AlarmCode,
    money::Fen,
    order::Cause,
    payment::{AttemptState, Disposition, Heard, Step, on_heard},
    time::Millis,
};
use store::{
    Tx,
    bug::{Bug, is_planted},
    models::attempt::Attempt,
    queries::{attempt, order},
};

/// A paid trade as the gateway reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trade {
    /// The gateway's `trade_no`.
    pub(crate) trade_no: String,
    /// What was paid.
    pub(crate) paid: Fen,
    /// When it was paid.
    pub(crate) paid_at: Millis,
    /// Masked account of the buyer.
    pub(crate) buyer_hint: Option<String>,
}

/// The signed message that reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// `notify_inbox.id`.
    Notify(i64),
    /// `provider_calls.id` of our own query.
    Query(i64),
}

impl Evidence {
    /// The text for the column `evidence`.
    pub(super) fn text(self) -> String {
        match self {
            Self::Notify(id) => format!("notify:{id}"),
            Self::Query(id) => format!("query:{id}"),
        }
    }

    /// The actor and cause of the steps that follow.
    pub(crate) const fn by(self) -> By {
        match self {
            Self::Notify(_) => By::gateway(Cause::Notify),
            Self::Query(_) => By::gateway(Cause::Query),
        }
    }

    /// True for our own query.
    pub(super) const fn by_query(self) -> bool {
        match self {
            Self::Notify(_) => false,
            Self::Query(_) => true,
        }
    }
}

/// The result of applying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Applied {
    /// The attempt is paid, with this disposition.
    Paid(Disposition),
    /// A paid attempt is finished: no more refunds.
    Finished,
    /// Already known; nothing changed.
    Known,
    /// The gateway closed a paid attempt: its refunds must be queried.
    AskRefunds,
    /// Nothing booked: a notification has another amount, so the gateway must be queried.
    AskFirst,
    /// Nothing booked: the `trade_no` is not the attempt's, or is another attempt's.
    TradeNoDiffers,
}

impl Shop {
    /// Applies a paid trade, `heard` from the gateway, to its attempt.
    pub(crate) fn apply_trade(
        &self,
        tx: &mut Tx<'_>,
        attempt_id: i64,
        heard: Heard,
        trade: &Trade,
        evidence: Evidence,
    ) -> Result<Applied, Error> {
        let now = self.now();
        // A repeat must not change the order's version. A paid attempt stays paid, so this may be
        // read without the lock.
        let seen = attempt::get(tx, attempt_id)?;
        if differs(tx, &seen, trade)? {
            return Ok(Applied::TradeNoDiffers);
        }
        match on_heard(seen.state, heard, seen.time_expire, now).map_err(Error::internal)? {
            Step::Stay => return Ok(Applied::Known),
            Step::AskRefunds => return Ok(Applied::AskRefunds),
            // Before the lock: a message that books nothing must not change the order.
            Step::Settle { .. }
                if seen.amount_fen != trade.paid
                    && !evidence.by_query()
                    && !is_planted(Bug::AmountNotCompared) =>
            {
                return Ok(Applied::AskFirst);
            }
            Step::To(_) | Step::Settle { .. } => {}
        }
        let order = order::lock(tx, seen.order_id)?;
        let seen = attempt::get(tx, attempt_id)?;
        // Checked again: another message may have set the attempt's number meanwhile.
        if differs(tx, &seen, trade)? {
            return Ok(Applied::TradeNoDiffers);
        }
        match on_heard(seen.state, heard, seen.time_expire, now).map_err(Error::internal)? {
            Step::Stay => Ok(Applied::Known),
            Step::AskRefunds => Ok(Applied::AskRefunds),
            Step::To(AttemptState::Finished) => {
                finish(tx, &seen, evidence.by(), now)?;
                Ok(Applied::Finished)
            }
            Step::To(other) => Err(Error::internal(format!("a paid trade leads to {other}"))),
            Step::Settle {
                finished,
                refunded,
                alarm,
            } => {
                if alarm {
                    let number = &seen.out_trade_no;
                    raise!(error, tx, AlarmCode::PaidAfterClose, number, now;
                        out_trade_no = %number, "a closed attempt was paid")?;
                }
                let (disposition, paid) =
                    self.settle(tx, &order, &seen, trade, refunded, evidence)?;
                if refunded {
                    // The shop sent no refund for an unpaid attempt. Until a query finds the one
                    // made outside, the order must not look paid.
                    crate::refund::went_back(tx, &paid, now)?;
                }
                if finished {
                    finish(tx, &paid, evidence.by(), now)?;
                }
                Ok(Applied::Paid(disposition))
            }
        }
    }
}

fn finish(tx: &mut Tx<'_>, paid: &Attempt, by: By, now: Millis) -> Result<(), Error> {
    let after = attempt::mark_finished(tx, paid)?;
    hear::record(tx, paid, &after, by, now)
}

/// True if the `trade_no` contradicts the books: another `trade_no` here, or this `trade_no` on
/// another attempt.
pub(crate) fn differs(tx: &mut Tx<'_>, seen: &Attempt, trade: &Trade) -> Result<bool, Error> {
    if let Some(known) = &seen.provider_trade_no {
        return Ok(*known != trade.trade_no);
    }
    Ok(attempt::by_trade_no(tx, &trade.trade_no)?.is_some_and(|other| other.id != seen.id))
}
