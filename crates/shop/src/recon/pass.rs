//! A pass over the bill of a day: its rows in batches, then what it lacks. A batch and the count of the rows behind it are one
//! transaction, so a pass that was killed goes on where it was, and two workers never count a row twice.

use super::{
    issue::{Known, note_missing, settle},
    judge::{Books, Judged, Place},
    read,
};
use crate::{Error, Shop, ids::Ids};
use domain::{
    ledger::{self, Posting},
    money::Fen,
    recon::{BillDay, BillSource, BillState},
    time::Millis,
};
use std::{collections::HashMap, fs::File, sync::Arc};
use store::{
    Tx,
    models::recon::{BillCounts, BillFigures, BillImport, BillLine, BillRow},
    queries::{
        bill::{self, Added},
        ledger as posted, recon,
    },
};
use tokio::sync::mpsc;

/// Batches that the reader may be ahead.
const AHEAD: usize = 2;
/// Lines or movements that are looked for at a time at the end of a pass.
const AT_END: i64 = 200;
/// The longest loop over one bill's end; each turn handles some rows, so it ends before.
const TURNS: usize = 1_000_000;

/// How a pass ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// Each line is compared.
    Compared,
    /// The same file was compared before.
    Known,
    /// The time is over.
    Left,
    /// Another worker goes on.
    Overtaken,
}

/// A pass at work.
#[derive(Debug, Clone, Copy)]
struct Pass {
    import_id: i64,
    day: BillDay,
    pass: i64,
}

enum Begun {
    Known(BillImport),
    At(Pass, i64),
    Overtaken,
}

impl Shop {
    /// Compares each row of a checked file until `until`. The same file again changes nothing.
    pub(super) async fn run_pass(
        &self,
        day: BillDay,
        figures: &BillFigures,
        file: Option<File>,
        source: (BillSource, Option<i64>),
        until: Millis,
    ) -> Result<Ended, Error> {
        let (figures, now) = (figures.clone(), self.now());
        let begun = self
            .store
            .write(move |tx| begin(tx, day, &figures, source, now))
            .await?;
        let (pass, done) = match begun {
            Begun::Known(import) => {
                self.look_for_missing(import).await?;
                return Ok(Ended::Known);
            }
            Begun::Overtaken => return Ok(Ended::Overtaken),
            Begun::At(pass, done) => (pass, done),
        };
        if let Some(file) = file {
            match self.read_rows(pass, done, file, until).await? {
                Ended::Compared => {}
                ended @ (Ended::Known | Ended::Left | Ended::Overtaken) => return Ok(ended),
            }
        }
        self.end_pass(pass).await
    }

    async fn read_rows(
        &self,
        pass: Pass,
        mut done: i64,
        file: File,
        until: Millis,
    ) -> Result<Ended, Error> {
        let (send, mut receive) = mpsc::channel(AHEAD);
        let reader = tokio::task::spawn_blocking(move || read::stream(file, done, &send));
        while let Some(batch) = receive.recv().await {
            let (shop, now) = (self.clone(), self.now());
            let rows = i64::try_from(batch.len()).map_err(Error::internal)?;
            let batch = Arc::new(batch);
            let is_ours = self
                .store
                .write(move |tx| take(tx, shop.ids.as_ref(), pass, done, &batch, now))
                .await?;
            if !is_ours {
                return Ok(Ended::Overtaken);
            }
            done = done.saturating_add(rows);
            if self.now() >= until {
                return Ok(Ended::Left);
            }
        }
        reader.await.map_err(Error::internal)??;
        Ok(Ended::Compared)
    }

    /// Marks the lines that the file lacks, looks for movements that no bill has, and ends the pass.
    async fn end_pass(&self, pass: Pass) -> Result<Ended, Error> {
        for _turn in 0..TURNS {
            let (shop, now) = (self.clone(), self.now());
            let ended = self
                .store
                .write(move |tx| end(tx, shop.ids.as_ref(), pass, now))
                .await?;
            if let Some(ended) = ended {
                return Ok(ended);
            }
        }
        Err(Error::internal("the end of a bill was not reached"))
    }

    /// The books may have changed since the bill was compared.
    async fn look_for_missing(&self, import: BillImport) -> Result<(), Error> {
        let import = Arc::new(import);
        for _turn in 0..TURNS {
            let (shop, import, now) = (self.clone(), Arc::clone(&import), self.now());
            let found = self
                .store
                .write(move |tx| {
                    let found = recon::missing(tx, import.id, import.day(), AT_END)?;
                    note_missing(tx, shop.ids.as_ref(), &import, &found, now)?;
                    Ok::<_, Error>(!found.is_empty())
                })
                .await?;
            if !found {
                return Ok(());
            }
        }
        Err(Error::internal("the end of a bill was not reached"))
    }
}

/// Begins a pass, or goes on with one over the same rows.
fn begin(
    tx: &mut Tx<'_>,
    day: BillDay,
    figures: &BillFigures,
    source: (BillSource, Option<i64>),
    now: Millis,
) -> Result<Begun, Error> {
    let import = super::looked_for(tx, day, now)?;
    let is_same = import.digest.as_deref() == Some(&figures.digest);
    let at = |pass| Pass {
        import_id: import.id,
        day,
        pass,
    };
    match (import.state, is_same) {
        (BillState::Done, true) => Ok(Begun::Known(import)),
        (BillState::Importing, true) => Ok(Begun::At(at(import.pass), import.done_rows)),
        (BillState::Waiting | BillState::Importing | BillState::Done, _) => {
            if bill::begin(tx, import.id, import.pass, figures, source, now)? {
                Ok(Begun::At(at(import.pass.saturating_add(1)), 0))
            } else {
                Ok(Begun::Overtaken)
            }
        }
    }
}

/// A row of a batch with its place among the lines of its bill.
struct Placed<'r> {
    row: &'r BillRow,
    copy_no: i64,
    known: Option<BillLine>,
    judged: Judged,
}

/// Compares a batch. False if the pass has moved on.
fn take(
    tx: &mut Tx<'_>,
    ids: &dyn Ids,
    pass: Pass,
    done: i64,
    rows: &[BillRow],
    now: Millis,
) -> Result<bool, Error> {
    let count = i64::try_from(rows.len()).map_err(Error::internal)?;
    let counts = BillCounts {
        rows: count,
        ..BillCounts::default()
    };
    if !bill::advance(tx, pass.import_id, (pass.pass, done), &counts)? {
        return Ok(false);
    }
    let mut books = Books::load(tx, rows.iter())?;
    let placed = place(pass, &mut books, rows);
    let added: Vec<Added> = placed
        .iter()
        .filter(|one| one.known.is_none())
        .map(|one| Added {
            row: one.row.clone(),
            copy_no: one.copy_no,
            attempt_id: one.judged.attempt_id,
            refund_id: one.judged.refund_id,
        })
        .collect();
    let mut new_ids = bill::add(tx, pass.import_id, pass.pass, &added)?.into_iter();
    let seen: Vec<i64> = placed
        .iter()
        .filter_map(|one| one.known.as_ref().map(|line| line.id))
        .collect();
    bill::seen(tx, &seen, pass.pass)?;
    let known = Known::of(tx, placed.iter().map(|one| &one.judged))?;
    let mut fees = Fees::default();
    let mut counts = BillCounts::default();
    for one in &placed {
        let line_id = match &one.known {
            Some(line) => {
                if line.gone != 0 {
                    counts.new = counts.new.saturating_add(1);
                } else if line.row() != *one.row {
                    counts.changed = counts.changed.saturating_add(1);
                }
                if line.row() != *one.row {
                    bill::correct(tx, line.id, one.row)?;
                }
                let (attempt_id, refund_id) = (one.judged.attempt_id, one.judged.refund_id);
                if (line.attempt_id, line.refund_id) != (attempt_id, refund_id) {
                    bill::connect(tx, line.id, attempt_id, refund_id)?;
                }
                fees.add(pass.import_id, line, one.row.fee)?;
                line.id
            }
            None => {
                counts.new = counts.new.saturating_add(1);
                let id = new_ids
                    .next()
                    .ok_or_else(|| Error::internal("a line without a key"))?;
                fees.add_new(pass.import_id, id, one.row.fee)?;
                id
            }
        };
        let at = pass.place(Some(line_id), one.copy_no);
        known.take(tx, ids, at, one.row, &one.judged, now)?;
    }
    fees.post(tx, pass, now)?;
    let at_end = done.saturating_add(count);
    bill::advance(tx, pass.import_id, (pass.pass, at_end), &counts).map_err(Error::from)
}

impl Pass {
    const fn place(self, line_id: Option<i64>, copy_no: i64) -> Place {
        Place {
            import_id: self.import_id,
            day: self.day,
            line_id,
            copy_no,
        }
    }
}

/// Finds the stored line of each row. A bill can have one movement more than once: the first row of a pass is the first copy.
fn place<'r>(pass: Pass, books: &mut Books, rows: &'r [BillRow]) -> Vec<Placed<'r>> {
    let mut before: HashMap<&str, i64> = HashMap::new();
    let mut placed = Vec::with_capacity(rows.len());
    for row in rows {
        let same = || {
            books
                .lines(&row.out_trade_no)
                .iter()
                .filter(|line| line.import_id == pass.import_id && line.line_key == row.line_key)
        };
        let copies = before.entry(row.line_key.as_str()).or_insert_with(|| {
            let read = same().filter(|line| line.pass == pass.pass && line.gone == 0);
            i64::try_from(read.count()).unwrap_or(i64::MAX)
        });
        *copies = copies.saturating_add(1);
        let copy_no = *copies;
        let known = same().find(|line| line.copy_no == copy_no).cloned();
        let at = pass.place(known.as_ref().map(|line| line.id), copy_no);
        let judged = books.judge(at, row);
        if let (None, Some(refund_id)) = (&known, judged.refund_id) {
            books.take(refund_id);
        }
        placed.push(Placed {
            judged,
            row,
            copy_no,
            known,
        });
    }
    placed
}

/// Fees to post.
#[derive(Default)]
struct Fees {
    postings: Vec<Posting>,
    lines: Vec<i64>,
}

impl Fees {
    /// The difference of a known line's fee to what is posted.
    fn add(&mut self, import_id: i64, line: &BillLine, fee: Fen) -> Result<(), Error> {
        let more = fee.minus(line.posted_fee_fen)?;
        if more != Fen::ZERO {
            let posting = ledger::fee(import_id, line.id, line.fee_posts, more)?;
            self.postings.push(posting);
            self.lines.push(line.id);
        }
        Ok(())
    }

    fn add_new(&mut self, import_id: i64, id: i64, fee: Fen) -> Result<(), Error> {
        if fee != Fen::ZERO {
            self.postings.push(ledger::fee(import_id, id, 0, fee)?);
            self.lines.push(id);
        }
        Ok(())
    }

    fn post(self, tx: &mut Tx<'_>, pass: Pass, now: Millis) -> Result<(), Error> {
        posted::post_new(tx, &self.postings, now, &pass.day.text())?;
        Ok(bill::fees_posted(tx, &self.lines)?)
    }
}

/// One turn at the end of a pass. `None`: there may be more to do.
fn end(tx: &mut Tx<'_>, ids: &dyn Ids, pass: Pass, now: Millis) -> Result<Option<Ended>, Error> {
    let import = bill::get(tx, pass.import_id)?;
    let total = import.total_rows;
    let unread = bill::unread(tx, pass.import_id, pass.pass, AT_END)?;
    let counts = BillCounts {
        gone: i64::try_from(unread.len()).map_err(Error::internal)?,
        ..BillCounts::default()
    };
    if !bill::advance(tx, pass.import_id, (pass.pass, total), &counts)? {
        return Ok(Some(Ended::Overtaken));
    }
    if !unread.is_empty() {
        lose(tx, pass, &unread, now)?;
        return Ok(None);
    }
    let missing = recon::missing(tx, pass.import_id, pass.day, AT_END)?;
    if !missing.is_empty() {
        note_missing(tx, ids, &import, &missing, now)?;
        return Ok(None);
    }
    let is_ours = bill::end(tx, pass.import_id, pass.pass, now)?;
    Ok(Some(if is_ours {
        Ended::Compared
    } else {
        Ended::Overtaken
    }))
}

/// The file lacks these lines: their fees are taken back, and what was said about them is settled. A movement of the books
/// that they were about is missing there now.
fn lose(tx: &mut Tx<'_>, pass: Pass, lost: &[BillLine], now: Millis) -> Result<(), Error> {
    let ids: Vec<i64> = lost.iter().map(|line| line.id).collect();
    bill::lose(tx, &ids)?;
    for issue in recon::open_about_lines(tx, &ids)? {
        settle(tx, &issue, now)?;
    }
    let mut fees = Fees::default();
    for line in lost {
        fees.add(pass.import_id, line, Fen::ZERO)?;
    }
    fees.post(tx, pass, now)
}
