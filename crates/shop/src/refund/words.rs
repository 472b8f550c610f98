//! Code and message that an unsuccessful send leaves in the row.

use alipay::{
    SubCode,
    call::{CallResult as Said, Unknown},
    request::refund::{TradeRefund, TradeRefundResponse},
};
use domain::refund::schedule::SENDS;

/// A code and its message, kept for the next query and for staff.
pub(super) type Words = (Option<String>, Option<String>);

/// The code and message to keep. Only a signed response may leave a code of the gateway, because
/// the code later decides whether the refund failed.
pub(super) fn words(answer: &Said<TradeRefundResponse>) -> Words {
    let plain = |code: &str| (Some(code.to_owned()), None);
    match answer {
        Said::Ok(_no_money_moved) => plain("FUND_CHANGE_N"),
        Said::Rejected(refusal) | Said::Unknown(Unknown::UnlistedRefusal(refusal)) => (
            Some(refusal.sub_code.as_str().to_owned()),
            Some(refusal.sub_msg.clone()),
        ),
        Said::Unknown(Unknown::Busy { code, sub_code }) => {
            (Some(format!("BUSY {code}")), Some(sub_code.to_string()))
        }
        Said::Unknown(Unknown::Timeout) => plain("TIMEOUT"),
        Said::Unknown(Unknown::Connect) => plain("CONNECT"),
        Said::Unknown(Unknown::Interrupted) => plain("INTERRUPTED"),
        Said::Unknown(Unknown::Http(status)) => plain(&format!("HTTP {status}")),
        Said::Unknown(Unknown::Redirect) => plain("REDIRECT"),
        Said::Unknown(Unknown::BadSignature) => plain("BAD_SIGNATURE"),
        Said::Unknown(Unknown::Certificate(_)) => plain("CERTIFICATE"),
        Said::Unknown(Unknown::Unsigned { code, sub_code, .. }) => (
            Some("UNSIGNED".to_owned()),
            Some(format!("{code} {sub_code}")),
        ),
        Said::Unknown(Unknown::Malformed(_)) => plain("MALFORMED"),
        Said::Unknown(Unknown::Mismatch(what)) => {
            (Some("MISMATCH".to_owned()), Some((*what).to_owned()))
        }
        Said::Unknown(Unknown::Unsent(_)) => plain("UNSENT"),
    }
}

/// The gateway's refusal that a row kept.
fn refusal(kept: Option<&str>) -> Option<SubCode> {
    kept.map(SubCode::parse)
}

/// True if the kept code is a refusal that ends the refund once a query confirms that it was not
/// made.
fn is_refused(kept: Option<&str>) -> bool {
    refusal(kept).is_some_and(|code| TradeRefund::is_final(&code))
}

/// True if the answer to the last of so many sends was a refusal that ends the refund, once a query confirms that it was
/// not made: a final one at once, any other after [`SENDS`].
pub(super) fn is_refused_after(kept: Option<&str>, sends: i64) -> bool {
    is_refused(kept) || (sends >= SENDS && is_refusal(kept))
}

/// True for a code of the gateway, whose codes have a point in them, as `ACQ.` or `isv.`. The shop's own words have none.
fn is_refusal(kept: Option<&str>) -> bool {
    kept.is_some_and(|code| code.contains('.')) && refusal(kept) != Some(SubCode::SystemError)
}

/// True if the merchant's balance was too low: the one refusal that is retried automatically.
pub(super) fn is_low_balance(kept: Option<&str>) -> bool {
    refusal(kept) == Some(SubCode::SellerBalanceNotEnough)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_final_refusals_of_the_gateway_end_a_refund() {
        for (code, ends) in [
            (Some("ACQ.TRADE_NOT_ALLOW_REFUND"), true),
            (Some("ACQ.DISCORDANT_REPEAT_REQUEST"), true),
            (Some("ACQ.SELLER_BALANCE_NOT_ENOUGH"), true),
            (Some("ACQ.SYSTEM_ERROR"), false),
            (Some("ACQ.NEVER_HEARD_OF"), false),
            (Some("TIMEOUT"), false),
            (Some("BUSY 20000"), false),
            (Some("FUND_CHANGE_N"), false),
            (Some(domain::refund::NUMBER_TAKEN), false),
            (None, false),
        ] {
            assert_eq!(is_refused(code), ends, "{code:?}");
            assert_eq!(is_refused_after(code, SENDS - 1), ends, "{code:?}");
            let lasts = ends || code == Some("ACQ.NEVER_HEARD_OF");
            assert_eq!(is_refused_after(code, SENDS), lasts, "{code:?}");
        }
        assert!(is_low_balance(Some("ACQ.SELLER_BALANCE_NOT_ENOUGH")));
        assert!(!is_low_balance(Some("ACQ.TRADE_HAS_FINISHED")));
    }
}
