//! Words for refunds and for how payments are booked.

use super::pick;
use domain::{
    locale::Locale,
    payment::Disposition,
    refund::{RefundOrigin, RefundReason, RefundState, RequestKind},
};

/// A refund's state.
#[must_use]
pub const fn refund(locale: Locale, state: RefundState) -> &'static str {
    pick(
        locale,
        match state {
            RefundState::Requested => ("待审核", "Under review"),
            RefundState::AwaitingReturn => ("待寄回", "Awaiting return"),
            RefundState::Approved | RefundState::Sending => ("退款中", "Refund in progress"),
            RefundState::Unknown => ("待支付宝确认", "Confirming with Alipay"),
            RefundState::Succeeded => ("已退款", "Refunded"),
            RefundState::Failed => ("退款受阻", "On hold"),
            RefundState::Rejected => ("已拒绝", "Declined"),
            RefundState::Withdrawn => ("已撤销", "Withdrawn"),
            RefundState::Dropped => ("已取消", "Cancelled"),
        },
    )
}

/// The reason of a refund.
#[must_use]
pub const fn reason(locale: Locale, reason: RefundReason) -> &'static str {
    pick(
        locale,
        match reason {
            RefundReason::NotWanted => ("不想要了", "No longer wanted"),
            RefundReason::OutOfStock => ("缺货", "Out of stock"),
            RefundReason::Damaged => ("商品破损", "Damaged"),
            RefundReason::WrongItem => ("发错商品", "Wrong item"),
            RefundReason::PriceMatch => ("退差价", "Price difference"),
            RefundReason::Goodwill => ("补偿", "Goodwill"),
            RefundReason::Other => ("其他", "Other"),
        },
    )
}

/// What was asked for.
#[must_use]
pub const fn request_kind(locale: Locale, kind: RequestKind) -> &'static str {
    pick(
        locale,
        match kind {
            RequestKind::Money => ("仅退款", "Refund only"),
            RequestKind::Return => ("退货退款", "Return and refund"),
        },
    )
}

/// The origin of a refund.
#[must_use]
pub const fn origin(locale: Locale, origin: RefundOrigin) -> &'static str {
    pick(
        locale,
        match origin {
            RefundOrigin::Shopper => ("买家申请", "Requested by the customer"),
            RefundOrigin::Admin => ("商家发起", "Issued by the shop"),
            RefundOrigin::AutoDuplicate => {
                ("重复付款，自动退回", "Paid twice, refunded automatically")
            }
            RefundOrigin::AutoLate => (
                "付款太晚，自动退回",
                "Paid too late, refunded automatically",
            ),
            RefundOrigin::AutoMismatch => {
                ("金额不符，自动退回", "Wrong amount, refunded automatically")
            }
            RefundOrigin::External => ("在支付宝后台退款", "Made in Alipay's console"),
        },
    )
}

/// How a payment is booked.
#[must_use]
pub const fn disposition(locale: Locale, disposition: Disposition) -> &'static str {
    pick(
        locale,
        match disposition {
            Disposition::Applied => ("计入订单", "Applied to the order"),
            Disposition::Duplicate => (
                "订单已经付过，这笔是重复付款",
                "The order was already paid; this is a second payment",
            ),
            Disposition::Late => ("付款时订单已经取消", "The order was already cancelled"),
            Disposition::Mismatch => ("金额与订单不符", "The amount does not match the order"),
        },
    )
}
