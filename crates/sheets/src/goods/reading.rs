//! Reads cells by the headings of a table, and keeps what is wrong.

use super::Wrong;
use crate::{
    column::{Column, normal},
    table::{Row, Spoilt, Table},
};
use domain::error::ErrorCode;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Longest value that is kept with a mistake.
const SHOWN: usize = 60;

/// A column, with a heading to name it by if the table lacks it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    at: Option<usize>,
    heading: &'static str,
}

impl Place {
    /// A column that the table lacks.
    pub(super) const fn missing(heading: &'static str) -> Self {
        Self { at: None, heading }
    }

    /// True if the table has the column.
    pub(super) const fn is_there(self) -> bool {
        self.at.is_some()
    }
}

/// A table with its columns looked up.
pub(super) struct Reading<'t> {
    table: &'t Table,
    places: HashMap<String, usize>,
    used: Vec<bool>,
    wrong: Vec<Wrong>,
    wrong_rows: BTreeSet<u32>,
}

impl<'t> Reading<'t> {
    /// Of two columns with the same heading the first counts.
    pub(super) fn new(table: &'t Table) -> Self {
        let mut places = HashMap::new();
        for (place, heading) in table.header.iter().enumerate() {
            places.entry(normal(heading)).or_insert(place);
        }
        Self {
            table,
            places,
            used: vec![false; table.header.len()],
            wrong: Vec::new(),
            wrong_rows: BTreeSet::new(),
        }
    }

    /// The column under the first of these headings that the table has; it counts as read.
    pub(super) fn column(&mut self, headings: &[&'static str]) -> Place {
        let heading = headings.first().copied().unwrap_or_default();
        headings
            .iter()
            .map(|other| self.named(other, heading))
            .find(|place| place.is_there())
            .unwrap_or(Place::missing(heading))
    }

    /// The column under a heading that is made while reading.
    pub(super) fn named(&mut self, heading: &str, shown: &'static str) -> Place {
        let at = self.places.get(&normal(heading)).copied();
        if let Some(used) = at.and_then(|place| self.used.get_mut(place)) {
            *used = true;
        }
        Place { at, heading: shown }
    }

    /// The text of a cell, trimmed; empty without the column.
    pub(super) fn text<'r>(&self, row: &'r Row, place: Place) -> &'r str {
        let cell = place.at.and_then(|place| row.cells.get(place));
        cell.map_or("", |cell| cell.text.trim())
    }

    /// Reads a cell. One that is refused is kept as a mistake.
    pub(super) fn read<T>(
        &mut self,
        row: &Row,
        place: Place,
        read: impl FnOnce(&str) -> Result<T, ErrorCode>,
    ) -> Read<T> {
        let cell = place.at.and_then(|place| row.cells.get(place));
        let Some(cell) = cell.filter(|cell| !cell.text.trim().is_empty()) else {
            return Read::Empty;
        };
        let value = match cell.spoilt {
            None => read(&cell.text),
            Some(Spoilt::Number) => Err(ErrorCode::SheetNumber),
            Some(Spoilt::Date) => Err(ErrorCode::SheetDate),
            Some(Spoilt::Formula) => Err(ErrorCode::SheetFormula),
        };
        match value {
            Ok(value) => Read::Value(value),
            // A cell with invisible characters only.
            Err(ErrorCode::Required) => Read::Empty,
            Err(why) => {
                self.refuse(row.number, place, why);
                Read::Refused
            }
        }
    }

    /// Keeps a mistake.
    pub(super) fn refuse(&mut self, number: u32, place: Place, why: ErrorCode) {
        let heading = place.at.and_then(|place| self.table.header.get(place));
        let rows = &self.table.rows;
        let row = rows.binary_search_by_key(&number, |row| row.number);
        let row = row.ok().and_then(|found| rows.get(found));
        let value = row.map_or("", |row| self.text(row, place));
        self.wrong.push(Wrong {
            row: number,
            column: heading.map_or(place.heading, String::as_str).to_owned(),
            value: value.chars().take(SHOWN).collect(),
            why,
        });
        self.wrong_rows.insert(number);
    }

    /// True if a cell of the row was refused.
    pub(super) fn is_wrong(&self, number: u32) -> bool {
        self.wrong_rows.contains(&number)
    }

    /// The headings of those columns that the table has.
    pub(super) fn headings(&self, places: Vec<(Column, Place)>) -> BTreeMap<Column, String> {
        let header = &self.table.header;
        let there = places.into_iter().filter_map(|(column, place)| {
            let heading = header.get(place.at?)?;
            Some((column, heading.clone()))
        });
        there.collect()
    }

    /// Number of rows below the header.
    pub(super) const fn rows(&self) -> usize {
        self.table.rows.len()
    }

    /// Headings of the columns that were not looked up and have text.
    pub(super) fn unread(&self) -> Vec<String> {
        let has_text = |place: usize| {
            let cells = self
                .table
                .rows
                .iter()
                .filter_map(|row| row.cells.get(place));
            cells.into_iter().any(|cell| !cell.text.trim().is_empty())
        };
        let columns = self.table.header.iter().zip(&self.used).enumerate();
        columns
            .filter(|(place, (heading, used))| !**used && !heading.is_empty() && has_text(*place))
            .map(|(_, (heading, _))| heading.clone())
            .collect()
    }

    /// The mistakes, in the order of the rows.
    pub(super) fn into_wrong(mut self) -> Vec<Wrong> {
        self.wrong.sort_by_key(|wrong| wrong.row);
        self.wrong
    }
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Read<T> {
    /// Nothing.
    Empty,
    /// This.
    Value(T),
    /// Something that was refused.
    Refused,
}

impl<T> Read<T> {
    /// The same of another type.
    pub(super) fn map<U>(self, to: impl FnOnce(T) -> U) -> Read<U> {
        match self {
            Self::Empty => Read::Empty,
            Self::Value(value) => Read::Value(to(value)),
            Self::Refused => Read::Refused,
        }
    }

    /// The value, if there is one.
    pub(super) fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Empty | Self::Refused => None,
        }
    }
}
