//! Tracking numbers as typed, pasted or exported by a spreadsheet.

use crate::{error::ErrorCode, limit, validate};

/// A tracking number: capital letters, digits and hyphens. Blanks are left out; `None` for nothing.
///
/// # Errors
/// `TrackingNo` for anything else, e.g. `1.2E+13`, which a spreadsheet makes of a long number;
/// `TooShort`, `TooLong`.
pub fn tracking_no(typed: &str) -> Result<Option<String>, ErrorCode> {
    let text: String = validate::code(typed)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_ascii_uppercase();
    if text.is_empty() {
        return Ok(None);
    }
    let is_plain = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-';
    if !text.bytes().all(is_plain) || !text.bytes().any(|b| b.is_ascii_digit()) {
        return Err(ErrorCode::TrackingNo);
    }
    if text.len() < usize::from(limit::TRACKING_NO.min) {
        return Err(ErrorCode::TooShort);
    }
    if text.len() > usize::from(limit::TRACKING_NO.max) {
        return Err(ErrorCode::TooLong);
    }
    Ok(Some(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_cleaned() {
        for (typed, read) in [
            ("SF1234567890", "SF1234567890"),
            (" sf 1234 5678 90\u{200b}", "SF1234567890"),
            ("７７１２３４５６", "77123456"),
            ("JDVA123-1-1", "JDVA123-1-1"),
        ] {
            assert_eq!(tracking_no(typed), Ok(Some(read.to_owned())), "{typed}");
        }
        assert_eq!(tracking_no("  "), Ok(None));
    }

    #[test]
    fn what_a_spreadsheet_made_of_a_number_is_refused() {
        for typed in [
            "1.2E+13",
            "7.71235E+13",
            "SF123,456",
            "顺丰123456",
            "ABCDEFGH",
            "=1+1+1+1",
        ] {
            assert_eq!(tracking_no(typed), Err(ErrorCode::TrackingNo), "{typed}");
        }
        assert_eq!(tracking_no("12345"), Err(ErrorCode::TooShort));
        assert_eq!(tracking_no(&"1".repeat(41)), Err(ErrorCode::TooLong));
    }

    proptest! {
        #[test]
        fn a_number_that_was_read_reads_the_same(typed in "\\PC{0,50}") {
            if let Ok(Some(number)) = tracking_no(&typed) {
                prop_assert_eq!(tracking_no(&number), Ok(Some(number.clone())));
            }
        }
    }
}
