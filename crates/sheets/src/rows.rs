//! Writes rows of text as CSV.

use crate::{WriteError, quote};
use std::io::Write;

/// Writes a header and rows: UTF-8 with a mark, and no cell that a spreadsheet program would run.
///
/// # Errors
/// If the target fails.
pub fn rows(
    mut to: impl Write,
    header: &[String],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<(), WriteError> {
    to.write_all("\u{feff}".as_bytes())?;
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(to);
    out.write_record(header.iter().map(|cell| quote::csv(cell)))?;
    for row in rows {
        out.write_record(row.iter().map(|cell| quote::csv(cell)))?;
    }
    out.flush()?;
    Ok(())
}
