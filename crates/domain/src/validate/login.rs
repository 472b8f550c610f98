//! Sign-in names: an email address or a mainland mobile number.

use super::{
    clean::code,
    phone::{mask_phone, mobile},
};
use crate::{error::ErrorCode, limit};

/// A sign-in name in the form in which it is stored and compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Login {
    /// An email address in lower case.
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

/// Reads a sign-in name. A mobile number may be typed with separators and the country code.
///
/// # Errors
/// `Required` for nothing, `Email` for a broken address, `Login` for anything else, other phone numbers included.
pub fn login(text: &str) -> Result<Login, ErrorCode> {
    let text = code(text);
    if text.is_empty() {
        return Err(ErrorCode::Required);
    }
    if text.contains('@') {
        return email(&text).map(Login::Email);
    }
    mobile(&text).map(Login::Phone).ok_or(ErrorCode::Login)
}

/// The domain may be internationalized. Only a message to an address shows whether it exists.
fn email(text: &str) -> Result<String, ErrorCode> {
    let (local, domain) = text.split_once('@').ok_or(ErrorCode::Email)?;
    let local = local.to_ascii_lowercase();
    // Chinese keyboards type these dots, and browsers accept them.
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

/// At least two labels, the last one a top-level domain: digits alone would be an IP address.
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
            ("008613800001234", Login::Phone("13800001234".to_owned())),
            (
                "１３８００００１２３４",
                Login::Phone("13800001234".to_owned()),
            ),
            (
                "\u{202d}13800001234\u{202c}",
                Login::Phone("13800001234".to_owned()),
            ),
            ("lin\u{200b}@x.com", Login::Email("lin@x.com".to_owned())),
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
            ("\u{200b}\u{feff}", ErrorCode::Required),
            ("12800001234", ErrorCode::Login),
            ("1380000123", ErrorCode::Login),
            ("138000012345", ErrorCode::Login),
            ("+1 13800001234", ErrorCode::Login),
            ("010-62345678", ErrorCode::Login),
            ("+852 91234567", ErrorCode::Login),
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
    fn addresses_hold_their_limits() {
        let address = |local: usize, label: usize, labels: usize| {
            let domain = vec!["d".repeat(label); labels].join(".");
            format!("{}@{domain}", "l".repeat(local))
        };
        for (typed, fits) in [
            (address(64, 63, 2), true),
            (address(65, 63, 2), false),
            (address(1, 64, 2), false),
            // 254 characters, and 255.
            (format!("{}{}", address(64, 62, 3), "d"), true),
            (format!("{}{}", address(64, 62, 3), ".d"), false),
        ] {
            assert_eq!(login(&typed).is_ok(), fits, "{} {typed}", typed.len());
        }
    }

    #[test]
    fn masks_hide_the_middle() {
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
            let _masked = mask_login(&text);
        }

        #[test]
        fn every_mobile_number_is_a_login(tail in "1[3-9][0-9]{9}") {
            prop_assert_eq!(login(&tail), Ok(Login::Phone(tail.clone())));
            prop_assert!(!mask_login(&tail).contains(&tail));
        }
    }
}
