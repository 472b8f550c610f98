//! The cells of one row, read by the type of their columns.

use super::error::{BillError, CellProblem};
use super::header::Place;
use super::money::signed_fen;
use super::records::Record;
use crate::amount::Amount;
use crate::time::parse_shanghai;
use std::borrow::Cow;
use std::sync::Arc;

/// A row with the names of its columns.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    record: &'a csv::ByteRecord,
    names: &'a [Arc<str>],
    pub(super) line: u64,
}

impl<'a> Cells<'a> {
    /// Assigns the cells of a row to columns. Extra empty cells at the end are allowed.
    pub(super) fn new(record: &Record<'a>, names: &'a [Arc<str>]) -> Result<Self, BillError> {
        let cells = record.cells;
        let is_more = cells
            .iter()
            .skip(names.len())
            .any(|cell| !cell.trim_ascii().is_empty());
        if is_more || cells.len() < names.len() {
            return Err(BillError::Cells {
                line: record.line,
                found: cells.len(),
                expected: names.len(),
            });
        }
        Ok(Self {
            record: cells,
            names,
            line: record.line,
        })
    }

    fn wrong(&self, place: Place, problem: CellProblem) -> BillError {
        let name = place.0.and_then(|at| self.names.get(at));
        BillError::Cell {
            line: self.line,
            column: name.map_or_else(String::new, |name| name.to_string()),
            problem,
        }
    }

    /// The text without the tabs that stop spreadsheets from guessing a type; empty for a missing
    /// column.
    fn raw(&self, place: Place) -> Result<Cow<'a, str>, BillError> {
        let cell = place.0.and_then(|at| self.record.get(at));
        encoding_rs::GB18030
            .decode_without_bom_handling_and_without_replacement(
                cell.unwrap_or_default().trim_ascii(),
            )
            .ok_or_else(|| self.wrong(place, CellProblem::NotText))
    }

    /// A text; `None` for empty or missing.
    pub(super) fn text(&self, place: Place) -> Result<Option<String>, BillError> {
        let text = self.raw(place)?;
        Ok((!text.is_empty()).then(|| text.into_owned()))
    }

    pub(super) fn need_text(&self, place: Place) -> Result<String, BillError> {
        self.text(place)?
            .ok_or_else(|| self.wrong(place, CellProblem::Empty))
    }

    /// The error for a value outside a closed set of texts.
    pub(super) fn refuse(
        &self,
        place: Place,
        problem: fn(String) -> CellProblem,
        text: &str,
    ) -> BillError {
        self.wrong(place, problem(text.chars().take(32).collect()))
    }

    /// Yuan with their sign, in fen.
    pub(super) fn fen(&self, place: Place) -> Result<Option<i64>, BillError> {
        let text = self.raw(place)?;
        if text.is_empty() {
            return Ok(None);
        }
        signed_fen(&text)
            .map(Some)
            .ok_or_else(|| self.refuse(place, CellProblem::NotAmount, &text))
    }

    pub(super) fn need_fen(&self, place: Place) -> Result<i64, BillError> {
        self.fen(place)?
            .ok_or_else(|| self.wrong(place, CellProblem::Empty))
    }

    /// The amount without its sign.
    pub(super) fn amount(&self, place: Place) -> Result<Option<Amount>, BillError> {
        let Some(fen) = self.fen(place)? else {
            return Ok(None);
        };
        match Amount::from_fen(fen.saturating_abs()) {
            Some(amount) => Ok(Some(amount)),
            None => Err(self.refuse(place, CellProblem::NotAmount, &self.raw(place)?)),
        }
    }

    pub(super) fn need_amount(&self, place: Place) -> Result<Amount, BillError> {
        self.amount(place)?
            .ok_or_else(|| self.wrong(place, CellProblem::Empty))
    }

    /// A time in Shanghai as epoch milliseconds.
    pub(super) fn time_ms(&self, place: Place) -> Result<Option<i64>, BillError> {
        let text = self.raw(place)?;
        if text.is_empty() {
            return Ok(None);
        }
        parse_shanghai(&text)
            .map(Some)
            .ok_or_else(|| self.refuse(place, CellProblem::NotTime, &text))
    }

    pub(super) fn need_time_ms(&self, place: Place) -> Result<i64, BillError> {
        self.time_ms(place)?
            .ok_or_else(|| self.wrong(place, CellProblem::Empty))
    }

    pub(super) fn need_count(&self, place: Place) -> Result<u64, BillError> {
        let text = self.need_text(place)?;
        let is_plain = text.bytes().all(|b| b.is_ascii_digit());
        let count = if is_plain { text.parse().ok() } else { None };
        count.ok_or_else(|| self.refuse(place, CellProblem::NotNumber, &text))
    }

    /// Cells of columns that no field reads, unless empty.
    pub(super) fn extra(&self, places: &[usize]) -> Result<Vec<(Arc<str>, String)>, BillError> {
        let mut extra = Vec::new();
        for at in places {
            let name = self.names.get(*at);
            if let (Some(name), Some(text)) = (name, self.text(Place(Some(*at)))?) {
                extra.push((Arc::clone(name), text));
            }
        }
        Ok(extra)
    }
}
