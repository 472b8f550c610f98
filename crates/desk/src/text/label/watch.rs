//! Words for alarms, for work that waits, and for the lists of notifications and jobs.

use super::{admin_tab, pick, product_tab, verdict};
use domain::{
    alarm::AlarmCode,
    job::{JobDuty, JobTab},
    locale::Locale,
    payment::Verdict,
    view::{catalog::desk::ProductTab, desk::DeskCount, watch::InboxTab},
};

/// An alarm in one sentence; `None` for one that only another version knows.
#[must_use]
pub const fn alarm(locale: Locale, code: Option<AlarmCode>) -> &'static str {
    pick(
        locale,
        match code {
            Some(AlarmCode::DiskFull) => (
                "数据库的磁盘写满过，请腾出空间",
                "The database disk was full; free some space",
            ),
            Some(AlarmCode::RefundUnknown) => (
                "退款一小时没有结果，请勿重复退款",
                "A refund is unconfirmed after an hour; do not refund again",
            ),
            Some(AlarmCode::RefundUnexplained) => (
                "支付宝退过款，与本店账目对不上，请先不要发货",
                "Alipay refunded money that the books do not explain; do not ship",
            ),
            Some(AlarmCode::RefundAmountDiffers) => (
                "支付宝在这个退款号下是另一个金额，请取消这笔退款",
                "Alipay has another amount under this refund number; cancel the refund",
            ),
            Some(AlarmCode::RefundFailed) => (
                "退款受阻，需要处理",
                "A refund is on hold and needs a decision",
            ),
            Some(AlarmCode::FailedRefundExists) => (
                "本店记为受阻的退款，支付宝已经退了",
                "A refund that is on hold here exists at Alipay",
            ),
            Some(AlarmCode::RefundNotOurs) => (
                "支付宝有一笔本店没有发送或已取消的退款",
                "Alipay has a refund that the shop never sent or has cancelled",
            ),
            Some(AlarmCode::ExternalRefundOverCap) => (
                "店外的退款超过了本店可退的金额",
                "A refund made outside the shop exceeds what is left here",
            ),
            Some(AlarmCode::SurplusPayment) => (
                "有一笔付款未计入订单，会自动退回",
                "A payment did not count for its order and goes back automatically",
            ),
            Some(AlarmCode::OddAnswer) => (
                "支付宝的答复前后矛盾",
                "A response from Alipay is inconsistent",
            ),
            Some(AlarmCode::TradeNoDiffers) => (
                "支付宝交易号与账目不符",
                "Alipay's trade number contradicts the books",
            ),
            Some(AlarmCode::PaidAfterClose) => (
                "已关闭的付款又收到了钱",
                "A payment arrived after it was closed",
            ),
            Some(AlarmCode::NotifyNotAuthentic) => {
                ("收到验签不通过的通知", "Notifications failed verification")
            }
            Some(AlarmCode::NotifyFailed) => (
                "有一条支付宝通知处理出错",
                "A notification could not be applied",
            ),
            Some(AlarmCode::NotifyRefused) => (
                "有一条支付宝通知没有被接受",
                "An authentic notification was not accepted",
            ),
            None => ("其他警报", "Another alarm"),
        },
    )
}

/// Work that waits.
#[must_use]
pub const fn desk_count(locale: Locale, what: DeskCount) -> &'static str {
    match what.orders() {
        Some(tab) => admin_tab(locale, tab),
        None => match what {
            DeskCount::Recon => pick(locale, ("对账差异", "Differences with Alipay's bills")),
            DeskCount::LowStock => product_tab(locale, ProductTab::Low),
            DeskCount::Inbox => pick(locale, ("未处理的通知", "Unprocessed notifications")),
            DeskCount::Jobs => pick(locale, ("失败的任务", "Failed jobs")),
            DeskCount::Alarms
            | DeskCount::ToShip
            | DeskCount::Decide
            | DeskCount::Unknown
            | DeskCount::Failed
            | DeskCount::WentBack
            | DeskCount::Confirming
            | DeskCount::Surplus => pick(locale, ("警报", "Alarms")),
        },
    }
}

/// A count as part of a link's name, which it follows.
#[must_use]
pub fn waiting(locale: Locale, what: DeskCount, count: &str) -> String {
    let (zh, en) = match what {
        DeskCount::ToShip => ("单待发货", "to ship"),
        DeskCount::Decide => ("笔待审核", "to review"),
        DeskCount::Unknown => ("笔待支付宝确认", "to be confirmed by Alipay"),
        DeskCount::Failed => ("笔受阻", "on hold"),
        DeskCount::WentBack => ("笔待核对", "to check"),
        DeskCount::Confirming => ("单待确认", "unconfirmed"),
        DeskCount::Surplus => ("笔未计入订单", "unapplied"),
        DeskCount::Recon => ("项差异", "differences"),
        DeskCount::LowStock => ("件库存不足", "low on stock"),
        DeskCount::Inbox => ("条未处理", "unprocessed"),
        DeskCount::Jobs => ("个失败", "failed"),
        DeskCount::Alarms => ("个待查看", "open"),
    };
    match locale {
        Locale::ZhCn => format!("，{count} {zh}"),
        Locale::En => format!(", {count} {en}"),
    }
}

/// A list of notifications.
#[must_use]
pub const fn inbox_tab(locale: Locale, tab: InboxTab) -> &'static str {
    match tab {
        InboxTab::Open => pick(locale, ("未处理", "Unprocessed")),
        InboxTab::All => pick(locale, ("全部", "All")),
        InboxTab::Applied => verdict(locale, Verdict::Applied),
        InboxTab::NoEffect => verdict(locale, Verdict::NoEffect),
        InboxTab::UnknownTrade => verdict(locale, Verdict::UnknownTrade),
        InboxTab::Rejected => verdict(locale, Verdict::Rejected),
        InboxTab::Error => verdict(locale, Verdict::Error),
    }
}

/// A list of jobs.
#[must_use]
pub const fn job_tab(locale: Locale, tab: JobTab) -> &'static str {
    pick(
        locale,
        match tab {
            JobTab::Failed => ("失败", "Failed"),
            JobTab::Ready => ("等待运行", "Waiting"),
            JobTab::Running => ("运行中", "Running"),
            JobTab::Done => ("已结束", "Ended"),
        },
    )
}

/// Why a failed job must not be dropped.
#[must_use]
pub const fn job_duty(locale: Locale, duty: JobDuty) -> &'static str {
    pick(
        locale,
        match duty {
            JobDuty::Order => (
                "不能丢弃：订单未付款，丢弃后会一直占用库存",
                "Cannot be dropped: the order is unpaid and would reserve its stock for good",
            ),
            JobDuty::Receipt => (
                "不能丢弃：订单在途，到期要靠它自动确认收货",
                "Cannot be dropped: the order is on its way and would never count as received",
            ),
            JobDuty::Payment => (
                "不能丢弃：这笔付款还可能到账，要继续查询",
                "Cannot be dropped: the payment may still arrive and has to be checked",
            ),
            JobDuty::Refund => (
                "不能丢弃：这笔退款还没有结果，要继续查询",
                "Cannot be dropped: the refund has no result yet and has to be checked",
            ),
            JobDuty::Returned => (
                "不能丢弃：支付宝已退回这笔付款，还没有核对清楚",
                "Cannot be dropped: Alipay returned the payment, and the books do not explain it yet",
            ),
            JobDuty::Mail => (
                "不能丢弃：邮件还没有发出",
                "Cannot be dropped: the mail was not sent yet",
            ),
            JobDuty::Unknown => (
                "不能丢弃：这个版本不知道它的用途",
                "Cannot be dropped: this version does not know what it does",
            ),
        },
    )
}
