//! The one place that applies a trade: notify and query both end here. In one transaction: disposition, evidence,
//! ledger, order, jobs, and the automatic refund of money that satisfies nothing.

use crate::{
    Error, Shop,
    order::{
        history::{self, By, Step as Recorded},
        stock::{self, Restored},
    },
    payment::{books, close},
};
use domain::{
    money::Fen,
    order::{Lifecycle, PayState},
    payment::{AttemptState, Decision, Disposition, Heard, Settling, Step, decide, on_heard},
    time::Millis,
};
use store::{
    Tx,
    models::{
        attempt::{Attempt, PaidMark},
        order::Order,
    },
    queries::{attempt, order},
};

/// A paid trade as the gateway tells it.
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

/// The signed message that tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// `notify_inbox.id`.
    Notify(i64),
    /// `provider_calls.id` of our own question.
    Query(i64),
}

impl Evidence {
    fn text(self) -> String {
        match self {
            Self::Notify(id) => format!("notify:{id}"),
            Self::Query(id) => format!("query:{id}"),
        }
    }

    /// The actor of the steps that follow from it.
    pub(crate) const fn by(self) -> By {
        match self {
            Self::Notify(_) => By::gateway("notify"),
            Self::Query(_) => By::gateway("query"),
        }
    }

    const fn by_query(self) -> bool {
        match self {
            Self::Notify(_) => false,
            Self::Query(_) => true,
        }
    }
}

/// What applying did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Applied {
    /// It paid the attempt, so.
    Paid(Disposition),
    /// It finished a paid attempt: no more refunds on it.
    Finished,
    /// Known before; nothing changed.
    Known,
    /// It speaks of a paid attempt that was refunded: its refunds are to be asked about.
    AskRefunds,
    /// Nothing booked: a notify tells another amount, so the gateway is to be asked.
    AskFirst,
    /// Nothing booked: the gateway's number is not the attempt's, or is another attempt's.
    TradeNoDiffers,
}

impl Shop {
    /// Applies what was `heard` of a paid trade to the attempt it names.
    ///
    /// # Errors
    /// Those of the database; a step that no table holds.
    pub(crate) fn apply_trade(
        &self,
        tx: &mut Tx<'_>,
        attempt_id: i64,
        heard: Heard,
        trade: &Trade,
        evidence: Evidence,
    ) -> Result<Applied, Error> {
        let now = self.now();
        // A repeat must not even touch the order's version: what is paid stays paid, so this may be read unlocked.
        let seen = attempt::get(tx, attempt_id)?;
        if differs(tx, &seen, trade)? {
            return Ok(Applied::TradeNoDiffers);
        }
        match on_heard(seen.state, heard, seen.time_expire, now).map_err(Error::internal)? {
            Step::Stay => return Ok(Applied::Known),
            Step::AskRefunds => return Ok(Applied::AskRefunds),
            Step::To(_) | Step::Settle { .. } => {}
        }
        // Before the lock too: a message that books nothing leaves no trace on the order.
        if seen.amount_fen != trade.paid && !evidence.by_query() {
            return Ok(Applied::AskFirst);
        }
        let order = order::lock(tx, seen.order_id)?;
        let seen = attempt::get(tx, attempt_id)?;
        match on_heard(seen.state, heard, seen.time_expire, now).map_err(Error::internal)? {
            Step::Stay => Ok(Applied::Known),
            Step::AskRefunds => Ok(Applied::AskRefunds),
            Step::To(AttemptState::Finished) => {
                finish(tx, &seen, evidence.by(), now)?;
                Ok(Applied::Finished)
            }
            Step::To(other) => Err(Error::internal(format!("a paid trade leads to {other}"))),
            Step::Settle { finished, refunded, alarm } => {
                if alarm {
                    tracing::error!(alarm = "paid_after_close", out_trade_no = %seen.out_trade_no, "a closed attempt was paid");
                }
                let (disposition, paid) = self.settle(tx, &order, &seen, trade, evidence)?;
                if refunded {
                    crate::refund::ask_about(tx, &paid, now)?;
                }
                if finished {
                    finish(tx, &paid, evidence.by(), now)?;
                }
                Ok(Applied::Paid(disposition))
            }
        }
    }

    fn settle(
        &self,
        tx: &mut Tx<'_>,
        order: &Order,
        seen: &Attempt,
        trade: &Trade,
        evidence: Evidence,
    ) -> Result<(Disposition, Attempt), Error> {
        let now = self.now();
        let settling = Settling {
            lifecycle: order.lifecycle,
            pay_state: order.pay_state,
            cancel_reason: order.cancel_reason,
            due: seen.amount_fen,
            paid: trade.paid,
            by_query: evidence.by_query(),
            reinstate_late: self.policy.reinstate_late,
        };
        let disposition = match decide(&settling) {
            Decision::Book(disposition) => disposition,
            Decision::TryReinstate => match stock::reserve_again(tx, order, seen.id, now)? {
                Restored::All => Disposition::Applied,
                Restored::Nothing => Disposition::Late,
            },
            Decision::AskFirst => return Err(Error::internal("an amount was compared and yet differs")),
        };
        let mark = PaidMark {
            disposition,
            trade_no: trade.trade_no.clone(),
            buyer_hint: trade.buyer_hint.clone(),
            paid: trade.paid,
            paid_at: trade.paid_at,
            evidence: evidence.text(),
        };
        let paid = attempt::mark_paid(tx, seen, &mark)?;
        history::attempt_step(
            tx,
            &paid,
            Recorded {
                axis: "state",
                from: Some(seen.state.as_str()),
                to: paid.state.as_str(),
                note: Some(format!("{disposition} {}", trade.paid)),
            },
            evidence.by(),
            now,
        )?;
        let posting = domain::ledger::pay(paid.id, order.id, disposition, trade.paid)?;
        books::post(tx, &posting, order.id, now, &paid.out_trade_no)?;
        match disposition {
            Disposition::Applied => satisfy(tx, order, &paid, evidence.by(), now)?,
            Disposition::Duplicate | Disposition::Late | Disposition::Mismatch => {
                tracing::warn!(alarm = "surplus_payment", %disposition, order = %order.number, out_trade_no = %paid.out_trade_no, paid = %trade.paid, "a payment satisfies nothing and goes back");
                crate::refund::auto(tx, order, &paid, now)?;
            }
        }
        let paid = attempt::get(tx, paid.id)?;
        Ok((disposition, paid))
    }
}

/// The order is paid; a pending wish to cancel loses.
fn satisfy(tx: &mut Tx<'_>, order: &Order, paid: &Attempt, by: By, now: Millis) -> Result<(), Error> {
    let reopened = order.lifecycle == Lifecycle::Cancelled;
    let change = order::OrderChange {
        lifecycle: reopened.then_some(Lifecycle::Open),
        pay_state: Some(PayState::Paid),
        cancel_intent: Some(None),
        cancel_reason: Some(None),
        paid_at: Some(paid.paid_at),
        cancelled_at: Some(None),
        completed_at: None,
    };
    let after = order::change(tx, order, change)?;
    if reopened {
        let step = Recorded {
            axis: "lifecycle",
            from: Some(order.lifecycle.as_str()),
            to: after.lifecycle.as_str(),
            note: None,
        };
        history::order_step(tx, order.id, step, By { cause: "reinstated", ..by }, now)?;
    }
    let step = Recorded {
        axis: "pay_state",
        from: Some(order.pay_state.as_str()),
        to: after.pay_state.as_str(),
        note: order.cancel_intent.map(|intent| format!("cancel_intent {intent} cleared")),
    };
    history::order_step(tx, order.id, step, by, now)?;
    for other in attempt::of_order(tx, order.id)? {
        if other.id != paid.id && other.state == AttemptState::Open {
            close::want_closed(tx, &other, By::system("paid_otherwise"), now, now)?;
        }
    }
    Ok(())
}

fn finish(tx: &mut Tx<'_>, paid: &Attempt, by: By, now: Millis) -> Result<(), Error> {
    let after = attempt::mark_finished(tx, paid)?;
    let step =
        Recorded { axis: "state", from: Some(paid.state.as_str()), to: after.state.as_str(), note: None };
    history::attempt_step(tx, &after, step, by, now)
}

/// True if the gateway's number contradicts what is known: another one stands here, or this one stands elsewhere.
pub(crate) fn differs(tx: &mut Tx<'_>, seen: &Attempt, trade: &Trade) -> Result<bool, Error> {
    if let Some(known) = &seen.provider_trade_no {
        return Ok(*known != trade.trade_no);
    }
    Ok(attempt::by_trade_no(tx, &trade.trade_no)?.is_some_and(|other| other.id != seen.id))
}
