//! The dashboard and the frame of the desk: what waits, and what came in.

use super::{alarm::shown, opening};
use crate::{Error, Shop, Viewer, mail::is_on};
use domain::{
    time::{DAY, Millis},
    view::{
        catalog::desk::ProductTab,
        desk::{CAP, DayView, DeskCount, DeskFrameView, DeskView, TodoView},
        watch::{FailureView, InboxTab},
    },
};
use store::{
    Tx,
    models::job::JobState,
    queries::{admin, alarm, catalog, inbox, job, mail, recon},
};

/// Open alarms on the dashboard.
const ALARMS: i64 = 5;

/// How long the dashboard counts mail that did not arrive: nobody ticks it off.
const UNDELIVERED: i64 = 7 * DAY;

impl Shop {
    /// The open work. Each figure counts exactly the rows of the list it links to.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub async fn admin_desk(&self, viewer: &Viewer) -> Result<DeskView, Error> {
        let may_note = viewer.any_staff()?.roles.may_act();
        let (now, first) = (self.now(), self.policy.first.clone());
        self.store
            .read(move |tx| {
                let alarms = alarm::list(tx, true, ALARMS)?;
                let midnight = now.shanghai_midnight();
                Ok(DeskView {
                    opening: opening::steps(tx, &first)?,
                    alarms: shown(tx, alarms)?,
                    may_note,
                    todo: todo(tx, now)?,
                    today: day(tx, midnight, now)?,
                    before: day(tx, midnight.plus(-DAY), now.plus(-DAY))?,
                    mail_is_off: !is_on(tx)?,
                    undelivered: mail::undelivered(tx, now.plus(-UNDELIVERED), CAP)?,
                })
            })
            .await
    }

    /// What the frame around each page shows: these counts, and the latest open alarm.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub async fn desk_frame(
        &self,
        viewer: &Viewer,
        wanted: Vec<DeskCount>,
    ) -> Result<DeskFrameView, Error> {
        viewer.any_staff()?;
        let now = self.now();
        self.store
            .read(move |tx| {
                let mut counts = Vec::new();
                for what in &wanted {
                    counts.push((*what, count(tx, *what, now)?));
                }
                let latest = alarm::list(tx, true, 1)?;
                Ok(DeskFrameView {
                    counts,
                    alarm: shown(tx, latest)?.into_iter().next(),
                })
            })
            .await
    }
}

/// What waits, without zeros. Alarms have a place of their own.
fn todo(tx: &mut Tx<'_>, now: Millis) -> Result<Vec<TodoView>, Error> {
    let mut todo = Vec::new();
    for what in DeskCount::ALL
        .iter()
        .filter(|what| **what != DeskCount::Alarms)
    {
        let count = count(tx, *what, now)?;
        if count > 0 {
            todo.push(TodoView {
                what: *what,
                count,
                oldest: oldest(tx, *what)?,
            });
        }
    }
    Ok(todo)
}

/// How many wait, at most [`CAP`].
fn count(tx: &mut Tx<'_>, what: DeskCount, now: Millis) -> Result<i64, Error> {
    Ok(match what {
        DeskCount::ToShip
        | DeskCount::Decide
        | DeskCount::Unknown
        | DeskCount::Failed
        | DeskCount::WentBack
        | DeskCount::Confirming
        | DeskCount::Surplus => match what.orders() {
            Some(tab) => admin::count(tx, tab, CAP, now)?,
            None => 0,
        },
        DeskCount::Recon => recon::count_open(tx)?.min(CAP),
        DeskCount::LowStock => catalog::index::count(tx, ProductTab::Low, CAP)?,
        DeskCount::Inbox => inbox::count(tx, InboxTab::Open.verdicts(), CAP)?,
        DeskCount::Jobs => many(job::desk::list(tx, JobState::Dead, CAP)?.len()),
        DeskCount::Alarms => many(alarm::list(tx, true, CAP)?.len()),
    })
}

fn many(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(CAP)
}

/// Since when the oldest waits, where a customer waits with it.
fn oldest(tx: &mut Tx<'_>, what: DeskCount) -> Result<Option<Millis>, Error> {
    match what {
        // The one that was paid first.
        DeskCount::ToShip => {
            let ever = (Millis::new(i64::MIN), Millis::new(i64::MAX));
            let first = admin::to_ship(tx, ever, None, 1)?;
            Ok(first.into_iter().next().and_then(|order| order.paid_at))
        }
        DeskCount::Decide => Ok(admin::oldest_request(tx)?),
        DeskCount::Unknown
        | DeskCount::Failed
        | DeskCount::WentBack
        | DeskCount::Confirming
        | DeskCount::Surplus
        | DeskCount::Recon
        | DeskCount::LowStock
        | DeskCount::Inbox
        | DeskCount::Jobs
        | DeskCount::Alarms => Ok(None),
    }
}

/// Money of a part of a day.
fn day(tx: &mut Tx<'_>, from: Millis, now: Millis) -> Result<DayView, Error> {
    // Up to and including this millisecond.
    let to = now.plus(1);
    Ok(DayView {
        paid: admin::paid_between(tx, from, to)?,
        refunded: admin::refunded_between(tx, from, to)?,
    })
}

/// The view of a stored error.
pub(super) fn failure(technical: String) -> FailureView {
    FailureView {
        kind: Error::failure(&technical),
        technical,
    }
}
