//! Quantities in the cart. The cart holds nothing back: only an order reserves stock.

use crate::{error::ErrorCode, limit::LINE_UNITS};

/// Reads a quantity as typed: 1..=99 in ASCII digits, surrounding blanks ignored.
///
/// # Errors
/// [`ErrorCode::Quantity`] for anything else.
pub fn quantity(text: &str) -> Result<i64, ErrorCode> {
    let text = text.trim();
    if text.is_empty() || text.len() > 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(ErrorCode::Quantity);
    }
    text.parse()
        .ok()
        .filter(|qty| (1..=LINE_UNITS).contains(qty))
        .ok_or(ErrorCode::Quantity)
}

/// The most that a line can be set to with `free` units on the shelf: at least 1, so that an emptied shelf shows as a
/// remark on the line and never as a line that vanished.
#[must_use]
pub fn max_qty(free: i64) -> i64 {
    free.clamp(1, LINE_UNITS)
}

/// A quantity after it was joined or lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fitted {
    /// 1..=99.
    pub qty: i64,
    /// True if it is less than was asked for.
    pub capped: bool,
}

/// Lowers `wanted` to what can be had: `min(wanted, 99, max(1, free))`.
#[must_use]
pub fn fit(wanted: i64, free: i64) -> Fitted {
    let wanted = wanted.max(1);
    let qty = wanted.min(max_qty(free));
    Fitted {
        qty,
        capped: qty < wanted,
    }
}

/// Joins two lines of one SKU, at login or when more is added: `min(have + more, 99, max(1, free))`.
#[must_use]
pub fn merge(have: i64, more: i64, free: i64) -> Fitted {
    fit(have.saturating_add(more), free)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quantities_are_read_strictly() {
        for (text, qty) in [("1", 1), (" 7 ", 7), ("99", 99), ("007", 7)] {
            assert_eq!(quantity(text), Ok(qty), "{text}");
        }
        for text in [
            "",
            "0",
            "100",
            "-1",
            "+1",
            "1.0",
            "1e1",
            "two",
            "２",
            "99999999999999999999",
        ] {
            assert_eq!(quantity(text), Err(ErrorCode::Quantity), "{text}");
        }
    }

    #[test]
    fn lines_are_joined_within_99_and_stock() {
        for (have, more, free, qty, capped) in [
            (2, 3, 10, 5, false),
            (2, 3, 4, 4, true),
            (60, 60, 500, 99, true),
            (1, 1, 0, 1, true),
            (1, 0, -3, 1, false),
        ] {
            assert_eq!(
                merge(have, more, free),
                Fitted { qty, capped },
                "{have}+{more} of {free}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_fitted_quantity_is_always_legal(have in any::<i64>(), more in any::<i64>(), free in any::<i64>()) {
            let fitted = merge(have, more, free);
            prop_assert!((1..=LINE_UNITS).contains(&fitted.qty));
            prop_assert!(fitted.qty <= free.max(1));
        }
    }
}
