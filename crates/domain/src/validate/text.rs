//! Names, addresses, telephone numbers and notes.

use super::login::mobile;
use crate::error::ErrorCode;

/// Characters that have no place in a line of text: control characters, and those that turn or hide what follows.
fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// One line, trimmed, with runs of blanks drawn together.
fn line(text: &str, min: usize, max: usize) -> Result<String, ErrorCode> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let kept = words.join(" ");
    let length = kept.chars().count();
    if length == 0 {
        return Err(ErrorCode::Required);
    }
    if length > max {
        return Err(ErrorCode::TooLong);
    }
    if length < min {
        return Err(ErrorCode::TooShort);
    }
    if kept.chars().any(is_unfit) {
        Err(ErrorCode::Format)
    } else {
        Ok(kept)
    }
}

/// Several lines, trimmed; `None` for nothing.
fn note(text: &str, max: usize) -> Result<Option<String>, ErrorCode> {
    let kept = text.replace("\r\n", "\n");
    let kept = kept.trim();
    if kept.is_empty() {
        return Ok(None);
    }
    if kept.chars().count() > max {
        return Err(ErrorCode::TooLong);
    }
    if kept.chars().any(|c| c != '\n' && c != '\t' && is_unfit(c)) {
        return Err(ErrorCode::Format);
    }
    Ok(Some(kept.to_owned()))
}

/// Name of an account: 1 to 30 characters.
///
/// # Errors
/// `Required`, `TooLong`, `Format`.
pub fn display_name(text: &str) -> Result<String, ErrorCode> {
    line(text, 1, 30)
}

/// Recipient: 2 to 40 characters.
///
/// # Errors
/// `Required`, `TooShort`, `TooLong`, `Format`.
pub fn contact_name(text: &str) -> Result<String, ErrorCode> {
    line(text, 2, 40)
}

/// Province, city, district: 2 to 80 characters.
///
/// # Errors
/// As [`contact_name`].
pub fn region(text: &str) -> Result<String, ErrorCode> {
    line(text, 2, 80)
}

/// Street, house, door: 2 to 120 characters.
///
/// # Errors
/// As [`contact_name`].
pub fn street(text: &str) -> Result<String, ErrorCode> {
    line(text, 2, 120)
}

/// A mainland mobile number (kept as 11 digits) or landline number (kept as `010-12345678`, an extension behind a
/// further hyphen).
///
/// # Errors
/// `Required` for nothing, `Phone` for anything else that is neither.
pub fn contact_phone(text: &str) -> Result<String, ErrorCode> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ErrorCode::Required);
    }
    mobile(text)
        .or_else(|| landline(text))
        .ok_or(ErrorCode::Phone)
}

/// Area code of 3 or 4 digits that begins with 0, number of 7 or 8 that begins with 2 to 9, extension of up to 6.
fn landline(text: &str) -> Option<String> {
    let mut parts = text.split('-').map(str::trim);
    let (area, number, extension) = (parts.next()?, parts.next()?, parts.next());
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let fits = parts.next().is_none()
        && digits(area)
        && (3..=4).contains(&area.len())
        && area.starts_with('0')
        && digits(number)
        && (7..=8).contains(&number.len())
        && !number.starts_with(['0', '1'])
        && extension.is_none_or(|e| digits(e) && e.len() <= 6);
    fits.then(|| match extension {
        Some(extension) => format!("{area}-{number}-{extension}"),
        None => format!("{area}-{number}"),
    })
}

/// The buyer's note: at most 200 characters.
///
/// # Errors
/// `TooLong`, `Format`.
pub fn buyer_note(text: &str) -> Result<Option<String>, ErrorCode> {
    note(text, 200)
}

/// Staff's own note: at most 500 characters.
///
/// # Errors
/// `TooLong`, `Format`.
pub fn staff_note(text: &str) -> Result<Option<String>, ErrorCode> {
    note(text, 500)
}

/// What staff tell the shopper about a refund, sent to the gateway too: one line of at most 100 characters.
///
/// # Errors
/// `TooLong`, `Format`.
pub fn reason_text(text: &str) -> Result<Option<String>, ErrorCode> {
    if text.trim().is_empty() {
        Ok(None)
    } else {
        line(text, 1, 100).map(Some)
    }
}

/// Why a refund is given up: 2 to 200 characters.
///
/// # Errors
/// `RefundReasonRequired` for nothing, `TooShort`, `TooLong`, `Format`.
pub fn drop_reason(text: &str) -> Result<String, ErrorCode> {
    if text.trim().is_empty() {
        Err(ErrorCode::RefundReasonRequired)
    } else {
        line(text, 2, 200)
    }
}

/// Title of a product: one line of 1 to 120 characters.
///
/// # Errors
/// `Required`, `TooLong`, `Format`.
pub fn title(text: &str) -> Result<String, ErrorCode> {
    line(text, 1, 120)
}

/// Paragraphs of a product, divided by empty lines: at most 4,000 characters.
///
/// # Errors
/// `TooLong`, `Format`.
pub fn body(text: &str) -> Result<String, ErrorCode> {
    note(text, 4_000).map(Option::unwrap_or_default)
}

/// Why stock was moved: one line of 2 to 200 characters.
///
/// # Errors
/// `Required`, `TooShort`, `TooLong`, `Format`.
pub fn stock_reason(text: &str) -> Result<String, ErrorCode> {
    line(text, 2, 200)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_are_trimmed_and_counted_in_characters() {
        assert_eq!(contact_name("  林 \t夏  "), Ok("林 夏".to_owned()));
        assert_eq!(contact_name("林"), Err(ErrorCode::TooShort));
        assert_eq!(
            contact_name("\u{3000}"),
            Err(ErrorCode::Required),
            "an ideographic blank is a blank"
        );
        assert_eq!(
            display_name(&"字".repeat(30)).map(|n| n.chars().count()),
            Ok(30)
        );
        assert_eq!(display_name(&"字".repeat(31)), Err(ErrorCode::TooLong));
        assert_eq!(street("a\u{0}b"), Err(ErrorCode::Format));
        assert_eq!(
            street("ab\u{202e}cd"),
            Err(ErrorCode::Format),
            "nothing turns the text around"
        );
        assert_eq!(region("a\nb"), Ok("a b".to_owned()));
    }

    #[test]
    fn telephones_are_mobile_or_landline() {
        for (typed, kept) in [
            ("138 0000 1234", "13800001234"),
            ("+86-13800001234", "13800001234"),
            ("010-62345678", "010-62345678"),
            ("0571-2345678", "0571-2345678"),
            ("0571-23456789-801", "0571-23456789-801"),
        ] {
            assert_eq!(contact_phone(typed), Ok(kept.to_owned()), "{typed}");
        }
        for typed in [
            "1",
            "12345678",
            "62345678",
            "10-62345678",
            "010-12345678",
            "010-62345678-1-2",
            "010-6234567x",
            "abc",
        ] {
            assert_eq!(contact_phone(typed), Err(ErrorCode::Phone), "{typed}");
        }
        assert_eq!(contact_phone(" "), Err(ErrorCode::Required));
    }

    #[test]
    fn notes_may_be_empty_and_have_lines() {
        assert_eq!(buyer_note(" \r\n "), Ok(None));
        assert_eq!(buyer_note("a\r\nb"), Ok(Some("a\nb".to_owned())));
        assert_eq!(buyer_note(&"x".repeat(201)), Err(ErrorCode::TooLong));
        assert_eq!(staff_note("a\u{1b}[2J"), Err(ErrorCode::Format));
        assert_eq!(reason_text(""), Ok(None));
        assert_eq!(drop_reason(" "), Err(ErrorCode::RefundReasonRequired));
        assert_eq!(drop_reason("客户改主意"), Ok("客户改主意".to_owned()));
    }

    proptest! {
        #[test]
        fn what_is_kept_is_kept_again(text in "\\PC{0,60}|[0-9 +-]{0,16}") {
            for read in [display_name, contact_name, region, street, contact_phone] {
                if let Ok(kept) = read(&text) {
                    prop_assert_eq!(read(&kept), Ok(kept.clone()));
                }
            }
            if let Ok(Some(kept)) = buyer_note(&text) {
                prop_assert_eq!(buyer_note(&kept), Ok(Some(kept.clone())));
            }
        }
    }
}
