//! Words of every mail: names of facts, the link, the footer.

use super::Lang;
use crate::letter::About;
use domain::money::Fen;

/// `¥88.80`.
pub(crate) fn yuan(amount: Fen) -> String {
    format!("¥{}", amount.yuan())
}

/// A name and its value in one line.
pub(crate) fn fact(lang: Lang, name: &str, value: &str) -> String {
    lang.say(format!("{name}：{value}"), format!("{name}: {value}"))
}

/// A subject with its order.
pub(crate) fn of_order(lang: Lang, title: &str, number: &str) -> String {
    lang.say(
        format!("{title}：订单 {number}"),
        format!("{title}: order {number}"),
    )
}

/// A subject with the shop.
pub(crate) fn of_shop(lang: Lang, title: &str, shop: &str) -> String {
    lang.say(format!("{title}：{shop}"), format!("{title}: {shop}"))
}

/// The words of the link.
pub(crate) const fn link(lang: Lang, about: &About) -> &'static str {
    match about {
        About::OrderPaid(_)
        | About::Shipped { .. }
        | About::RefundDecided { .. }
        | About::RefundArrived { .. } => lang.pick("查看订单", "View the order"),
        About::PasswordReset => lang.pick("设置新密码", "Set a new password"),
        About::StaffPaid(_) | About::StaffRequest { .. } => {
            lang.pick("在后台查看订单", "View the order in the admin pages")
        }
        About::StaffAlarm { .. } => lang.pick("打开后台", "Open the admin pages"),
    }
}

pub(crate) const fn order(lang: Lang) -> &'static str {
    lang.pick("订单号", "Order")
}

pub(crate) const fn items(lang: Lang) -> &'static str {
    lang.pick("商品总价", "Subtotal")
}

pub(crate) const fn discount(lang: Lang) -> &'static str {
    lang.pick("优惠", "Discount")
}

pub(crate) const fn postage(lang: Lang) -> &'static str {
    lang.pick("运费", "Shipping")
}

pub(crate) const fn total(lang: Lang) -> &'static str {
    lang.pick("合计", "Total")
}

pub(crate) const fn phone(lang: Lang) -> &'static str {
    lang.pick("电话", "Phone")
}

pub(crate) const fn email(lang: Lang) -> &'static str {
    lang.pick("邮箱", "Email")
}

pub(crate) const fn automatic(lang: Lang) -> &'static str {
    lang.pick(
        "这封邮件由系统自动发送。",
        "This mail was sent automatically.",
    )
}
