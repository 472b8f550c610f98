//! What a customer may ask for, and how an amount below it is shared among the lines.

use super::RefundReason;
use crate::money::{Fen, MoneyError};
use crate::price::distribute;

text_enum! {
    /// What a customer asks for.
    RequestKind {
        /// Money alone.
        Money = "money",
        /// Money for goods that are sent back.
        Return = "return",
    }
}

impl RefundReason {
    /// The reasons that a customer chooses from; the others are staff's.
    pub const OF_CUSTOMERS: &'static [Self] =
        &[Self::Damaged, Self::WrongItem, Self::NotWanted, Self::Other];
}

/// Units of a line that can be sent back: shipped, not yet back, and not yet refunded.
#[must_use]
pub fn returnable(shipped: i64, returned: i64, units_left: i64) -> i64 {
    shipped.saturating_sub(returned).min(units_left).max(0)
}

/// Units of a refund that leave the reserved stock when it succeeds: those that were not shipped come
/// first, and a return is of shipped units alone.
#[must_use]
pub fn unshipped(units: i64, reserved: i64, is_return: bool) -> i64 {
    if is_return {
        0
    } else {
        units.min(reserved).max(0)
    }
}

/// True if shipping is refunded with the goods: nothing was shipped, and no unit is kept.
#[must_use]
pub fn includes_postage(units_shipped: i64, units_kept: i64) -> bool {
    units_shipped == 0 && units_kept == 0
}

/// What goes back for `units` of each line. `amounts`: of each line, for none of it, for one unit and so
/// on to all that is left; `postage` goes back with everything; `cap` is the most that can go back.
///
/// # Errors
/// `Range`.
pub fn total(
    amounts: &[Vec<Fen>],
    units: &[usize],
    postage: Fen,
    cap: Fen,
) -> Result<Fen, MoneyError> {
    let (mut total, mut kept) = (Fen::ZERO, 0_usize);
    for (line, chosen) in amounts.iter().zip(units) {
        let left = line.len().saturating_sub(1);
        total = total.plus(line.get(*chosen).copied().unwrap_or(Fen::ZERO))?;
        kept = kept.saturating_add(left.saturating_sub(*chosen));
    }
    if kept == 0 {
        total = total.plus(postage)?;
    }
    Ok(total.min(cap))
}

/// Shares `total`, which is at most the sum, among lines that were asked for with `amounts`.
///
/// # Errors
/// `Range` for a total above the sum.
pub fn lowered(amounts: &[Fen], total: Fen) -> Result<Vec<Fen>, MoneyError> {
    distribute(total, amounts)
}

/// True if two persons of staff decide about a refund of `amount`: it is above the limit, and there are
/// two who may.
#[must_use]
pub fn needs_two(amount: Fen, limit: Option<Fen>, persons: usize) -> bool {
    persons >= 2 && limit.is_some_and(|limit| amount > limit)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_shipped_units_that_are_not_back_are_sent_back() {
        assert_eq!(returnable(3, 0, 3), 3);
        assert_eq!(returnable(3, 1, 3), 2);
        assert_eq!(returnable(3, 0, 1), 1, "two are refunded already");
        assert_eq!(returnable(0, 0, 3), 0);
        assert_eq!(returnable(1, 1, 0), 0);
    }

    #[test]
    fn a_return_leaves_reserved_units_alone() {
        assert_eq!(unshipped(2, 1, false), 1);
        assert_eq!(unshipped(1, 3, false), 1);
        assert_eq!(unshipped(2, 3, true), 0);
    }

    #[test]
    fn shipping_goes_back_with_everything_or_not_at_all() {
        assert!(includes_postage(0, 0));
        assert!(!includes_postage(1, 0));
        assert!(!includes_postage(0, 1));
    }

    #[test]
    fn a_sum_has_postage_with_everything_and_ends_at_the_cap() {
        let fen = |amounts: &[i64]| amounts.iter().copied().map(Fen::new).collect::<Vec<_>>();
        let lines = [fen(&[0, 3_334, 6_667]), fen(&[0, 500])];
        for (units, cap, sum) in [
            ([0, 0], 9_000, 0),
            ([1, 0], 9_000, 3_334),
            ([1, 1], 9_000, 3_834),
            ([2, 1], 9_000, 7_967),
            ([2, 1], 7_000, 7_000),
            ([3, 0], 9_000, 0),
        ] {
            let found = total(&lines, &units, Fen::new(800), Fen::new(cap)).unwrap();
            assert_eq!(found.get(), sum, "{units:?} of at most {cap}");
        }
    }

    #[test]
    fn two_decide_above_the_limit_and_only_where_there_are_two() {
        let limit = Some(Fen::new(500_000));
        assert!(needs_two(Fen::new(500_001), limit, 2));
        assert!(!needs_two(Fen::new(500_000), limit, 2));
        assert!(!needs_two(Fen::new(500_001), limit, 1));
        assert!(!needs_two(Fen::new(500_001), None, 9));
    }

    #[test]
    fn customers_do_not_choose_reasons_of_staff() {
        for reason in RefundReason::OF_CUSTOMERS {
            assert!(!matches!(
                reason,
                RefundReason::OutOfStock | RefundReason::PriceMatch | RefundReason::Goodwill
            ));
        }
    }

    proptest! {
        #[test]
        fn a_lower_total_is_shared_to_the_fen(
            amounts in prop::collection::vec(0_i64..100_000, 1..6),
            part in 0_i64..1_000,
        ) {
            let lines: Vec<Fen> = amounts.iter().copied().map(Fen::new).collect();
            let total = Fen::new(amounts.iter().sum::<i64>() * part / 1_000);
            let shares = lowered(&lines, total).unwrap();
            prop_assert_eq!(shares.iter().map(|share| share.get()).sum::<i64>(), total.get());
            for (share, line) in shares.iter().zip(&lines) {
                prop_assert!(*share <= *line && *share >= Fen::ZERO);
            }
        }
    }
}
