//! Words for the history of an order and for its ledger.

use super::{attempt, disposition, lifecycle, pay_state, pick, refund, ship_state};
use crate::format::yuan;
use domain::{
    ledger::{Account, PostingKind},
    locale::Locale,
    order::{ActorKind, CancelIntent, CancelReason, Cause, Change, Remark},
};

/// Who caused an event.
#[must_use]
pub const fn actor(locale: Locale, actor: ActorKind) -> &'static str {
    pick(
        locale,
        match actor {
            ActorKind::Shopper => ("买家", "Customer"),
            ActorKind::Staff => ("商家", "Shop"),
            ActorKind::Gateway => ("支付宝", "Alipay"),
            ActorKind::System => ("系统", "System"),
        },
    )
}

/// What an event is about.
#[must_use]
pub const fn subject(locale: Locale, change: Change) -> &'static str {
    pick(
        locale,
        match change {
            Change::Lifecycle(..) => ("订单", "Order"),
            Change::Pay(..) => ("付款", "Payment"),
            Change::Ship(..) => ("发货", "Shipment"),
            Change::Attempt(..) => ("付款记录", "Payment attempt"),
            Change::Refund(..) => ("退款", "Refund"),
        },
    )
}

/// The states before and after an event.
#[must_use]
pub fn states(locale: Locale, change: Change) -> (Option<&'static str>, &'static str) {
    match change {
        Change::Lifecycle(from, to) => (from.map(|s| lifecycle(locale, s)), lifecycle(locale, to)),
        Change::Pay(from, to) => (from.map(|s| pay_state(locale, s)), pay_state(locale, to)),
        Change::Ship(from, to) => (from.map(|s| ship_state(locale, s)), ship_state(locale, to)),
        Change::Attempt(from, to) => (from.map(|s| attempt(locale, s)), attempt(locale, to)),
        Change::Refund(from, to) => (from.map(|s| refund(locale, s)), refund(locale, to)),
    }
}

/// What caused an event.
#[must_use]
pub const fn cause(locale: Locale, cause: Cause) -> &'static str {
    pick(
        locale,
        match cause {
            Cause::PlaceOrder => ("提交订单", "Order placed"),
            Cause::StartPayment => ("去付款", "Payment started"),
            Cause::Notify => ("支付宝通知", "Alipay notification"),
            Cause::Query => ("查询支付宝", "Alipay query"),
            Cause::Close => ("关闭交易", "Trade closed"),
            Cause::Deadline => ("超时未付款", "Not paid in time"),
            Cause::Cancel => ("取消订单", "Order cancelled"),
            Cause::PaidOtherwise => ("已由另一笔付清", "Paid by another attempt"),
            Cause::Reinstated => ("付款后恢复", "Restored after payment"),
            Cause::Surplus => ("未计入订单的付款退回", "Unapplied payment refunded"),
            Cause::RefundOrder => ("发起退款", "Refund issued"),
            Cause::SendRefund => ("发送退款", "Refund sent"),
            Cause::DropRefund => ("取消退款", "Refund cancelled"),
            Cause::Refund => ("支付宝答复", "Alipay's response"),
            Cause::RefundQuery => ("查询退款", "Refund query"),
            Cause::NotFoundAtGateway => ("支付宝查无此退款", "Not found at Alipay"),
            Cause::LeaseLost => ("发送中断", "Sending interrupted"),
        },
    )
}

/// The remark on an event.
#[must_use]
pub fn remark(locale: Locale, remark: Remark) -> String {
    match remark {
        Remark::Amount(amount) => yuan(amount),
        Remark::Booked(booked, paid) => {
            format!("{} · {}", disposition(locale, booked), yuan(paid))
        }
        Remark::Cancelled(reason) => cancel_reason(locale, reason).to_owned(),
        Remark::WishCleared(intent) => wish_cleared(locale, intent).to_owned(),
    }
}

const fn cancel_reason(locale: Locale, reason: CancelReason) -> &'static str {
    pick(
        locale,
        match reason {
            CancelReason::Shopper => ("买家取消", "By customer"),
            CancelReason::Staff => ("商家取消", "By shop"),
            CancelReason::Deadline => ("超时未付款", "Not paid in time"),
            CancelReason::Refunded => ("已全部退款", "Fully refunded"),
        },
    )
}

const fn wish_cleared(locale: Locale, intent: CancelIntent) -> &'static str {
    pick(
        locale,
        match intent {
            CancelIntent::Shopper => (
                "买家取消时付款已到账，未取消",
                "Paid before the customer's cancellation took effect",
            ),
            CancelIntent::Staff => (
                "商家取消时付款已到账，未取消",
                "Paid before the shop's cancellation took effect",
            ),
            CancelIntent::Deadline => (
                "超时取消前付款已到账，未取消",
                "Paid before the order expired",
            ),
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
            Account::Suspense => ("暂收款", "Suspense"),
            Account::RefundDue => ("应付退款", "Refund due"),
            Account::Sales => ("销售收入", "Sales"),
            Account::Fees => ("手续费", "Fees"),
        },
    )
}

/// A ledger posting.
#[must_use]
pub const fn posting(locale: Locale, kind: PostingKind) -> &'static str {
    pick(
        locale,
        match kind {
            PostingKind::Pay => ("收款", "Payment"),
            PostingKind::Reserve => ("预留退款", "Refund reserved"),
            PostingKind::Payout => ("退款付出", "Refund paid out"),
            PostingKind::Drop => ("取消预留", "Refund cancelled"),
            PostingKind::Complete => ("结转收入", "Order completed"),
            PostingKind::Fee => ("手续费", "Fee"),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{money::Fen, payment::Disposition};

    #[test]
    fn a_reader_never_sees_a_stored_word() {
        let stored: Vec<&str> = Cause::ALL
            .iter()
            .map(|cause| cause.as_str())
            .chain(CancelReason::ALL.iter().map(|reason| reason.as_str()))
            .chain(PostingKind::ALL.iter().map(|kind| kind.as_str()))
            .collect();
        for locale in [Locale::ZhCn, Locale::En] {
            let remarks = CancelReason::ALL
                .iter()
                .map(|reason| remark(locale, Remark::Cancelled(*reason)))
                .chain(
                    CancelIntent::ALL
                        .iter()
                        .map(|intent| remark(locale, Remark::WishCleared(*intent))),
                );
            let said = Cause::ALL
                .iter()
                .map(|found| cause(locale, *found).to_owned())
                .chain(
                    PostingKind::ALL
                        .iter()
                        .map(|kind| posting(locale, *kind).to_owned()),
                )
                .chain(remarks);
            for word in said {
                assert!(!stored.contains(&word.as_str()), "{word}");
            }
        }
        let booked = Remark::Booked(Disposition::Duplicate, Fen::new(8_800));
        let told = remark(Locale::ZhCn, booked);
        assert_eq!(told, "订单已经付过，这笔是重复付款 · ¥88.00");
    }
}
