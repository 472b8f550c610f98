//! Words of mail to staff.

use super::{Lang, yuan};
use domain::money::Fen;

pub(crate) fn staff_paid(lang: Lang, total: Fen) -> String {
    let total = yuan(total);
    lang.say(format!("新订单 {total}"), format!("New order, {total}"))
}

pub(crate) fn staff_request(lang: Lang, amount: Fen) -> String {
    let amount = yuan(amount);
    lang.say(
        format!("退款申请 {amount}"),
        format!("Refund request, {amount}"),
    )
}

/// Before the buyer's own words.
pub(crate) const fn from_buyer(lang: Lang) -> &'static str {
    lang.pick("买家说明：", "The customer writes:")
}

pub(crate) fn staff_alarm(lang: Lang, code: &str) -> String {
    lang.say(format!("警报 {code}"), format!("Alarm {code}"))
}

pub(crate) const fn alarm(lang: Lang) -> &'static str {
    lang.pick(
        "店铺发出了警报，请查看。",
        "The shop raised an alarm. Please look into it.",
    )
}
