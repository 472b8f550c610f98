//! What customers and staff write about a request, and the parcels of goods that go back.

use super::{
    code,
    text::{line, optional},
};
use crate::{error::ErrorCode, limit};

/// What a customer writes about a refund, also sent to the gateway: one line, [`limit::REQUEST_TEXT`].
///
/// # Errors
/// `TooLong`, `Format`.
pub fn request_text(text: &str) -> Result<Option<String>, ErrorCode> {
    optional(text, limit::REQUEST_TEXT)
}

/// What the customer is told about a decision: one line, [`limit::DECISION_TEXT`].
///
/// # Errors
/// `Required`, `TooShort`, `TooLong`, `Format`.
pub fn decision_text(text: &str) -> Result<String, ErrorCode> {
    line(text, limit::DECISION_TEXT)
}

/// Name of a carrier: one line, [`limit::CARRIER`].
///
/// # Errors
/// `Required`, `TooLong`, `Format`.
pub fn carrier(text: &str) -> Result<String, ErrorCode> {
    line(text, limit::CARRIER)
}

/// Number of a parcel: letters, digits and hyphens, [`limit::TRACKING`].
///
/// # Errors
/// `Required`, `TooShort`, `TooLong`; `Format` for other characters.
pub fn tracking_no(text: &str) -> Result<String, ErrorCode> {
    let kept = line(&code(text), limit::TRACKING)?;
    if kept.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        Ok(kept)
    } else {
        Err(ErrorCode::Format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parcel_has_letters_digits_and_hyphens() {
        assert_eq!(tracking_no(" SF 1234-567 "), Err(ErrorCode::Format));
        assert_eq!(tracking_no(" SF1234-567 "), Ok("SF1234-567".to_owned()));
        assert_eq!(tracking_no(""), Err(ErrorCode::Required));
        assert_eq!(tracking_no("123"), Err(ErrorCode::TooShort));
        assert_eq!(tracking_no(&"1".repeat(41)), Err(ErrorCode::TooLong));
        assert_eq!(tracking_no("1.2E+13"), Err(ErrorCode::Format));
    }

    #[test]
    fn a_decision_needs_words_and_a_request_does_not() {
        assert_eq!(decision_text(" \n "), Err(ErrorCode::Required));
        assert_eq!(decision_text("不"), Err(ErrorCode::TooShort));
        assert_eq!(decision_text("没有\n破损"), Ok("没有 破损".to_owned()));
        assert_eq!(request_text(""), Ok(None));
        assert_eq!(request_text(&"裂".repeat(201)), Err(ErrorCode::TooLong));
        assert_eq!(carrier("顺丰"), Ok("顺丰".to_owned()));
    }
}
