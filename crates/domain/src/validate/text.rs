//! Names, addresses and notes.

use super::clean::visible;
use crate::{
    error::ErrorCode,
    limit::{self, Length},
};

/// A text as one line without invisible characters: trimmed; runs of whitespace become one space.
#[must_use]
pub fn one_line(text: &str) -> String {
    visible(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// [`one_line`] within its limits.
pub(super) fn line(text: &str, limit: Length) -> Result<String, ErrorCode> {
    let kept = one_line(text);
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
    if kept.contains(char::is_control) {
        Err(ErrorCode::Format)
    } else {
        Ok(kept)
    }
}

/// Several lines, trimmed; `None` for nothing.
fn note(text: &str, limit: Length) -> Result<Option<String>, ErrorCode> {
    let kept = visible(text);
    let kept = kept.trim();
    if kept.is_empty() {
        return Ok(None);
    }
    if kept.chars().count() > usize::from(limit.max) {
        return Err(ErrorCode::TooLong);
    }
    if kept.contains(|c: char| c != '\n' && c != '\t' && c.is_control()) {
        return Err(ErrorCode::Format);
    }
    Ok(Some(kept.to_owned()))
}

/// One line that may be left empty.
pub(super) fn optional(text: &str, limit: Length) -> Result<Option<String>, ErrorCode> {
    match line(text, limit) {
        Ok(kept) => Ok(Some(kept)),
        Err(ErrorCode::Required) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Name of an account: [`limit::DISPLAY_NAME`].
///
/// # Errors
/// `Required`, `TooLong`, `Format`.
pub fn display_name(text: &str) -> Result<String, ErrorCode> {
    line(text, limit::DISPLAY_NAME)
}

/// Name of a category: one line, [`limit::CATEGORY`].
///
/// # Errors
/// `Required`, `TooLong`, `Format`.
pub fn category_name(text: &str) -> Result<String, ErrorCode> {
    line(text, limit::CATEGORY)
}

/// The same in English, which may be left empty.
///
/// # Errors
/// `TooLong`, `Format`.
pub fn optional_category_name(text: &str) -> Result<String, ErrorCode> {
    optional(text, limit::CATEGORY).map(Option::unwrap_or_default)
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

/// The customer's note: [`limit::BUYER_NOTE`].
///
/// # Errors
/// `TooLong`, `Format`.
pub fn buyer_note(text: &str) -> Result<Option<String>, ErrorCode> {
    note(text, limit::BUYER_NOTE)
}

/// Staff note: [`limit::STAFF_NOTE`].
///
/// # Errors
/// `TooLong`, `Format`.
pub fn staff_note(text: &str) -> Result<Option<String>, ErrorCode> {
    note(text, limit::STAFF_NOTE)
}

/// The refund reason shown to the customer, also sent to the gateway: one line,
/// [`limit::REASON_TEXT`].
///
/// # Errors
/// `TooLong`, `Format`.
pub fn reason_text(text: &str) -> Result<Option<String>, ErrorCode> {
    optional(text, limit::REASON_TEXT)
}

/// Why a difference to the bill is closed: [`limit::ISSUE_REASON`].
///
/// # Errors
/// `Required`, `TooShort`, `TooLong`, `Format`.
pub fn issue_reason(text: &str) -> Result<String, ErrorCode> {
    line(text, limit::ISSUE_REASON)
}

/// Why a refund is cancelled: [`limit::DROP_REASON`].
///
/// # Errors
/// `RefundReasonRequired` for nothing, `TooShort`, `TooLong`, `Format`.
pub fn drop_reason(text: &str) -> Result<String, ErrorCode> {
    optional(text, limit::DROP_REASON)?.ok_or(ErrorCode::RefundReasonRequired)
}

/// Title of a product: one line, [`limit::TITLE`].
///
/// # Errors
/// `Required`, `TooLong`, `Format`.
pub fn title(text: &str) -> Result<String, ErrorCode> {
    line(text, limit::TITLE)
}

/// Title of a product in a language that is optional.
///
/// # Errors
/// `TooLong`, `Format`.
pub fn optional_title(text: &str) -> Result<String, ErrorCode> {
    optional(text, limit::TITLE).map(Option::unwrap_or_default)
}

/// One line of at most `limit` characters; empty for nothing.
///
/// # Errors
/// `TooShort`, `TooLong`, `Format`.
pub fn optional_line(text: &str, limit: Length) -> Result<String, ErrorCode> {
    optional(text, limit).map(Option::unwrap_or_default)
}

/// Lines of at most `limit` characters together; empty for nothing.
///
/// # Errors
/// `TooLong`, `Format`.
pub fn optional_lines(text: &str, limit: Length) -> Result<String, ErrorCode> {
    note(text, limit).map(Option::unwrap_or_default)
}

/// Description of a product; empty lines separate paragraphs: [`limit::BODY`].
///
/// # Errors
/// `TooLong`, `Format`.
pub fn body(text: &str) -> Result<String, ErrorCode> {
    note(text, limit::BODY).map(Option::unwrap_or_default)
}

/// Name of an uploaded file: one line, cut to [`limit::FILE_NAME`]; `?` for nothing. It is shown and
/// is never part of a path, so any other character may stand in it.
#[must_use]
pub fn file_name(text: &str) -> String {
    let shown = visible(text);
    let words: Vec<&str> = shown.split_whitespace().collect();
    let mut name = words.join(" ");
    name.retain(|c| !c.is_control());
    let most = usize::from(limit::FILE_NAME.max);
    if name.chars().count() > most {
        name = name.chars().take(most - 1).chain(['…']).collect();
    }
    if name.is_empty() {
        name.push('?');
    }
    name
}

/// Why stock was moved: one line, [`limit::STOCK_REASON`]; `None` for nothing.
///
/// # Errors
/// `TooShort`, `TooLong`, `Format`.
pub fn stock_reason(text: &str) -> Result<Option<String>, ErrorCode> {
    optional(text, limit::STOCK_REASON)
}

/// Name of an option, or label of a value: one line, [`limit::OPTION_LABEL`].
///
/// # Errors
/// `Required`, `TooLong`, `Format`.
pub fn option_label(text: &str) -> Result<String, ErrorCode> {
    line(text, limit::OPTION_LABEL)
}

/// The same in a language that is optional.
///
/// # Errors
/// `TooLong`, `Format`.
pub fn optional_label(text: &str) -> Result<String, ErrorCode> {
    optional(text, limit::OPTION_LABEL).map(Option::unwrap_or_default)
}

/// Description of a picture: one line, [`limit::ALT`]; empty for none.
///
/// # Errors
/// `TooLong`, `Format`.
pub fn alt(text: &str) -> Result<String, ErrorCode> {
    optional(text, limit::ALT).map(Option::unwrap_or_default)
}

/// Code of a SKU as typed: letters and digits of any script, `-`, `_`, `.`, `/` and `+`; [`limit::SKU_CODE`].
///
/// # Errors
/// `Required`, `TooLong`, `Format`.
pub fn sku_code(text: &str) -> Result<String, ErrorCode> {
    let kept = line(&super::code(text), limit::SKU_CODE)?;
    let is_code = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '+');
    if kept.chars().all(is_code) {
        Ok(kept)
    } else {
        Err(ErrorCode::Format)
    }
}

/// Name of a product in addresses as typed: small letters, digits and single hyphens between them; [`limit::SLUG`].
/// Capital letters become small ones.
///
/// # Errors
/// `Required`, `TooLong`; `Slug` for other characters, and for the addresses of other pages.
pub fn slug(text: &str) -> Result<String, ErrorCode> {
    let kept = line(&super::code(text), limit::SLUG)?.to_ascii_lowercase();
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    if kept.split('-').all(is_part) && !crate::catalog::RESERVED_SLUGS.contains(&kept.as_str()) {
        Ok(kept)
    } else {
        Err(ErrorCode::Slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_files_are_shown_as_far_as_they_fit() {
        for (typed, shown) in [
            ("IMG_7.HEIC", "IMG_7.HEIC"),
            ("../../etc/passwd", "../../etc/passwd"),
            ("C:\\fakepath\\茶杯 1.jpg", "C:\\fakepath\\茶杯 1.jpg"),
            (" a\r\nb\t.png\0", "a b .png"),
            ("gpj\u{202e}.exe", "gpj.exe"),
            ("", "?"),
            ("\0\u{200b}", "?"),
        ] {
            assert_eq!(file_name(typed), shown);
        }
        let long = file_name(&"长".repeat(300));
        assert_eq!(long.chars().count(), usize::from(limit::FILE_NAME.max));
        assert!(long.ends_with('…'));
    }

    #[test]
    fn an_optional_title_may_be_empty_and_is_kept_otherwise() {
        assert_eq!(optional_title(" "), Ok(String::new()));
        assert_eq!(optional_title(" Mug "), Ok("Mug".to_owned()));
    }

    #[test]
    fn lines_are_trimmed_and_counted_in_characters() {
        assert_eq!(contact_name("  林 \t夏  "), Ok("林 夏".to_owned()));
        assert_eq!(contact_name("林"), Err(ErrorCode::TooShort));
        assert_eq!(
            contact_name("\u{3000}"),
            Err(ErrorCode::Required),
            "an ideographic space counts as a space"
        );
        assert_eq!(
            display_name(&"字".repeat(30)).map(|n| n.chars().count()),
            Ok(30)
        );
        assert_eq!(display_name(&"字".repeat(31)), Err(ErrorCode::TooLong));
        assert_eq!(street("a\u{0}b"), Err(ErrorCode::Format));
        assert_eq!(
            street("ab\u{202e}cd"),
            Ok("abcd".to_owned()),
            "characters that reverse text are removed"
        );
        for nothing in [
            "\u{200b}",
            "\u{fe0f}",
            "\u{2066}\u{3164}",
            "\u{200d}",
            "\u{2800}",
        ] {
            assert_eq!(contact_name(nothing), Err(ErrorCode::Required));
            assert_eq!(title(nothing), Err(ErrorCode::Required));
            assert_eq!(optional_title(nothing), Ok(String::new()));
            assert_eq!(buyer_note(nothing), Ok(None));
        }
        assert_eq!(display_name("👩‍🚀 小林"), Ok("👩‍🚀 小林".to_owned()));
        assert_eq!(region("a\nb"), Ok("a b".to_owned()));
    }

    #[test]
    fn every_field_holds_its_limit() {
        type Read = fn(&str) -> Result<String, ErrorCode>;
        fn filled(read: Result<Option<String>, ErrorCode>) -> Result<String, ErrorCode> {
            read.map(Option::unwrap_or_default)
        }
        let fields: [(Read, Length); 15] = [
            (display_name, limit::DISPLAY_NAME),
            (contact_name, limit::CONTACT_NAME),
            (region, limit::REGION),
            (street, limit::STREET),
            (title, limit::TITLE),
            (drop_reason, limit::DROP_REASON),
            (issue_reason, limit::ISSUE_REASON),
            (|text| filled(stock_reason(text)), limit::STOCK_REASON),
            (option_label, limit::OPTION_LABEL),
            (alt, limit::ALT),
            (sku_code, limit::SKU_CODE),
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
    fn codes_and_slugs_are_read_strictly() {
        for (typed, read) in [
            ("MUG-350", Ok("MUG-350")),
            (" ＭＵＧ－１ ", Ok("MUG-1")),
            ("杯-1/2", Ok("杯-1/2")),
            ("A B", Err(ErrorCode::Format)),
            ("<b>", Err(ErrorCode::Format)),
            ("", Err(ErrorCode::Required)),
        ] {
            assert_eq!(sku_code(typed), read.map(str::to_owned), "{typed}");
        }
        for (typed, read) in [
            ("ma-ke-bei", Ok("ma-ke-bei")),
            ("Mug-2 ", Ok("mug-2")),
            ("mug--2", Err(ErrorCode::Slug)),
            ("-mug", Err(ErrorCode::Slug)),
            ("马克杯", Err(ErrorCode::Slug)),
            ("a/b", Err(ErrorCode::Slug)),
            ("new", Err(ErrorCode::Slug)),
            ("", Err(ErrorCode::Required)),
        ] {
            assert_eq!(slug(typed), read.map(str::to_owned), "{typed}");
        }
        assert_eq!(slug(&"a".repeat(61)), Err(ErrorCode::TooLong));
    }

    #[test]
    fn notes_may_be_empty_and_have_lines() {
        assert_eq!(buyer_note(" \r\n "), Ok(None));
        assert_eq!(buyer_note("a\r\nb"), Ok(Some("a\nb".to_owned())));
        assert_eq!(
            buyer_note("a\u{2028}b\u{2029}\u{200b}c"),
            Ok(Some("a\nb\nc".to_owned()))
        );
        assert_eq!(buyer_note(&"x".repeat(201)), Err(ErrorCode::TooLong));
        assert_eq!(staff_note("a\u{1b}[2J"), Err(ErrorCode::Format));
        assert_eq!(reason_text(""), Ok(None));
        assert_eq!(drop_reason(" "), Err(ErrorCode::RefundReasonRequired));
        assert_eq!(drop_reason("客户改主意"), Ok("客户改主意".to_owned()));
    }

    proptest! {
        #[test]
        fn what_is_kept_is_kept_again(text in "\\PC{0,60}|[\\x{200b}-\\x{2029}👨\\x{fe0f} a]{0,16}") {
            for read in [display_name, contact_name, region, street, title] {
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
