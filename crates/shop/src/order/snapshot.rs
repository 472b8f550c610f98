//! An order with the facts that the rules read, from one transaction.

use crate::Error;
use alipay::SubCode;
use domain::{
    actions::{AttemptFacts, OrderFacts, REQUEST_WITHIN, RefundFacts},
    money::Fen,
    payment::Disposition,
    refund::{Moot, RefundState, request::returnable},
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
    /// How long after receipt a refund may be requested, in ms: the first value, unless [`Self::within`]
    /// sets the merchant's. Only the customer's own pages and forms ask for it.
    request_within: i64,
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
                request_within: REQUEST_WITHIN,
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
    /// The snapshot with the merchant's time for requests.
    #[must_use]
    pub(crate) const fn within(mut self, request_within: i64) -> Self {
        self.request_within = request_within;
        self
    }

    /// The open request, if there is one.
    pub(crate) fn open_request(&self) -> Option<&Refund> {
        self.refunds.iter().find(|refund| match refund.state {
            RefundState::Requested | RefundState::AwaitingReturn => true,
            RefundState::Approved
            | RefundState::Sending
            | RefundState::Unknown
            | RefundState::Succeeded
            | RefundState::Failed
            | RefundState::Rejected
            | RefundState::Withdrawn
            | RefundState::Dropped => false,
        })
    }

    /// The lines of one refund.
    pub(crate) fn lines_of(&self, refund_id: i64) -> impl Iterator<Item = &RefundLine> {
        self.refund_lines
            .iter()
            .filter(move |line| line.refund_id == refund_id)
    }

    /// The facts of one refund that the rules read.
    pub(crate) fn refund_facts(&self, refund: &Refund) -> RefundFacts {
        let applied = self.applied().map(|attempt| attempt.id);
        let mut units = self
            .lines_of(refund.id)
            .filter(|line| line.qty > 0)
            .peekable();
        let is_returnable = units.peek().is_some()
            && units.all(|line| {
                let detail = self.details.iter().find(|d| d.id == line.order_detail_id);
                detail.is_some_and(|d| {
                    let left = d.qty.saturating_sub(d.refund_qty);
                    line.qty <= returnable(d.shipped_qty, d.returned_qty, left)
                })
            });
        RefundFacts {
            state: refund.state,
            origin: refund.origin,
            on_applied: Some(refund.payment_attempt_id) == applied,
            moot: self.moot(refund),
            is_returnable,
        }
    }

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
                && self.refunds.iter().any(|refund| {
                    // Goods that come back were shipped, so they keep nothing from being shipped.
                    refund.id == part.refund_id && refund.state.is_live() && !refund.is_return()
                })
        });
        let awaited = self
            .open_request()
            .filter(|request| request.is_return())
            .and_then(|request| {
                self.lines_of(request.id)
                    .find(|part| part.order_detail_id == line.id)
            });
        LineUnits {
            ordered: line.qty,
            reserved: line.reserved_qty,
            shipped: line.shipped_qty,
            returned: line.returned_qty,
            awaited: awaited.map_or(0, |part| part.qty),
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
            request_within: self.request_within,
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
                .map(|refund| self.refund_facts(refund))
                .collect(),
            shippable_units: shippable.sum(),
        }
    }
}
