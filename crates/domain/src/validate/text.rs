//! Names, addresses, telephone numbers and notes.

use super::login::mobile;
use crate::{
    error::ErrorCode,
    limit::{self, Length},
};

/// Characters that have no place in a line of text: control characters, and those that turn or hide what follows.
fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// One line, trimmed, with runs of blanks drawn together.
fn line(text: &str, limit: Length) -> Result<String, ErrorCode> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let kept = words.join(" ");
    let length = kept.chars().count();
    if length == 0 {
        return Err(ErrorCode::Required);
    }
    if length > usize::from(limit.max) {
        return Err(ErrorCode::TooLong);
    }
    if length < usize::from(limit.min) {
        return Err(ErrorCode::TooShort);
    }
    if kept.chars().any(is_unfit) {
        Err(ErrorCode::Format)
    } else {
        Ok(kept)
    }
}

/// Several lines, trimmed; `None` for nothing.
fn note(text: &str, limit: Length) -> Result<Option<String>, ErrorCode> {
    let kept = text.replace("\r\n", "\n");
    let kept = kept.trim();
    if kept.is_empty() {
        return Ok(None);
    }
    if kept.chars().count() > usize::from(limit.max) {
        return Err(ErrorCode::TooLong);
    }
    if kept.chars().any(|c| c != '\n' && c != '\t' && is_unfit(c)) {
        return Err(ErrorCode::Format);
    }
    Ok(Some(kept.to_owned()))
}

/// Name of an account: [`limit::DISPLAY_NAME`].
///
/// # Errors
/// `Required`, `TooLong`, `Format`.
pub fn display_name(text: &str) -> Result<String, ErrorCode> {
    line(text, limit::DISPLAY_NAME)
}

/// Recipient: [`limit::CONTACT_NAME`].
///
/// # Errors
/// `Required`, `TooShort`, `TooLong`, `Format`.
pub fn contact_name(text: &str) -> Result<String, ErrorCode> {
    line(text, limit::CONTACT_NAME)
}

/// Province, city, district: [`limit::REGION`].
///
/// # Errors
/// As [`contact_name`].
pub fn region(text: &str) -> Result<String, ErrorCode> {
    line(text, limit::REGION)
}

/// Street, house, door: [`limit::STREET`].
///
/// # Errors
/// As [`contact_name`].
pub fn street(text: &str) -> Result<String, ErrorCode> {
    line(text, limit::STREET)
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

/// The customer's note: [`limit::BUYER_NOTE`].
///
/// # Errors
/// `TooLong`, `Format`.
pub fn buyer_note(text: &str) -> Result<Option<String>, ErrorCode> {
    note(text, limit::BUYER_NOTE)
}

/// Staff's own note: [`limit::STAFF_NOTE`].
///
/// # Errors
/// `TooLong`, `Format`.
pub fn staff_note(text: &str) -> Result<Option<String>, ErrorCode> {
    note(text, limit::STAFF_NOTE)
}

/// What staff tell the shopper about a refund, sent to the gateway too: one line, [`limit::REASON_TEXT`].
///
/// # Errors
/// `TooLong`, `Format`.
pub fn reason_text(text: &str) -> Result<Option<String>, ErrorCode> {
    if text.trim().is_empty() {
        Ok(None)
    } else {
        line(text, limit::REASON_TEXT).map(Some)
    }
}

/// Why a refund is cancelled: [`limit::DROP_REASON`].
///
/// # Errors
/// `RefundReasonRequired` for nothing, `TooShort`, `TooLong`, `Format`.
pub fn drop_reason(text: &str) -> Result<String, ErrorCode> {
    if text.trim().is_empty() {
        Err(ErrorCode::RefundReasonRequired)
    } else {
        line(text, limit::DROP_REASON)
    }
}

/// Title of a product: one line, [`limit::TITLE`].
///
/// # Errors
/// `Required`, `TooLong`, `Format`.
pub fn title(text: &str) -> Result<String, ErrorCode> {
    line(text, limit::TITLE)
}

/// Paragraphs of a product, divided by empty lines: [`limit::BODY`].
///
/// # Errors
/// `TooLong`, `Format`.
pub fn body(text: &str) -> Result<String, ErrorCode> {
    note(text, limit::BODY).map(Option::unwrap_or_default)
}

/// Why stock was moved: one line, [`limit::STOCK_REASON`].
///
/// # Errors
/// `Required`, `TooShort`, `TooLong`, `Format`.
pub fn stock_reason(text: &str) -> Result<String, ErrorCode> {
    line(text, limit::STOCK_REASON)
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
    fn every_field_holds_its_limit() {
        type Read = fn(&str) -> Result<String, ErrorCode>;
        fn filled(read: Result<Option<String>, ErrorCode>) -> Result<String, ErrorCode> {
            read.map(Option::unwrap_or_default)
        }
        let fields: [(Read, Length); 11] = [
            (display_name, limit::DISPLAY_NAME),
            (contact_name, limit::CONTACT_NAME),
            (region, limit::REGION),
            (street, limit::STREET),
            (title, limit::TITLE),
            (drop_reason, limit::DROP_REASON),
            (stock_reason, limit::STOCK_REASON),
            (|text| filled(buyer_note(text)), limit::BUYER_NOTE),
            (|text| filled(staff_note(text)), limit::STAFF_NOTE),
            (|text| filled(reason_text(text)), limit::REASON_TEXT),
            (body, limit::BODY),
        ];
        for (read, limit) in fields {
            let of = |length: u16| "字".repeat(usize::from(length));
            assert_eq!(read(&of(limit.max)), Ok(of(limit.max)), "{limit:?}");
            assert_eq!(
                read(&of(limit.max + 1)),
                Err(ErrorCode::TooLong),
                "{limit:?}"
            );
            assert_eq!(read(&of(limit.min)), Ok(of(limit.min)), "{limit:?}");
            if limit.min > 1 {
                assert_eq!(
                    read(&of(limit.min - 1)),
                    Err(ErrorCode::TooShort),
                    "{limit:?}"
                );
            }
        }
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
