//! Reconciliation: Alipay's bill of each day against the books, line by line and in fen.
//!
//! A bill has no signature. Nothing is booked from it but fees: what it names and the books lack is asked about, and only the
//! gateway's signed response books it.

mod confirm;
mod desk;
mod fetch;
mod issue;
mod judge;
mod pass;
mod read;
mod upload;

use crate::{Error, Shop, jobs};
use domain::{
    error::ErrorCode,
    recon::{BillDay, BillSource, BillState, IssueState},
    time::{DAY, HOUR, MINUTE, Millis},
};
use pass::Ended;
use serde::Serialize;
use std::{
    collections::BTreeSet,
    fs::File,
    path::{Path, PathBuf},
};
use store::{
    Tx,
    models::recon::{BillFigures, BillImport, ReconIssue},
    queries::{bill, recon},
};

/// Days that are caught up with after a pause.
const CATCH_UP: usize = 31;
/// Pause between two looks for a bill that is not there, and when it becomes an hour.
const SOON: i64 = 15 * MINUTE;
const SOON_FOR: i64 = 6 * HOUR;
/// A day without a bill and without movements here counts as compared after this long: Alipay writes no bill of such a day.
const NO_BILL_AFTER: i64 = DAY;
/// When a bill that is not there is an alarm.
const MISSING_AFTER: i64 = DAY;
/// Differences in the result of a command.
const TOLD: i64 = 1_000;

/// Where a bill comes from.
#[derive(Debug, Clone)]
pub enum BillFrom {
    /// Fetched from Alipay.
    Alipay,
    /// A file that somebody downloaded.
    File {
        /// Where it is.
        path: PathBuf,
        /// Who uploaded it; `None` for a command.
        by: Option<i64>,
    },
}

/// An uploaded bill that is about to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BegunBill {
    /// Its day.
    pub day: BillDay,
    /// The job that compares it.
    job: Option<i64>,
}

/// The bill of a day after it was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reconciled {
    /// The day, `YYYY-MM-DD`.
    pub date: String,
    /// `done`; `waiting` if Alipay does not have it yet; `importing` if another process reads it.
    pub state: BillState,
    /// Lines of the bill.
    pub rows: i64,
    /// Lines that were not known before.
    pub new: i64,
    /// Lines with other figures than before.
    pub changed: i64,
    /// Known lines that the file lacks.
    pub gone: i64,
    /// Lines that were known as they are.
    pub unchanged: i64,
    /// Number of payments.
    pub payments: i64,
    /// Their sum in fen.
    pub payment_fen: i64,
    /// Number of refunds.
    pub refunds: i64,
    /// Their sum in fen.
    pub refund_fen: i64,
    /// Fees in fen, less those given back.
    pub fee_fen: i64,
    /// Open differences of the day.
    pub open: Vec<OpenIssue>,
}

/// An open difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenIssue {
    /// `missing_here`, `missing_there`, `amount`, `state`.
    pub kind: String,
    /// `payment`, `refund`.
    pub direction: String,
    /// Number of the payment.
    pub out_trade_no: String,
    /// Number of the refund; empty for a payment.
    pub out_request_no: String,
    /// Fen in the books.
    pub here_fen: Option<i64>,
    /// Fen in the bill.
    pub there_fen: Option<i64>,
}

impl OpenIssue {
    fn of(issue: ReconIssue) -> Self {
        Self {
            kind: issue.kind.to_string(),
            direction: issue.direction.to_string(),
            out_trade_no: issue.out_trade_no,
            out_request_no: issue.request_no,
            here_fen: issue.here_fen.map(domain::money::Fen::get),
            there_fen: issue.there_fen.map(domain::money::Fen::get),
        }
    }
}

/// What became of the bill of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    /// Each line is compared.
    Compared { same_file: bool },
    /// Alipay does not have it yet.
    Waiting,
    /// The time is over, or another process goes on.
    Left,
}

impl Shop {
    /// Compares the bill of a day with the books, and asks the gateway about what differs. `day`: that of the file, or
    /// yesterday, if it is not given. For commands.
    ///
    /// # Errors
    /// `Refused` with a code about bills; `Busy`, `Internal`.
    pub async fn reconcile(
        &self,
        day: Option<BillDay>,
        file: Option<&Path>,
    ) -> Result<Reconciled, Error> {
        let forever = Millis::new(i64::MAX);
        let (day, done) = match file {
            Some(path) => {
                let from = BillFrom::File {
                    path: path.to_owned(),
                    by: None,
                };
                self.take_file(day, &from, forever).await?
            }
            None => {
                let day = day.unwrap_or_else(|| BillDay::of(self.now()).previous());
                self.must_be_over(day)?;
                (day, self.fetch_and_compare(day, forever).await?)
            }
        };
        self.settle_differences().await?;
        self.reconciled(day, done).await
    }

    /// Compares the bills that are due: those not compared yet, and those of the days since the last one. Returns when to look
    /// again. For the daily job.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(crate) async fn reconcile_due(&self, until: Millis) -> Result<Millis, Error> {
        let last = BillDay::last_ready(self.now());
        let days = self.store.read(move |tx| due(tx, last)).await?;
        let mut waits = None;
        for day in days {
            match self.fetch_and_compare(day, until).await? {
                Done::Left => return Ok(self.now()),
                Done::Waiting => {
                    if self.now().since(day.ready_at()) >= MISSING_AFTER {
                        tracing::error!(alarm = "bill_missing", date = %day.text(), "Alipay has no bill of a day that is over");
                    }
                    waits = Some(day);
                }
                Done::Compared { .. } => {}
            }
        }
        let left = self.settle_differences().await?;
        let now = self.now();
        let tomorrow = last.next().ready_at();
        let soon = match waits {
            Some(day) if now.since(day.ready_at()) < SOON_FOR => now.plus(SOON),
            Some(_) => now.plus(HOUR),
            None if left => now.plus(HOUR),
            None => tomorrow,
        };
        Ok(soon.min(tomorrow))
    }

    /// A bill from a file, whose day it names itself.
    async fn take_file(
        &self,
        day: Option<BillDay>,
        from: &BillFrom,
        until: Millis,
    ) -> Result<(BillDay, Done), Error> {
        let BillFrom::File { path, by } = from else {
            return Err(Error::internal("not a file"));
        };
        let file = open(path)?;
        let checked = read::check(file, self.gateway.seller_id(), day).await?;
        self.must_be_over(checked.day)?;
        let source = (BillSource::File, *by);
        let done = self
            .compare_bill(
                checked.day,
                &checked.figures,
                Some(open(path)?),
                source,
                until,
            )
            .await?;
        Ok((checked.day, done))
    }

    fn must_be_over(&self, day: BillDay) -> Result<(), Error> {
        if self.now() < day.to() {
            return Err(Error::refused(ErrorCode::BillTooEarly));
        }
        Ok(())
    }

    async fn fetch_and_compare(&self, day: BillDay, until: Millis) -> Result<Done, Error> {
        let now = self.now();
        let import = self.store.write(move |tx| looked_for(tx, day, now)).await?;
        let source = (BillSource::Alipay, None);
        match self.fetch_bill(day).await? {
            fetch::Fetched::File(file) => {
                let twin = file.try_clone().map_err(Error::internal)?;
                match read::check(twin, self.gateway.seller_id(), Some(day)).await {
                    Ok(checked) => {
                        self.compare_bill(day, &checked.figures, Some(file), source, until)
                            .await
                    }
                    Err(Error::Refused(refusal)) => {
                        tracing::error!(alarm = "bill_unreadable", date = %day.text(), %refusal, "the bill from Alipay cannot be read");
                        Ok(Done::Waiting)
                    }
                    Err(other) => Err(other),
                }
            }
            fetch::Fetched::NoBill if import.state == BillState::Done => {
                Ok(Done::Compared { same_file: true })
            }
            fetch::Fetched::NoBill
                if import.state == BillState::Waiting
                    && now.since(import.first_tried_at) >= NO_BILL_AFTER
                    && !self.moved_on(day).await? =>
            {
                let nothing = BillFigures::default();
                self.compare_bill(day, &nothing, None, source, until).await
            }
            fetch::Fetched::NoBill | fetch::Fetched::Unclear => Ok(Done::Waiting),
        }
    }

    async fn moved_on(&self, day: BillDay) -> Result<bool, Error> {
        self.store
            .read(move |tx| Ok::<_, Error>(recon::moved_on(tx, day)?))
            .await
    }

    /// Compares each line of a checked file, `None` for one without lines.
    async fn compare_bill(
        &self,
        day: BillDay,
        figures: &BillFigures,
        file: Option<File>,
        source: (BillSource, Option<i64>),
        until: Millis,
    ) -> Result<Done, Error> {
        match self.run_pass(day, figures, file, source, until).await? {
            Ended::Compared => Ok(Done::Compared { same_file: false }),
            Ended::Known => Ok(Done::Compared { same_file: true }),
            Ended::Left | Ended::Overtaken => Ok(Done::Left),
        }
    }

    /// The result for a command.
    async fn reconciled(&self, day: BillDay, done: Done) -> Result<Reconciled, Error> {
        self.store
            .read(move |tx| {
                let import = bill::of_day(tx, day)?.ok_or(Error::NotFound)?;
                let open = recon::in_state(tx, IssueState::Open, Some(import.id), 0, TOLD)?;
                let is_same = done == Done::Compared { same_file: true };
                let counted = |count: i64| if is_same { 0 } else { count };
                let (new, changed) = (counted(import.new_rows), counted(import.changed_rows));
                Ok(Reconciled {
                    date: import.bill_date,
                    state: import.state,
                    rows: import.total_rows,
                    new,
                    changed,
                    gone: counted(import.gone_rows),
                    unchanged: import.done_rows.saturating_sub(new).saturating_sub(changed),
                    payments: import.payments,
                    payment_fen: import.payment_fen.get(),
                    refunds: import.refunds,
                    refund_fen: import.refund_fen.get(),
                    fee_fen: import.fee_fen.get(),
                    open: open.into_iter().map(OpenIssue::of).collect(),
                })
            })
            .await
    }

    /// Files the daily job, if none is ready. Running jobs do it themselves.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn prepare_reconcile(&self) -> Result<(), Error> {
        let now = self.now();
        self.store
            .write(move |tx| jobs::file::reconcile(tx, now))
            .await
    }
}

fn open(path: &Path) -> Result<File, Error> {
    File::open(path).map_err(|error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            Error::NotFound
        } else {
            Error::internal(error)
        }
    })
}

/// The days to look at, oldest first, up to `last`.
fn due(tx: &mut Tx<'_>, last: BillDay) -> Result<BTreeSet<BillDay>, Error> {
    let most = i64::try_from(CATCH_UP).map_err(Error::internal)?;
    let unfinished = bill::unfinished(tx, most)?;
    let mut days: BTreeSet<BillDay> = unfinished
        .iter()
        .map(BillImport::day)
        .filter(|day| *day <= last)
        .collect();
    let known = bill::latest(tx, Some(last.to()), 1)?;
    let mut day = known.first().map_or(last, |newest| newest.day().next());
    while day <= last && days.len() < CATCH_UP {
        days.insert(day);
        day = day.next();
    }
    Ok(days)
}

/// The row of a day whose bill is looked for.
fn looked_for(tx: &mut Tx<'_>, day: BillDay, now: Millis) -> Result<BillImport, Error> {
    if let Some(known) = bill::of_day(tx, day)? {
        bill::tried(tx, known.id, now)?;
        return Ok(known);
    }
    bill::insert(tx, day, now)?;
    bill::of_day(tx, day)?.ok_or(Error::NotFound)
}
