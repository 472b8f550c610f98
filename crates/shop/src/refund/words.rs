//! What a send that did not succeed leaves in the row: a code and words.

use alipay::{
    answer::{Answer as Said, Unknown},
    request::refund::TradeRefundResponse,
};

/// A code and its words, kept for the next question and for staff.
pub(super) type Words = (Option<String>, Option<String>);

/// The code and words to keep. Only what is signed may bear a code of the gateway: a code decides later whether the
/// refund has failed.
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
