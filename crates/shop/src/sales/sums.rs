//! Sums of a period: counted days from their table, all others from the orders.

use crate::Error;
use domain::{
    day::Day,
    money::Fen,
    sales::{Period, Sales},
    time::Millis,
};
use std::collections::{BTreeMap, BTreeSet};
use store::{
    Tx,
    models::sales::Sold,
    queries::sales::{self, Grain},
};

/// A part of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Counted days, from the first to the last one.
    Counted(Day, Day),
    /// From one moment until before another.
    Live(Millis, Millis),
}

/// The parts of a period, in order. Days of one kind that follow each other are one part.
fn parts(period: Period, counted: &BTreeSet<Day>) -> Vec<Part> {
    let (mut parts, mut day) = (Vec::new(), period.from);
    while day.begin() < period.until {
        let (from, until) = (day.begin(), day.end().min(period.until));
        let is_counted = until == day.end() && counted.contains(&day);
        match (parts.last_mut(), is_counted) {
            (Some(Part::Counted(_, last)), true) => *last = day,
            (Some(Part::Live(_, end)), false) => *end = until,
            (_, true) => parts.push(Part::Counted(day, day)),
            (_, false) => parts.push(Part::Live(from, until)),
        }
        day = day.plus(1);
    }
    parts
}

fn parts_of(tx: &mut Tx<'_>, period: Period) -> Result<Vec<Part>, Error> {
    let counted: BTreeSet<Day> = sales::counted(tx)?.into_iter().collect();
    Ok(parts(period, &counted))
}

/// The sums of each day; a day without any is missing.
pub(super) fn by_day(tx: &mut Tx<'_>, period: Period) -> Result<BTreeMap<Day, Sales>, Error> {
    let mut days: BTreeMap<Day, Sales> = BTreeMap::new();
    for part in parts_of(tx, period)? {
        let (sold, orders) = match part {
            Part::Counted(first, last) => (
                sales::stored(tx, first, last, Grain::Day)?,
                sales::stored_orders(tx, first, last)?,
            ),
            Part::Live(from, until) => (
                sales::live(tx, from, until, Grain::Day)?,
                sales::live_orders(tx, from, until)?,
            ),
        };
        for row in sold {
            let sum = days.entry(Day::new(row.day)).or_default();
            sum.units = row.units;
            sum.gross = Fen::new(row.gross_fen);
            sum.refund = Fen::new(row.refund_fen);
        }
        for row in orders {
            let sum = days.entry(Day::new(row.day)).or_default();
            (sum.placed, sum.paid) = (row.placed, row.paid);
        }
    }
    Ok(days)
}

/// The sums of each SKU, shipping and refunds without lines included.
pub(super) fn by_sku(tx: &mut Tx<'_>, period: Period) -> Result<BTreeMap<i64, Sales>, Error> {
    let mut skus: BTreeMap<i64, Sales> = BTreeMap::new();
    for part in parts_of(tx, period)? {
        let sold: Vec<Sold> = match part {
            Part::Counted(first, last) => sales::stored(tx, first, last, Grain::Sku)?,
            Part::Live(from, until) => sales::live(tx, from, until, Grain::Sku)?,
        };
        for row in sold {
            let more = Sales {
                units: row.units,
                gross: Fen::new(row.gross_fen),
                refund: Fen::new(row.refund_fen),
                ..Sales::default()
            };
            let sum = skus.entry(row.sku_id).or_default();
            *sum = sum.plus(more)?;
        }
    }
    Ok(skus)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::HOUR;

    #[test]
    fn only_whole_counted_days_are_read_from_the_table() {
        let day = Day::new;
        let counted: BTreeSet<Day> = [1, 2, 3, 5, 6].map(day).into();
        let period = Period {
            from: day(1),
            until: day(6).begin().plus(14 * HOUR),
        };
        assert_eq!(
            parts(period, &counted),
            [
                Part::Counted(day(1), day(3)),
                Part::Live(day(4).begin(), day(4).end()),
                Part::Counted(day(5), day(5)),
                Part::Live(day(6).begin(), period.until),
            ]
        );
        let empty = Period {
            from: day(1),
            until: day(1).begin(),
        };
        assert_eq!(parts(empty, &counted), []);
    }
}
