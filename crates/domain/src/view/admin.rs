//! Orders and refunds as staff see them.

use super::order::{OrderLineView, OrderView, RefundView};
use crate::{
    actions::Action,
    form::RefundForm,
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
        Refunding = "refunding",
        Trouble = "trouble",
        // Behind the figures of the dashboard.
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
            Self::All | Self::ToPay | Self::ToShip | Self::Refunding | Self::Trouble
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
    /// Shows 部分退款 beside it.
    pub partly_refunded: bool,
    /// Total.
    pub total: Fen,
    /// When.
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
    /// Present tab.
    pub tab: AdminTab,
    /// Search text as typed: order number, trade number or phone.
    pub q: String,
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
    /// What it did, once paid.
    pub disposition: Option<Disposition>,
    /// Asked for.
    pub amount: Fen,
    /// Paid.
    pub paid: Option<Fen>,
    /// Taken by refunds.
    pub refund_reserved: Fen,
    /// Gateway's number.
    pub trade_no: Option<String>,
    /// Masked buyer account, as the gateway tells it.
    pub buyer_hint: Option<String>,
    /// When paid.
    pub paid_at: Option<Millis>,
    /// Until when the gateway takes money for it.
    pub time_expire: Millis,
    /// `notify:<id>` or `query:<id>`.
    pub evidence: Option<String>,
    /// Next query.
    pub next_check_at: Option<Millis>,
    /// The gateway says that all of it went back, and the refunds here do not sum to it.
    pub went_back: bool,
}

/// A refund with what staff need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminRefundView {
    /// What the shopper sees.
    pub refund: RefundView,
    /// The attempt it is taken from.
    pub out_trade_no: String,
    /// Sends so far.
    pub tries: i64,
    /// Last send.
    pub sent_at: Option<Millis>,
    /// Next question or send.
    pub next_check_at: Option<Millis>,
    /// The gateway's code, if it refused or was unsure.
    pub gateway_code: Option<String>,
    /// Its message.
    pub gateway_msg: Option<String>,
    /// Internal note.
    pub staff_note: Option<String>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// `RetryRefund`, `DropRefund` where allowed.
    pub actions: Vec<Action>,
}

/// One leg of a posting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegView {
    /// What the posting books.
    pub posting: PostingKind,
    /// When.
    pub at: Millis,
    /// Account.
    pub account: Account,
    /// Debit positive.
    pub amount: Fen,
}

/// What a call or a notification was and how it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TalkKind {
    /// A call of ours; `None` for a method of another version.
    Call(Option<GatewayCall>, CallOutcome),
    /// A notification from Alipay, and why it got its verdict.
    Notification(Verdict, Option<VerdictReason>),
}

/// A call to the gateway or a notify from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GatewayTalkView {
    /// When.
    pub at: Millis,
    /// What it was, and how it ended.
    pub kind: TalkKind,
    /// Signature held.
    pub sign_ok: bool,
    /// Codes by Alipay's documents, or the HTTP status.
    pub codes: String,
    /// The trade's status.
    pub trade_status: Option<TradeStatus>,
    /// Set where the response to a refund says whether money moved.
    pub fund_change: Option<bool>,
    /// A refund query found the refund done.
    pub refunded: bool,
    /// How often a notification arrived; 1 for a call.
    pub deliveries: i64,
}

/// `/admin/orders/{number}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdminOrderView {
    /// What the shopper sees; `actions` are those of staff, the phone is masked.
    pub order: OrderView,
    /// Axis 1.
    pub lifecycle: Lifecycle,
    /// Axis 2.
    pub pay_state: PayState,
    /// Axis 3.
    pub ship_state: ShipState,
    /// The shopper's login, masked.
    pub shopper: String,
    /// Attempts, oldest first.
    pub attempts: Vec<AttemptView>,
    /// All refunds, oldest first, automatic ones too.
    pub refunds: Vec<AdminRefundView>,
    /// Ledger legs, oldest first.
    pub legs: Vec<LegView>,
    /// Calls and notifies, oldest first.
    pub talks: Vec<GatewayTalkView>,
    /// Staff's note.
    pub staff_note: Option<String>,
}

/// A line of the refund page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundLineView {
    /// The order line; postage is a line of its own.
    pub line: OrderLineView,
    /// Goods or postage.
    pub kind: LineKind,
    /// Units that may still be refunded.
    pub units_left: i64,
    /// Amount that may still be refunded.
    pub amount_left: Fen,
    /// Suggested amount for 0..=`units_left` units.
    pub suggested: Vec<Fen>,
    /// True if the units are unshipped, so the restock tick is on by default.
    pub restock_default: bool,
}

/// What a filled refund form would do: one sentence to confirm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundPlanView {
    /// Goes back to the shopper.
    pub amount: Fen,
    /// Still refundable afterwards.
    pub left: Fen,
    /// The lines that take part: title, units, amount.
    pub parts: Vec<(Words, i64, Fen)>,
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
    /// The form as it stands: prefilled, or as typed.
    pub form: RefundForm,
    /// Present when the form was read and can be confirmed.
    pub plan: Option<RefundPlanView>,
    /// True if the form may be sent: role, state and cap allow it.
    pub allowed: bool,
}
