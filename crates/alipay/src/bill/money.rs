//! Yuan with a sign, the form of amounts in bills.

/// Reads yuan text with or without a sign as fen: `88.80`, `-8.8`, `+7`.
///
/// As strict as [`crate::Amount::parse`] after the sign, but sums may be larger than one amount: up
/// to 13 digits before the point.
pub(super) fn signed_fen(text: &str) -> Option<i64> {
    let (is_negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let (yuan, decimals) = match digits.split_once('.') {
        Some((_, "")) => return None,
        Some(halves) => halves,
        None => (digits, ""),
    };
    let is_plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let needless_zero = yuan.len() > 1 && yuan.starts_with('0');
    // Thirteen digits and two decimals stay far below the largest i64.
    if yuan.is_empty() || yuan.len() > 13 || decimals.len() > 2 || needless_zero {
        return None;
    }
    if !is_plain(yuan) || !is_plain(decimals) {
        return None;
    }
    let number = |text: &str| text.bytes().fold(0, |n, b| n * 10 + i64::from(b - b'0'));
    let fen = match decimals.len() {
        0 => 0,
        1 => number(decimals) * 10,
        _ => number(decimals),
    };
    let fen = number(yuan) * 100 + fen;
    Some(if is_negative { -fen } else { fen })
}

#[cfg(test)]
mod tests {
    use super::signed_fen;
    use crate::Amount;
    use proptest::prelude::*;

    #[test]
    fn yuan_with_a_sign() {
        for (text, fen) in [
            ("0", 0),
            ("-0.00", 0),
            ("+88.80", 8880),
            ("-8.8", -880),
            ("1234567890123.45", 123_456_789_012_345),
        ] {
            assert_eq!(signed_fen(text), Some(fen), "{text}");
        }
        for text in [
            "",
            "-",
            "+",
            "--1",
            "+-1",
            "1-",
            "- 1",
            "1,000.00",
            "1.",
            ".5",
            "1e2",
            "１",
            "0.001",
            "01",
            "-01",
            "12345678901234",
            "1.-1",
        ] {
            assert_eq!(signed_fen(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn without_a_sign_it_agrees_with_amounts(text in "\\PC{0,14}|[0-9.]{0,13}") {
            if let Ok(amount) = Amount::parse(&text) {
                prop_assert_eq!(signed_fen(&text), Some(amount.fen()));
                prop_assert_eq!(signed_fen(&format!("-{text}")), Some(-amount.fen()));
            }
        }
    }
}
