//! Orders and refunds for the admin pages.

use super::{
    mail::MailView,
    order::{OrderLineView, OrderView, RefundView},
    shipping::ShipView,
};
use crate::{
    actions::Action,
    form::RefundForm,
    job::Failure,
    ledger::{Account, PostingKind},
    locale::Words,
    money::Fen,
    order::{Lifecycle, LineKind, OrderLabel, PayState, ShipState},
    payment::{
        AttemptState, CallOutcome, Disposition, GatewayCall, TradeStatus, Verdict, VerdictReason,
    },
    time::Millis,
};
use serde::{Deserialize, Serialize};

text_enum! {
    /// A saved view of the order index.
    AdminTab {
        All = "all",
        ToPay = "to_pay",
        ToShip = "to_ship",
        OnItsWay = "on_its_way",
        Refunding = "refunding",
        Trouble = "trouble",
        // The figures of the dashboard.
        PaidToday = "paid_today",
        Decide = "decide",
        Unknown = "unknown",
        Failed = "failed",
        Confirming = "confirming",
        Surplus = "surplus",
        WentBack = "went_back",
    }
}

impl AdminTab {
    /// True if its tab is always shown.
    #[must_use]
    pub const fn is_main(self) -> bool {
        matches!(
            self,
            Self::All
                | Self::ToPay
                | Self::ToShip
                | Self::OnItsWay
                | Self::Refunding
                | Self::Trouble
        )
    }
}

/// A row of `/admin/orders`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminOrderRow {
    /// Order number.
    pub number: String,
    /// Label.
    pub label: OrderLabel,
    /// True to show 部分退款 beside it.
    pub partly_refunded: bool,
    /// Total.
    pub total: Fen,
    /// When it was placed.
    pub placed_at: Millis,
    /// Recipient.
    pub contact_name: String,
    /// Phone, masked: `138****1234`.
    pub contact_phone: String,
    /// Units.
    pub units: i64,
}

/// `/admin/orders?tab=&q=&before=&after=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminOrdersView {
    /// Selected tab.
    pub tab: AdminTab,
    /// Search text as typed: order number, trade number or phone.
    pub q: String,
    /// The first day of the orders, as typed; empty if unreadable.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Newest first, at most 50.
    pub rows: Vec<AdminOrderRow>,
    /// `?after=` of the page with newer orders.
    pub newer: Option<String>,
    /// `?before=` of the page with older orders.
    pub older: Option<String>,
}

/// A payment attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptView {
    /// `out_trade_no`.
    pub out_trade_no: String,
    /// State.
    pub state: AttemptState,
    /// How it is booked, once paid.
    pub disposition: Option<Disposition>,
    /// Amount requested.
    pub amount: Fen,
    /// Amount paid.
    pub paid: Option<Fen>,
    /// Reserved by refunds.
    pub refund_reserved: Fen,
    /// The gateway's `trade_no`.
    pub trade_no: Option<String>,
    /// The buyer's account, masked by the gateway.
    pub buyer_hint: Option<String>,
    /// When it was paid.
    pub paid_at: Option<Millis>,
    /// When the gateway stops accepting its payment.
    pub time_expire: Millis,
    /// `notify:<id>` or `query:<id>`.
    pub evidence: Option<String>,
    /// Next query.
    pub next_check_at: Option<Millis>,
    /// The gateway reports a full refund that the refunds here do not sum to.
    pub went_back: bool,
}

/// A refund with the data for staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminRefundView {
    /// The data shown to the customer.
    pub refund: RefundView,
    /// `out_trade_no` of the attempt it refunds.
    pub out_trade_no: String,
    /// Number of sends.
    pub tries: i64,
    /// When it was last sent.
    pub sent_at: Option<Millis>,
    /// When it is queried or sent next.
    pub next_check_at: Option<Millis>,
    /// Code of the last response, unless it was a success.
    pub gateway_code: Option<String>,
    /// Message of the last response.
    pub gateway_msg: Option<String>,
    /// Internal note.
    pub staff_note: Option<String>,
    /// Name of the member of staff who decided.
    pub decided_by: Option<String>,
    /// `RetryRefund` and `DropRefund`, where allowed.
    pub actions: Vec<Action>,
}

/// One ledger entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegView {
    /// What the posting books.
    pub posting: PostingKind,
    /// When it was posted.
    pub at: Millis,
    /// Account.
    pub account: Account,
    /// Debit positive.
    pub amount: Fen,
}

/// The kind of a call or notification, and how it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TalkKind {
    /// A call of ours; `None` for a method that only another version knows.
    Call(Option<GatewayCall>, CallOutcome),
    /// A notification from Alipay, its verdict and the reason.
    Notification(Verdict, Option<VerdictReason>),
    /// A notification from Alipay that failed while it was applied.
    FailedNotification(Failure),
}

/// A call to the gateway or a notification from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GatewayTalkView {
    /// When the response or the notification arrived.
    pub at: Millis,
    /// Its kind, and how it ended.
    pub kind: TalkKind,
    /// Whether the signature was verified; `None` if no response came that could have one.
    pub signature: Option<bool>,
    /// Alipay's codes, or the HTTP status.
    pub codes: String,
    /// The trade's status.
    pub trade_status: Option<TradeStatus>,
    /// `fund_change` of a refund's response: whether money moved.
    pub fund_change: Option<bool>,
    /// True if a refund query found the refund succeeded.
    pub refunded: bool,
    /// Deliveries of a notification; 1 for a call.
    pub deliveries: i64,
}

/// `/admin/orders/{number}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminOrderView {
    /// The data shown to the customer, with the actions of staff and a masked phone.
    pub order: OrderView,
    /// Lifecycle axis.
    pub lifecycle: Lifecycle,
    /// Payment axis.
    pub pay_state: PayState,
    /// Shipment axis.
    pub ship_state: ShipState,
    /// The customer's login, masked.
    pub shopper: String,
    /// Attempts, oldest first.
    pub attempts: Vec<AttemptView>,
    /// All refunds, oldest first, automatic ones too.
    pub refunds: Vec<AdminRefundView>,
    /// Ledger entries, oldest first.
    pub legs: Vec<LegView>,
    /// Calls and notifications, oldest first.
    pub talks: Vec<GatewayTalkView>,
    /// Staff note.
    pub staff_note: Option<String>,
    /// Its print, for its form.
    pub note_seen: String,
    /// Who changed it last, and when.
    pub note_by: Option<(String, Millis)>,
    /// The form that ships it, where that is allowed.
    pub ship: Option<ShipView>,
    /// Its mail, oldest first.
    pub mails: Vec<MailView>,
}

/// A line of the refund page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundLineView {
    /// The order line; shipping is a line of its own.
    pub line: OrderLineView,
    /// Product or shipping.
    pub kind: LineKind,
    /// Units that may still be refunded.
    pub units_left: i64,
    /// Amount that may still be refunded.
    pub amount_left: Fen,
    /// Suggested amount for 0..=`units_left` units.
    pub suggested: Vec<Fen>,
    /// True if the units were not shipped, so that restock is selected by default.
    pub restock_default: bool,
}

/// The effect of a valid refund form, for the confirmation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundPlanView {
    /// Refunded to the customer.
    pub amount: Fen,
    /// Still refundable afterwards.
    pub left: Fen,
    /// The refunded lines: title, units, amount.
    pub parts: Vec<(Words, i64, Fen)>,
    /// True if another person has to agree before the money goes.
    pub needs_two: bool,
}

/// `/admin/orders/{number}/refund`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundPageView {
    /// Order number.
    pub number: String,
    /// Order label.
    pub label: OrderLabel,
    /// The most that can be refunded now.
    pub cap: Fen,
    /// Lines.
    pub lines: Vec<RefundLineView>,
    /// Earlier refunds.
    pub refunds: Vec<AdminRefundView>,
    /// The form's values: prefilled, or as typed.
    pub form: RefundForm,
    /// Present if the form is valid and can be confirmed.
    pub plan: Option<RefundPlanView>,
    /// True if role, state and refundable amount allow the form.
    pub allowed: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_tabs_are_always_shown() {
        let main: Vec<_> = AdminTab::ALL.iter().filter(|tab| tab.is_main()).collect();
        assert_eq!(
            main,
            [
                &AdminTab::All,
                &AdminTab::ToPay,
                &AdminTab::ToShip,
                &AdminTab::OnItsWay,
                &AdminTab::Refunding,
                &AdminTab::Trouble
            ]
        );
    }
}
