//! XLSX: the first visible sheet, cell by cell.
//!
//! `calamine` trusts the file: it keeps all texts in memory and reserves as much of it as the file declares. So every part
//! is unpacked and counted once before ([`counted`]).

use crate::{
    limit, quote,
    table::{Cell, Collected, Spoilt, Table},
    unreadable::Unreadable,
};
use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use zip::ZipArchive;

/// A figure of more digits is not what was typed: spreadsheet programs keep no more.
const DIGITS: usize = 15;

pub(super) fn read(bytes: &[u8]) -> Result<Table, Unreadable> {
    counted(bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_broken| Unreadable::NotASheet)?;
    let sheet = book
        .sheets_metadata()
        .iter()
        .find(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .ok_or(Unreadable::Empty)?;
    let mut cells = book
        .worksheet_cells_reader(&sheet)
        .map_err(|_broken| Unreadable::NotASheet)?;
    let mut collected = Collected::default();
    let mut row = (0, Vec::new());
    while let Some(found) = cells.next_cell().map_err(|_broken| Unreadable::NotASheet)? {
        let (number, column) = found.get_position();
        let cell = cell(found.get_value());
        if cell.text.is_empty() {
            continue;
        }
        if number != row.0 {
            let done = std::mem::replace(&mut row, (number, Vec::new()));
            collected.push(done.0.saturating_add(1), done.1)?;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= limit::COLUMNS {
            return Err(Unreadable::TooLarge);
        }
        if row.1.len() <= column {
            row.1.resize(column.saturating_add(1), Cell::default());
        }
        if let Some(place) = row.1.get_mut(column) {
            *place = cell;
        }
    }
    collected.push(row.0.saturating_add(1), row.1)?;
    collected.done()
}

fn cell(value: &DataRef<'_>) -> Cell {
    let text = |text: &str| Cell::from(quote::read(text));
    let spoilt = |text: String, spoilt| Cell {
        text,
        spoilt: Some(spoilt),
    };
    match value {
        DataRef::Empty => Cell::default(),
        DataRef::String(own) => text(own),
        DataRef::SharedString(shared) => text(shared),
        DataRef::Int(number) => Cell::from(number.to_string().as_str()),
        DataRef::Float(number) => figure(*number),
        DataRef::Bool(true) => Cell::from("TRUE"),
        DataRef::Bool(false) => Cell::from("FALSE"),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            spoilt(format!("{year}-{month:02}-{day:02}"), Spoilt::Date)
        }
        DataRef::DateTimeIso(date) | DataRef::DurationIso(date) => {
            spoilt(date.clone(), Spoilt::Date)
        }
        DataRef::Error(error) => spoilt(error.to_string(), Spoilt::Formula),
    }
}

/// A number as a spreadsheet program shows it: fifteen digits, e.g. 0.3 for 0.1 + 0.2.
fn figure(number: f64) -> Cell {
    let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    let text = shown.to_string();
    if text.bytes().filter(u8::is_ascii_digit).count() > DIGITS {
        Cell {
            text: format!("{shown:E}"),
            spoilt: Some(Spoilt::Number),
        }
    } else {
        Cell::from(text.as_str())
    }
}

/// Unpacks every part once, and refuses a workbook beyond the limits.
fn counted(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_broken| Unreadable::NotASheet)?;
    if zip.len() > limit::PARTS {
        return Err(Unreadable::TooLarge);
    }
    let mut left = limit::UNPACKED;
    for index in 0..zip.len() {
        let file = zip
            .by_index(index)
            .map_err(|_broken| Unreadable::NotASheet)?;
        let name = file.name().map_err(|_broken| Unreadable::NotASheet)?;
        let name = name.to_ascii_lowercase();
        let mut part = file.take(left.saturating_add(1));
        if name.ends_with("sharedstrings.xml") {
            few_strings(BufReader::new(&mut part))?;
        }
        io::copy(&mut part, &mut io::sink()).map_err(|_broken| Unreadable::NotASheet)?;
        // What `take` still allows is one more than what is left of the limit.
        left = part.limit().checked_sub(1).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

/// The texts of a workbook: their number as it is, and as it is declared.
fn few_strings(part: impl BufRead) -> Result<(), Unreadable> {
    let mut xml = Reader::from_reader(part);
    let config = xml.config_mut();
    config.check_end_names = false;
    let mut buffer = Vec::new();
    let mut strings: usize = 0;
    loop {
        buffer.clear();
        let event = xml
            .read_event_into(&mut buffer)
            .map_err(|_broken| Unreadable::NotASheet)?;
        if matches!(event, Event::Eof) {
            return Ok(());
        }
        if let Event::Start(tag) | Event::Empty(tag) = event {
            strings += usize::from(tag.local_name().as_ref() == "si");
            if strings > limit::STRINGS || declares_too_many(&tag) {
                return Err(Unreadable::TooLarge);
            }
        }
    }
}

fn declares_too_many(tag: &BytesStart<'_>) -> bool {
    let mut attributes = tag.attributes();
    let mut counts = attributes.with_checks(false).flatten();
    tag.local_name().as_ref() == "sst"
        && counts.any(|attribute| {
            let digits: String = attribute
                .value
                .chars()
                .filter(char::is_ascii_digit)
                .collect();
            attribute.key.as_ref().ends_with("ount")
                && digits
                    .parse::<usize>()
                    .map_or(!digits.is_empty(), |count| count > limit::STRINGS)
        })
}

#[cfg(test)]
#[path = "workbook/tests.rs"]
mod tests;
