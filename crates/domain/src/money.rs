//! Money as whole fen, never as a float. Yuan text is read and written only here.

use serde::{Deserialize, Serialize};
use std::{fmt, iter::Sum};

/// An amount of CNY in fen (1 yuan = 100 fen). May be negative inside the ledger.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Fen(i64);

/// Why a text is not an amount, or a sum is out of range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not `digits` or `digits.d` or `digits.dd` in ASCII.
    #[error("not an amount in yuan with at most two decimals")]
    Format,
    /// Beyond the limit of the gateway or of `i64`.
    #[error("the amount is out of range")]
    Range,
}

impl Fen {
    /// ¥0.00.
    pub const ZERO: Self = Self(0);
    /// The largest amount the gateway accepts: ¥100,000,000.00.
    pub const MAX_TRADE: Self = Self(10_000_000_000);

    /// Wraps an amount in fen.
    #[must_use]
    pub const fn new(fen: i64) -> Self {
        Self(fen)
    }

    /// The amount in fen.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Sum, or `MoneyError::Range` on overflow.
    ///
    /// # Errors
    /// `Range` if the sum does not fit.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.0
            .checked_add(other.0)
            .map(Self)
            .ok_or(MoneyError::Range)
    }

    /// Difference, or `MoneyError::Range` on overflow.
    ///
    /// # Errors
    /// `Range` if the difference does not fit.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.0
            .checked_sub(other.0)
            .map(Self)
            .ok_or(MoneyError::Range)
    }

    /// `self × count`.
    ///
    /// # Errors
    /// `Range` if the product does not fit.
    pub fn times(self, count: i64) -> Result<Self, MoneyError> {
        self.0.checked_mul(count).map(Self).ok_or(MoneyError::Range)
    }

    /// The same amount with the other sign.
    ///
    /// # Errors
    /// `Range` for `i64::MIN`.
    pub fn negated(self) -> Result<Self, MoneyError> {
        self.0.checked_neg().map(Self).ok_or(MoneyError::Range)
    }

    /// Reads yuan text: ASCII digits, then at most two decimals after a point; no sign, no
    /// separators, no blanks.
    ///
    /// # Errors
    /// `Format` for any other text, `Range` beyond [`Fen::MAX_TRADE`].
    pub fn parse_yuan(text: &str) -> Result<Self, MoneyError> {
        let (whole, decimals) = match text.split_once('.') {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (text, None),
        };
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !decimals.is_none_or(|d| digits(d) && d.len() <= 2) {
            return Err(MoneyError::Format);
        }
        let cents = match decimals {
            None => 0,
            Some(d) => {
                let read: i64 = d.parse().map_err(|_not_digits| MoneyError::Format)?;
                if d.len() == 1 { read * 10 } else { read }
            }
        };
        let yuan: i64 = whole.parse().map_err(|_too_long| MoneyError::Range)?;
        let fen = yuan
            .checked_mul(100)
            .and_then(|f| f.checked_add(cents))
            .ok_or(MoneyError::Range)?;
        if fen > Self::MAX_TRADE.0 {
            Err(MoneyError::Range)
        } else {
            Ok(Self(fen))
        }
    }

    /// Yuan text with two decimals and no separators, e.g. `88.80`, `-0.05`, for forms and the
    /// gateway.
    #[must_use]
    pub fn yuan(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        format!("{sign}{}.{:02}", size / 100, size % 100)
    }
}

/// Adds up amounts.
///
/// # Errors
/// `Range` if the sum does not fit.
pub fn sum(amounts: impl IntoIterator<Item = Fen>) -> Result<Fen, MoneyError> {
    amounts.into_iter().try_fold(Fen::ZERO, Fen::plus)
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.yuan())
    }
}

impl Sum<Fen> for Option<Fen> {
    fn sum<I: Iterator<Item = Fen>>(iter: I) -> Self {
        sum(iter).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn yuan_text_is_strict() {
        for (text, fen) in [
            ("0.01", 1),
            ("1", 100),
            ("1.5", 150),
            ("88.80", 8_880),
            ("100000000", 10_000_000_000),
        ] {
            assert_eq!(Fen::parse_yuan(text), Ok(Fen::new(fen)), "{text}");
        }
        for text in [
            "", ".", "1.", ".5", "+1", "-1", "1e2", "1,000", " 1", "１", "1.000", "1..0", "0x1",
            "1.2.3",
        ] {
            assert_eq!(Fen::parse_yuan(text), Err(MoneyError::Format), "{text}");
        }
        assert_eq!(Fen::parse_yuan("100000000.01"), Err(MoneyError::Range));
        assert_eq!(
            Fen::parse_yuan("99999999999999999999"),
            Err(MoneyError::Range)
        );
    }

    #[test]
    fn yuan_are_written_with_sign_and_two_decimals() {
        for (fen, text) in [
            (0, "0.00"),
            (5, "0.05"),
            (-5, "-0.05"),
            (-8_880, "-88.80"),
            (i64::MIN, "-92233720368547758.08"),
        ] {
            assert_eq!(Fen::new(fen).yuan(), text);
            assert_eq!(Fen::new(fen).to_string(), text);
        }
    }

    #[test]
    fn amounts_are_added_up_or_do_not_fit() {
        let amounts = [3_333, 3_333, 3_334].map(Fen::new);
        assert_eq!(sum(amounts), Ok(Fen::new(10_000)));
        assert_eq!(
            amounts.into_iter().sum::<Option<Fen>>(),
            Some(Fen::new(10_000))
        );
        let too_much = [i64::MAX, 1].map(Fen::new);
        assert_eq!(sum(too_much), Err(MoneyError::Range));
        assert_eq!(too_much.into_iter().sum::<Option<Fen>>(), None);
    }

    proptest! {
        #[test]
        fn written_text_is_read_back(fen in 0_i64..=10_000_000_000) {
            prop_assert_eq!(Fen::parse_yuan(&Fen::new(fen).yuan()), Ok(Fen::new(fen)));
        }

        #[test]
        fn reading_never_panics(text in ".*") {
            let _read = Fen::parse_yuan(&text);
        }
    }
}
