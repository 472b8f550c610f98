//! Words of mail to buyers.

use super::{Lang, yuan};
use domain::{
    mail::{RESET_FOR, RefundDecision},
    money::Fen,
    time::MINUTE,
};

pub(crate) fn paid_subject(lang: Lang, number: &str) -> String {
    lang.say(
        format!("付款成功：订单 {number}"),
        format!("Payment received: order {number}"),
    )
}

pub(crate) const fn paid_title(lang: Lang) -> &'static str {
    lang.pick("付款成功", "Payment received")
}

pub(crate) fn paid(lang: Lang, total: Fen) -> String {
    let total = yuan(total);
    lang.say(
        format!("已收到你的付款 {total}，我们正在准备发货。"),
        format!("We have received your payment of {total} and are preparing your order."),
    )
}

pub(crate) fn shipped_subject(lang: Lang, number: &str) -> String {
    lang.say(
        format!("已发货：订单 {number}"),
        format!("Shipped: order {number}"),
    )
}

pub(crate) const fn shipped_title(lang: Lang) -> &'static str {
    lang.pick("已发货", "Shipped")
}

pub(crate) const fn shipped(lang: Lang, is_last: bool) -> &'static str {
    if is_last {
        lang.pick("你的商品已经发出。", "Your items are on their way.")
    } else {
        lang.pick(
            "你的部分商品已经发出，其余的会另行发出。",
            "Some of your items are on their way. The others follow.",
        )
    }
}

pub(crate) const fn carrier(lang: Lang) -> &'static str {
    lang.pick("物流公司", "Carrier")
}

pub(crate) const fn tracking_no(lang: Lang) -> &'static str {
    lang.pick("运单号", "Tracking number")
}

pub(crate) const fn decided_title(lang: Lang, decision: RefundDecision) -> &'static str {
    match decision {
        RefundDecision::Approved => lang.pick("退款已同意", "Refund approved"),
        RefundDecision::ReturnAsked => lang.pick("请寄回商品", "Please return the items"),
        RefundDecision::Declined => lang.pick("退款已拒绝", "Refund declined"),
    }
}

pub(crate) fn decided(lang: Lang, decision: RefundDecision, amount: Fen) -> String {
    let sum = yuan(amount);
    match decision {
        RefundDecision::Approved => lang.say(
            format!("商家同意退款 {sum}，款项将退回你付款的支付宝账户。"),
            format!("The shop approved a refund of {sum}. It goes back to the Alipay account you paid from."),
        ),
        RefundDecision::ReturnAsked => lang.say(
            format!("商家同意退款 {sum}。请先寄回商品，并在订单页面填写物流公司和运单号。"),
            format!(
                "The shop will refund {sum} once the items are back. Enter carrier and tracking number on the order page."
            ),
        ),
        RefundDecision::Declined => lang.say(
            format!("商家没有同意退款 {sum} 的申请。"),
            format!("The shop declined the refund of {sum}."),
        ),
    }
}

/// Before the shop's own words.
pub(crate) const fn from_shop(lang: Lang) -> &'static str {
    lang.pick("商家说明：", "From the shop:")
}

pub(crate) const fn arrived_title(lang: Lang) -> &'static str {
    lang.pick("退款成功", "Refunded")
}

pub(crate) fn arrived(lang: Lang, amount: Fen) -> String {
    let sum = yuan(amount);
    lang.say(
        format!("{sum} 已退回你付款的支付宝账户。"),
        format!("{sum} was returned to the Alipay account you paid from."),
    )
}

pub(crate) const fn reset_title(lang: Lang) -> &'static str {
    lang.pick("重置密码", "Reset your password")
}

pub(crate) fn reset(lang: Lang, shop: &str) -> String {
    let minutes = RESET_FOR / MINUTE;
    lang.say(
        format!("我们收到了重置你在 {shop} 的密码的请求。链接 {minutes} 分钟内有效，只能用一次。"),
        format!(
            "Someone asked to reset your password at {shop}. The link works once, within {minutes} minutes."
        ),
    )
}

pub(crate) const fn ignore_reset(lang: Lang) -> &'static str {
    lang.pick(
        "如果不是你本人操作，请忽略这封邮件，密码不会改变。",
        "If this was not you, ignore this email. Your password stays the same.",
    )
}
