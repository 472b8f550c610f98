//! What can be wrong with a bill, and where.

use std::io;

/// A bill, or one row of it, that cannot be read.
///
/// A [`BillError::Cells`] or [`BillError::Cell`] is about one row and the next one follows; after any other there is
/// no more to read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BillError {
    /// The source failed, or what was unpacked from the zip is not what was packed.
    #[error("the bill cannot be read after line {line}: {cause}")]
    Read {
        /// The last line that was read whole.
        line: u64,
        /// What the source said.
        #[source]
        cause: io::Error,
    },
    /// No row is that long; a quote was opened and not closed, or it is no bill at all.
    #[error("line {line}: a row of more than {limit} bytes")]
    TooLong {
        /// Where the row begins.
        line: u64,
        /// The most a row may have.
        limit: u64,
    },
    /// Nothing but comments, or nothing at all.
    #[error("the bill ends before its header")]
    NoHeader,
    /// A header of no known bill.
    #[error("line {line}: the header is of no known kind of bill")]
    UnknownKind {
        /// Where the header stands.
        line: u64,
    },
    /// A column without which rows mean nothing.
    #[error("line {line}: the header has no column {column}")]
    MissingColumn {
        /// Where the header stands.
        line: u64,
        /// The column's name without its unit.
        column: &'static str,
    },
    /// Two columns of one name, so that two readers could read different ones.
    #[error("line {line}: the column {column} stands twice in the header")]
    DuplicateColumn {
        /// Where the header stands.
        line: u64,
        /// The column's name without its unit.
        column: String,
    },
    /// A row whose cells cannot be told which column they belong to.
    #[error("line {line}: {found} cells under {expected} columns")]
    Cells {
        /// Where the row begins.
        line: u64,
        /// Cells of the row.
        found: usize,
        /// Columns of the header.
        expected: usize,
    },
    /// A cell that is not what its column holds.
    #[error("line {line}, column {column}: {problem}")]
    Cell {
        /// Where the row begins.
        line: u64,
        /// The column's name as the file writes it.
        column: String,
        /// What is wrong with it.
        problem: CellProblem,
    },
}

impl BillError {
    /// Whether only one row is lost and the next one can be read.
    #[must_use]
    pub fn is_about_one_row(&self) -> bool {
        matches!(self, Self::Cells { .. } | Self::Cell { .. })
    }
}

/// What is wrong with a cell. The text is the cell's own, cut to 32 characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CellProblem {
    /// Bytes that are no text in GB 18030.
    #[error("not text in gb18030")]
    NotText,
    /// Nothing where something has to be.
    #[error("empty")]
    Empty,
    /// Not yuan with at most two decimals and at most one sign, or too much for its column.
    #[error("{0:?} is not an amount of yuan")]
    NotAmount(String),
    /// Not `yyyy-MM-dd HH:mm:ss`.
    #[error("{0:?} is not a time")]
    NotTime(String),
    /// Not a whole number.
    #[error("{0:?} is not a number")]
    NotNumber(String),
    /// Neither 交易 nor 退款.
    #[error("{0:?} is neither a payment nor a refund")]
    UnknownDirection(String),
}
