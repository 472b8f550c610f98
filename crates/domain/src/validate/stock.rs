//! Stock as typed: a figure that was counted, or a change; and the threshold of a variant.

use super::{
    clean::code,
    figure::{Counted, counted, whole},
};
use crate::{error::ErrorCode, limit::STOCK_UNITS};

impl Counted {
    /// The units to move where `on_hand` units are on hand.
    #[must_use]
    pub const fn difference(self, on_hand: i64) -> i64 {
        match self {
            Self::All(units) => units.saturating_sub(on_hand),
            Self::Change(units) => units,
        }
    }
}

/// Reads a cell of stock as [`counted`] does; `None` for an empty one: nothing is to be done.
///
/// # Errors
/// `StockFigure` for anything else.
pub fn stock_cell(text: &str) -> Result<Option<Counted>, ErrorCode> {
    if code(text).is_empty() {
        return Ok(None);
    }
    counted(text).map(Some).ok_or(ErrorCode::StockFigure)
}

/// Reads a line of a stock count: a SKU code and the units counted, with a tab, a comma, a semicolon or blanks between, as
/// spreadsheets copy them. `None` for anything else, and beyond [`STOCK_UNITS`].
#[must_use]
pub fn count_line(text: &str) -> Option<(String, i64)> {
    let between = |c: char| matches!(c, ',' | ';') || c.is_whitespace();
    let text = code(text);
    let (sku, units) = text.rsplit_once(between)?;
    let sku = sku.trim_end_matches(between).trim_matches('"');
    let units = whole(units.trim_matches('"')).filter(|units| *units <= STOCK_UNITS)?;
    (!sku.is_empty()).then(|| (sku.to_owned(), units))
}

/// Reads the available units at which a variant counts as low; `None` for an empty text: the shop
/// does not watch it.
///
/// # Errors
/// `LowAt` for anything but a whole number up to [`STOCK_UNITS`].
pub fn low_at(text: &str) -> Result<Option<i64>, ErrorCode> {
    if code(text).is_empty() {
        return Ok(None);
    }
    match whole(text) {
        Some(units) if units <= STOCK_UNITS => Ok(Some(units)),
        Some(_) | None => Err(ErrorCode::LowAt),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sign_makes_a_figure_a_change() {
        for (typed, read) in [
            ("115", Some(Counted::All(115))),
            (" 0 ", Some(Counted::All(0))),
            ("００７", Some(Counted::All(7))),
            ("1000000", Some(Counted::All(1_000_000))),
            ("+5", Some(Counted::Change(5))),
            ("＋５", Some(Counted::Change(5))),
            ("-2", Some(Counted::Change(-2))),
            ("−2", Some(Counted::Change(-2))),
            ("－２\u{200b}", Some(Counted::Change(-2))),
            ("-1000000", Some(Counted::Change(-1_000_000))),
            ("", None),
            (" \u{feff}", None),
        ] {
            assert_eq!(stock_cell(typed), Ok(read), "{typed}");
        }
        for typed in [
            "+",
            "-",
            "+0",
            "1.5",
            "1e3",
            "1,000",
            "1 2",
            "+-5",
            "++5",
            "5+",
            "五",
            "1000001",
            "-1000001",
            "123456789",
        ] {
            assert_eq!(stock_cell(typed), Err(ErrorCode::StockFigure), "{typed}");
        }
    }

    #[test]
    fn a_count_moves_what_is_missing_and_a_change_itself() {
        assert_eq!(Counted::All(115).difference(120), -5);
        assert_eq!(Counted::All(115).difference(115), 0);
        assert_eq!(Counted::Change(-2).difference(120), -2);
    }

    #[test]
    fn a_line_of_a_count_is_a_code_and_its_units() {
        for text in [
            "MUG-1,48",
            "MUG-1\t48",
            " MUG-1 ，４８ ",
            "MUG-1;48",
            "MUG-1   48",
            "\"MUG-1\",\"48\"",
        ] {
            assert_eq!(count_line(text), Some(("MUG-1".to_owned(), 48)), "{text}");
        }
        for text in [
            "",
            "MUG-1",
            ",48",
            "48",
            "MUG-1,",
            "MUG-1,-2",
            "MUG-1,+5",
            "规格编码,数量",
            "MUG,1000001",
        ] {
            assert_eq!(count_line(text), None, "{text}");
        }
    }

    #[test]
    fn a_threshold_is_a_whole_number_or_none() {
        assert_eq!((low_at(""), low_at("0")), (Ok(None), Ok(Some(0))));
        assert_eq!(low_at(" １０ "), Ok(Some(10)));
        assert_eq!(low_at("1000000"), Ok(Some(1_000_000)));
        for typed in ["-1", "+1", "1.0", "x", "1000001"] {
            assert_eq!(low_at(typed), Err(ErrorCode::LowAt), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_within_the_limit(text in "[+\\-]?[0-9]{1,9}|\\PC{0,9}") {
            if let Ok(Some(Counted::All(units) | Counted::Change(units))) = stock_cell(&text) {
                prop_assert!((-STOCK_UNITS..=STOCK_UNITS).contains(&units));
            }
        }
    }
}
