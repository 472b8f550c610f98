//! Booking a payment: it is applied to the order, or goes to suspense and is refunded.

use super::{
    apply::{Evidence, Trade},
    books, close,
};
use crate::{
    Error, Shop,
    alarm::raise,
    mail,
    order::{
        history::{self, By, Step},
        settled::cancel_if_settled,
        stock::{self, Restored},
    },
    sales,
};
use domain::{
    alarm::AlarmCode,
    order::{Cause, Lifecycle, PayState, Remark},
    payment::{AttemptState, Decision, Disposition, Settling, decide},
    time::Millis,
};
use store::{
    Tx,
    bug::{Bug, is_planted},
    models::{
        attempt::{Attempt, PaidMark},
        order::Order,
    },
    queries::{attempt, order},
};

impl Shop {
    /// Books a payment of the attempt `seen`. The caller holds the order lock, and files a refund
    /// query if the payment was `refunded` before the shop learned of it.
    pub(super) fn settle(
        &self,
        tx: &mut Tx<'_>,
        order: &Order,
        seen: &Attempt,
        trade: &Trade,
        refunded: bool,
        evidence: Evidence,
    ) -> Result<(Disposition, Attempt), Error> {
        let now = self.now();
        let settling = Settling {
            lifecycle: order.lifecycle,
            pay_state: order.pay_state,
            cancel_reason: order.cancel_reason,
            due: if is_planted(Bug::AmountNotCompared) {
                trade.paid
            } else {
                seen.amount_fen
            },
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
            Decision::AskFirst => {
                return Err(Error::internal("an amount differs after it was compared"));
            }
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
            Step {
                axis: "state",
                from: Some(seen.state.as_str()),
                to: paid.state.as_str(),
                note: Some(Remark::Booked(disposition, trade.paid)),
            },
            evidence.by(),
            now,
        )?;
        let posting = domain::ledger::pay(paid.id, order.id, disposition, trade.paid)?;
        books::post(tx, &posting, order.id, now, &paid.out_trade_no)?;
        match disposition {
            Disposition::Applied => {
                satisfy(tx, order, &paid, evidence.by(), now)?;
                sales::booked(tx, trade.paid_at, now)?;
            }
            Disposition::Duplicate | Disposition::Late | Disposition::Mismatch => {
                let number = &paid.out_trade_no;
                raise!(warn, tx, AlarmCode::SurplusPayment, number, now;
                    %disposition, order = %order.number, out_trade_no = %number, paid = %trade.paid,
                    "unapplied payment, refunded")?;
                // A refund made outside is queried first; the automatic refund returns only the
                // rest.
                if !refunded {
                    crate::refund::auto(tx, order, &paid, now)?;
                }
                // A pending cancellation may have waited for this attempt.
                cancel_if_settled(tx, order.id, evidence.by(), now)?;
            }
        }
        let paid = attempt::get(tx, paid.id)?;
        Ok((disposition, paid))
    }
}

/// The order is paid; a pending intent to cancel is cleared.
fn satisfy(
    tx: &mut Tx<'_>,
    order: &Order,
    paid: &Attempt,
    by: By,
    now: Millis,
) -> Result<(), Error> {
    let reopened = order.lifecycle == Lifecycle::Cancelled;
    let change = order::OrderChange {
        lifecycle: reopened.then_some(Lifecycle::Open),
        pay_state: Some(PayState::Paid),
        cancel_intent: Some(None),
        cancel_reason: Some(None),
        paid_at: Some(paid.paid_at),
        cancelled_at: Some(None),
        ..Default::default()
    };
    let after = order::change(tx, order, change)?;
    if reopened {
        let step = Step {
            axis: "lifecycle",
            from: Some(order.lifecycle.as_str()),
            to: after.lifecycle.as_str(),
            note: None,
        };
        history::order_step(
            tx,
            order.id,
            step,
            By {
                cause: Cause::Reinstated,
                ..by
            },
            now,
        )?;
    }
    let step = Step {
        axis: "pay_state",
        from: Some(order.pay_state.as_str()),
        to: after.pay_state.as_str(),
        note: order.cancel_intent.map(Remark::WishCleared),
    };
    history::order_step(tx, order.id, step, by, now)?;
    for other in attempt::of_order(tx, order.id)? {
        if other.id != paid.id && other.state == AttemptState::Open {
            close::want_closed(tx, &other, By::system(Cause::PaidOtherwise), now, now)?;
        }
    }
    let order_id = order.id;
    mail::queue(tx, &mail::Event::Paid { order_id }, now)
}
