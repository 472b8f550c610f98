//! Words for what mail is about and what became of it.

use super::pick;
use domain::{
    locale::Locale,
    mail::{MailKind, MailState},
    view::mail::MailTab,
};

/// What a mail is about.
#[must_use]
pub const fn mail_kind(locale: Locale, kind: MailKind) -> &'static str {
    pick(
        locale,
        match kind {
            MailKind::OrderPaid => ("付款成功", "Payment received"),
            MailKind::Shipped => ("已发货", "Shipped"),
            MailKind::RefundDecided => ("退款审核结果", "Refund decided"),
            MailKind::RefundArrived => ("退款成功", "Refunded"),
            MailKind::PasswordReset => ("重置密码", "Password reset"),
            MailKind::StaffPaid => ("员工通知：新订单", "To staff: new order"),
            MailKind::StaffRequest => ("员工通知：退款申请", "To staff: refund request"),
            MailKind::StaffAlarm => ("员工通知：警报", "To staff: alarm"),
        },
    )
}

/// What became of a mail.
#[must_use]
pub const fn mail_state(locale: Locale, state: MailState) -> &'static str {
    pick(
        locale,
        match state {
            MailState::Waiting => ("待发送", "Waiting"),
            MailState::Sent => ("已发送", "Sent"),
            MailState::Refused => ("被拒收", "Refused"),
            MailState::Expired => ("超时未发出", "Not sent in time"),
        },
    )
}

/// A view of the list of mail.
#[must_use]
pub const fn mail_tab(locale: Locale, tab: MailTab) -> &'static str {
    pick(
        locale,
        match tab {
            MailTab::Undelivered => ("未送达", "Undelivered"),
            MailTab::All => ("全部", "All"),
        },
    )
}
