//! Rows of a report, piece by piece: CSV as bytes of each piece, a workbook in a temporary file, both in the memory of a
//! few rows.

use crate::{WriteError, quote};
use domain::view::export::Value;
use rust_xlsxwriter::{Format, IgnoreError, Workbook, Worksheet, XlsxError};
use std::io::Write;

fn csv(value: &Value) -> String {
    match value {
        Value::Text(text) => quote::csv(text),
        Value::Figure(figure) => figure.clone(),
    }
}

/// What a CSV file begins with: a mark of its encoding, and the headings.
///
/// # Errors
/// None that depends on the headings.
pub fn csv_head(head: &[String]) -> Result<Vec<u8>, WriteError> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(csv_rows([head
        .iter()
        .map(|name| Value::Text(name.clone()))
        .collect()])?);
    Ok(bytes)
}

/// Some rows of a CSV file.
///
/// # Errors
/// None that depends on the rows.
pub fn csv_rows(rows: impl IntoIterator<Item = Vec<Value>>) -> Result<Vec<u8>, WriteError> {
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        out.write_record(row.iter().map(csv))?;
    }
    out.into_inner()
        .map_err(|error| WriteError::Io(error.into_error()))
}

/// The most characters of a cell in a workbook.
const CELL: usize = 32_767;
/// Width of columns, in characters.
const WIDTH: u16 = 18;

/// A workbook that is written row by row.
pub struct Book {
    book: Workbook,
    text: Format,
    row: u32,
    columns: u16,
}

impl Book {
    /// An empty workbook with headings.
    ///
    /// # Errors
    /// If there is no room for a temporary file.
    pub fn new(head: &[String]) -> Result<Self, WriteError> {
        let mut made = Self {
            book: Workbook::new(),
            text: Format::new().set_num_format("@"),
            row: 0,
            columns: u16::try_from(head.len()).unwrap_or(u16::MAX),
        };
        let sheet = made.book.add_worksheet_with_constant_memory()?;
        sheet.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold();
        for (place, name) in (0..).zip(head) {
            sheet.set_column_width(place, WIDTH)?;
            sheet.write_string_with_format(0, place, name, &bold)?;
        }
        Ok(made)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// If the temporary file is full, or the workbook has more rows than any program reads.
    pub fn push(&mut self, row: &[Value]) -> Result<(), WriteError> {
        self.row = self.row.saturating_add(1);
        let (number, text) = (self.row, self.text.clone());
        let sheet = self.book.worksheet_from_index(0)?;
        for (place, value) in (0..).zip(row) {
            cell(sheet, number, place, value, &text)?;
        }
        Ok(())
    }

    /// Writes the file.
    ///
    /// # Errors
    /// If the target fails.
    pub fn save(mut self, to: impl Write + Send) -> Result<(), WriteError> {
        let (last, columns) = (self.row, self.columns.saturating_sub(1));
        let sheet = self.book.worksheet_from_index(0)?;
        // Without this every number that is text has a green corner.
        sheet.ignore_error_range(0, 0, last, columns, IgnoreError::NumberStoredAsText)?;
        self.book.save_to_writer(to)?;
        Ok(())
    }
}

fn cell(
    sheet: &mut Worksheet,
    row: u32,
    place: u16,
    value: &Value,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        Value::Text(text) if text.is_empty() => {}
        Value::Text(text) => {
            let text: String = quote::xlsx(text).chars().take(CELL).collect();
            sheet.write_string_with_format(row, place, text, format)?;
        }
        // A workbook knows no other numbers. Amounts of fifteen digits are exact in them, and none of ours is larger.
        Value::Figure(figure) => match figure.parse::<f64>() {
            Ok(number) => {
                sheet.write_number(row, place, number)?;
            }
            Err(_a_date) => {
                sheet.write_string_with_format(row, place, figure, format)?;
            }
        },
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test")]
mod tests {
    use super::*;
    use crate::read_table;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn figure(text: &str) -> Value {
        Value::Figure(text.to_owned())
    }

    fn rows() -> Vec<Vec<Value>> {
        vec![
            vec![text("6901234567892"), figure("-1234.50"), text("=1+1")],
            vec![text("20261122"), figure("2026-11-22"), text("")],
            vec![text("a,\"b\"\nc"), figure("0.00"), text("+86")],
        ]
    }

    #[test]
    fn csv_has_figures_and_no_formulas() {
        let mut bytes = csv_head(&["单号".to_owned(), "金额".to_owned(), "=x".to_owned()]).unwrap();
        for row in rows() {
            bytes.extend(csv_rows([row]).unwrap());
        }
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "\u{feff}单号,金额,'=x\r\n'6901234567892,-1234.50,'=1+1\r\n20261122,2026-11-22,\r\n\
             \"a,\"\"b\"\"\nc\",0.00,'+86\r\n"
        );
    }

    #[test]
    fn a_workbook_holds_the_same() {
        let mut book =
            Book::new(&["单号".to_owned(), "金额".to_owned(), "备注".to_owned()]).unwrap();
        for row in rows() {
            book.push(&row).unwrap();
        }
        let mut bytes = Vec::new();
        book.save(&mut bytes).unwrap();
        let table = read_table(bytes.as_slice()).unwrap();
        let cells: Vec<Vec<&str>> = table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect())
            .collect();
        assert_eq!(cells[0][..2], ["6901234567892", "-1234.5"]);
        assert_eq!(cells[0][2], "=1+1");
        assert_eq!(cells[1][..2], ["20261122", "2026-11-22"]);
        assert_eq!(cells[2][2], "+86");
    }
}
