//! Errors of a bill, with their lines.

use std::io;

/// A bill or a row that cannot be read.
///
/// After a [`BillError::Cells`] or [`BillError::Cell`] the next row can be read; after any other
/// error nothing can.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BillError {
    /// The source failed, or the unpacked data is not what was packed.
    #[error("the bill cannot be read after line {line}: {cause}")]
    Read {
        /// The last complete line.
        line: u64,
        /// The error of the source.
        #[source]
        cause: io::Error,
    },
    /// Longer than any row: an unclosed quote, or not a bill.
    #[error("line {line}: a row of more than {limit} bytes")]
    TooLong {
        /// First line of the row.
        line: u64,
        /// The limit of a row in bytes.
        limit: u64,
    },
    /// Only comments, or an empty file.
    #[error("the bill ends before its header")]
    NoHeader,
    /// A header of no known bill.
    #[error("line {line}: the header belongs to no known kind of bill")]
    UnknownKind {
        /// Line of the header.
        line: u64,
    },
    /// A required column is missing.
    #[error("line {line}: the header has no column {column}")]
    MissingColumn {
        /// Line of the header.
        line: u64,
        /// The column's name without its unit.
        column: &'static str,
    },
    /// Two columns with one name, so that two readers could read different ones.
    #[error("line {line}: the header has the column {column} twice")]
    DuplicateColumn {
        /// Line of the header.
        line: u64,
        /// The column's name without its unit.
        column: String,
    },
    /// A row with the wrong number of cells.
    #[error("line {line}: {found} cells under {expected} columns")]
    Cells {
        /// First line of the row.
        line: u64,
        /// Cells of the row.
        found: usize,
        /// Columns of the header.
        expected: usize,
    },
    /// A cell that does not match its column.
    #[error("line {line}, column {column}: {problem}")]
    Cell {
        /// First line of the row.
        line: u64,
        /// The column's name in the file.
        column: String,
        /// The problem.
        problem: CellProblem,
    },
}

impl BillError {
    /// True if only one row is lost and the next one can be read.
    #[must_use]
    pub fn is_about_one_row(&self) -> bool {
        matches!(self, Self::Cells { .. } | Self::Cell { .. })
    }
}

/// Problem of a cell. The text is the cell's own, cut to 32 characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CellProblem {
    /// Not text in GB 18030.
    #[error("not text in gb18030")]
    NotText,
    /// Empty, but required.
    #[error("empty")]
    Empty,
    /// Not yuan with at most two decimals and one sign, or out of range.
    #[error("{0:?} is not an amount in yuan")]
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
