//! Sign-in names: an email address or a mainland mobile number.

use super::{
    clean::code,
    phone::{mask_phone, mobile},
};
use crate::{error::ErrorCode, limit};
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

/// A sign-in name in the form in which it is stored and compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Login {
    /// An email address in lower case, its domain in ASCII.
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

/// Reads a sign-in name, in each spelling that leads to the same account. A mobile number may be typed with separators
/// and the country code. Names that nobody can register any more are read too: they stand in old accounts.
///
/// # Errors
/// `Required` for nothing, `Email` for a broken address, `Login` for anything else, other phone numbers included.
pub fn login(text: &str) -> Result<Login, ErrorCode> {
    let text = code(text);
    if text.is_empty() {
        return Err(ErrorCode::Required);
    }
    if text.contains('@') {
        return email(&text).map(Login::Email).ok_or(ErrorCode::Email);
    }
    mobile(&text).map(Login::Phone).ok_or(ErrorCode::Login)
}

/// Reads the sign-in name of a new account: the domain of an address has a top-level domain, so that no IP address is
/// accepted.
///
/// # Errors
/// As [`login`].
pub fn new_login(text: &str) -> Result<Login, ErrorCode> {
    let read = login(text)?;
    match &read {
        Login::Email(kept) if !is_public(kept) => Err(ErrorCode::Email),
        Login::Email(_) | Login::Phone(_) => Ok(read),
    }
}

/// An address in the one form that its spellings share. Only a message to it tells whether it exists.
fn email(text: &str) -> Option<String> {
    let (local, domain) = text.split_once('@')?;
    let local = local.to_ascii_lowercase();
    let local_fits = (1..=64).contains(&local.len())
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let kept = format!("{local}@{}", ascii(domain).or_else(|| plain(domain))?);
    (local_fits && kept.len() <= usize::from(limit::LOGIN.max)).then_some(kept)
}

/// A domain in ASCII, as name servers have it. An international one has many spellings, as `例子.中国`, `例子。中国` and
/// `xn--fsqu00a.xn--fiqs8s`: kept as typed, each would be another account.
fn ascii(domain: &str) -> Option<String> {
    let kept = Uts46::new()
        .to_ascii(
            domain.as_bytes(),
            AsciiDenyList::STD3,
            Hyphens::CheckFirstLast,
            DnsLength::Verify,
        )
        .ok()?;
    kept.contains('.').then(|| kept.into_owned())
}

/// A domain of ASCII letters in small ones, which old accounts may have even if it is invalid.
fn plain(domain: &str) -> Option<String> {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let fits = domain.contains('.') && domain.split('.').all(is_label);
    fits.then(|| domain.to_ascii_lowercase())
}

/// A valid domain whose last label can be a top-level domain: digits alone would be an IP address.
fn is_public(email: &str) -> bool {
    let is_top =
        |label: &str| label.len() >= 2 && label.contains(|c: char| c.is_ascii_alphabetic());
    email.rsplit_once('@').is_some_and(|(_, domain)| {
        ascii(domain).as_deref() == Some(domain) && domain.rsplit('.').next().is_some_and(is_top)
    })
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
            (
                "A@BÜCHER.example",
                Login::Email("a@xn--bcher-kva.example".to_owned()),
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
            assert_eq!(login(typed), Ok(kept.clone()), "{typed}");
            assert_eq!(new_login(typed), Ok(kept), "{typed}");
        }
    }

    /// All spellings of a mailbox belong to one account.
    #[test]
    fn the_spellings_of_an_address_are_one_login() {
        for (spellings, kept) in [
            (
                &[
                    "a@例子.中国",
                    "a@例子。中国",
                    "a@例子｡中国",
                    "A@xn--fsqu00a.xn--fiqs8s",
                    "a@XN--FSQU00A.中国",
                ][..],
                "a@xn--fsqu00a.xn--fiqs8s",
            ),
            (
                &[
                    "a@bücher.example",
                    "a@bu\u{308}cher.example",
                    "a@BÜCHER.example",
                    "a@xn--bcher-kva.example",
                ][..],
                "a@xn--bcher-kva.example",
            ),
            (
                &[
                    "a@o\u{fb03}ce.com",
                    "a@office.com",
                    "ａ＠ｏｆｆｉｃｅ．ｃｏｍ",
                ][..],
                "a@office.com",
            ),
        ] {
            for spelling in spellings {
                let kept = Ok(Login::Email(kept.to_owned()));
                assert_eq!(login(spelling), kept, "{spelling}");
                assert_eq!(new_login(spelling), kept, "{spelling}");
            }
        }
    }

    #[test]
    fn what_was_registered_before_still_signs_in() {
        for old in [
            "a@1.2",
            "a@192.168.0.1",
            "boss@10.0.0.5",
            "a@x.c",
            "a@xn--99999.com",
            "a@ab--cd.com",
        ] {
            assert_eq!(login(old), Ok(Login::Email(old.to_owned())), "{old}");
            assert_eq!(login(&old.to_uppercase()), login(old), "{old}");
        }
        for old in ["a@1.2", "a@192.168.0.1", "a@x.c", "a@xn--99999.com"] {
            assert_eq!(new_login(old), Err(ErrorCode::Email), "{old}");
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
            ("a@x.com.", ErrorCode::Email),
            ("a@例 子.中国", ErrorCode::Email),
            ("a@例子", ErrorCode::Email),
            ("用户@x.com", ErrorCode::Email),
            ("a@x.com\r\nBcc: b@y.com", ErrorCode::Email),
        ] {
            assert_eq!(login(typed), Err(code), "{typed}");
            assert_eq!(new_login(typed), Err(code), "{typed}");
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
            // 254 characters is the limit.
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
        fn what_is_kept_reads_again_as_itself(text in ".{0,40}|1[3-9][0-9]{9}|[a-z.]{1,9}@[a-z]{1,9}\\.[a-z]{2,4}|[a-z]@\\PC{1,9}\\.\\PC{1,4}|a@xn--[a-z0-9-]{1,9}\\.cn") {
            if let Ok(kept) = login(&text) {
                prop_assert!(kept.as_str().is_ascii());
                prop_assert_eq!(login(kept.as_str()), Ok(kept.clone()));
            }
            if let Ok(kept) = new_login(&text) {
                prop_assert_eq!(login(&text), Ok(kept.clone()));
                prop_assert_eq!(new_login(kept.as_str()), Ok(kept));
            }
            let _masked = mask_login(&text);
        }

        // Accounts created before international domains were supported are still found.
        #[test]
        fn an_ascii_address_is_kept_in_small_letters(text in "[a-zA-Z]{1,3}@(xn--|XN--)?[a-zA-Z0-9-]{1,12}\\.(xn--)?[a-zA-Z0-9-]{1,9}") {
            let is_old = text.split_once('@').is_some_and(|(_, domain)| plain(domain).is_some());
            let kept = is_old.then(|| Login::Email(text.to_ascii_lowercase()));
            prop_assert_eq!(login(&text).ok(), kept);
        }

        #[test]
        fn every_mobile_number_is_a_login(tail in "1[3-9][0-9]{9}") {
            prop_assert_eq!(login(&tail), Ok(Login::Phone(tail.clone())));
            prop_assert!(!mask_login(&tail).contains(&tail));
        }
    }
}
