//! Rows of cells as bytes, each with its line number.
//!
//! The file is split before it is decoded, because in GB 18030 no byte of a character equals a
//! comma, a quote, a tab or a line end; an error can then name the cell that is not text. Only line
//! feeds end a row: a carriage return before one is trimmed with the last cell, so lines count as
//! in an editor.

use super::error::BillError;
use csv::{ByteRecord, Reader, ReaderBuilder, Terminator};
use std::io::{self, Read};

/// Largest row in bytes, line end included.
const MAX_ROW: u64 = 64 * 1024;
/// Read-ahead of the CSV reader.
const BUFFER: usize = 16 * 1024;

/// Rows of any CSV file, none longer than [`MAX_ROW`].
#[derive(Debug)]
pub(super) struct Records<R> {
    csv: Reader<Allowance<R>>,
    record: ByteRecord,
    line: u64,
}

/// One row and its first line.
pub(super) struct Record<'a> {
    pub(super) line: u64,
    pub(super) cells: &'a ByteRecord,
}

impl<R: Read> Records<R> {
    pub(super) fn new(read: R) -> Self {
        let csv = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .terminator(Terminator::Any(b'\n'))
            .buffer_capacity(BUFFER)
            .from_reader(Allowance::new(read));
        Self {
            csv,
            record: ByteRecord::new(),
            line: 0,
        }
    }

    /// The next row; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Record<'_>>, BillError> {
        let limit = self.csv.position().byte().saturating_add(MAX_ROW);
        self.csv.get_mut().renew(limit);
        match self.csv.read_byte_record(&mut self.record) {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(error) => return Err(self.failed(error)),
        }
        let line = self.line_of_record();
        self.line = self.csv.position().line().saturating_sub(1);
        Ok(Some(Record {
            line,
            cells: &self.record,
        }))
    }

    /// Lines within quotes belong to the row that opened them; the reader counts complete lines.
    fn line_of_record(&self) -> u64 {
        let inside = self.record.as_slice().iter().filter(|b| **b == b'\n');
        let inside = u64::try_from(inside.count()).unwrap_or(u64::MAX);
        let position = self.csv.position();
        let own_end = u64::from(!self.csv.get_ref().is_cut_at(position.byte()));
        position.line().saturating_sub(inside + own_end)
    }

    fn failed(&self, error: csv::Error) -> BillError {
        let line = self.line;
        if self.csv.get_ref().is_used_up {
            return BillError::TooLong {
                line: line + 1,
                limit: MAX_ROW,
            };
        }
        let cause = if let csv::ErrorKind::Io(cause) = error.into_kind() {
            cause
        } else {
            // The other kinds concern text, lengths or types, which are not requested here.
            io::Error::other("the rows cannot be split")
        };
        BillError::Read { line, cause }
    }
}

/// A reader with a limit, so that an unclosed quote cannot fill the memory.
#[derive(Debug)]
struct Allowance<R> {
    read: R,
    given: u64,
    limit: u64,
    is_used_up: bool,
    last: u8,
    is_at_end: bool,
}

impl<R> Allowance<R> {
    fn new(read: R) -> Self {
        Self {
            read,
            given: 0,
            limit: 0,
            is_used_up: false,
            last: b'\n',
            is_at_end: false,
        }
    }

    fn renew(&mut self, limit: u64) {
        self.limit = limit;
    }

    /// True if the file ends at this byte without a line end.
    fn is_cut_at(&self, byte: u64) -> bool {
        self.is_at_end && self.given == byte && self.last != b'\n'
    }
}

impl<R: Read> Read for Allowance<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.limit.saturating_sub(self.given);
        if left == 0 {
            self.is_used_up = true;
            return Err(io::Error::other("the row is too long"));
        }
        let most = usize::try_from(left)
            .unwrap_or(usize::MAX)
            .min(buffer.len());
        let buffer = buffer.get_mut(..most).unwrap_or_default();
        let count = loop {
            match self.read.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        let read = buffer.get(..count).unwrap_or_default();
        match read.last() {
            Some(last) => self.last = *last,
            None => self.is_at_end = true,
        }
        self.given = self
            .given
            .saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        Ok(count)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::{MAX_ROW, Records};
    use crate::bill::error::BillError;
    use std::io::Read as _;

    fn lines(text: &str) -> Vec<(u64, String)> {
        let mut records = Records::new(text.as_bytes());
        let mut found = Vec::new();
        while let Some(record) = records.next().unwrap() {
            let cells = record
                .cells
                .iter()
                .map(|cell| String::from_utf8_lossy(cell).trim().to_owned());
            found.push((record.line, cells.collect::<Vec<_>>().join("|")));
        }
        found
    }

    fn found(lines: &[(u64, &str)]) -> Vec<(u64, String)> {
        lines
            .iter()
            .map(|(n, text)| (*n, (*text).to_owned()))
            .collect()
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        let expected = found(&[(1, "#x"), (2, "a|b"), (3, "c, \"d\"|\r\n|e"), (5, "f|g")]);
        let crlf = "#x\r\na,b\r\n\"c, \"\"d\"\"\",\"\r\n\",e\r\nf,g";
        assert_eq!(
            lines(crlf),
            found(&[(1, "#x"), (2, "a|b"), (3, "c, \"d\"||e"), (5, "f|g")])
        );
        assert_eq!(lines(&format!("{crlf}\r\n")).last(), expected.last());
        assert_eq!(
            lines("a\n\n\nb\n\nc"),
            found(&[(1, "a"), (4, "b"), (6, "c")])
        );
        assert_eq!(lines("\n\na"), found(&[(3, "a")]));
        assert_eq!(lines(""), []);
        // A quote inside an unquoted cell is a plain character.
        assert_eq!(
            lines("5\" pipe,1\nb,2"),
            found(&[(1, "5\" pipe|1"), (2, "b|2")])
        );
    }

    #[test]
    fn a_row_has_an_end() {
        let endless = b"a,b\n\"c".chain(std::io::repeat(b'x'));
        let mut records = Records::new(endless);
        assert!(records.next().unwrap().is_some());
        assert!(matches!(
            records.next(),
            Err(BillError::TooLong {
                line: 2,
                limit: MAX_ROW
            })
        ));
        let most = "x".repeat(usize::try_from(MAX_ROW).unwrap() - 1);
        assert_eq!(lines(&format!("{most}\n{most}\n")).len(), 2);
    }
}
