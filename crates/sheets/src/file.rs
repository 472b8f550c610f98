//! From the bytes of a file to a table: CSV in the usual encodings, and XLSX.

mod delimited;
mod workbook;

use crate::{limit, table::Table, unreadable::Unreadable};
use std::io::Read;

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
        let endless = std::io::repeat(b'x');
        assert_eq!(read_table(endless), Err(Unreadable::TooLarge));
    }
}
