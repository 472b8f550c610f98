//! CSV: UTF-8 with or without a mark, UTF-16 with one, else GBK; commas, semicolons or tabs.

use crate::{
    table::{Cell, Collected, Table},
    unreadable::Unreadable,
};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// In the order in which an equal number of them is decided.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

pub(super) fn read(bytes: &[u8]) -> Result<Table, Unreadable> {
    let text = with_line_ends(&decoded(bytes)?);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .has_headers(false)
        .flexible(true)
        .terminator(csv::Terminator::Any(b'\n'))
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut collected = Collected::default();
    let mut number: u32 = 0;
    loop {
        let before = reader.position().line();
        let more = reader.read_record(&mut record);
        if !more.map_err(|_broken| Unreadable::NotASheet)? {
            return collected.done();
        }
        // The reader skips empty lines, which a spreadsheet program counts as rows.
        let lines = reader.position().line().saturating_sub(before);
        let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        let inside = u64::try_from(inside).unwrap_or(u64::MAX);
        let rows = lines.saturating_sub(inside).max(1);
        number = number.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX));
        collected.push(number, record.iter().map(Cell::typed).collect())?;
    }
}

fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, bytes.get(length..).unwrap_or_default()),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, bytes),
        None => (GB18030, bytes),
    };
    let known = [UTF_8, UTF_16LE, UTF_16BE, GB18030].contains(&encoding);
    encoding
        .decode_without_bom_handling_and_without_replacement(rest)
        .filter(|text| known && !text.contains('\0'))
        .ok_or(Unreadable::NotASheet)
}

/// Line feeds only, and one at the end, so that lines can be counted.
fn with_line_ends(text: &str) -> String {
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// The delimiter that is most frequent in the first row, outside of quotes.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = DELIMITERS.map(|delimiter| (delimiter, 0_usize));
    for byte in text.trim_start_matches('\n').bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            other if !quoted => {
                for (delimiter, count) in &mut counts {
                    *count += usize::from(*delimiter == other);
                }
            }
            _ => {}
        }
    }
    let [comma, semicolon, tab] = counts;
    let mut best = comma;
    for other in [semicolon, tab] {
        if other.1 > best.1 {
            best = other;
        }
    }
    best.0
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let table = read(bytes).unwrap();
        let rows = table.rows.into_iter().map(|row| {
            let cells = row.cells.into_iter().map(|cell| cell.text).collect();
            (row.number, cells)
        });
        std::iter::once((0, table.header)).chain(rows).collect()
    }

    fn read_as(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn encodings_are_recognised() {
        let text = "名称,价格\n炻器马克杯,12\n";
        let wanted = vec![
            (0, read_as(&["名称", "价格"])),
            (2, read_as(&["炻器马克杯", "12"])),
        ];
        assert_eq!(texts(text.as_bytes()), wanted);
        assert_eq!(texts(format!("\u{feff}{text}").as_bytes()), wanted);
        assert_eq!(texts(&GB18030.encode(text).0), wanted);
        let wide: Vec<u8> = format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(texts(&wide), wanted);
        assert_eq!(read(b"\xff\xfe\x00"), Err(Unreadable::NotASheet));
        assert_eq!(read(b"a,b\n\x80\xff,2\n"), Err(Unreadable::NotASheet));
    }

    #[test]
    fn delimiters_are_recognised() {
        let wanted = vec![(0, read_as(&["a", "b,c;d"])), (2, read_as(&["1", "2"]))];
        for delimiter in [",", ";", "\t"] {
            let text = format!("a{delimiter}\"b,c;d\"\n1{delimiter}2");
            assert_eq!(texts(text.as_bytes()), wanted, "{delimiter:?}");
        }
    }

    #[test]
    fn rows_have_the_numbers_of_a_spreadsheet() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["", "a,b", "", "\"x\n\ny\",1", "", "", ",", "z"].join(end);
            assert_eq!(
                texts(text.as_bytes()),
                [
                    (0, read_as(&["a", "b"])),
                    (4, read_as(&["x\n\ny", "1"])),
                    (8, read_as(&["z"])),
                ],
                "{end:?}"
            );
        }
    }

    #[test]
    fn quotes_and_protecting_apostrophes_are_taken_away() {
        let table = read(b"a,b,c\n\"say \"\"hi\"\"\",'007,'Tis\n").unwrap();
        let cells: Vec<&str> = table.rows.first().map_or(vec![], |row| {
            row.cells.iter().map(|cell| cell.text.as_str()).collect()
        });
        assert_eq!(cells, ["say \"hi\"", "007", "'Tis"]);
    }
}
