//! Words for calls to Alipay and its messages.

use super::pick;
use domain::{
    locale::Locale,
    payment::{CallOutcome, GatewayCall, TradeStatus, Verdict, VerdictReason},
    refund::NUMBER_TAKEN,
};

/// A call to Alipay; `None` for one of another version.
#[must_use]
pub const fn call(locale: Locale, call: Option<GatewayCall>) -> &'static str {
    pick(
        locale,
        match call {
            Some(GatewayCall::Query) => ("查询交易", "Trade query"),
            Some(GatewayCall::Close) => ("关闭交易", "Close trade"),
            Some(GatewayCall::Refund) => ("退款", "Refund"),
            Some(GatewayCall::RefundQuery) => ("查询退款", "Refund query"),
            None => ("其他接口", "Other call"),
        },
    )
}

/// How a call ended.
#[must_use]
pub const fn call_outcome(locale: Locale, outcome: CallOutcome) -> &'static str {
    pick(
        locale,
        match outcome {
            CallOutcome::Ok => ("成功", "Succeeded"),
            CallOutcome::Refused => ("被拒绝", "Refused"),
            CallOutcome::Unknown => ("没有结果", "No result"),
        },
    )
}

/// The verdict on a notification.
#[must_use]
pub const fn verdict(locale: Locale, verdict: Verdict) -> &'static str {
    pick(
        locale,
        match verdict {
            Verdict::Applied => ("已入账", "Booked"),
            Verdict::NoEffect => ("无需处理", "No effect"),
            Verdict::UnknownTrade => ("未知交易", "Unknown trade"),
            Verdict::Rejected => ("拒收", "Rejected"),
            Verdict::Error => ("处理出错", "Failed"),
        },
    )
}

/// Why a notification got its verdict.
#[must_use]
pub const fn verdict_reason(locale: Locale, reason: VerdictReason) -> &'static str {
    pick(
        locale,
        match reason {
            VerdictReason::OtherApp => ("不是本店的应用", "For another app"),
            VerdictReason::OtherSeller => ("不是本店的收款账号", "For another seller"),
            VerdictReason::UnknownKind => {
                ("通知类型或交易状态无法识别", "Unknown type or trade status")
            }
            VerdictReason::UnknownTrade => ("没有这个商户订单号", "Unknown merchant order no."),
            VerdictReason::OtherTradeNo => ("支付宝交易号不一致", "Different Alipay trade number"),
            VerdictReason::OtherAmount => ("金额与付款记录不符", "Amount differs from the attempt"),
            VerdictReason::NoAmount => ("没有有效金额", "No valid amount"),
            VerdictReason::NoTradeNo => ("没有支付宝交易号", "No Alipay trade number"),
            VerdictReason::Waiting => ("买家尚未付款", "Not paid yet"),
            VerdictReason::RefundsQueried => ("正在查询退款", "Refunds are being queried"),
            VerdictReason::Queried => ("正在向支付宝查询", "Checking with Alipay"),
            VerdictReason::Applied => ("计入订单", "Applied to the order"),
            VerdictReason::Duplicate => ("重复付款", "Second payment"),
            VerdictReason::Late => ("订单已取消", "Order already cancelled"),
            VerdictReason::Mismatch => ("金额与订单不符", "Amount does not match the order"),
            VerdictReason::Finished => ("交易结束，不可退款", "Finished, no refunds"),
            VerdictReason::Known => ("此前已入账", "Booked before"),
        },
    )
}

/// The status of a trade.
#[must_use]
pub const fn trade_status(locale: Locale, status: TradeStatus) -> &'static str {
    pick(
        locale,
        match status {
            TradeStatus::WaitBuyerPay => ("等待付款", "Waiting for payment"),
            TradeStatus::TradeSuccess => ("付款成功", "Paid"),
            TradeStatus::TradeFinished => ("交易结束", "Finished"),
            TradeStatus::TradeClosed => ("交易关闭", "Closed"),
        },
    )
}

/// Why Alipay refused a refund; `None` for a code without words.
#[must_use]
pub(crate) fn refusal(locale: Locale, code: &str) -> Option<&'static str> {
    let pair = match code {
        NUMBER_TAKEN => (
            "这个退款号下是另一个金额",
            "Another amount under this refund number",
        ),
        "ACQ.SELLER_BALANCE_NOT_ENOUGH" => ("商户余额不足", "The merchant's balance is too low"),
        "ACQ.TRADE_HAS_FINISHED" => ("交易已结束", "The trade is finished"),
        "ACQ.TRADE_NOT_ALLOW_REFUND" => ("这笔交易不允许退款", "The trade allows no refund"),
        "ACQ.TRADE_NOT_EXIST" => ("没有这笔交易", "There is no such trade"),
        "ACQ.TRADE_STATUS_ERROR" => ("交易状态不允许退款", "The trade's status allows no refund"),
        "ACQ.REASON_TRADE_BEEN_FREEZEN" => ("交易被冻结", "The trade is frozen"),
        "ACQ.REASON_TRADE_REFUND_FEE_ERR" => ("退款金额有误", "The amount is wrong"),
        "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL" => (
            "退款金额超过可退金额",
            "The amount exceeds what can be refunded",
        ),
        "ACQ.DISCORDANT_REPEAT_REQUEST" => (
            "同一退款号的请求前后不一致",
            "A request under the same number was different",
        ),
        "ACQ.INVALID_PARAMETER" => ("参数有误", "A parameter is invalid"),
        _ => return None,
    };
    Some(pick(locale, pair))
}
