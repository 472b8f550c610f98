//! What a bill names and the books lack is asked about. The signed response books it as it would at any other time; then the
//! line is compared again.

use super::{
    issue::{Known, settle},
    judge::{Books, Judged, Place},
};
use crate::{Error, Shop, ids::Ids, payment::ask};
use domain::{
    recon::{BillDay, Direction, IssueState},
    time::{MINUTE, Millis},
};
use std::collections::HashMap;
use store::{
    Tx,
    models::recon::{BillLine, ReconIssue},
    queries::{attempt, bill, recon},
};

/// Differences that are asked about in one run.
const QUESTIONS: i64 = 200;
/// Pause between two questions about one of them.
const PAUSE: i64 = 10 * MINUTE;
/// Differences that are compared again in one transaction.
const AT_ONCE: i64 = 200;

impl Shop {
    /// Asks the gateway about open differences, and compares all open ones again. True if some about our numbers are left.
    pub(super) async fn settle_differences(&self) -> Result<bool, Error> {
        let before = self.now().plus(-PAUSE);
        let mut asks = self
            .store
            .read(move |tx| Ok::<_, Error>(recon::to_ask(tx, before, QUESTIONS)?))
            .await?;
        // A refund is booked only after its payment.
        asks.sort_by_key(|issue| (issue.direction, issue.id));
        for issue in asks {
            let now = self.now();
            let id = issue.id;
            self.store
                .write(move |tx| Ok::<_, Error>(recon::asked(tx, id, now)?))
                .await?;
            self.ask_about_issue(issue).await?;
        }
        self.compare_again().await?;
        let left = self
            .store
            .read(|tx| Ok::<_, Error>(recon::to_ask(tx, Millis::new(i64::MAX), 1)?))
            .await?;
        Ok(!left.is_empty())
    }

    async fn ask_about_issue(&self, issue: ReconIssue) -> Result<(), Error> {
        let Some(attempt_id) = issue.attempt_id else {
            return Ok(());
        };
        match issue.direction {
            Direction::Payment => {
                let scope = ask::Scope::Unpaid;
                self.ask(attempt_id, scope, ask::nothing_more()).await?;
                Ok(())
            }
            Direction::Refund => {
                // A refund of ours that is under way or failed has its own job, or waits for staff.
                let (id, number) = (attempt_id, issue.request_no.clone());
                let is_known = self
                    .store
                    .read(move |tx| {
                        let paid = attempt::get(tx, id)?;
                        let known = store::queries::refund::by_request_no(tx, &number)?;
                        Ok::<_, Error>(known.is_some_and(|known| {
                            known.payment_attempt_id == paid.id
                                && known.state != domain::refund::RefundState::Dropped
                        }))
                    })
                    .await?;
                if is_known {
                    return Ok(());
                }
                self.confirm_refund(attempt_id, issue.request_no).await
            }
        }
    }

    async fn compare_again(&self) -> Result<(), Error> {
        let mut after = 0;
        loop {
            let (shop, now) = (self.clone(), self.now());
            let last = self
                .store
                .write(move |tx| compare_some(tx, shop.ids.as_ref(), after, now))
                .await?;
            match last {
                Some(last) => after = last,
                None => return Ok(()),
            }
        }
    }
}

/// Compares the next open differences again. Returns the key of the last one.
fn compare_some(
    tx: &mut Tx<'_>,
    ids: &dyn Ids,
    after: i64,
    now: Millis,
) -> Result<Option<i64>, Error> {
    let open = recon::in_state(tx, IssueState::Open, None, after, AT_ONCE)?;
    let Some(last) = open.last().map(|issue| issue.id) else {
        return Ok(None);
    };
    let line_ids: Vec<i64> = open.iter().filter_map(|issue| issue.bill_line_id).collect();
    let lines: HashMap<i64, BillLine> = bill::lines(tx, &line_ids)?
        .into_iter()
        .map(|line| (line.id, line))
        .collect();
    let rows: HashMap<i64, _> = lines.iter().map(|(id, line)| (*id, line.row())).collect();
    let mut books = Books::load(tx, rows.values())?;
    for issue in &open {
        let Some((line, row)) = issue
            .bill_line_id
            .and_then(|id| lines.get(&id).zip(rows.get(&id)))
        else {
            continue;
        };
        let import = bill::get(tx, line.import_id)?;
        let place = Place {
            import_id: line.import_id,
            day: BillDay::of(import.starts_at),
            line_id: Some(line.id),
            copy_no: line.copy_no,
        };
        let judged = books.judge(place, row);
        if line.gone != 0 {
            settle(tx, issue, now)?;
            continue;
        }
        connect(tx, &mut books, line, &judged)?;
        if judged.subject != issue.subject {
            // It was a second line of a movement whose first one is gone.
            settle(tx, issue, now)?;
        }
        let known = Known::of(tx, std::iter::once(&judged))?;
        known.take(tx, ids, place, row, &judged, now)?;
    }
    Ok(Some(last))
}

fn connect(
    tx: &mut Tx<'_>,
    books: &mut Books,
    line: &BillLine,
    judged: &Judged,
) -> Result<(), Error> {
    let (attempt_id, refund_id) = (judged.attempt_id, judged.refund_id);
    if (line.attempt_id, line.refund_id) != (attempt_id, refund_id) {
        bill::connect(tx, line.id, attempt_id, refund_id)?;
        books.keep(BillLine {
            attempt_id,
            refund_id,
            ..line.clone()
        });
    }
    Ok(())
}
