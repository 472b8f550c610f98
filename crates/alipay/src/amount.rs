//! Amounts: integer fen inside, yuan text outside, never a float.

use std::fmt;
use std::str::FromStr;

/// Text that is not an amount in yuan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an amount in yuan between 0 and 100000000.00 with at most two decimals")]
pub struct NotAnAmount;

/// An amount between 0 and 100,000,000.00 yuan, in fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

impl Amount {
    /// The largest amount the gateway accepts: 100,000,000.00 yuan.
    pub const MAX: Self = Self(10_000_000_000);

    /// An amount in fen; `None` below 0 or above [`Amount::MAX`].
    #[must_use]
    pub fn from_fen(fen: i64) -> Option<Self> {
        (0..=Self::MAX.0).contains(&fen).then_some(Self(fen))
    }

    /// The amount in fen.
    #[must_use]
    pub fn fen(self) -> i64 {
        self.0
    }

    /// Reads yuan text: `88`, `88.8`, `88.80`.
    ///
    /// ASCII digits with at most two decimals and a digit on each side of the point; no sign, exponent, grouping,
    /// space or needless leading zero.
    ///
    /// # Errors
    /// [`NotAnAmount`]: do not guess what was meant.
    pub fn parse(text: &str) -> Result<Self, NotAnAmount> {
        let (yuan, decimals) = match text.split_once('.') {
            Some((yuan, decimals)) if !decimals.is_empty() => (yuan, decimals),
            Some(_) => return Err(NotAnAmount),
            None => (text, ""),
        };
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let needless_zero = yuan.len() > 1 && yuan.starts_with('0');
        // Nine digits hold the largest amount, so the arithmetic below cannot overflow.
        if yuan.is_empty()
            || yuan.len() > 9
            || decimals.len() > 2
            || needless_zero
            || !digits(yuan)
            || !digits(decimals)
        {
            return Err(NotAnAmount);
        }
        let number = |text: &str| text.bytes().fold(0, |n, b| n * 10 + i64::from(b - b'0'));
        let fen = match decimals.len() {
            0 => 0,
            1 => number(decimals) * 10,
            _ => number(decimals),
        };
        Self::from_fen(number(yuan) * 100 + fen).ok_or(NotAnAmount)
    }
}

impl FromStr for Amount {
    type Err = NotAnAmount;

    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        Self::parse(text)
    }
}

/// Yuan with two decimals, the form of every Alipay amount: `88.80`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::Amount;
    use proptest::prelude::*;

    #[test]
    fn yuan_text_is_read_strictly() {
        for (text, fen) in [
            ("0", 0),
            ("0.01", 1),
            ("0.1", 10),
            ("88.80", 8880),
            ("88.8", 8880),
            ("7", 700),
            ("100000000", 10_000_000_000),
            ("100000000.00", 10_000_000_000),
        ] {
            assert_eq!(Amount::parse(text).unwrap().fen(), fen, "{text}");
        }
    }

    #[test]
    fn odd_amounts_are_refused() {
        for text in [
            "",
            ".",
            "1.",
            ".5",
            "1e2",
            "1E2",
            "-1",
            "+1",
            "-0.01",
            " 1",
            "1 ",
            "1,000.00",
            "１.00",
            "100.000",
            "0x10",
            "00",
            "01",
            "007.00",
            "1.2.3",
            "1.-1",
            "NaN",
            "100000000.01",
            "123456789012",
            "999999999999.99",
            "88.8０",
            "1\u{0}",
            "१",
        ] {
            assert!(Amount::parse(text).is_err(), "{text}");
        }
        assert_eq!(Amount::from_fen(-1), None);
        assert_eq!(Amount::from_fen(10_000_000_001), None);
        assert_eq!(Amount::from_fen(i64::MIN), None);
    }

    proptest! {
        #[test]
        fn written_and_read_again_is_the_same(fen in 0_i64..=10_000_000_000) {
            let amount = Amount::from_fen(fen).unwrap();
            prop_assert_eq!(Amount::parse(&amount.to_string()), Ok(amount));
        }

        #[test]
        fn any_text_is_refused_or_means_what_it_says(text in "\\PC{0,14}|[0-9.+eE-]{0,14}") {
            if let Ok(amount) = Amount::parse(&text) {
                let (yuan, decimals) = text.split_once('.').unwrap_or((&text, ""));
                prop_assert_eq!(amount.to_string(), format!("{yuan}.{decimals:0<2}"));
            }
        }
    }
}
