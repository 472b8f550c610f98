//! Typed rows, one at a time, with the comments of the file before and after.

use super::cells::Cells;
use super::error::BillError;
use super::header::Header;
use super::records::Records;
use super::totals::{Tally, Total, TotalsError};
use std::fmt;
use std::io::Read;
use std::sync::Arc;

/// Comment lines that are kept, before the header and after the rows; a bill has four of each.
const MAX_COMMENTS: usize = 32;

/// Reads the cells of one row by their positions.
pub(super) type ReadRow<T> = Box<dyn Fn(Cells<'_>) -> Result<T, BillError> + Send + Sync>;

/// Definition of a kind of row.
pub(super) struct Kind<T> {
    pub(super) read: ReadRow<T>,
    /// Adds a row to the expected totals.
    pub(super) count: fn(&T, &mut Tally),
    /// The totals at the end of a file of this kind.
    pub(super) totals: &'static [&'static str],
}

/// The rows after the header. An iterator; after an error [`BillError::is_about_one_row`] tells
/// whether it continues.
pub struct Rows<R, T> {
    records: Records<R>,
    names: Vec<Arc<str>>,
    kind: Kind<T>,
    preamble: Vec<String>,
    totals: Vec<Total>,
    tally: Tally,
    bad: u64,
    is_done: bool,
}

/// A file read up to its header.
pub(super) struct Start<R> {
    records: Records<R>,
    pub(super) header: Header,
    preamble: Vec<String>,
}

impl<R: Read> Start<R> {
    pub(super) fn read(read: R) -> Result<Self, BillError> {
        let mut records = Records::new(read);
        let mut preamble = Vec::new();
        let header = loop {
            let Some(record) = records.next()? else {
                return Err(BillError::NoHeader);
            };
            if let Some(text) = comment(record.cells) {
                keep(&mut preamble, text);
            } else if !is_blank(record.cells) {
                break Header::read(&record)?;
            }
        };
        Ok(Self {
            records,
            header,
            preamble,
        })
    }
}

impl<R: Read, T> Rows<R, T> {
    pub(super) fn begin(
        start: Start<R>,
        kind: fn(&mut Header) -> Result<Kind<T>, BillError>,
    ) -> Result<Self, BillError> {
        let Start {
            records,
            mut header,
            preamble,
        } = start;
        let kind = kind(&mut header)?;
        Ok(Self {
            records,
            names: header.into_names(),
            kind,
            preamble,
            totals: Vec::new(),
            tally: Tally::default(),
            bad: 0,
            is_done: false,
        })
    }

    fn row(&mut self) -> Result<Option<T>, BillError> {
        while let Some(record) = self.records.next()? {
            if let Some(text) = comment(record.cells) {
                if self.totals.len() < MAX_COMMENTS {
                    self.totals.extend(Total::parse(&text));
                }
            } else if !is_blank(record.cells) {
                let cells = Cells::new(&record, &self.names)?;
                let row = (self.kind.read)(cells)?;
                (self.kind.count)(&row, &mut self.tally);
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    /// The comment lines before the header, without `#`: title, account, period.
    #[must_use]
    pub fn preamble(&self) -> &[String] {
        &self.preamble
    }

    /// The account of the bill, e.g. `20880000000001000156`: the merchant's id and `0156`.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        let mut lines = self.preamble.iter();
        let line = lines.find(|line| line.starts_with("账号"))?;
        let (_, rest) = line.split_once('[')?;
        rest.split_once(']').map(|(account, _)| account)
    }

    /// The totals after the rows, as far as they have been read.
    #[must_use]
    pub fn totals(&self) -> &[Total] {
        &self.totals
    }

    /// Compares the rows with the totals in the file; call it after the last row.
    ///
    /// # Errors
    /// [`TotalsError`]: rows are missing or were misread. Trust neither side.
    pub fn check(&self) -> Result<(), TotalsError> {
        if !self.is_done {
            return Err(TotalsError::Unfinished);
        }
        if self.bad > 0 {
            return Err(TotalsError::BadRows(self.bad));
        }
        self.tally.check(self.kind.totals, &self.totals)
    }
}

impl<R: Read, T> Iterator for Rows<R, T> {
    type Item = Result<T, BillError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let row = self.row().transpose();
        match &row {
            None => self.is_done = true,
            Some(Ok(_)) => {}
            Some(Err(error)) => {
                self.bad = self.bad.saturating_add(1);
                self.is_done = !error.is_about_one_row();
            }
        }
        row
    }
}

impl<R, T> fmt::Debug for Rows<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows")
            .field("names", &self.names)
            .field("preamble", &self.preamble)
            .field("totals", &self.totals)
            .finish_non_exhaustive()
    }
}

/// The text of a comment line. A comma in it is not a separator.
fn comment(cells: &csv::ByteRecord) -> Option<String> {
    let first = cells.get(0)?.trim_ascii_start();
    if !first.starts_with(b"#") {
        return None;
    }
    let line: Vec<_> = cells.iter().collect();
    let line = line.join(&b","[..]);
    let text = encoding_rs::GB18030.decode_without_bom_handling(&line).0;
    Some(text.trim().trim_start_matches('#').to_owned())
}

fn is_blank(cells: &csv::ByteRecord) -> bool {
    cells.iter().all(|cell| cell.trim_ascii().is_empty())
}

fn keep(comments: &mut Vec<String>, text: String) {
    if comments.len() < MAX_COMMENTS {
        comments.push(text);
    }
}
