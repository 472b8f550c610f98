//! The recorded steps of an order: the change, its cause, and a remark.
//!
//! Each type has the text form that `order_events` stores. Pages match every variant, so that a
//! step without words does not compile and no stored text is shown raw.

use super::{CancelIntent, CancelReason, Lifecycle, PayState, ShipState};
use crate::{
    error::UnknownWord,
    money::Fen,
    payment::{AttemptState, Disposition},
    refund::RefundState,
};
use serde::{Deserialize, Serialize};
use std::fmt;

text_enum! {
    /// The cause of a step.
    Cause {
        /// The customer placed the order.
        PlaceOrder = "place_order",
        /// The customer started a payment.
        StartPayment = "start_payment",
        /// A notification from Alipay.
        Notify = "notify",
        /// Alipay's response to a trade query.
        Query = "query",
        /// Alipay's response to closing a trade.
        Close = "close",
        /// The payment deadline passed.
        Deadline = "deadline",
        /// The customer or staff cancelled.
        Cancel = "cancel",
        /// Another attempt paid the order.
        PaidOtherwise = "paid_otherwise",
        /// A payment arrived after the cancellation, and the stock was still available.
        Reinstated = "reinstated",
        /// A payment that is not applied to the order is refunded.
        Surplus = "surplus",
        /// Staff issued a refund.
        RefundOrder = "refund_order",
        /// The customer, or staff above the limit for one person, ask for a refund.
        RequestRefund = "request_refund",
        /// The customer withdraws the request.
        WithdrawRefund = "withdraw_refund",
        /// Staff decline the request.
        RejectRefund = "reject_refund",
        /// Staff want the goods back first.
        AskReturn = "ask_return",
        /// The goods came back.
        ReceiveReturn = "receive_return",
        /// No parcel was named in time.
        ReturnOverdue = "return_overdue",
        /// Nothing is left to refund of what was asked for.
        NothingLeft = "nothing_left",
        /// A refund is sent to Alipay.
        SendRefund = "send_refund",
        /// Staff cancelled a held refund.
        DropRefund = "drop_refund",
        /// Alipay's response to a refund.
        Refund = "refund",
        /// Alipay's response to a refund query.
        RefundQuery = "refund_query",
        /// Alipay has no refund under a number that was sent.
        NotFoundAtGateway = "not_found_at_gateway",
        /// The process that sent a refund ended before it recorded the response.
        LeaseLost = "lease_lost",
        /// Staff shipped a parcel.
        Ship = "ship",
        /// Staff took a parcel back.
        VoidShipment = "void_shipment",
        /// The rest of the order was refunded, so nothing is left to ship.
        RestRefunded = "rest_refunded",
        /// The customer confirmed the receipt.
        ConfirmReceipt = "confirm_receipt",
        /// The time to confirm the receipt is over.
        ReceiptDue = "receipt_due",
    }
}

/// A step on one axis: the state before, `None` for a new row, and the state after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Lifecycle of the order.
    Lifecycle(Option<Lifecycle>, Lifecycle),
    /// Payment state of the order.
    Pay(Option<PayState>, PayState),
    /// Shipment state of the order.
    Ship(Option<ShipState>, ShipState),
    /// A payment attempt.
    Attempt(Option<AttemptState>, AttemptState),
    /// A refund.
    Refund(Option<RefundState>, RefundState),
}

impl Change {
    /// Reads the columns `entity`, `axis`, `from_state` and `to_state`.
    ///
    /// # Errors
    /// A word that no version has written.
    pub fn read(
        entity: &str,
        axis: &str,
        from: Option<&str>,
        to: &str,
    ) -> Result<Self, UnknownWord> {
        let before = from;
        match (entity, axis) {
            ("order", "lifecycle") => Ok(Self::Lifecycle(parsed(before)?, to.parse()?)),
            ("order", "pay_state") => Ok(Self::Pay(parsed(before)?, to.parse()?)),
            ("order", "ship_state") => Ok(Self::Ship(parsed(before)?, to.parse()?)),
            ("attempt", "state") => Ok(Self::Attempt(parsed(before)?, to.parse()?)),
            ("refund", "state") => Ok(Self::Refund(parsed(before)?, to.parse()?)),
            _ => Err(UnknownWord {
                kind: "Change",
                word: format!("{entity} {axis}"),
            }),
        }
    }
}

fn parsed<S: std::str::FromStr<Err = UnknownWord>>(
    word: Option<&str>,
) -> Result<Option<S>, UnknownWord> {
    word.map(str::parse).transpose()
}

/// A remark on a step, without personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remark {
    /// The amount.
    Amount(Fen),
    /// How a payment is booked, and its amount.
    Booked(Disposition, Fen),
    /// Why the order was cancelled.
    Cancelled(CancelReason),
    /// The order was paid while a cancellation was pending.
    WishCleared(CancelIntent),
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(amount) => write!(f, "{amount}"),
            Self::Booked(disposition, amount) => write!(f, "{disposition} {amount}"),
            Self::Cancelled(reason) => write!(f, "{reason}"),
            Self::WishCleared(intent) => write!(f, "cancel_intent {intent} cleared"),
        }
    }
}

impl std::str::FromStr for Remark {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let words: Vec<&str> = text.split(' ').collect();
        let unknown = || UnknownWord {
            kind: "Remark",
            word: text.to_owned(),
        };
        let amount = |text: &str| Fen::parse_yuan(text).ok().ok_or_else(unknown);
        match words.as_slice() {
            ["cancel_intent", intent, "cleared"] => Ok(Self::WishCleared(intent.parse()?)),
            [disposition, paid] => Ok(Self::Booked(disposition.parse()?, amount(paid)?)),
            [one] => match one.parse() {
                Ok(reason) => Ok(Self::Cancelled(reason)),
                Err(_) => Ok(Self::Amount(amount(one)?)),
            },
            _ => Err(unknown()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "test")]
    use super::*;

    #[test]
    fn a_remark_is_read_as_it_was_stored() {
        let remarks = [
            (Remark::Amount(Fen::new(8_800)), "88.00"),
            (
                Remark::Booked(Disposition::Duplicate, Fen::new(8_800)),
                "duplicate 88.00",
            ),
            (Remark::Cancelled(CancelReason::Deadline), "deadline"),
            (
                Remark::WishCleared(CancelIntent::Shopper),
                "cancel_intent shopper cleared",
            ),
        ];
        for (remark, stored) in remarks {
            assert_eq!(remark.to_string(), stored);
            assert_eq!(stored.parse::<Remark>().unwrap(), remark);
        }
        assert!("another text".parse::<Remark>().is_err());
    }

    #[test]
    fn a_step_is_read_from_its_columns() {
        let paid = Change::read("order", "pay_state", Some("unpaid"), "paid").unwrap();
        assert_eq!(paid, Change::Pay(Some(PayState::Unpaid), PayState::Paid));
        let asked = Change::read("refund", "state", None, "approved").unwrap();
        assert_eq!(asked, Change::Refund(None, RefundState::Approved));
        let cancelled = Change::read("order", "lifecycle", Some("open"), "cancelled").unwrap();
        assert_eq!(
            cancelled,
            Change::Lifecycle(Some(Lifecycle::Open), Lifecycle::Cancelled)
        );
        let shipped = Change::read("order", "ship_state", Some("none"), "shipped").unwrap();
        assert_eq!(
            shipped,
            Change::Ship(Some(ShipState::None), ShipState::Shipped)
        );
        let closing = Change::read("attempt", "state", Some("open"), "closing").unwrap();
        assert_eq!(
            closing,
            Change::Attempt(Some(AttemptState::Open), AttemptState::Closing)
        );
        assert!(Change::read("order", "colour", None, "red").is_err());
        assert!(Change::read("order", "pay_state", None, "red").is_err());
    }
}
