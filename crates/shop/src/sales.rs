//! What was sold: the page of figures, and the days that are counted for it.
//!
//! Days that have ended are read from `sales_days`, where a job counts them; today, a part of a day and days that are not
//! counted are summed up from the orders at that moment. Both are the same statement, so both say the same.

mod goods;
mod sums;
mod tally;

pub(crate) use tally::{booked, run, start};

use crate::{Error, Shop, Viewer, viewer::Staff};
use domain::{
    day::Day,
    sales::{Choice, MOST_DAYS, Period, Sales, SalesBy, SalesRange, SalesStep, periods, step},
    staff::Role,
    view::sales::{SalesQuery, SalesView, StepRow},
};
use std::collections::BTreeMap;

/// Rows of goods on the page. The sheet has all.
const ROWS: usize = 100;

/// How much of a table is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// What a page shows; the rest is one row.
    Page,
    /// All, for a sheet.
    All,
}

impl Viewer {
    /// The member of staff, if they may read figures of money: finance, viewers and the owner.
    ///
    /// # Errors
    /// `LoginRequired` without an admin session, `RoleMissing` for other staff.
    pub(crate) fn reading_money(&self) -> Result<&Staff, Error> {
        let staff = self.any_staff()?;
        if [Role::Finance, Role::Viewer]
            .iter()
            .any(|role| staff.roles.has(*role))
        {
            Ok(staff)
        } else {
            Err(Error::RoleMissing)
        }
    }
}

impl Shop {
    /// The figures of a period beside those of the period before.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub async fn sales(
        &self,
        viewer: &Viewer,
        asked: SalesQuery,
        rows: Rows,
    ) -> Result<SalesView, Error> {
        let may_export = viewer.reading_money()?.roles.has(Role::Finance);
        let (now, locale) = (self.now(), viewer.locale);
        let read = choice(&asked);
        let wrong_days = read.is_none();
        let choice = read.unwrap_or(USUAL);
        let range = match choice {
            Choice::Named(range) => Some(range),
            Choice::Days(..) => None,
        };
        let (period, before) = periods(choice, now);
        let days = period.last().since(period.from).saturating_add(1).max(1);
        let wanted = asked.step.parse().unwrap_or(SalesStep::fitting(days));
        let step = step(wanted, days);
        let by = asked.by.parse().unwrap_or(SalesBy::Time);
        let most = match rows {
            Rows::Page => ROWS,
            Rows::All => usize::MAX,
        };
        self.store
            .read(move |tx| {
                let daily = sums::by_day(tx, period)?;
                Ok(SalesView {
                    asked: asked.clone(),
                    wrong_days,
                    range,
                    period,
                    before,
                    step,
                    by,
                    as_of: now,
                    total: total(daily.values())?,
                    total_before: total(sums::by_day(tx, before)?.values())?,
                    steps: steps(period, step, &daily)?,
                    goods: match by {
                        SalesBy::Time => Vec::new(),
                        SalesBy::Product | SalesBy::Sku | SalesBy::Category => {
                            goods::rows(tx, period, by, locale, most)?
                        }
                    },
                    may_export,
                })
            })
            .await
    }
}

/// What is shown without a choice.
const USUAL: Choice = Choice::Named(SalesRange::Month);

/// The days that are asked for; `None` if they cannot be read.
fn choice(asked: &SalesQuery) -> Option<Choice> {
    if let Ok(range) = asked.range.parse() {
        return Some(Choice::Named(range));
    }
    if asked.from.is_empty() && asked.to.is_empty() {
        return Some(USUAL);
    }
    let (from, to): (Day, Day) = (
        asked.from.trim().parse().ok()?,
        asked.to.trim().parse().ok()?,
    );
    (from <= to && to.since(from) < MOST_DAYS).then_some(Choice::Days(from, to))
}

fn total<'s>(sums: impl IntoIterator<Item = &'s Sales>) -> Result<Sales, Error> {
    let mut total = Sales::default();
    for sum in sums {
        total = total.plus(*sum)?;
    }
    Ok(total)
}

/// The sums of each step of the period, without gaps.
fn steps(
    period: Period,
    step: SalesStep,
    daily: &BTreeMap<Day, Sales>,
) -> Result<Vec<StepRow>, Error> {
    let (mut rows, mut first) = (Vec::new(), period.from);
    while first <= period.last() {
        let next = step.next(first);
        rows.push(StepRow {
            first,
            last: next.plus(-1).min(period.last()),
            sum: total(daily.range(first..next).map(|(_, sum)| sum))?,
        });
        first = next;
    }
    Ok(rows)
}
