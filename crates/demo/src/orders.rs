//! Sixty orders of the last sixty days, so that each desk and chart of the demo has something to
//! show.
//!
//! No row is written here: buyers and staff go through the use cases of the shop, whose clock and
//! gateway are those of then. Everything happens in the order of its time, so that journal, log and
//! days read as if the shop had been open, and what the audit checks is what it always checks.

mod act;
mod basket;
mod cast;
mod fate;
mod seeded;
mod story;

pub use seeded::Seeded;

use act::Scene;
use domain::{
    day::Day,
    time::{HOUR, MINUTE, Millis},
};
use shop::{Error, Shop};
use std::collections::BTreeSet;
use store::queries::order;
use tokio_util::sync::CancellationToken;

/// Number of orders.
pub const ORDERS: usize = 60;
/// Days before today on which the first one is placed.
const DAYS: i64 = 60;
/// Minute of the day at which the jobs of a day's figures run, after those of the night.
const FIGURES: i64 = 90;
/// The same for the bill of the day before: when Alipay has it ready. A day without movements has
/// none, and counts as compared a day later; any later, and the bill would be missed.
const BILL: i64 = 10 * 60;

/// What moves the clock of shop and gateway, and pays at the cashier.
pub trait Then: Send + Sync {
    /// Sets the clock of shop and gateway.
    fn set_clock(&self, at: Millis);
    /// The buyer opens the address of a payment, signs in as `buyer` and pays. Returns the form body
    /// of the gateway's notification.
    ///
    /// # Errors
    /// The gateway refuses.
    fn pay(
        &self,
        url: &str,
        buyer: &str,
    ) -> Result<String, Box<dyn std::error::Error + Send + Sync>>;
}

/// What [`fill`] did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// Orders placed; none if the shop has orders already.
    pub orders: usize,
    /// What the shop refused: the order then stays as it is.
    pub refused: Vec<String>,
}

/// When the shop of these orders opened: its products and accounts are older than the first order.
#[must_use]
pub const fn opening(now: Millis) -> Millis {
    Day::of(now).plus(-DAYS - 1).begin().plus(8 * HOUR)
}

/// Fills the orders of the days before `now` into a shop that has none. `shop` has the clock and the
/// gateway of `then`, and `stop` ends it between two steps: the orders of that moment stay, and go
/// on by the jobs of the shop.
///
/// # Errors
/// `Busy`, `Internal`. What the shop refuses is in [`Filled`] instead.
pub async fn fill(
    shop: &Shop,
    then: &dyn Then,
    now: Millis,
    stop: &CancellationToken,
) -> Result<Filled, Error> {
    let any = shop
        .store()
        .read(|tx| Ok::<_, Error>(order::any(tx)?))
        .await?;
    if any {
        return Ok(Filled::default());
    }
    then.set_clock(opening(now).plus(HOUR));
    let mut scene = Scene::open(shop, then).await?;
    // Files the jobs of every day. They run below, where the clock says so, and never beside it.
    let closed = CancellationToken::new();
    closed.cancel();
    shop.run_jobs(closed, 0).await;

    let mut refused = Vec::new();
    let mut ended = BTreeSet::new();
    for (at, step) in story::steps(now) {
        if stop.is_cancelled() {
            break;
        }
        then.set_clock(at);
        if let Some((place, act)) = step
            && !ended.contains(&place)
        {
            match scene.perform(place, act).await {
                Ok(()) => {}
                Err(Error::Busy) => return Err(Error::Busy),
                Err(Error::Internal(cause)) => return Err(Error::Internal(cause)),
                Err(
                    why @ (Error::Refused(_)
                    | Error::NotFound
                    | Error::Gone
                    | Error::LoginRequired
                    | Error::RoleMissing),
                ) => {
                    refused.push(format!("order {place}, {act:?}: {why}"));
                    ended.insert(place);
                }
            }
        }
        shop.run_past_jobs().await?;
    }
    Ok(Filled {
        orders: scene.placed(),
        refused,
    })
}

/// The times at which only jobs run: twice a day, and once at the end.
fn rounds(now: Millis) -> impl Iterator<Item = Millis> {
    let today = Day::of(now);
    (0..=DAYS + 1)
        .flat_map(move |ago| {
            let begin = today.plus(-ago).begin();
            [FIGURES, BILL].map(|minute| begin.plus(minute * MINUTE))
        })
        .filter(move |at| opening(now) < *at && *at < now)
        .chain([now])
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::recon::BillDay;

    #[test]
    fn each_bill_is_looked_for_at_the_moment_it_is_ready() {
        let now = Millis::new(1_795_312_800_000);
        let rounds: Vec<Millis> = rounds(now).collect();
        let first = opening(now).plus(HOUR);
        let mut day = BillDay::of(first).previous();
        let mut bills = 0;
        while day.ready_at() < now {
            assert!(rounds.contains(&day.ready_at()), "{}", day.text());
            day = day.next();
            bills += 1;
        }
        assert!(bills >= DAYS, "{bills}");
        assert!(rounds.iter().all(|at| first < *at));
    }
}
