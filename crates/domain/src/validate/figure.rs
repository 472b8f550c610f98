//! Figures as typed: whole numbers and amounts.

use super::clean::{code, visible};
use crate::{
    error::ErrorCode,
    limit,
    money::{Fen, MoneyError},
};

/// A whole number without a sign; full-width digits are read too. `None` for anything else.
#[must_use]
pub fn whole(text: &str) -> Option<i64> {
    digits(&code(text))
}

/// A whole number with or without a sign.
#[must_use]
pub fn signed(text: &str) -> Option<i64> {
    let text = code(text);
    match text.strip_prefix('-') {
        Some(rest) => digits(rest).and_then(i64::checked_neg),
        None => digits(text.strip_prefix('+').unwrap_or(&text)),
    }
}

/// A figure typed into a cell of stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// `115`: this many were counted.
    All(i64),
    /// `+5`, `-2`: this many came or went.
    Change(i64),
}

/// Reads a cell of stock: a sign makes it a change. Nothing above [`limit::STOCK_UNITS`], and no change by 0.
#[must_use]
pub fn counted(text: &str) -> Option<Counted> {
    let text = code(text);
    let figure = if text.starts_with(['+', '-']) {
        Counted::Change(signed(&text).filter(|units| *units != 0)?)
    } else {
        Counted::All(digits(&text)?)
    };
    let (Counted::All(units) | Counted::Change(units)) = figure;
    (-limit::STOCK_UNITS..=limit::STOCK_UNITS)
        .contains(&units)
        .then_some(figure)
}

fn digits(text: &str) -> Option<i64> {
    let fits =
        text.len() <= usize::from(limit::UNITS.max) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

/// An amount in yuan. Digits that are not ASCII are refused, because a misread amount costs money.
///
/// # Errors
/// `Required` for nothing; `AmountDigits`, `AmountTooLarge`; `Amount` for anything else.
pub fn amount(text: &str) -> Result<Fen, ErrorCode> {
    let text = visible(text);
    let text = text.trim();
    if text.is_empty() {
        return Err(ErrorCode::Required);
    }
    match Fen::parse_yuan(text) {
        Ok(amount) => Ok(amount),
        Err(MoneyError::Range) => Err(ErrorCode::AmountTooLarge),
        Err(MoneyError::Format) if Fen::parse_yuan(&code(text)) != Err(MoneyError::Format) => {
            Err(ErrorCode::AmountDigits)
        }
        Err(MoneyError::Format) => Err(ErrorCode::Amount),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn whole_numbers_are_read() {
        for (typed, read) in [
            ("1", 1),
            (" 007 ", 7),
            ("９９", 99),
            ("1\u{200b}2", 12),
            ("99999999", 99_999_999),
        ] {
            assert_eq!(
                (whole(typed), signed(typed)),
                (Some(read), Some(read)),
                "{typed}"
            );
        }
        for (typed, read) in [("+5", 5), ("－５", -5), ("−0", 0), ("-12", -12)] {
            assert_eq!((whole(typed), signed(typed)), (None, Some(read)), "{typed}");
        }
        for typed in [
            "",
            "+",
            "-",
            "1.0",
            "1e1",
            "1 2",
            "two",
            "--1",
            "-+1",
            "٣",
            "123456789",
        ] {
            assert_eq!((whole(typed), signed(typed)), (None, None), "{typed}");
        }
    }

    #[test]
    fn a_sign_makes_a_figure_a_change() {
        for (typed, read) in [
            ("115", Some(Counted::All(115))),
            ("0", Some(Counted::All(0))),
            ("＋５", Some(Counted::Change(5))),
            ("−2", Some(Counted::Change(-2))),
            ("+0", None),
            ("", None),
            ("1.5", None),
            ("1000001", None),
            ("-1000001", None),
        ] {
            assert_eq!(counted(typed), read, "{typed}");
        }
    }

    #[test]
    fn a_misread_amount_is_told() {
        assert_eq!(amount(" 12.50\u{200b}"), Ok(Fen::new(1_250)));
        assert_eq!(amount("\u{feff}"), Err(ErrorCode::Required));
        assert_eq!(amount("１２"), Err(ErrorCode::AmountDigits));
        assert_eq!(amount("12．50"), Err(ErrorCode::AmountDigits));
        assert_eq!(amount("100000000"), Ok(Fen::MAX_TRADE));
        assert_eq!(amount("100000000.01"), Err(ErrorCode::AmountTooLarge));
        assert_eq!(amount("９９９９９９９９９９"), Err(ErrorCode::AmountDigits));
        assert_eq!(amount("12,50"), Err(ErrorCode::Amount));
        assert_eq!(amount("-1"), Err(ErrorCode::Amount));
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "\\PC{0,20}") {
            let _read = (whole(&text), signed(&text), amount(&text));
        }
    }
}
