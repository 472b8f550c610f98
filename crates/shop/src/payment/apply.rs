//! The one place that applies a trade: notify and query both end here. In one transaction: disposition, evidence,
//! ledger, order, jobs, and the automatic refund of surplus money.

use super::hear;
use crate::{Error, Shop, order::history::By};
use domain::{
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
    /// The gateway's number.
    pub(crate) trade_no: String,
    /// What was paid.
    pub(crate) paid: Fen,
    /// When.
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
    /// As the column `evidence` has it.
    pub(super) fn text(self) -> String {
        match self {
            Self::Notify(id) => format!("notify:{id}"),
            Self::Query(id) => format!("query:{id}"),
        }
    }

    /// The actor of the steps that follow from it.
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

/// What applying did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Applied {
    /// The attempt is paid, with this disposition.
    Paid(Disposition),
    /// A paid attempt is finished: no more refunds on it.
    Finished,
    /// Already known; nothing changed.
    Known,
    /// The gateway closed a paid attempt: its refunds are to be queried.
    AskRefunds,
    /// Nothing booked: a notify has another amount, so the gateway is to be queried.
    AskFirst,
    /// Nothing booked: the gateway's number is not the attempt's, or is another attempt's.
    TradeNoDiffers,
}

impl Shop {
    /// Applies what was `heard` of a paid trade to the attempt it names.
    pub(crate) fn apply_trade(
        &self,
        tx: &mut Tx<'_>,
        attempt_id: i64,
        heard: Heard,
        trade: &Trade,
        evidence: Evidence,
    ) -> Result<Applied, Error> {
        let now = self.now();
        // A repeat must not touch the order's version: what is paid stays paid, so this may be read unlocked.
        let seen = attempt::get(tx, attempt_id)?;
        if differs(tx, &seen, trade)? {
            return Ok(Applied::TradeNoDiffers);
        }
        match on_heard(seen.state, heard, seen.time_expire, now).map_err(Error::internal)? {
            Step::Stay => return Ok(Applied::Known),
            Step::AskRefunds => return Ok(Applied::AskRefunds),
            // Before the lock: a message that books nothing must leave no trace on the order.
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
        // Again: another message may have given the attempt its number meanwhile.
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
                    tracing::error!(alarm = "paid_after_close", out_trade_no = %seen.out_trade_no, "a closed attempt was paid");
                }
                let (disposition, paid) =
                    self.settle(tx, &order, &seen, trade, refunded, evidence)?;
                if refunded {
                    // The shop sent no refund on an unpaid attempt: until a query finds the one that was made, the order
                    // looks paid and is not.
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

/// True if the gateway's number contradicts the books: another `trade_no` here, or this `trade_no` on another attempt.
pub(crate) fn differs(tx: &mut Tx<'_>, seen: &Attempt, trade: &Trade) -> Result<bool, Error> {
    if let Some(known) = &seen.provider_trade_no {
        return Ok(*known != trade.trade_no);
    }
    Ok(attempt::by_trade_no(tx, &trade.trade_no)?.is_some_and(|other| other.id != seen.id))
}
