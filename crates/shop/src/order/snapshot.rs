//! An order with the facts that the rules read, from one transaction.

use crate::Error;
use alipay::SubCode;
use domain::{
    actions::{AttemptFacts, OrderFacts, RefundFacts},
    money::Fen,
    payment::Disposition,
    refund::{Moot, RefundState},
    shipping::LineUnits,
};
use store::{
    Tx,
    models::{
        attempt::Attempt,
        order::{Order, OrderDetail},
        refund::{Refund, RefundLine},
    },
    queries::{attempt, order, refund},
};

/// An order, its lines, attempts and refunds.
#[derive(Debug, Clone)]
pub(crate) struct Snapshot {
    /// The order.
    pub(crate) order: Order,
    /// Lines by number.
    pub(crate) details: Vec<OrderDetail>,
    /// Attempts, oldest first.
    pub(crate) attempts: Vec<Attempt>,
    /// Refunds, oldest first.
    pub(crate) refunds: Vec<Refund>,
    /// Their lines.
    pub(crate) refund_lines: Vec<RefundLine>,
}

/// Loads one order's rows.
pub(crate) fn load(tx: &mut Tx<'_>, order: Order) -> Result<Snapshot, Error> {
    let mut all = load_all(tx, vec![order])?;
    all.pop()
        .ok_or_else(|| Error::internal("an order without a snapshot"))
}

/// Loads the rows of several orders with one statement per table; their order is kept.
pub(crate) fn load_all(tx: &mut Tx<'_>, orders: Vec<Order>) -> Result<Vec<Snapshot>, Error> {
    let ids: Vec<i64> = orders.iter().map(|order| order.id).collect();
    let details = order::details_of(tx, &ids)?;
    let attempts = attempt::of_orders(tx, &ids)?;
    let refunds = refund::of_orders(tx, &ids)?;
    let refund_ids: Vec<i64> = refunds.iter().map(|refund| refund.id).collect();
    let refund_lines = refund::lines_of(tx, &refund_ids)?;
    Ok(orders
        .into_iter()
        .map(|order| {
            let refunds: Vec<Refund> = refunds
                .iter()
                .filter(|r| r.order_id == order.id)
                .cloned()
                .collect();
            Snapshot {
                details: details
                    .iter()
                    .filter(|line| line.order_id == order.id)
                    .cloned()
                    .collect(),
                attempts: attempts
                    .iter()
                    .filter(|a| a.order_id == order.id)
                    .cloned()
                    .collect(),
                refund_lines: refund_lines
                    .iter()
                    .filter(|line| refunds.iter().any(|refund| refund.id == line.refund_id))
                    .cloned()
                    .collect(),
                refunds,
                order,
            }
        })
        .collect())
}

/// Why a failed refund of `paid` can no longer succeed, if that is known.
pub(crate) fn moot(refund: &Refund, paid: Option<&Attempt>) -> Option<Moot> {
    if refund.state != RefundState::Failed {
        None
    } else if refund.is_taken() {
        Some(Moot::Taken)
    } else if paid.is_some_and(|paid| paid.went_back_at.is_some()) {
        Some(Moot::WentBack)
    } else {
        is_beyond(refund).then_some(Moot::Beyond)
    }
}

/// True if the gateway refused the refund because it is more than what is left of the trade.
pub(crate) fn is_beyond(refund: &Refund) -> bool {
    let code = refund.gateway_code.as_deref().map(SubCode::parse);
    code == Some(SubCode::ReasonTradeRefundFeeErr)
}

impl Snapshot {
    /// The attempt whose payment is applied to the order.
    pub(crate) fn applied(&self) -> Option<&Attempt> {
        self.attempts
            .iter()
            .find(|attempt| attempt.disposition == Some(Disposition::Applied))
    }

    /// Why this refund can no longer succeed, if that is known.
    pub(crate) fn moot(&self, refund: &Refund) -> Option<Moot> {
        let paid = self
            .attempts
            .iter()
            .find(|attempt| attempt.id == refund.payment_attempt_id);
        moot(refund, paid)
    }

    /// Succeeded refunds of the applied payment.
    ///
    /// # Errors
    /// If the sum does not fit.
    pub(crate) fn refunded(&self) -> Result<Fen, Error> {
        let applied = self.applied().map(|attempt| attempt.id);
        let given = self
            .refunds
            .iter()
            .filter(|refund| {
                Some(refund.payment_attempt_id) == applied && refund.state == RefundState::Succeeded
            })
            .map(|refund| refund.amount_fen);
        Ok(domain::money::sum(given)?)
    }

    /// The units of a line.
    pub(crate) fn units(&self, line: &OrderDetail) -> LineUnits {
        let live = self.refund_lines.iter().filter(|part| {
            part.order_detail_id == line.id
                && self
                    .refunds
                    .iter()
                    .any(|refund| refund.id == part.refund_id && refund.state.is_live())
        });
        LineUnits {
            ordered: line.qty,
            reserved: line.reserved_qty,
            shipped: line.shipped_qty,
            returned: line.returned_qty,
            refunded: line.refund_qty,
            live: live.map(|part| part.qty).sum(),
        }
    }

    /// True while a refund of the applied payment is under way.
    pub(crate) fn in_refund(&self) -> bool {
        let applied = self.applied().map(|attempt| attempt.id);
        self.refunds
            .iter()
            .any(|refund| Some(refund.payment_attempt_id) == applied && refund.state.is_live())
    }

    /// The facts that the rules read.
    pub(crate) fn facts(&self) -> OrderFacts {
        let applied = self.applied().map(|attempt| attempt.id);
        let shippable = self.details.iter().map(|line| self.units(line).shippable());
        OrderFacts {
            lifecycle: self.order.lifecycle,
            pay_state: self.order.pay_state,
            ship_state: self.order.ship_state,
            cancel_intent: self.order.cancel_intent,
            cancel_reason: self.order.cancel_reason,
            pay_deadline: self.order.pay_deadline,
            received_at: self.order.received_at,
            receipt_extended: self.order.receive_extended_at.is_some(),
            attempts: self
                .attempts
                .iter()
                .map(|attempt| AttemptFacts {
                    state: attempt.state,
                    disposition: attempt.disposition,
                    paid: attempt.paid_fen,
                    refund_reserved: attempt.refund_reserved_fen,
                    returned_at: attempt.returned_at,
                })
                .collect(),
            refunds: self
                .refunds
                .iter()
                .map(|refund| RefundFacts {
                    state: refund.state,
                    origin: refund.origin,
                    on_applied: Some(refund.payment_attempt_id) == applied,
                    moot: self.moot(refund),
                })
                .collect(),
            shippable_units: shippable.sum(),
        }
    }
}
