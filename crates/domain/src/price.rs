//! Totals, shares of a discount, and the amount of a partial refund.
//!
//! Products are computed in `i128`, so that no intermediate value overflows.

use crate::{
    money::{Fen, MoneyError},
    view::{cart::Totals, catalog::PostageView},
};

/// `unit × qty`, summed up over the lines.
///
/// # Errors
/// `Range` if the sum does not fit.
pub fn items(lines: impl IntoIterator<Item = (Fen, i64)>) -> Result<Fen, MoneyError> {
    lines
        .into_iter()
        .try_fold(Fen::ZERO, |sum, (unit, qty)| sum.plus(unit.times(qty)?))
}

/// Shipping for products worth `goods` after discount.
#[must_use]
pub fn postage(goods: Fen, rule: &PostageView) -> Fen {
    if rule.free_from.is_some_and(|from| goods >= from) {
        Fen::ZERO
    } else {
        rule.flat
    }
}

/// True if the new price is more than 30 % below the old one, which may be a slip.
#[must_use]
pub fn falls_steeply(old: Fen, new: Fen) -> bool {
    i128::from(new.get()) * 10 < i128::from(old.get()) * 7
}

/// Totals of lines given as (unit price, quantity). Without lines everything is zero, shipping too.
///
/// `discount` applies to products only and leaves at least 1 fen of them, because every order is
/// paid through the gateway.
///
/// # Errors
/// `Range` if a sum does not fit. [`is_payable`] checks the gateway's limits.
pub fn totals(
    lines: impl IntoIterator<Item = (Fen, i64)>,
    discount: Fen,
    rule: &PostageView,
) -> Result<Totals, MoneyError> {
    let items = items(lines)?;
    if items <= Fen::ZERO {
        return Ok(Totals {
            items: Fen::ZERO,
            discount: Fen::ZERO,
            postage: Fen::ZERO,
            total: Fen::ZERO,
            to_free_postage: None,
        });
    }
    let discount = discount.clamp(Fen::ZERO, items.minus(Fen::new(1))?);
    let goods = items.minus(discount)?;
    let postage = postage(goods, rule);
    let to_free_postage = match rule.free_from {
        Some(from) if goods < from && rule.flat > Fen::ZERO => Some(from.minus(goods)?),
        Some(_) | None => None,
    };
    Ok(Totals {
        items,
        discount,
        postage,
        total: goods.plus(postage)?,
        to_free_postage,
    })
}

/// True if the gateway accepts this amount in one trade: ¥0.01 to ¥100,000,000.00.
#[must_use]
pub fn is_payable(total: Fen) -> bool {
    total >= Fen::new(1) && total <= Fen::MAX_TRADE
}

/// Splits `discount` over lines in proportion to `goods` (their `unit × qty`, by `line_no`) by the
/// method of largest remainders; of equal remainders the lower line wins.
///
/// # Errors
/// `Range` for a negative figure, or a discount greater than the products' sum.
pub fn distribute(discount: Fen, goods: &[Fen]) -> Result<Vec<Fen>, MoneyError> {
    let whole: i128 = goods.iter().map(|g| i128::from(g.get())).sum();
    let given = i128::from(discount.get());
    if given < 0 || given > whole || goods.iter().any(|g| *g < Fen::ZERO) {
        return Err(MoneyError::Range);
    }
    if whole == 0 {
        return Ok(vec![Fen::ZERO; goods.len()]);
    }
    let mut shares: Vec<(usize, i128, i128)> = goods
        .iter()
        .enumerate()
        .map(|(place, g)| {
            let product = given * i128::from(g.get());
            (place, product / whole, product % whole)
        })
        .collect();
    let missing = given - shares.iter().map(|(_, share, _)| share).sum::<i128>();
    // A stable sort keeps the lower line first among equal remainders.
    shares.sort_by_key(|(_, _, rest)| std::cmp::Reverse(*rest));
    let extra = usize::try_from(missing).map_err(|_out_of_range| MoneyError::Range)?;
    for (_, share, _) in shares.iter_mut().take(extra) {
        *share += 1;
    }
    shares.sort_by_key(|(place, _, _)| *place);
    shares
        .into_iter()
        .map(|(_, share, _)| to_fen(share))
        .collect()
}

/// Refund amount for `units` of a line of `qty` units that cost `paid`, of which `refunded_units`
/// and `refunded` are already refunded: `clamp(⌊paid × (refunded_units + units) / qty⌋ - refunded,
/// 0, paid - refunded)`.
///
/// Money refunded without units counts too; all units together always give exactly `paid`.
///
/// # Errors
/// `Range` if `qty` is not positive or a figure does not fit.
pub fn refund_suggestion(
    paid: Fen,
    qty: i64,
    refunded_units: i64,
    units: i64,
    refunded: Fen,
) -> Result<Fen, MoneyError> {
    if qty < 1 {
        return Err(MoneyError::Range);
    }
    let until = i128::from(refunded_units) + i128::from(units);
    let due = i128::from(paid.get()) * until / i128::from(qty) - i128::from(refunded.get());
    let left = paid.minus(refunded)?.max(Fen::ZERO);
    to_fen(due.clamp(0, i128::from(left.get())))
}

fn to_fen(amount: i128) -> Result<Fen, MoneyError> {
    i64::try_from(amount)
        .map(Fen::new)
        .map_err(|_out_of_range| MoneyError::Range)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::money::sum;
    use proptest::prelude::*;

    const RULE: PostageView = PostageView {
        flat: Fen::new(800),
        free_from: Some(Fen::new(9_900)),
    };

    fn fen(amounts: &[i64]) -> Vec<Fen> {
        amounts.iter().copied().map(Fen::new).collect()
    }

    #[test]
    fn a_fall_of_more_than_three_tenths_is_steep() {
        for (old, new, steep) in [
            (10_000, 7_000, false),
            (10_000, 6_999, true),
            (10_000, 12_000, false),
            (1, 1, false),
            (i64::MAX, 1, true),
        ] {
            assert_eq!(
                falls_steeply(Fen::new(old), Fen::new(new)),
                steep,
                "{old} {new}"
            );
        }
    }

    #[test]
    fn the_worked_example_splits_as_written() {
        let goods = fen(&[9_999, 990, 12_900]);
        assert_eq!(
            distribute(Fen::new(1_000), &goods),
            Ok(fen(&[419, 41, 540]))
        );
    }

    #[test]
    fn equal_remainders_prefer_the_lower_line() {
        assert_eq!(
            distribute(Fen::new(1), &fen(&[5, 5, 5])),
            Ok(fen(&[1, 0, 0]))
        );
        assert_eq!(
            distribute(Fen::new(2), &fen(&[5, 5, 5])),
            Ok(fen(&[1, 1, 0]))
        );
        assert_eq!(distribute(Fen::ZERO, &[]), Ok(Vec::new()));
        assert_eq!(distribute(Fen::new(2), &fen(&[1])), Err(MoneyError::Range));
    }

    #[test]
    fn the_largest_remainder_gets_the_fen_that_is_left() {
        // 4 × 10/13 is 3 with remainder 1, 4 × 3/13 is 0 with remainder 12.
        assert_eq!(distribute(Fen::new(4), &fen(&[10, 3])), Ok(fen(&[3, 1])));
        assert_eq!(distribute(Fen::new(2), &fen(&[0, 5])), Ok(fen(&[0, 2])));
        assert_eq!(
            distribute(Fen::new(2), &fen(&[-1, 5])),
            Err(MoneyError::Range)
        );
    }

    #[test]
    fn the_gateway_takes_one_fen_to_a_hundred_million_yuan() {
        for (total, payable) in [
            (-1, false),
            (0, false),
            (1, true),
            (10_000_000_000, true),
            (10_000_000_001, false),
        ] {
            assert_eq!(is_payable(Fen::new(total)), payable, "{total}");
        }
    }

    #[test]
    fn a_line_of_three_is_given_back_in_thirds() {
        let paid = Fen::new(9_580);
        let mut given = Fen::ZERO;
        let mut parts = Vec::new();
        for unit in 0..3 {
            let part = refund_suggestion(paid, 3, unit, 1, given).unwrap();
            given = given.plus(part).unwrap();
            parts.push(part.get());
        }
        assert_eq!(parts, [3_193, 3_193, 3_194]);
    }

    #[test]
    fn goodwill_is_absorbed() {
        // 5.00 was paid back without units: it is deducted from the first unit, and the last unit
        // gets the rest.
        assert_eq!(
            refund_suggestion(Fen::new(9_580), 3, 0, 1, Fen::new(500)),
            Ok(Fen::new(2_693))
        );
        assert_eq!(
            refund_suggestion(Fen::new(9_580), 3, 0, 1, Fen::new(5_000)),
            Ok(Fen::ZERO)
        );
        assert_eq!(
            refund_suggestion(Fen::new(9_580), 3, 0, 3, Fen::new(5_000)),
            Ok(Fen::new(4_580))
        );
        assert_eq!(
            refund_suggestion(Fen::new(100), 0, 0, 0, Fen::ZERO),
            Err(MoneyError::Range)
        );
    }

    #[test]
    fn postage_looks_at_goods_after_discount() {
        let total = totals([(Fen::new(5_000), 2)], Fen::new(200), &RULE).unwrap();
        assert_eq!((total.postage.get(), total.total.get()), (800, 10_600));
        assert_eq!(total.to_free_postage, Some(Fen::new(100)));
        let free = totals([(Fen::new(5_000), 2)], Fen::ZERO, &RULE).unwrap();
        assert_eq!(
            (free.postage.get(), free.total.get(), free.to_free_postage),
            (0, 10_000, None)
        );
        let exactly = totals([(Fen::new(9_900), 1)], Fen::ZERO, &RULE).unwrap();
        assert_eq!(
            (exactly.postage, exactly.to_free_postage),
            (Fen::ZERO, None)
        );
        let always_free = PostageView {
            flat: Fen::ZERO,
            ..RULE
        };
        let cheap = totals([(Fen::new(1), 1)], Fen::ZERO, &always_free).unwrap();
        assert_eq!(
            cheap.to_free_postage, None,
            "there is no postage left to save"
        );
        let nothing = totals([], Fen::new(5), &RULE).unwrap();
        assert_eq!((nothing.total, nothing.to_free_postage), (Fen::ZERO, None));
        let never = totals(
            [(Fen::new(1), 1)],
            Fen::new(9),
            &PostageView {
                flat: Fen::ZERO,
                free_from: None,
            },
        )
        .unwrap();
        assert_eq!(
            (never.discount.get(), never.total.get()),
            (0, 1),
            "a discount must leave at least 1 fen of the products"
        );
    }

    proptest! {
        #[test]
        fn shares_add_up_and_stay_within_their_line(
            goods in prop::collection::vec(0_i64..=10_000_000_000, 1..40),
            part in 0_u32..=1_000,
        ) {
            let goods = fen(&goods);
            let whole = sum(goods.iter().copied()).unwrap();
            let discount = to_fen(i128::from(whole.get()) * i128::from(part) / 1_000).unwrap();
            let shares = distribute(discount, &goods).unwrap();
            prop_assert_eq!(sum(shares.iter().copied()).unwrap(), discount);
            for (share, line) in shares.iter().zip(&goods) {
                prop_assert!(*share >= Fen::ZERO && share <= line);
            }
        }

        #[test]
        fn refunds_in_any_steps_give_back_exactly_what_was_paid(
            paid in 0_i64..=10_000_000_000,
            qty in 1_i64..=99,
            steps in prop::collection::vec(1_i64..=99, 1..20),
        ) {
            let paid = Fen::new(paid);
            let (mut units, mut given) = (0, Fen::ZERO);
            for step in steps.into_iter().chain([qty]) {
                let step = step.min(qty - units);
                let part = refund_suggestion(paid, qty, units, step, given).unwrap();
                prop_assert!(part >= Fen::ZERO);
                given = given.plus(part).unwrap();
                prop_assert!(given <= paid);
                units += step;
            }
            prop_assert_eq!((units, given), (qty, paid));
        }

        #[test]
        fn totals_are_consistent(
            lines in prop::collection::vec((1_i64..=10_000_000, 1_i64..=99), 1..20),
            discount in 0_i64..=10_000_000_000,
        ) {
            let t = totals(lines.into_iter().map(|(u, q)| (Fen::new(u), q)), Fen::new(discount), &RULE).unwrap();
            prop_assert!(t.discount < t.items);
            prop_assert_eq!(t.total.get(), t.items.get() - t.discount.get() + t.postage.get());
            prop_assert_eq!(t.postage == Fen::ZERO, t.to_free_postage.is_none());
        }
    }
}
