#![expect(clippy::unwrap_used, reason = "tests")]

use super::*;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::io::Write;
use zip::{ZipWriter, write::SimpleFileOptions};

fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

/// The cell text, and whether it is a formula or another suspicious value.
type Shown<'t> = (&'t str, Option<Spoilt>);

fn cells(table: &Table) -> Vec<(u32, Vec<Shown<'_>>)> {
    let rows = table.rows.iter().map(|row| {
        let cells = row
            .cells
            .iter()
            .map(|cell| (cell.text.as_str(), cell.spoilt));
        (row.number, cells.collect())
    });
    rows.collect()
}

/// The same workbook with one part replaced.
fn with_part(bytes: &[u8], part: &str, content: &[u8]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut file = from.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        to.start_file(name.clone(), SimpleFileOptions::default())
            .unwrap();
        if name == part {
            to.write_all(content).unwrap();
        } else {
            io::copy(&mut file, &mut to).unwrap();
        }
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn cells_are_read_as_they_are_shown() {
    let bytes = book(|sheet| {
        for (column, heading) in (0..).zip(["a", "b", "c", "d", "e", "f"]) {
            sheet.write_string(1, column, heading).unwrap();
        }
        sheet.write_number(4, 0, 12.5).unwrap();
        sheet.write_number(4, 1, 6_901_234_567_892_f64).unwrap();
        sheet.write_number(4, 2, 1.2e17).unwrap();
        sheet.write_string(4, 3, "'007").unwrap();
        sheet.write_boolean(4, 4, true).unwrap();
        let date = Format::new().set_num_format("m/d");
        sheet.write_number_with_format(4, 5, 45_721, &date).unwrap();
        sheet.write_string(6, 2, " x ").unwrap();
        sheet.write_number(6, 4, 0.30000000000000004).unwrap();
    });
    let table = read(&bytes).unwrap();
    assert_eq!(table.header, ["a", "b", "c", "d", "e", "f"]);
    assert_eq!(
        cells(&table),
        [
            (
                5,
                vec![
                    ("12.5", None),
                    ("6901234567892", None),
                    ("1.2E17", Some(Spoilt::Number)),
                    ("007", None),
                    ("TRUE", None),
                    ("2025-03-05", Some(Spoilt::Date)),
                ]
            ),
            (
                7,
                vec![
                    ("", None),
                    ("", None),
                    (" x ", None),
                    ("", None),
                    ("0.3", None)
                ]
            ),
        ]
    );
}

#[test]
fn the_first_visible_sheet_counts() {
    let mut book = Workbook::new();
    let hidden = book.add_worksheet();
    hidden.write_string(0, 0, "hidden").unwrap();
    hidden.set_hidden(true);
    let shown = book.add_worksheet();
    shown.write_string(0, 0, "shown").unwrap();
    shown.set_active(true);
    let table = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(table.header, ["shown"]);
    let empty = book_without_text();
    assert_eq!(read(&empty), Err(Unreadable::Empty));
}

fn book_without_text() -> Vec<u8> {
    book(|_sheet| {})
}

#[test]
fn a_cell_far_away_needs_no_memory() {
    let far = book(|sheet| {
        sheet.write_string(0, 0, "a").unwrap();
        sheet.write_string(1_048_575, 0, "x").unwrap();
    });
    let table = read(&far).unwrap();
    assert_eq!(cells(&table), [(1_048_576, vec![("x", None)])]);
    let wide = book(|sheet| {
        sheet.write_string(0, 16_383, "a").unwrap();
    });
    assert_eq!(read(&wide), Err(Unreadable::TooLarge));
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let small = book(|sheet| {
        sheet.write_string(0, 0, "a").unwrap();
    });
    let zeros = vec![b' '; usize::try_from(limit::UNPACKED).unwrap() + 1];
    let bomb = with_part(&small, "docProps/app.xml", &zeros);
    assert!(bomb.len() < 1024 * 1024, "{} bytes", bomb.len());
    assert_eq!(read(&bomb), Err(Unreadable::TooLarge));
}

#[test]
fn a_declared_number_of_texts_reserves_nothing() {
    let small = book(|sheet| {
        sheet.write_string(0, 0, "a").unwrap();
    });
    for count in ["99999999999", "99999999999999999999999999"] {
        let strings = format!("<sst count=\"1\" uniqueCount=\"{count}\"><si><t>a</t></si></sst>");
        let lying = with_part(&small, "xl/sharedStrings.xml", strings.as_bytes());
        assert_eq!(read(&lying), Err(Unreadable::TooLarge), "{count}");
    }
    let many = format!("<sst>{}</sst>", "<si/>".repeat(limit::STRINGS + 1));
    let many = with_part(&small, "xl/sharedStrings.xml", many.as_bytes());
    assert_eq!(read(&many), Err(Unreadable::TooLarge));
}

#[test]
fn a_damaged_workbook_is_no_sheet() {
    let good = book(|sheet| {
        sheet.write_string(0, 0, "a").unwrap();
    });
    for part in ["xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
        let bad = with_part(&good, part, b"<worksheet");
        assert_eq!(read(&bad), Err(Unreadable::NotASheet), "{part}");
    }
    let half = good.get(..good.len() / 2).unwrap();
    assert_eq!(read(half), Err(Unreadable::NotASheet));
}
