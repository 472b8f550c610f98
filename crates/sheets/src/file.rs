//! From the bytes of a file to a table: CSV in the usual encodings, and XLSX.

mod delimited;
mod workbook;

use crate::{limit, table::Table};
use domain::error::ErrorCode;
use std::io::{self, Read};

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

/// Reads a CSV file or the first visible sheet of an XLSX file.
///
/// # Errors
/// If it is neither, or beyond a limit.
pub fn read_table(source: impl Read) -> Result<Table, Unreadable> {
    let mut bytes = Vec::new();
    source
        .take(limit::BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|failed| Unreadable::Io(failed.kind()))?;
    if u64::try_from(bytes.len()).map_or(true, |length| length > limit::BYTES) {
        return Err(Unreadable::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        workbook::read(&bytes)
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        Err(Unreadable::OldExcel)
    } else {
        delimited::read(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_first_bytes() {
        let old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1];
        assert_eq!(read_table(old.as_slice()), Err(Unreadable::OldExcel));
        assert_eq!(
            read_table(b"PK\x03\x04 and no more".as_slice()),
            Err(Unreadable::NotASheet)
        );
        assert_eq!(
            read_table(b"\x89PNG\r\n\x1a\n\0\0".as_slice()),
            Err(Unreadable::NotASheet)
        );
        assert_eq!(read_table(b"".as_slice()), Err(Unreadable::Empty));
    }

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let endless = io::repeat(b'x');
        assert_eq!(read_table(endless), Err(Unreadable::TooLarge));
    }
}
