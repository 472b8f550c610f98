//! Words of mail to staff.

use super::{Lang, yuan};
use domain::{
    alarm::{AlarmCode, AlarmSubject},
    money::Fen,
};

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
    lang.pick("买家说明：", "From the customer:")
}

/// What kind of alarm it is. The page of alarms says the rest, so no stored code is in a mail.
pub(crate) fn staff_alarm(lang: Lang, code: &str) -> &'static str {
    match code.parse().ok().map(AlarmCode::about) {
        Some(AlarmSubject::Refund) => lang.pick("退款警报", "Refund alarm"),
        Some(AlarmSubject::Payment) => lang.pick("付款警报", "Payment alarm"),
        Some(AlarmSubject::Notification) => {
            lang.pick("支付宝通知警报", "Alipay notification alarm")
        }
        Some(AlarmSubject::Shop) => lang.pick("店铺警报", "Shop alarm"),
        None => lang.pick("警报", "Alarm"),
    }
}

pub(crate) const fn alarm(lang: Lang) -> &'static str {
    lang.pick(
        "店铺发出了警报，请查看。",
        "The shop raised an alarm. Please look into it.",
    )
}
