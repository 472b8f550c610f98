//! The gateway's business codes.

use std::fmt;

/// A `sub_code`. Codes without a variant are kept as [`SubCode::Other`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[expect(
    missing_docs,
    reason = "each variant has the name of its code; `as_str` returns it"
)]
pub enum SubCode {
    SystemError,
    InvalidParameter,
    TradeNotExist,
    TradeHasSuccess,
    TradeHasClose,
    TradeHasFinished,
    TradeStatusError,
    ReasonIllegalStatus,
    ReasonTradeStatusInvalid,
    ContextInconsistent,
    TradeBuyerNotMatch,
    TotalFeeExceed,
    ExistForbiddenWord,
    PartnerError,
    AccessForbidden,
    SellerBeenBlocked,
    BuyerSellerEqual,
    BuyerEnableStatusForbid,
    SellerBalanceNotEnough,
    RefundAmtNotEqualTotal,
    ReasonTradeRefundFeeErr,
    DiscordantRepeatRequest,
    ReasonTradeBeenFreezen,
    TradeNotAllowRefund,
    RefundFeeError,
    OnlineTradeVoucherNotAllowRefund,
    TradeSettleError,
    MulCardTradeRefundNotSupport,
    CancelNotAllowed,
    TradeCancelTimeOut,
    Other(String),
}

const CODES: [(SubCode, &str); 30] = [
    (SubCode::SystemError, "ACQ.SYSTEM_ERROR"),
    (SubCode::InvalidParameter, "ACQ.INVALID_PARAMETER"),
    (SubCode::TradeNotExist, "ACQ.TRADE_NOT_EXIST"),
    (SubCode::TradeHasSuccess, "ACQ.TRADE_HAS_SUCCESS"),
    (SubCode::TradeHasClose, "ACQ.TRADE_HAS_CLOSE"),
    (SubCode::TradeHasFinished, "ACQ.TRADE_HAS_FINISHED"),
    (SubCode::TradeStatusError, "ACQ.TRADE_STATUS_ERROR"),
    (SubCode::ReasonIllegalStatus, "ACQ.REASON_ILLEGAL_STATUS"),
    (
        SubCode::ReasonTradeStatusInvalid,
        "ACQ.REASON_TRADE_STATUS_INVALID",
    ),
    (SubCode::ContextInconsistent, "ACQ.CONTEXT_INCONSISTENT"),
    (SubCode::TradeBuyerNotMatch, "ACQ.TRADE_BUYER_NOT_MATCH"),
    (SubCode::TotalFeeExceed, "ACQ.TOTAL_FEE_EXCEED"),
    (SubCode::ExistForbiddenWord, "ACQ.EXIST_FORBIDDEN_WORD"),
    (SubCode::PartnerError, "ACQ.PARTNER_ERROR"),
    (SubCode::AccessForbidden, "ACQ.ACCESS_FORBIDDEN"),
    (SubCode::SellerBeenBlocked, "ACQ.SELLER_BEEN_BLOCKED"),
    (SubCode::BuyerSellerEqual, "ACQ.BUYER_SELLER_EQUAL"),
    (
        SubCode::BuyerEnableStatusForbid,
        "ACQ.BUYER_ENABLE_STATUS_FORBID",
    ),
    (
        SubCode::SellerBalanceNotEnough,
        "ACQ.SELLER_BALANCE_NOT_ENOUGH",
    ),
    (
        SubCode::RefundAmtNotEqualTotal,
        "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",
    ),
    (
        SubCode::ReasonTradeRefundFeeErr,
        "ACQ.REASON_TRADE_REFUND_FEE_ERR",
    ),
    (
        SubCode::DiscordantRepeatRequest,
        "ACQ.DISCORDANT_REPEAT_REQUEST",
    ),
    (
        SubCode::ReasonTradeBeenFreezen,
        "ACQ.REASON_TRADE_BEEN_FREEZEN",
    ),
    (SubCode::TradeNotAllowRefund, "ACQ.TRADE_NOT_ALLOW_REFUND"),
    (SubCode::RefundFeeError, "ACQ.REFUND_FEE_ERROR"),
    (
        SubCode::OnlineTradeVoucherNotAllowRefund,
        "ACQ.ONLINE_TRADE_VOUCHER_NOT_ALLOW_REFUND",
    ),
    (SubCode::TradeSettleError, "ACQ.TRADE_SETTLE_ERROR"),
    (
        SubCode::MulCardTradeRefundNotSupport,
        "ACQ.MUL_CARD_TRADE_REFUND_NOT_SUPPORT",
    ),
    (SubCode::CancelNotAllowed, "ACQ.CANCEL_NOT_ALLOWED"),
    (SubCode::TradeCancelTimeOut, "ACQ.TRADE_CANCEL_TIME_OUT"),
];

impl SubCode {
    /// Parses the gateway's code.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        // One method of the gateway misspells it.
        if text == "AQC.SYSTEM_ERROR" {
            return Self::SystemError;
        }
        let known = CODES.into_iter().find(|(_, name)| *name == text);
        known.map_or_else(|| Self::Other(text.to_owned()), |(code, _)| code)
    }

    /// The code as the gateway writes it, e.g. `ACQ.TRADE_NOT_EXIST`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        if let Self::Other(text) = self {
            return text;
        }
        CODES
            .iter()
            .find(|(code, _)| code == self)
            .map_or("", |(_, name)| name)
    }
}

impl fmt::Display for SubCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{CODES, SubCode};

    #[test]
    fn codes_are_read_as_they_are_written() {
        for (code, text) in CODES {
            assert_eq!(SubCode::parse(text), code);
            assert_eq!(code.as_str(), text);
        }
        assert_eq!(SubCode::parse("AQC.SYSTEM_ERROR"), SubCode::SystemError);
        assert_eq!(SubCode::parse("ACQ.NEW").as_str(), "ACQ.NEW");
    }
}
