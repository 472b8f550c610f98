//! Words for the history of an order.

use super::{attempt, disposition, lifecycle, pay_state, pick, refund, ship_state};
use crate::format::yuan;
use domain::{
    locale::Locale,
    order::{ActorKind, CancelIntent, CancelReason, Change, Remark},
};

/// The actor of an event.
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

/// The subject of an event.
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{money::Fen, payment::Disposition};

    #[test]
    fn a_reader_never_sees_a_stored_word() {
        let stored: Vec<&str> = CancelReason::ALL
            .iter()
            .map(|reason| reason.as_str())
            .collect();
        for locale in [Locale::ZhCn, Locale::En] {
            let said = CancelReason::ALL
                .iter()
                .map(|reason| remark(locale, Remark::Cancelled(*reason)))
                .chain(
                    CancelIntent::ALL
                        .iter()
                        .map(|intent| remark(locale, Remark::WishCleared(*intent))),
                );
            for word in said {
                assert!(!stored.contains(&word.as_str()), "{word}");
            }
        }
        let booked = Remark::Booked(Disposition::Duplicate, Fen::new(8_800));
        let told = remark(Locale::ZhCn, booked);
        assert_eq!(told, "订单已经付过，这笔是重复付款 · ¥88.00");
    }
}
