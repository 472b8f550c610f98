//! Counting days: by a job each hour, by a command for all of them.

use crate::{
    Error, Shop,
    jobs::{Leased, file},
};
use domain::{
    day::Day,
    time::{HOUR, Millis, SECOND},
};
use std::collections::BTreeSet;
use store::{Tx, queries::sales};

/// A day is counted this long after its end: by then every transaction that began on it has ended.
const REST: i64 = HOUR;
/// Days of one run of the job; the rest follows at once.
const AT_ONCE: usize = 100;

/// A payment or a refund of an order was booked as of `at`. In the transaction of the booking, as its last statement: the day
/// is the last row that is locked.
pub(crate) fn booked(tx: &mut Tx<'_>, at: Millis, now: Millis) -> Result<(), Error> {
    Ok(sales::outdate(tx, Day::of(at), now)?)
}

/// Files the job that counts days, if none is ready.
pub(crate) fn start(tx: &mut Tx<'_>, now: Millis) -> Result<(), Error> {
    file::tally_sales(tx, now)
}

/// Runs the job, and again in an hour, or at once if more is left.
pub(crate) async fn run(shop: &Shop, job: Leased) -> Result<(), Error> {
    let is_more = shop.tally_sales(AT_ONCE).await?.1;
    let next = shop.now().plus(if is_more { SECOND } else { HOUR });
    shop.store.write(move |tx| job.again(tx, next)).await
}

impl Shop {
    /// Counts days that have ended and are not counted, oldest first and at most `most`, in a transaction each, so that
    /// customers never wait for long. Returns their number, and whether more are left.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn tally_sales(&self, most: usize) -> Result<(usize, bool), Error> {
        let days = self.days_to_tally().await?;
        let some = days.len().min(most);
        for day in days.iter().take(some) {
            self.tally(*day).await?;
        }
        Ok((some, days.len() > some))
    }

    /// Counts all days anew while the shop is open. Returns the number of days.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn rebuild_sales(&self) -> Result<usize, Error> {
        self.store
            .write(|tx| Ok::<_, Error>(sales::forget_all(tx)?))
            .await?;
        Ok(self.tally_sales(usize::MAX).await?.0)
    }

    async fn tally(&self, day: Day) -> Result<(), Error> {
        let now = self.now();
        self.store
            .write(move |tx| Ok::<_, Error>(sales::tally(tx, day, now)?))
            .await
    }

    /// The days that have ended and are not counted, oldest first.
    async fn days_to_tally(&self) -> Result<Vec<Day>, Error> {
        let now = self.now();
        self.store
            .read(move |tx| {
                let Some(first) = sales::first_day(tx)? else {
                    return Ok(Vec::new());
                };
                let counted: BTreeSet<Day> = sales::counted(tx)?.into_iter().collect();
                let after = Day::of(now.plus(-REST));
                let mut days = Vec::new();
                let mut day = first;
                while day < after {
                    if !counted.contains(&day) {
                        days.push(day);
                    }
                    day = day.plus(1);
                }
                Ok(days)
            })
            .await
    }
}
