//! Words for states and choices: one table for both languages, every variant named.

use domain::{
    actions::Action,
    locale::Locale,
    order::{Lifecycle, OrderLabel, PayState, ShipState},
    payment::AttemptState,
    shipping::Carrier,
    view::order::{OrderTab, Step},
};

mod history;
mod money_back;

pub use history::{actor, remark, states, subject};
pub use money_back::{disposition, origin, reason, refund, request_kind};

/// Chinese, English.
pub type Pair = (&'static str, &'static str);

/// The text of `pair` in `locale`.
#[must_use]
pub const fn pick(locale: Locale, pair: Pair) -> &'static str {
    match locale {
        Locale::ZhCn => pair.0,
        Locale::En => pair.1,
    }
}

/// The name of a language, in that language.
#[must_use]
pub const fn language(locale: Locale) -> &'static str {
    pick(locale, ("中文", "English"))
}

/// The label of an order.
#[must_use]
pub const fn order(locale: Locale, label: OrderLabel) -> &'static str {
    pick(
        locale,
        match label {
            OrderLabel::ClosedRefunded => ("交易关闭 · 已退款", "Closed · refunded"),
            OrderLabel::CancelledDeadline => {
                ("已取消 · 超时未付款", "Cancelled · not paid in time")
            }
            OrderLabel::CancelledShopper => ("已取消 · 买家取消", "Cancelled · by customer"),
            OrderLabel::CancelledStaff => ("已取消 · 商家取消", "Cancelled · by shop"),
            OrderLabel::RefundInProgress => ("退款中", "Refund in progress"),
            OrderLabel::AwaitingReturn => ("待寄回", "Awaiting return"),
            OrderLabel::RefundUnderReview => ("退款待审核", "Refund under review"),
            OrderLabel::Cancelling => ("取消中", "Cancelling"),
            OrderLabel::ConfirmingPayment => ("付款确认中", "Confirming payment"),
            OrderLabel::AwaitingPayment => ("待付款", "To pay"),
            OrderLabel::Refunded => ("已退款", "Refunded"),
            OrderLabel::Completed => ("已完成", "Completed"),
            OrderLabel::ToBeShipped => ("待发货", "To ship"),
            OrderLabel::NothingToShip => ("商品已退款", "Items refunded"),
            OrderLabel::PartlyShipped => ("部分发货", "Partially shipped"),
            OrderLabel::OnItsWay => ("待收货", "On its way"),
            OrderLabel::Received => ("已收货", "Received"),
        },
    )
}

/// One sentence on what happens next.
#[must_use]
pub const fn next(locale: Locale, label: OrderLabel) -> &'static str {
    pick(
        locale,
        match label {
            OrderLabel::ClosedRefunded => (
                "款项已原路退回支付宝，交易已关闭。",
                "The money went back to Alipay and the order is closed.",
            ),
            OrderLabel::CancelledDeadline => (
                "没有在截止时间前付款，订单已自动取消。",
                "It was not paid in time, so it was cancelled automatically.",
            ),
            OrderLabel::CancelledShopper => {
                ("订单已按你的要求取消。", "It was cancelled as you asked.")
            }
            OrderLabel::CancelledStaff => ("订单已由商家取消。", "The shop cancelled it."),
            OrderLabel::RefundInProgress => (
                "退款正在办理，款项会原路退回支付宝。",
                "The refund is on its way back to Alipay.",
            ),
            OrderLabel::AwaitingReturn => (
                "请把商品寄回，收到后退款。",
                "Please send the goods back; the refund follows.",
            ),
            OrderLabel::RefundUnderReview => (
                "商家正在审核你的申请。",
                "The shop is reviewing your request.",
            ),
            OrderLabel::Cancelling => (
                "正在向支付宝核实，未付款即取消。",
                "Checking with Alipay; cancelled if nothing was paid.",
            ),
            OrderLabel::ConfirmingPayment => (
                "正在向支付宝确认，结果出来后会显示在这里。",
                "Checking with Alipay; the result will show here.",
            ),
            OrderLabel::AwaitingPayment => (
                "逾期未付款，订单自动取消。",
                "Unpaid orders are then cancelled.",
            ),
            OrderLabel::Refunded => ("款项已原路退回支付宝。", "The money went back to Alipay."),
            OrderLabel::Completed => (
                "交易完成，感谢购买。",
                "Completed. Thank you for your order.",
            ),
            OrderLabel::ToBeShipped => (
                "已收到付款，正在备货。",
                "Your payment has arrived and the goods are being packed.",
            ),
            OrderLabel::NothingToShip => (
                "商品已全部退款，不再发货。",
                "All items were refunded. Nothing will be shipped.",
            ),
            OrderLabel::PartlyShipped => ("部分商品已经发出。", "Part of the order is on its way."),
            OrderLabel::OnItsWay => ("商品已经发出。", "It is on its way."),
            OrderLabel::Received => ("商品已经送达。", "It has arrived."),
        },
    )
}

/// A step of the timeline.
#[must_use]
pub const fn step(locale: Locale, step: Step) -> &'static str {
    pick(
        locale,
        match step {
            Step::Placed => ("下单", "Ordered"),
            Step::Paid => ("付款", "Paid"),
            Step::Shipped => ("发货", "Shipped"),
            Step::Received => ("收货", "Received"),
            Step::Completed => ("完成", "Completed"),
        },
    )
}

/// A button.
#[must_use]
pub const fn action(locale: Locale, action: Action) -> &'static str {
    pick(
        locale,
        match action {
            Action::Pay => ("去支付宝付款", "Pay with Alipay"),
            Action::CheckPayment => ("刷新状态", "Refresh status"),
            Action::Cancel => ("取消订单", "Cancel order"),
            Action::RequestRefund => ("申请退款", "Request a refund"),
            Action::WithdrawRefund => ("撤销申请", "Withdraw the request"),
            Action::SendReturn => ("填写退货运单", "Enter return parcel"),
            Action::ConfirmReceipt => ("确认收货", "Confirm receipt"),
            Action::BuyAgain => ("再次购买", "Buy again"),
            Action::Refund => ("退款", "Refund"),
            Action::ApproveRefund => ("同意退款", "Approve"),
            Action::RejectRefund => ("拒绝", "Decline"),
            Action::AskReturn => ("要求退货", "Ask for return"),
            Action::ReceiveReturn => ("确认收到退货", "Confirm return received"),
            Action::RetryRefund => ("重试", "Try again"),
            Action::DropRefund => ("取消退款", "Cancel refund"),
            Action::Ship => ("发货", "Ship"),
            Action::ExtendReceipt => ("延长收货", "Extend by 3 days"),
        },
    )
}

/// A tab of the customer's orders.
#[must_use]
pub const fn order_tab(locale: Locale, tab: OrderTab) -> &'static str {
    pick(
        locale,
        match tab {
            OrderTab::All => ("全部", "All"),
            OrderTab::ToPay => ("待付款", "To pay"),
            OrderTab::ToShip => ("待发货", "To ship"),
            OrderTab::ToReceive => ("待收货", "On its way"),
            OrderTab::AfterSale => ("退款售后", "Refunds"),
        },
    )
}

/// Lifecycle axis.
#[must_use]
pub const fn lifecycle(locale: Locale, state: Lifecycle) -> &'static str {
    pick(
        locale,
        match state {
            Lifecycle::Open => ("进行中", "Open"),
            Lifecycle::Cancelled => ("已取消", "Cancelled"),
            Lifecycle::Completed => ("已完成", "Completed"),
        },
    )
}

/// Payment axis.
#[must_use]
pub const fn pay_state(locale: Locale, state: PayState) -> &'static str {
    pick(
        locale,
        match state {
            PayState::Unpaid => ("未付款", "Unpaid"),
            PayState::Paid => ("已付款", "Paid"),
            PayState::PartiallyRefunded => ("部分退款", "Partially refunded"),
            PayState::Refunded => ("已退款", "Refunded"),
        },
    )
}

/// Shipment axis.
#[must_use]
pub const fn ship_state(locale: Locale, state: ShipState) -> &'static str {
    pick(
        locale,
        match state {
            ShipState::None => ("未发货", "Not shipped"),
            ShipState::Partial => ("部分发货", "Partially shipped"),
            ShipState::Shipped => ("已发货", "Shipped"),
            ShipState::Received => ("已收货", "Received"),
        },
    )
}

/// The name of a carrier.
#[must_use]
pub const fn carrier(locale: Locale, carrier: Carrier) -> &'static str {
    pick(locale, (carrier.name_zh(), carrier.name_en()))
}

/// A payment attempt.
#[must_use]
pub const fn attempt(locale: Locale, state: AttemptState) -> &'static str {
    pick(
        locale,
        match state {
            AttemptState::Open => ("等待付款", "Open"),
            AttemptState::Closing => ("关闭中", "Closing"),
            AttemptState::Abandoned => ("已失效，仍在核对", "Expired, still checked"),
            AttemptState::Closed => ("已关闭", "Closed"),
            AttemptState::Paid => ("已付款", "Paid"),
            AttemptState::Finished => ("交易结束，不可退款", "Finished, no refunds"),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::refund::{RefundOrigin, RefundReason, RefundState};

    #[test]
    fn every_state_has_a_word_in_both_languages() {
        for locale in [Locale::ZhCn, Locale::En] {
            let words = OrderLabel::ALL
                .iter()
                .flat_map(|l| [order(locale, *l), next(locale, *l)])
                .chain(RefundState::ALL.iter().map(|s| refund(locale, *s)))
                .chain(RefundReason::ALL.iter().map(|r| reason(locale, *r)))
                .chain(RefundOrigin::ALL.iter().map(|o| origin(locale, *o)))
                .chain(Action::ALL.iter().map(|a| action(locale, *a)))
                .chain(Step::ALL.iter().map(|s| step(locale, *s)));
            for word in words {
                assert!(!word.is_empty());
                let chinese = word.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                assert_eq!(chinese, locale == Locale::ZhCn, "{word}");
            }
        }
    }
}
