//! Responses other than `10000`, with the codes of the real gateway.

/// The codes and messages of a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: &'static str,
    pub(crate) msg: &'static str,
    pub(crate) sub_code: &'static str,
    pub(crate) sub_msg: String,
}

impl Refusal {
    /// A parameter is missing: 40001.
    pub(crate) fn missing(sub_code: &'static str, sub_msg: &str) -> Self {
        Self::new("40001", "Missing Required Arguments", sub_code, sub_msg)
    }

    /// A parameter is wrong: 40002.
    pub(crate) fn invalid(sub_code: &'static str, sub_msg: &str) -> Self {
        Self::new("40002", "Invalid Arguments", sub_code, sub_msg)
    }

    /// A token is wrong: 20001.
    pub(crate) fn token(sub_code: &'static str, sub_msg: &str) -> Self {
        Self::new("20001", "Insufficient Token Permissions", sub_code, sub_msg)
    }

    /// The business refuses: 40004.
    pub(crate) fn business(sub_code: &'static str, sub_msg: &str) -> Self {
        Self::new("40004", "Business Failed", sub_code, sub_msg)
    }

    pub(crate) fn invalid_parameter(what: &str) -> Self {
        Self::business("ACQ.INVALID_PARAMETER", &format!("参数无效：{what}"))
    }

    pub(crate) fn trade_not_exist() -> Self {
        Self::business("ACQ.TRADE_NOT_EXIST", "交易不存在")
    }

    pub(crate) fn trade_status_error() -> Self {
        Self::business("ACQ.TRADE_STATUS_ERROR", "交易状态不合法")
    }

    pub(crate) fn trade_has_success() -> Self {
        Self::business("ACQ.TRADE_HAS_SUCCESS", "交易已被支付")
    }

    pub(crate) fn trade_has_closed() -> Self {
        Self::business("ACQ.TRADE_HAS_CLOSE", "交易已经关闭")
    }

    pub(crate) fn context_inconsistent() -> Self {
        Self::business(
            "ACQ.CONTEXT_INCONSISTENT",
            "交易信息被篡改：同一商户订单号的参数与首次不一致",
        )
    }

    pub(crate) fn system_error() -> Self {
        Self::business("ACQ.SYSTEM_ERROR", "系统繁忙，请稍后再试")
    }

    pub(crate) fn unavailable() -> Self {
        Self::new(
            "20000",
            "Service Currently Unavailable",
            "isp.unknow-error",
            "系统繁忙",
        )
    }

    fn new(code: &'static str, msg: &'static str, sub_code: &'static str, sub_msg: &str) -> Self {
        Self {
            code,
            msg,
            sub_code,
            sub_msg: sub_msg.to_owned(),
        }
    }
}
