//! Sign-in names: an e-mail address or a mainland mobile number.

use crate::{error::ErrorCode, limit};

/// A sign-in name in the form in which it is stored and compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Login {
    /// An e-mail address in lower case.
    Email(String),
    /// A mainland mobile number, 11 digits.
    Phone(String),
}

impl Login {
    /// The stored text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Email(text) | Self::Phone(text) => text,
        }
    }
}

/// True for a mainland mobile number: 11 digits that begin with 13 to 19.
#[must_use]
pub fn is_mobile(text: &str) -> bool {
    let mut bytes = text.bytes();
    text.len() == 11
        && bytes.next() == Some(b'1')
        && bytes.next().is_some_and(|b| (b'3'..=b'9').contains(&b))
        && bytes.all(|b| b.is_ascii_digit())
}

/// Reads a sign-in name. Blanks and hyphens within a mobile number, and `+86` before it, are left out.
///
/// # Errors
/// `Required` for nothing, `Email` for a broken address, `Phone` for digits that are no mobile number, `Login` for
/// anything else.
pub fn login(text: &str) -> Result<Login, ErrorCode> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ErrorCode::Required);
    }
    if text.contains('@') {
        return email(text).map(Login::Email);
    }
    if text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' '))
    {
        return mobile(text).map(Login::Phone).ok_or(ErrorCode::Phone);
    }
    Err(ErrorCode::Login)
}

/// The 11 digits of a mobile number that was typed with separators or the country code.
pub(super) fn mobile(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    let digits = digits
        .strip_prefix("+86")
        .map_or(digits.as_str(), |rest| rest);
    is_mobile(digits).then(|| digits.to_owned())
}

/// Plain addresses; the domain may be an international one, in its own letters. Whether an address exists only a message
/// to it can tell.
fn email(text: &str) -> Result<String, ErrorCode> {
    let (local, domain) = text.split_once('@').ok_or(ErrorCode::Email)?;
    let local = local.to_ascii_lowercase();
    // Keyboards for Chinese write the dot so, and browsers read it.
    let domain = domain.to_lowercase().replace(['。', '．', '｡'], ".");
    let local_fits = (1..=64).contains(&local.len())
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let kept = format!("{local}@{domain}");
    if local_fits && is_domain(&domain) && kept.len() <= usize::from(limit::LOGIN.max) {
        Ok(kept)
    } else {
        Err(ErrorCode::Email)
    }
}

/// Two labels or more, the last one a top-level domain: numbers alone are an address of a machine.
fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.chars().count())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let is_top = |label: &str| label.chars().count() >= 2 && label.chars().any(char::is_alphabetic);
    text.rsplit_once('.').is_some_and(|(_, last)| is_top(last)) && text.split('.').all(is_label)
}

/// A telephone number with its middle hidden: `138****1234`; of short numbers only the last two digits are left.
#[must_use]
pub fn mask_phone(phone: &str) -> String {
    let chars: Vec<char> = phone.chars().collect();
    let tail = |count: usize| {
        chars
            .iter()
            .skip(chars.len().saturating_sub(count))
            .collect::<String>()
    };
    if chars.len() >= 11 {
        let head: String = chars.iter().take(3).collect();
        format!("{head}****{}", tail(4))
    } else if chars.len() >= 5 {
        format!("****{}", tail(2))
    } else {
        "****".to_owned()
    }
}

/// A sign-in name with most of it hidden: `l***@example.com`, `138****1234`.
#[must_use]
pub fn mask_login(login: &str) -> String {
    match login.split_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}***@{domain}")
        }
        None => mask_phone(login),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_kinds_of_names_are_read() {
        for (typed, kept) in [
            (
                " Lin.Xia@Example.COM ",
                Login::Email("lin.xia@example.com".to_owned()),
            ),
            ("a+b@x-y.co", Login::Email("a+b@x-y.co".to_owned())),
            ("a@例子.中国", Login::Email("a@例子.中国".to_owned())),
            ("a@例子。中国", Login::Email("a@例子.中国".to_owned())),
            (
                "A@BÜCHER.example",
                Login::Email("a@bücher.example".to_owned()),
            ),
            (
                "a@xn--fsqu00a.xn--fiqs8s",
                Login::Email("a@xn--fsqu00a.xn--fiqs8s".to_owned()),
            ),
            ("13800001234", Login::Phone("13800001234".to_owned())),
            ("+86 138-0000-1234", Login::Phone("13800001234".to_owned())),
        ] {
            assert_eq!(login(typed), Ok(kept), "{typed}");
        }
    }

    #[test]
    fn other_text_is_refused_with_its_reason() {
        for (typed, code) in [
            ("", ErrorCode::Required),
            ("  ", ErrorCode::Required),
            ("linxia", ErrorCode::Login),
            ("１３８００００１２３４", ErrorCode::Login),
            ("12800001234", ErrorCode::Phone),
            ("1380000123", ErrorCode::Phone),
            ("138000012345", ErrorCode::Phone),
            ("+1 13800001234", ErrorCode::Phone),
            ("@x.com", ErrorCode::Email),
            ("a@", ErrorCode::Email),
            ("a@x", ErrorCode::Email),
            ("a@@x.com", ErrorCode::Email),
            ("a@x..com", ErrorCode::Email),
            (".a@x.com", ErrorCode::Email),
            ("a b@x.com", ErrorCode::Email),
            ("a@-x.com", ErrorCode::Email),
            ("a@1.2", ErrorCode::Email),
            ("a@192.168.0.1", ErrorCode::Email),
            ("a@x.c", ErrorCode::Email),
            ("a@x.com.", ErrorCode::Email),
            ("a@例 子.中国", ErrorCode::Email),
            ("a@例子", ErrorCode::Email),
            ("用户@x.com", ErrorCode::Email),
            ("a@x.com\r\nBcc: b@y.com", ErrorCode::Email),
        ] {
            assert_eq!(login(typed), Err(code), "{typed}");
        }
    }

    #[test]
    fn masks_hide_the_middle() {
        assert_eq!(mask_phone("13800001234"), "138****1234");
        assert_eq!(mask_phone("010-12345678"), "010****5678");
        assert_eq!(mask_phone("1234567"), "****67");
        assert_eq!(mask_phone("123"), "****");
        assert_eq!(mask_login("linxia@example.com"), "l***@example.com");
        assert_eq!(mask_login("13800001234"), "138****1234");
        assert_eq!(mask_login(""), "****");
    }

    proptest! {
        #[test]
        fn what_is_kept_reads_again_as_itself(text in ".{0,40}|1[3-9][0-9]{9}|[a-z.]{1,9}@[a-z]{1,9}\\.[a-z]{2,4}") {
            if let Ok(kept) = login(&text) {
                prop_assert_eq!(login(kept.as_str()), Ok(kept.clone()));
            }
            let _masked = (mask_phone(&text), mask_login(&text));
        }

        #[test]
        fn every_mobile_number_is_a_login(tail in "1[3-9][0-9]{9}") {
            prop_assert_eq!(login(&tail), Ok(Login::Phone(tail.clone())));
            prop_assert!(!mask_phone(&tail).contains(&tail));
        }
    }
}
