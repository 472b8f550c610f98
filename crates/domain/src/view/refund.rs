//! Refund requests: the customer's form, and the desk of staff.

use super::order::{OrderLineView, ReturnView};
use crate::{
    actions::Action,
    form::RefundRequestForm,
    locale::Words,
    money::Fen,
    order::{OrderLabel, ShipState},
    refund::{RefundOrigin, RefundReason, RefundState, RequestKind},
    time::Millis,
};
use serde::{Deserialize, Serialize};

/// A line that a refund can be requested for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestLineView {
    /// The line.
    pub line: OrderLineView,
    /// Units that can be sent back.
    pub returnable: i64,
    /// The amount for each number of units that is left, from 0.
    pub amounts: Vec<Fen>,
}

/// `/refund_request?order_id=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundRequestView {
    /// Order number.
    pub number: String,
    /// The label of the order.
    pub label: OrderLabel,
    /// The lines of which something is left.
    pub lines: Vec<RequestLineView>,
    /// Shipping that goes back if everything does; zero otherwise.
    pub postage: Fen,
    /// What can be refunded at most.
    pub cap: Fen,
    /// True if a refund may be requested now.
    pub allowed: bool,
    /// True if a request is open.
    pub is_open: bool,
    /// The form.
    pub form: RefundRequestForm,
    /// Names of its photographs, in the order of their keys in the form.
    pub photos: Vec<String>,
}

impl RefundRequestView {
    /// True if goods can be sent back.
    #[must_use]
    pub fn is_returnable(&self) -> bool {
        self.lines.iter().any(|line| line.returnable > 0)
    }
}

text_enum! {
    /// A tab of `/admin/refunds`.
    RefundTab {
        /// Requests to decide.
        Decide = "decide",
        /// Goods on their way back.
        Return = "return",
        /// On their way to Alipay, or not confirmed by it.
        Unknown = "unknown",
        /// On hold: Alipay refused them.
        Held = "held",
        /// Ended.
        Closed = "closed",
    }
}

impl RefundTab {
    /// The states of its refunds.
    #[must_use]
    pub const fn states(self) -> &'static [RefundState] {
        match self {
            Self::Decide => &[RefundState::Requested],
            Self::Return => &[RefundState::AwaitingReturn],
            Self::Unknown => &[
                RefundState::Approved,
                RefundState::Sending,
                RefundState::Unknown,
            ],
            Self::Held => &[RefundState::Failed],
            Self::Closed => &[
                RefundState::Succeeded,
                RefundState::Rejected,
                RefundState::Withdrawn,
                RefundState::Dropped,
            ],
        }
    }
}

/// A refund in the list of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundRow {
    /// `out_request_no`.
    pub request_no: String,
    /// Order number.
    pub number: String,
    /// Since when it waits.
    pub created_at: Millis,
    /// What was asked for; none where staff or the shop decided.
    pub kind: Option<RequestKind>,
    /// Origin.
    pub origin: RefundOrigin,
    /// State.
    pub state: RefundState,
    /// Title and options of its first line.
    pub goods: Option<(Words, Words)>,
    /// Units of all its lines.
    pub units: i64,
    /// Reason.
    pub reason: Option<RefundReason>,
    /// Amount.
    pub amount: Fen,
    /// True once the customer named the parcel.
    pub is_sent: bool,
}

/// `/admin/refunds?tab=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundsView {
    /// Selected tab.
    pub tab: RefundTab,
    /// Numbers of the tabs whose refunds wait.
    pub counts: Vec<(RefundTab, i64)>,
    /// Who waits longest stands first; of closed ones the newest.
    pub rows: Vec<RefundRow>,
    /// `?from=` of the next page: the last row's `out_request_no`.
    pub next: Option<String>,
    /// Now, to say how long each waits.
    pub now: Millis,
}

/// A line of a request, for staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedLineView {
    /// The order line.
    pub line: OrderLineView,
    /// Units asked for.
    pub qty: i64,
    /// Amount asked for.
    pub amount: Fen,
    /// Units of it that were not shipped, which will not ship.
    pub unshipped: i64,
}

/// Who asked, and what is known of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyerView {
    /// Recipient.
    pub name: String,
    /// Phone, masked.
    pub phone: String,
    /// Paid orders.
    pub orders: i64,
    /// Refunds that succeeded, other than automatic ones.
    pub refunds: i64,
}

/// `/admin/refunds/{out_request_no}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundDeskView {
    /// `out_request_no`.
    pub request_no: String,
    /// Order number.
    pub number: String,
    /// The label of the order.
    pub label: OrderLabel,
    /// Its shipment.
    pub ship_state: ShipState,
    /// State of the refund.
    pub state: RefundState,
    /// Origin.
    pub origin: RefundOrigin,
    /// What was asked for; none where staff or the shop decided.
    pub kind: Option<RequestKind>,
    /// Reason.
    pub reason: Option<RefundReason>,
    /// Reason in words.
    pub reason_text: Option<String>,
    /// Note for staff.
    pub staff_note: Option<String>,
    /// What the customer is told.
    pub decision_text: Option<String>,
    /// Amount.
    pub amount: Fen,
    /// What was asked for at first.
    pub asked: Option<Fen>,
    /// What can be approved of it now.
    pub possible: Fen,
    /// What is left to refund once it is approved.
    pub left: Fen,
    /// Payment of the order.
    pub paid: Fen,
    /// Succeeded refunds of the order.
    pub refunded: Fen,
    /// When it was asked for.
    pub created_at: Millis,
    /// The lines.
    pub lines: Vec<AskedLineView>,
    /// Number of photographs.
    pub photos: i64,
    /// The goods on their way back.
    pub goods: Option<ReturnView>,
    /// Where goods would be sent; empty without an address.
    pub return_address: String,
    /// The customer.
    pub buyer: BuyerView,
    /// The first of two persons who agreed.
    pub first_by: Option<String>,
    /// True if a second person has to agree, and the reader is the first.
    pub waits_for_other: bool,
    /// True if two persons have to agree, and nobody has yet.
    pub needs_two: bool,
    /// Who decided.
    pub decided_by: Option<String>,
    /// Code and message of Alipay's last response.
    pub gateway: Option<String>,
    /// What the reader may do now.
    pub actions: Vec<Action>,
    /// Now.
    pub now: Millis,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_stands_in_one_tab() {
        for state in RefundState::ALL {
            let tabs = RefundTab::ALL
                .iter()
                .filter(|tab| tab.states().contains(state));
            assert_eq!(tabs.count(), 1, "{state}");
        }
    }
}
