//! Why a file is not read.

use crate::limit;
use domain::error::ErrorCode;
use std::io;

/// Why a file as a whole is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The source failed.
    #[error("the file cannot be read: {0}")]
    Io(io::ErrorKind),
    /// Over a limit of [`crate::limit`].
    #[error("the file is too large")]
    TooLarge,
    /// More than [`limit::ROWS`] rows.
    #[error("the sheet has more than {} rows", limit::ROWS)]
    TooManyRows,
    /// A workbook of Excel 97, or one with a password.
    #[error("an old or protected Excel file: save it as XLSX without a password")]
    OldExcel,
    /// Neither CSV nor XLSX, or damaged.
    #[error("neither CSV nor XLSX")]
    NotASheet,
    /// No text at all.
    #[error("the sheet is empty")]
    Empty,
    /// The header row names none of the columns we know.
    #[error("the header row is not that of goods")]
    UnknownHeader,
}

impl Unreadable {
    /// The code under which pages have a sentence.
    #[must_use]
    pub const fn code(self) -> ErrorCode {
        match self {
            Self::Io(_) => ErrorCode::Internal,
            Self::TooLarge => ErrorCode::SheetTooLarge,
            Self::TooManyRows => ErrorCode::SheetTooManyRows,
            Self::OldExcel => ErrorCode::SheetOldExcel,
            Self::NotASheet => ErrorCode::SheetKind,
            Self::Empty => ErrorCode::SheetEmpty,
            Self::UnknownHeader => ErrorCode::SheetHeader,
        }
    }
}
