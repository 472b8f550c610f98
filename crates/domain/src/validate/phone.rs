//! Phone numbers: many spellings are read, one form is stored.
//!
//! Stored: mainland mobile `13800001234`; landline `010-62345678`; 400 and 800 numbers
//! `400-8101234`; Hong Kong, Macao and Taiwan `+852-91234567`; an extension of a landline or 400
//! number after another hyphen.

use super::clean::code;
use crate::error::ErrorCode;

/// True for a mainland mobile number: 11 digits that begin with 13 to 19.
#[must_use]
pub fn is_mobile(text: &str) -> bool {
    let mut bytes = text.bytes();
    text.len() == 11
        && bytes.next() == Some(b'1')
        && bytes.next().is_some_and(|b| (b'3'..=b'9').contains(&b))
        && bytes.all(|b| b.is_ascii_digit())
}

/// True for the characters of a phone number: digits, blanks and separators.
pub(super) fn is_dialled(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || c == '+' || is_separator(c))
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '(' | ')' | '[' | ']' | '.' | '/' | '·')
}

/// A mainland mobile number, 11 digits.
pub(super) fn mobile(text: &str) -> Option<String> {
    let text = code(text);
    let digits = groups(&text)?.concat();
    let digits = after_country(&digits).unwrap_or(&digits);
    is_mobile(digits).then(|| digits.to_owned())
}

/// A phone number for the delivery.
///
/// # Errors
/// `Required` for nothing, `Phone` unless it is a number of mainland China, Hong Kong, Macao or
/// Taiwan.
pub fn contact_phone(text: &str) -> Result<String, ErrorCode> {
    let text = code(text);
    if text.is_empty() {
        return Err(ErrorCode::Required);
    }
    read(&text).ok_or(ErrorCode::Phone)
}

fn read(text: &str) -> Option<String> {
    let (number, said) = extension(text);
    if said.is_some_and(|extension| !is_extension(extension)) {
        return None;
    }
    let groups = groups(number)?;
    match said {
        Some(extension) => Some(format!("{}-{extension}", office(&groups.concat())?)),
        None => split(&groups)
            .or_else(|| whole(&groups.concat()))
            .or_else(|| with_last(&groups)),
    }
}

/// Splits off the extension and the word before it.
fn extension(text: &str) -> (&str, Option<&str>) {
    for word in ["转", "轉", "分机", "分機", "ext.", "ext", "x", "#"] {
        let folded = text.to_ascii_lowercase();
        if let Some(at) = folded.find(word)
            && let (Some(number), Some(rest)) = (text.get(..at), text.get(at + word.len()..))
        {
            return (number, Some(rest.trim()));
        }
    }
    (text, None)
}

fn is_extension(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The groups of digits; the first keeps its `+`. `None` for any other character, so the readers below
/// compare lengths and first digits only.
fn groups(text: &str) -> Option<Vec<&str>> {
    let plus_leads = !text
        .trim_start_matches(is_separator)
        .get(1..)
        .is_some_and(|rest| rest.contains('+'));
    (is_dialled(text) && plus_leads).then(|| {
        text.split(is_separator)
            .filter(|group| !group.is_empty())
            .collect()
    })
}

/// Area, number and extension as separate groups: only then can a short extension be told from a
/// longer number.
fn split(groups: &[&str]) -> Option<String> {
    match groups {
        [area, number, extension] if is_extension(extension) => {
            let digits = format!("{area}{number}");
            let (found, _rest) = landline(&digits)?;
            (found == *area).then(|| format!("{area}-{number}-{extension}"))
        }
        _ => None,
    }
}

/// The last group as an extension.
fn with_last(groups: &[&str]) -> Option<String> {
    let (last, rest) = groups.split_last()?;
    if is_extension(last) {
        Some(format!("{}-{last}", office(&rest.concat())?))
    } else {
        None
    }
}

fn whole(digits: &str) -> Option<String> {
    let home = after_country(digits).unwrap_or(digits);
    if is_mobile(home) {
        return Some(home.to_owned());
    }
    office(digits).or_else(|| region(digits))
}

/// A landline or a 400 or 800 number: those that can have an extension.
fn office(digits: &str) -> Option<String> {
    let local = after_country(digits);
    let home = local.unwrap_or(digits);
    if let Some((area, number)) = landline(home) {
        return Some(format!("{area}-{number}"));
    }
    // After the country code the area code has no 0.
    if local.is_some()
        && let Some((area, number)) = landline(&format!("0{home}"))
    {
        return Some(format!("{area}-{number}"));
    }
    let (head, tail) = home.split_at_checked(3)?;
    let free = matches!(head, "400" | "800") && tail.len() == 7;
    free.then(|| format!("{head}-{tail}"))
}

/// The part after the country code of mainland China, if there is one.
fn after_country(digits: &str) -> Option<&str> {
    ["+86", "0086", "86"]
        .iter()
        .find_map(|code| digits.strip_prefix(code))
}

/// Area code and number. Area codes have 3 digits if they are 010 or begin with 02, and 4 otherwise.
fn landline(digits: &str) -> Option<(&str, &str)> {
    let length = match digits.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => return None,
    };
    let (area, number) = digits.split_at_checked(length)?;
    let fits = (7..=8).contains(&number.len()) && !number.starts_with(['0', '1']);
    fits.then_some((area, number))
}

/// A number of Hong Kong, Macao or Taiwan, with its code.
fn region(digits: &str) -> Option<String> {
    let digits = ["+", "00"]
        .iter()
        .find_map(|plus| digits.strip_prefix(plus))
        .unwrap_or(digits);
    let (code, number) = digits.split_at_checked(3)?;
    let number = match code {
        // Taiwan's numbers begin with a 0 that is left out after the code.
        "886" => number.strip_prefix('0').unwrap_or(number),
        _ => number,
    };
    let fits = match (code, number.as_bytes()) {
        ("852", [b'2'..=b'9', ..]) | ("853", [b'2' | b'6' | b'8', ..]) => number.len() == 8,
        ("886", [b'9', ..]) => number.len() == 9,
        ("886", [b'2'..=b'8', ..]) => (8..=9).contains(&number.len()),
        _ => false,
    };
    fits.then(|| format!("+{code}-{number}"))
}

/// A phone number with its middle hidden: `138****1234`; of short numbers only the last two digits
/// are shown.
#[must_use]
pub fn mask_phone(phone: &str) -> String {
    let chars: Vec<char> = phone.chars().collect();
    let tail = |count: usize| {
        chars
            .iter()
            .skip(chars.len().saturating_sub(count))
            .collect::<String>()
    };
    let head = if phone.starts_with('+') { 4 } else { 3 };
    if chars.len() >= 11 {
        let head: String = chars.iter().take(head).collect();
        format!("{head}****{}", tail(4))
    } else if chars.len() >= 5 {
        format!("****{}", tail(2))
    } else {
        "****".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_kept_in_one_form() {
        for (typed, kept) in [
            ("138 0000 1234", "13800001234"),
            ("+86-13800001234", "13800001234"),
            ("008613800001234", "13800001234"),
            ("8613800001234", "13800001234"),
            ("0086 138-0000-1234", "13800001234"),
            ("（＋８６）１３８００００１２３４", "13800001234"),
            ("138.0000.1234", "13800001234"),
            ("010-62345678", "010-62345678"),
            ("01062345678", "010-62345678"),
            ("(010)62345678", "010-62345678"),
            ("（010） 6234-5678", "010-62345678"),
            ("010-6234-5678", "010-62345678"),
            ("+86 10 62345678", "010-62345678"),
            ("0086-010-62345678", "010-62345678"),
            ("0571-2345678", "0571-2345678"),
            ("0571-2345678-8", "0571-2345678-8"),
            ("0571-23456789-801", "0571-23456789-801"),
            ("0571 23456789 转 801", "0571-23456789-801"),
            ("057123456789x801", "0571-23456789-801"),
            ("0571-23456789 ext. 801", "0571-23456789-801"),
            ("+86-571-23456789-801", "0571-23456789-801"),
            ("400-810-1234", "400-8101234"),
            ("4008101234", "400-8101234"),
            ("400 8101 234 转 6", "400-8101234-6"),
            ("400-810-1234-6", "400-8101234-6"),
            ("800-820-1234", "800-8201234"),
            ("+852 9123 4567", "+852-91234567"),
            ("00852-91234567", "+852-91234567"),
            ("852 91234567", "+852-91234567"),
            ("(852) 2345 6789", "+852-23456789"),
            ("+853 6612 3456", "+853-66123456"),
            ("+886 912 345 678", "+886-912345678"),
            ("+886 0912-345-678", "+886-912345678"),
            ("+886-2-2345-6789", "+886-223456789"),
            ("886 4 2345678", "+886-42345678"),
        ] {
            assert_eq!(contact_phone(typed), Ok(kept.to_owned()), "{typed}");
            assert_eq!(contact_phone(kept), Ok(kept.to_owned()), "{kept}");
        }
    }

    #[test]
    fn other_text_is_refused() {
        for typed in [
            "1",
            "12345678",
            "62345678",
            "10-62345678",
            "010-12345678",
            "010-02345678",
            "010-623456",
            "010-623456789",
            "011-62345678",
            "000-62345678",
            "010-62345678-1-2",
            "010-62345678-1234567",
            "02a-62345678",
            "057a-2345678",
            "010-6234567x",
            "010-62345678转",
            "010-62345678转a",
            "13800001234转1",
            "12800001234",
            "138000012345",
            "1380000123",
            "86 12800001234",
            "+8613800001234+",
            "1+3800001234",
            "++8613800001234",
            "400-810-123",
            "400-810-12345678",
            "500-810-1234",
            "+852 1123 4567",
            "+852 912 4567",
            "+852 91234567-1",
            "+853 16123456",
            "+853 661234567",
            "+886 12345678",
            "+886 91234567",
            "+886 2234567",
            "+886 2234567890",
            "+854 91234567",
            "91234567",
            "+1 13800001234",
            "+44 20 7946 0000",
            "138_0000_1234",
            "abc",
            "+",
            "-",
            "转801",
        ] {
            assert_eq!(contact_phone(typed), Err(ErrorCode::Phone), "{typed}");
        }
        assert_eq!(contact_phone(" \u{200b}"), Err(ErrorCode::Required));
    }

    #[test]
    fn masks_hide_the_middle() {
        assert_eq!(mask_phone("13800001234"), "138****1234");
        assert_eq!(mask_phone("010-12345678"), "010****5678");
        assert_eq!(mask_phone("+852-91234567"), "+852****4567");
        assert_eq!(mask_phone("1234567"), "****67");
        assert_eq!(mask_phone("4008101234"), "****34");
        assert_eq!(mask_phone("12345"), "****45");
        assert_eq!(mask_phone("1234"), "****");
    }

    proptest! {
        #[test]
        fn separators_make_no_difference(
            number in "1[3-9][0-9]{9}|0(10|2[0-9])[2-9][0-9]{6,7}|0[3-9][0-9]{2}[2-9][0-9]{6,7}|\\+852[2-9][0-9]{7}|400[0-9]{7}",
            between in prop::collection::vec(prop::sample::select(vec!["", "", "", " ", "-", "\u{200b}", "(", "）"]), 16),
        ) {
            // No separator after the tenth digit, where the rest would be an extension.
            let typed: String = number.chars().zip(between).enumerate().map(|(place, (c, between))| {
                if (4..=10).contains(&place) { format!("{between}{c}") } else { c.to_string() }
            }).collect();
            prop_assert_eq!(contact_phone(&typed), contact_phone(&number));
            prop_assert!(contact_phone(&number).is_ok());
        }

        #[test]
        fn every_mobile_number_is_read(number in "(\\+86|0086|86)?1[3-9][0-9]{9}") {
            let kept = contact_phone(&number);
            prop_assert!(kept.as_deref().is_ok_and(is_mobile));
            prop_assert!(!mask_phone(&number).contains(&number));
        }

        #[test]
        fn what_is_kept_reads_again_as_itself(text in "[0-9 +()x-]{0,20}|\\PC{0,12}") {
            if let Ok(kept) = contact_phone(&text) {
                prop_assert_eq!(contact_phone(&kept), Ok(kept.clone()));
            }
            let _masked = mask_phone(&text);
        }
    }
}
