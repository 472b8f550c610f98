//! Words for states and choices: one table for both languages, every variant named.

use domain::{
    actions::Action,
    ledger::Account,
    locale::Locale,
    order::{ActorKind, Lifecycle, OrderLabel, PayState, ShipState},
    payment::AttemptState,
    view::{
        admin::AdminTab,
        order::{OrderTab, Step},
    },
};

mod money_back;

pub use money_back::{disposition, origin, reason, refund};

/// Chinese, English.
type Pair = (&'static str, &'static str);

/// The one of `pair` that `locale` asks for.
pub(in crate::text) const fn pick(locale: Locale, pair: Pair) -> &'static str {
    match locale {
        Locale::ZhCn => pair.0,
        Locale::En => pair.1,
    }
}

/// The label of an order.
#[must_use]
pub const fn order(locale: Locale, label: OrderLabel) -> &'static str {
    pick(
        locale,
        match label {
            OrderLabel::ClosedRefunded => ("交易关闭 · 已退款", "Closed, refunded"),
            OrderLabel::CancelledDeadline => ("已取消 (超时未付)", "Cancelled (timed out)"),
            OrderLabel::CancelledShopper => ("已取消 (买家取消)", "Cancelled (by buyer)"),
            OrderLabel::CancelledStaff => ("已取消 (商家取消)", "Cancelled (by shop)"),
            OrderLabel::RefundInProgress => ("退款处理中", "Refund in progress"),
            OrderLabel::AwaitingReturn => ("待寄回商品", "Waiting for the return"),
            OrderLabel::RefundUnderReview => ("退款待审核", "Refund under review"),
            OrderLabel::Cancelling => ("取消中", "Cancelling"),
            OrderLabel::ConfirmingPayment => ("支付确认中", "Confirming payment"),
            OrderLabel::AwaitingPayment => ("待付款", "Awaiting payment"),
            OrderLabel::Refunded => ("已退款", "Refunded"),
            OrderLabel::Completed => ("已完成", "Completed"),
            OrderLabel::ToBeShipped => ("待发货", "Paid, to be shipped"),
            OrderLabel::NothingToShip => ("商品已退款", "Items refunded"),
            OrderLabel::PartlyShipped => ("部分发货", "Partly shipped"),
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
                "It was not paid in time, so it was cancelled by itself.",
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
                "商家正在看你的申请。",
                "The shop is looking at your request.",
            ),
            OrderLabel::Cancelling => (
                "正在向支付宝确认没有付款，确认后订单取消。",
                "Alipay is being asked that nothing was paid; then it is cancelled.",
            ),
            OrderLabel::ConfirmingPayment => (
                "正在向支付宝确认，结果出来后会显示在这里。",
                "Alipay is being asked; the result will show here.",
            ),
            OrderLabel::AwaitingPayment => (
                "超过时间订单会自动取消。",
                "After that it is cancelled by itself.",
            ),
            OrderLabel::Refunded => ("款项已原路退回支付宝。", "The money went back to Alipay."),
            OrderLabel::Completed => ("谢谢惠顾。", "Thank you for your order."),
            OrderLabel::ToBeShipped => (
                "已收到付款，正在备货。",
                "Your payment has arrived and the goods are being packed.",
            ),
            OrderLabel::NothingToShip => (
                "商品已全部退款，不再发货。",
                "All items were refunded. Nothing will be shipped.",
            ),
            OrderLabel::PartlyShipped => ("部分商品已经发出。", "Part of it is on its way."),
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

/// An act.
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
            Action::ConfirmReceipt => ("确认收货", "Confirm receipt"),
            Action::BuyAgain => ("再次购买", "Buy again"),
            Action::Refund => ("退款", "Refund"),
            Action::ApproveRefund => ("同意退款", "Approve"),
            Action::RejectRefund => ("拒绝退款", "Decline"),
            Action::RetryRefund => ("重试", "Try again"),
            Action::DropRefund => ("放弃", "Drop"),
            Action::Ship => ("发货", "Ship"),
        },
    )
}

/// A tab of the shopper's orders.
#[must_use]
pub const fn order_tab(locale: Locale, tab: OrderTab) -> &'static str {
    pick(
        locale,
        match tab {
            OrderTab::All => ("全部", "All"),
            OrderTab::ToPay => ("待付款", "To pay"),
            OrderTab::ToShip => ("待发货", "To ship"),
            OrderTab::ToReceive => ("待收货", "On the way"),
            OrderTab::AfterSale => ("退款售后", "Refunds"),
        },
    )
}

/// A saved view of staff.
#[must_use]
pub const fn admin_tab(locale: Locale, tab: AdminTab) -> &'static str {
    pick(
        locale,
        match tab {
            AdminTab::All => ("全部", "All"),
            AdminTab::ToPay => ("待付款", "To pay"),
            AdminTab::ToShip => ("待发货", "To ship"),
            AdminTab::Refunding => ("退款中", "Refunding"),
            AdminTab::Trouble => ("异常", "Trouble"),
            AdminTab::PaidToday => ("今日已付款", "Paid today"),
            AdminTab::Decide => ("退款待审核", "Refunds to decide"),
            AdminTab::Unknown => ("退款待确认", "Refunds unknown"),
            AdminTab::Failed => ("退款受阻", "Refunds on hold"),
            AdminTab::Confirming => ("超时待确认", "Overdue, unconfirmed"),
            AdminTab::Surplus => ("多付款项", "Surplus payments"),
            AdminTab::WentBack => ("支付宝已全额退款，待核对", "Refunded at Alipay, to check"),
        },
    )
}

/// Axis 1.
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

/// Axis 2.
#[must_use]
pub const fn pay_state(locale: Locale, state: PayState) -> &'static str {
    pick(
        locale,
        match state {
            PayState::Unpaid => ("未付款", "Unpaid"),
            PayState::Paid => ("已付款", "Paid"),
            PayState::PartiallyRefunded => ("部分退款", "Partly refunded"),
            PayState::Refunded => ("已退款", "Refunded"),
        },
    )
}

/// Axis 3.
#[must_use]
pub const fn ship_state(locale: Locale, state: ShipState) -> &'static str {
    pick(
        locale,
        match state {
            ShipState::None => ("未发货", "Not shipped"),
            ShipState::Partial => ("部分发货", "Partly shipped"),
            ShipState::Shipped => ("已发货", "Shipped"),
            ShipState::Received => ("已收货", "Received"),
        },
    )
}

/// A payment attempt.
#[must_use]
pub const fn attempt(locale: Locale, state: AttemptState) -> &'static str {
    pick(
        locale,
        match state {
            AttemptState::Open => ("等待付款", "Open"),
            AttemptState::Closing => ("关闭中", "Closing"),
            AttemptState::Abandoned => ("已放弃，仍在核对", "Abandoned, still watched"),
            AttemptState::Closed => ("已关闭", "Closed"),
            AttemptState::Paid => ("已付款", "Paid"),
            AttemptState::Finished => ("已结束，不可退款", "Finished, no refunds"),
        },
    )
}

/// Who caused an event.
#[must_use]
pub const fn actor(locale: Locale, actor: ActorKind) -> &'static str {
    pick(
        locale,
        match actor {
            ActorKind::Shopper => ("买家", "Shopper"),
            ActorKind::Staff => ("商家", "Shop"),
            ActorKind::Gateway => ("支付宝", "Alipay"),
            ActorKind::System => ("系统", "System"),
        },
    )
}

/// A ledger account.
#[must_use]
pub const fn account(locale: Locale, account: Account) -> &'static str {
    pick(
        locale,
        match account {
            Account::Alipay => ("支付宝账户", "Alipay"),
            Account::Order => ("订单", "Order"),
            Account::Suspense => ("待退款项", "Suspense"),
            Account::RefundDue => ("应退款", "Refund due"),
            Account::Sales => ("销售收入", "Sales"),
            Account::Fees => ("手续费", "Fees"),
        },
    )
}

/// What an event is about.
#[must_use]
pub fn entity(locale: Locale, entity: &str, axis: &str) -> String {
    let pair = match (entity, axis) {
        ("order", "lifecycle") => ("订单", "Order"),
        ("order", "pay_state") => ("付款", "Payment"),
        ("order", "ship_state") => ("发货", "Parcel"),
        ("order", "cancel_intent") => ("取消", "Cancelling"),
        ("attempt", "disposition") => ("付款用途", "Use of the payment"),
        ("attempt", _) => ("付款尝试", "Payment attempt"),
        ("refund", _) => ("退款", "Refund"),
        _ => return format!("{entity} {axis}"),
    };
    pick(locale, pair).to_owned()
}

/// A state as an event stores it; an unknown word is shown as it is.
#[must_use]
pub fn state(locale: Locale, entity: &str, axis: &str, word: &str) -> String {
    let known = match (entity, axis) {
        ("order", "lifecycle") => word.parse().ok().map(|s| lifecycle(locale, s)),
        ("order", "pay_state") => word.parse().ok().map(|s| pay_state(locale, s)),
        ("order", "ship_state") => word.parse().ok().map(|s| ship_state(locale, s)),
        ("attempt", "disposition") => word.parse().ok().map(|s| disposition(locale, s)),
        ("attempt", _) => word.parse().ok().map(|s| attempt(locale, s)),
        ("refund", _) => word.parse().ok().map(|s| refund(locale, s)),
        _ => None,
    };
    known.unwrap_or(word).to_owned()
}

/// Why something happened, in the shop's short words; an unknown one is shown as it is.
#[must_use]
pub fn cause(locale: Locale, word: &str) -> String {
    let pair = match word {
        "place_order" => ("提交订单", "order placed"),
        "start_payment" => ("去付款", "payment started"),
        "notify" => ("支付宝通知", "notify"),
        "query" => ("查询支付宝", "query"),
        "close" => ("关闭交易", "close"),
        "deadline" => ("超过付款时间", "deadline"),
        "cancel" => ("取消订单", "cancel"),
        "paid_otherwise" => ("已由另一笔付清", "paid by another attempt"),
        "reinstated" => ("付款后恢复", "reinstated"),
        "surplus" => ("多付款项退回", "surplus payment"),
        "refund_order" => ("办理退款", "refund decided"),
        "send_refund" => ("发送退款", "refund sent"),
        "retry_refund" => ("重试退款", "refund tried again"),
        "drop_refund" => ("放弃退款", "refund dropped"),
        "refund" => ("支付宝答复", "refund answer"),
        "refund_query" => ("查询退款", "refund query"),
        "not_found_at_gateway" => ("支付宝查无此退款", "not found at Alipay"),
        "lease_lost" => ("发送中断", "send interrupted"),
        other => return other.to_owned(),
    };
    pick(locale, pair).to_owned()
}

/// A ledger posting; an unknown one is shown as it is.
#[must_use]
pub fn posting(locale: Locale, word: &str) -> String {
    let pair = match word {
        "pay" => ("收款", "payment"),
        "reserve" => ("预留退款", "refund reserved"),
        "payout" => ("退款付出", "refund paid out"),
        "drop" => ("取消预留", "refund dropped"),
        "complete" => ("结转收入", "completed"),
        "fee" => ("手续费", "fee"),
        other => return other.to_owned(),
    };
    pick(locale, pair).to_owned()
}

/// How an exchange with the gateway ended; an unknown word is shown as it is.
#[must_use]
pub fn outcome(locale: Locale, word: &str) -> String {
    let pair = match word {
        "ok" => ("成功", "ok"),
        "refused" => ("被拒绝", "refused"),
        "unknown" => ("没有结果", "unknown"),
        "applied" => ("已入账", "applied"),
        "no_effect" => ("无影响", "no effect"),
        "unknown_trade" => ("不认识的交易", "unknown trade"),
        "rejected" => ("拒收", "rejected"),
        "error" => ("处理出错", "error"),
        other => return other.to_owned(),
    };
    pick(locale, pair).to_owned()
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

    #[test]
    fn stored_words_are_translated_and_foreign_ones_kept() {
        assert_eq!(state(Locale::ZhCn, "order", "pay_state", "paid"), "已付款");
        assert_eq!(
            state(Locale::En, "refund", "state", "unknown"),
            "Confirming with Alipay"
        );
        assert_eq!(
            state(Locale::En, "order", "lifecycle", "mystery"),
            "mystery"
        );
    }
}
