//! Passwords: length, and a list of common ones. No composition rules, because they make passwords weaker.

use super::clean::code;
use crate::{error::ErrorCode, limit::PASSWORD};

/// Common passwords of 8 characters or more, in lower case, one per line.
const COMMON: &str = include_str!("common_passwords.txt");

/// Checks a new password. `login`: the sign-in name it belongs to.
///
/// # Errors
/// `Required`, `PasswordShort`, `PasswordLong`; `PasswordCommon` if it is on the list, repeats a short piece, is a
/// sequence of the alphabet, the digits or a row of keys, or is the sign-in name.
pub fn password(text: &str, login: &str) -> Result<(), ErrorCode> {
    let length = text.chars().count();
    if length == 0 {
        return Err(ErrorCode::Required);
    }
    if length < usize::from(PASSWORD.min) {
        return Err(ErrorCode::PasswordShort);
    }
    if length > usize::from(PASSWORD.max) {
        return Err(ErrorCode::PasswordLong);
    }
    let plain = text.trim().to_lowercase();
    if is_listed(&plain) || is_repetition(&plain) || is_walk(&plain) || is_login(&plain, login) {
        return Err(ErrorCode::PasswordCommon);
    }
    Ok(())
}

fn is_listed(plain: &str) -> bool {
    COMMON.lines().any(|common| common == plain)
}

/// A repeated piece of at most 4 characters: `aaaaaaaa`, `12121212`, `abcabcab`.
fn is_repetition(plain: &str) -> bool {
    let chars: Vec<char> = plain.chars().collect();
    (1..=4).any(|piece| {
        chars
            .iter()
            .zip(chars.iter().skip(piece))
            .all(|(a, b)| a == b)
    })
}

/// A part of the alphabet, the digits or a row of keys, forwards or backwards.
fn is_walk(plain: &str) -> bool {
    const ROWS: [&str; 7] = [
        "01234567890123456789",
        "abcdefghijklmnopqrstuvwxyz",
        "`1234567890-=",
        "qwertyuiop[]",
        "asdfghjkl;'",
        "zxcvbnm,./",
        "qazwsxedcrfvtgbyhnujmik,ol.p;/",
    ];
    let back: String = plain.chars().rev().collect();
    ROWS.iter()
        .any(|row| row.contains(plain) || row.contains(&back))
}

fn is_login(plain: &str, login: &str) -> bool {
    let login = code(login).to_lowercase();
    let local = login.split('@').next().unwrap_or_default();
    plain == login || plain == local
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(password("", "a"), Err(ErrorCode::Required));
        assert_eq!(password("k7#mQ2z", "a"), Err(ErrorCode::PasswordShort));
        assert_eq!(password("山高月小水落石出", "a"), Ok(()));
        let long: String = (0..129)
            .map(|i| char::from(b'a' + u8::try_from(i * i % 26).unwrap()))
            .collect();
        assert_eq!(password(&long, "a"), Err(ErrorCode::PasswordLong));
        assert_eq!(password(long.get(..128).unwrap(), "a"), Ok(()));
    }

    #[test]
    fn what_everybody_tries_is_refused() {
        for common in [
            "password",
            "PassWord",
            "12345678",
            "87654321",
            "qwertyuiop",
            "iloveyou",
            "88888888",
            "woaini1314",
            "abcabcabc",
            "12121212",
            "aaaaaaaaa",
            "asdfghjkl",
            "1qaz2wsx",
            "password1",
            "admin123",
            " password ",
        ] {
            assert_eq!(
                password(common, "x@y.cn"),
                Err(ErrorCode::PasswordCommon),
                "{common}"
            );
        }
        assert_eq!(
            password("13800001234", "13800001234"),
            Err(ErrorCode::PasswordCommon)
        );
        assert_eq!(
            password("linxia2026", "LinXia2026@example.com"),
            Err(ErrorCode::PasswordCommon)
        );
        assert_eq!(password("correct horse battery", "x@y.cn"), Ok(()));
        assert_eq!(password("abcdefgh1", "x@y.cn"), Ok(()), "no further rules");
    }

    #[test]
    fn the_list_is_clean() {
        let lines: Vec<&str> = COMMON.lines().collect();
        assert!(lines.len() >= 300, "{}", lines.len());
        for (place, line) in lines.iter().enumerate() {
            assert_eq!(*line, line.trim().to_lowercase());
            assert!(
                line.chars().count() >= usize::from(PASSWORD.min),
                "{line} is refused because of its length anyway"
            );
            assert!(!lines[..place].contains(line), "{line} is listed twice");
        }
    }

    proptest! {
        #[test]
        fn checking_never_panics(text in ".{0,140}", login in ".{0,40}") {
            let _checked = password(&text, &login);
        }
    }
}
