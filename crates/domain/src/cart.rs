//! Quantities in the cart. Only an order reserves stock, a cart does not.

use crate::{error::ErrorCode, limit::LINE_UNITS, validate::whole};
use serde::{Deserialize, Serialize};

/// Reads a quantity as typed: 1..=99.
///
/// # Errors
/// [`ErrorCode::Quantity`] for anything else.
pub fn quantity(text: &str) -> Result<i64, ErrorCode> {
    whole(text)
        .filter(|qty| (1..=LINE_UNITS).contains(qty))
        .ok_or(ErrorCode::Quantity)
}

/// The most that a line can be set to with `free` units available. At least 1, because a line whose
/// SKU is out of stock stays in the cart with a note.
#[must_use]
pub fn max_qty(free: i64) -> i64 {
    free.clamp(1, LINE_UNITS)
}

/// Why a quantity was lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    /// Fewer units are available.
    Stock,
    /// [`LINE_UNITS`] is the limit of a line.
    Line,
}

/// A quantity after it was joined or lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fitted {
    /// 1..=99.
    pub qty: i64,
    /// Why it is less than requested, if it is.
    pub cap: Option<Cap>,
}

/// Lowers `wanted` to the possible quantity: `min(wanted, 99, max(1, free))`.
#[must_use]
pub fn fit(wanted: i64, free: i64) -> Fitted {
    let wanted = wanted.max(1);
    let qty = wanted.min(max_qty(free));
    let cap = if qty == wanted {
        None
    } else if qty < LINE_UNITS {
        Some(Cap::Stock)
    } else {
        Some(Cap::Line)
    };
    Fitted { qty, cap }
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
        for (text, qty) in [
            ("1", 1),
            (" 7 ", 7),
            ("99", 99),
            ("007", 7),
            ("２", 2),
            ("\u{200b}1\u{200b}2", 12),
        ] {
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
            "1 2",
            "two",
            "99999999999999999999",
        ] {
            assert_eq!(quantity(text), Err(ErrorCode::Quantity), "{text}");
        }
    }

    #[test]
    fn lines_are_joined_within_99_and_stock() {
        for (have, more, free, qty, cap) in [
            (2, 3, 10, 5, None),
            (2, 3, 5, 5, None),
            (2, 3, 4, 4, Some(Cap::Stock)),
            (50, 49, 500, 99, None),
            (60, 60, 500, 99, Some(Cap::Line)),
            (60, 60, 100, 99, Some(Cap::Line)),
            // The limit of a line applies even if stock is also used up.
            (60, 60, 99, 99, Some(Cap::Line)),
            (60, 60, 98, 98, Some(Cap::Stock)),
            (1, 1, 0, 1, Some(Cap::Stock)),
            (1, 0, -3, 1, None),
        ] {
            assert_eq!(
                merge(have, more, free),
                Fitted { qty, cap },
                "{have}+{more} of {free}"
            );
        }
        assert_eq!((max_qty(98), max_qty(99), max_qty(100)), (98, 99, 99));
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
