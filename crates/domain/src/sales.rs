//! Figures of sales: which days they cover, the period before, and how days are put together.
//!
//! Gross counts by the time of the payment, refunds by the time of their arrival. So a refund of an earlier order makes the
//! net of its own day smaller, and no figure of an ended day changes when money goes back later.

use crate::{
    day::Day,
    money::{Fen, MoneyError},
    time::{DAY, Millis},
};
use serde::{Deserialize, Serialize};

/// `sales_days.sku_id` of shipping.
pub const POSTAGE: i64 = 0;
/// `sales_days.sku_id` of refunds that name no line, e.g. one made in Alipay's console.
pub const UNASSIGNED: i64 = -1;

text_enum! {
    /// The ranges with a name.
    SalesRange {
        Today = "today",
        Yesterday = "yesterday",
        Week = "7d",
        Month = "30d",
        ThisMonth = "month",
        LastMonth = "last-month",
    }
}

impl SalesRange {
    /// Its first and its last day.
    #[must_use]
    pub fn days(self, now: Millis) -> (Day, Day) {
        let (period, _before) = periods(Choice::Named(self), now);
        (period.from, period.last())
    }
}

text_enum! {
    /// What a bar and a row stand for.
    SalesStep { Day = "day", Week = "week", Month = "month" }
}
text_enum! {
    /// What the table has a row for.
    SalesBy { Time = "time", Product = "product", Sku = "sku", Category = "category" }
}

/// Most days that one page covers: ten years.
pub const MOST_DAYS: i64 = 3_660;
/// Most bars of a chart, unless they are months already.
const MOST_BARS: i64 = 366;

/// The days that were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// A range with a name.
    Named(SalesRange),
    /// From the first day to the last one, both included.
    Days(Day, Day),
}

/// From the beginning of a day until a moment, which is not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// Where it ends: midnight, or now.
    pub until: Millis,
}

impl Period {
    const fn days(from: Day, after: Day) -> Self {
        Self {
            from,
            until: after.begin(),
        }
    }

    const fn since(from: Day, until: Millis) -> Self {
        Self { from, until }
    }

    /// The last day; the day before the first one if it is empty.
    #[must_use]
    pub const fn last(self) -> Day {
        Day::of(self.until.plus(-1))
    }
}

/// The period that was asked for, and the one before it, which ends at the same hour, so that half a day is not compared with
/// a whole one.
#[must_use]
pub fn periods(choice: Choice, now: Millis) -> (Period, Period) {
    let today = Day::of(now);
    // What is booked in this millisecond counts.
    let end = now.plus(1);
    let until_now = |days: i64| {
        (
            Period::since(today.plus(1 - days), end),
            Period::since(today.plus(1 - 2 * days), end.plus(-days * DAY)),
        )
    };
    match choice {
        Choice::Named(SalesRange::Today) => until_now(1),
        Choice::Named(SalesRange::Week) => until_now(7),
        Choice::Named(SalesRange::Month) => until_now(30),
        Choice::Named(SalesRange::Yesterday) => (
            Period::days(today.plus(-1), today),
            Period::days(today.plus(-2), today.plus(-1)),
        ),
        Choice::Named(SalesRange::ThisMonth) => {
            let (this, last) = (today.month(), today.month_before());
            // A shorter month before ends with its last day.
            let until = last.begin().plus(end.since(this.begin())).min(this.begin());
            (Period::since(this, end), Period::since(last, until))
        }
        Choice::Named(SalesRange::LastMonth) => {
            let (this, last) = (today.month(), today.month_before());
            (
                Period::days(last, this),
                Period::days(last.month_before(), last),
            )
        }
        Choice::Days(from, to) => {
            let until = end.min(to.end()).max(from.begin());
            let days = to.min(today).since(from).saturating_add(1).max(0);
            (
                Period::since(from, until),
                Period::since(from.plus(-days), until.plus(-days.saturating_mul(DAY))),
            )
        }
    }
}

/// The step with which a period is shown: the wanted one, or a longer one if the bars would be too many.
#[must_use]
pub const fn step(wanted: SalesStep, days: i64) -> SalesStep {
    match wanted {
        SalesStep::Day if days <= MOST_BARS => SalesStep::Day,
        SalesStep::Day | SalesStep::Week if days <= MOST_BARS * 7 => SalesStep::Week,
        SalesStep::Day | SalesStep::Week | SalesStep::Month => SalesStep::Month,
    }
}

impl SalesStep {
    /// The step that suits a number of days.
    #[must_use]
    pub const fn fitting(days: i64) -> Self {
        match days {
            ..=62 => Self::Day,
            63..=366 => Self::Week,
            _ => Self::Month,
        }
    }

    /// The first day of the step that a day is in.
    #[must_use]
    pub fn first(self, day: Day) -> Day {
        match self {
            Self::Day => day,
            Self::Week => day.week(),
            Self::Month => day.month(),
        }
    }

    /// The first day of the step after the one that a day is in.
    #[must_use]
    pub fn next(self, day: Day) -> Day {
        match self {
            Self::Day => day.plus(1),
            Self::Week => day.week().plus(7),
            Self::Month => day.month_after(),
        }
    }
}

/// Figures that can be added.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sales {
    /// Orders placed.
    pub placed: i64,
    /// Orders paid.
    pub paid: i64,
    /// Units in the orders paid.
    pub units: i64,
    /// What was paid for them.
    pub gross: Fen,
    /// What went back.
    pub refund: Fen,
}

impl Sales {
    /// The sum of both.
    ///
    /// # Errors
    /// `Range` if a sum does not fit.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        let add = |a: i64, b: i64| a.checked_add(b).ok_or(MoneyError::Range);
        Ok(Self {
            placed: add(self.placed, other.placed)?,
            paid: add(self.paid, other.paid)?,
            units: add(self.units, other.units)?,
            gross: self.gross.plus(other.gross)?,
            refund: self.refund.plus(other.refund)?,
        })
    }

    /// Gross less refunds: negative if more went back than came in.
    ///
    /// # Errors
    /// `Range` if it does not fit.
    pub fn net(self) -> Result<Fen, MoneyError> {
        self.gross.minus(self.refund)
    }
}

#[cfg(test)]
#[path = "sales/tests.rs"]
mod tests;
