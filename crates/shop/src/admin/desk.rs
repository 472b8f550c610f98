//! The dashboard, and its lists of failed jobs and unprocessed notifications.

use super::opening;
use crate::{Error, Shop, Viewer, mail::is_on};
use domain::{
    payment::Verdict,
    time::DAY,
    view::{
        admin::AdminTab,
        catalog::desk::ProductTab,
        desk::{CAP, DeadJobView, DeskView, FailureView, RefusedNotifyView},
    },
};
use store::queries::{admin, catalog, inbox, job, mail};

/// The saved views that have a figure on the dashboard.
const FIGURES: [AdminTab; 8] = [
    AdminTab::PaidToday,
    AdminTab::ToShip,
    AdminTab::Decide,
    AdminTab::Unknown,
    AdminTab::Failed,
    AdminTab::WentBack,
    AdminTab::Confirming,
    AdminTab::Surplus,
];

/// How long the dashboard counts mail that did not arrive: nobody ticks it off.
const UNDELIVERED: i64 = 7 * DAY;

impl Shop {
    /// The open work. Each figure counts exactly the rows of the list it links to.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub async fn admin_desk(&self, viewer: &Viewer) -> Result<DeskView, Error> {
        viewer.any_staff()?;
        let (now, first) = (self.now(), self.policy.first.clone());
        self.store
            .read(move |tx| {
                let mut views = Vec::new();
                for tab in FIGURES {
                    views.push((tab, admin::count(tx, tab, CAP, now)?));
                }
                let many = |rows: usize| i64::try_from(rows).unwrap_or(CAP);
                Ok(DeskView {
                    opening: opening::steps(tx, &first)?,
                    paid_today: admin::paid_today(tx, now)?,
                    views,
                    low_stock: catalog::index::count(tx, ProductTab::Low, CAP)?,
                    dead_jobs: many(job::dead(tx, CAP)?.len()),
                    refused: many(inbox::refused(tx, CAP)?.len()),
                    mail_is_off: !is_on(tx)?,
                    undelivered: mail::undelivered(tx, now.plus(-UNDELIVERED), CAP)?,
                })
            })
            .await
    }

    /// Orders that wait to be shipped, at most [`CAP`]: the figure in the navigation.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub async fn orders_to_ship(&self, viewer: &Viewer) -> Result<i64, Error> {
        viewer.any_staff()?;
        let now = self.now();
        self.store
            .read(move |tx| Ok(admin::count(tx, AdminTab::ToShip, CAP, now)?))
            .await
    }

    /// Failed jobs, at most [`CAP`].
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub async fn admin_jobs(&self, viewer: &Viewer) -> Result<Vec<DeadJobView>, Error> {
        viewer.any_staff()?;
        let jobs = self.store.read(|tx| job::dead(tx, CAP)).await?;
        Ok(jobs
            .into_iter()
            .map(|job| DeadJobView {
                kind: job.kind.parse().ok(),
                created_at: job.created_at,
                tries: job.tries,
                failure: job.last_error.map(failure),
            })
            .collect())
    }

    /// Unprocessed notifications, newest first, at most [`CAP`].
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub async fn admin_inbox(&self, viewer: &Viewer) -> Result<Vec<RefusedNotifyView>, Error> {
        viewer.any_staff()?;
        let rows = self.store.read(|tx| inbox::refused(tx, CAP)).await?;
        Ok(rows
            .into_iter()
            .map(|row| RefusedNotifyView {
                at: row.received_at,
                out_trade_no: row.out_trade_no,
                trade_status: row.trade_status.parse().ok(),
                verdict: row.verdict,
                reason: row.reason.as_deref().and_then(|reason| reason.parse().ok()),
                failure: row
                    .reason
                    .filter(|_| row.verdict == Verdict::Error)
                    .map(failure),
                deliveries: row.deliveries,
            })
            .collect())
    }
}

/// The view of a stored error.
fn failure(technical: String) -> FailureView {
    FailureView {
        kind: Error::failure(&technical),
        technical,
    }
}
