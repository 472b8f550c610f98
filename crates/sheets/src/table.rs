//! A sheet as text: a header and rows, numbered as a spreadsheet program shows them.

use crate::{limit, quote, unreadable::Unreadable};

/// The first sheet of a file. Rows without any text are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The first row with text, trimmed.
    pub header: Vec<String>,
    /// The rows below it.
    pub rows: Vec<Row>,
}

/// A row below the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the spreadsheet, from 1; the header usually is 1.
    pub number: u32,
    /// Its cells; trailing empty ones may be absent.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its text. A number has no thousands separators and no exponent.
    pub text: String,
    /// Why the text is not what somebody typed.
    pub spoilt: Option<Spoilt>,
}

/// What a spreadsheet program made of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoilt {
    /// A long number became one of 15 digits, e.g. `1.2E+13`.
    Number,
    /// A text such as `3-5` became a date.
    Date,
    /// A formula without a result, e.g. `#N/A`.
    Formula,
}

impl Cell {
    /// A cell of a CSV file. An exponent is what a spreadsheet program leaves of a long number.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        Self {
            spoilt: is_exponent(text).then_some(Spoilt::Number),
            text: quote::read(text).to_owned(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            spoilt: None,
        }
    }
}

/// `1.2E+13`, as spreadsheet programs write it.
fn is_exponent(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let Some((number, power)) = text.trim().split_once("E+") else {
        return false;
    };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    digits(whole) && whole.len() == 1 && digits(decimals) && digits(power) && power.len() >= 2
}

/// Collects rows within the limits.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    header: Option<Vec<String>>,
    rows: Vec<Row>,
    bytes: usize,
}

impl Collected {
    /// Adds a row; one without text is left out.
    pub(crate) fn push(&mut self, number: u32, mut cells: Vec<Cell>) -> Result<(), Unreadable> {
        while cells.last().is_some_and(|cell| cell.text.trim().is_empty()) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        let text: usize = cells.iter().map(|cell| cell.text.len()).sum();
        self.bytes += text + cells.len() * size_of::<Cell>();
        if cells.len() > limit::COLUMNS || self.bytes > limit::TABLE {
            return Err(Unreadable::TooLarge);
        }
        if self.header.is_none() {
            let header = cells.into_iter().map(|cell| cell.text.trim().to_owned());
            self.header = Some(header.collect());
        } else if self.rows.len() == limit::ROWS {
            return Err(Unreadable::TooManyRows);
        } else {
            self.rows.push(Row { number, cells });
        }
        Ok(())
    }

    /// The table, or `Empty` if there was no text at all.
    pub(crate) fn done(self) -> Result<Table, Unreadable> {
        let header = self.header.ok_or(Unreadable::Empty)?;
        Ok(Table {
            header,
            rows: self.rows,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_program_leaves_of_a_number_is_spoilt() {
        for text in ["1.2E+13", "6.90123E+12", " 7E+15 "] {
            assert_eq!(Cell::typed(text).spoilt, Some(Spoilt::Number), "{text}");
        }
        for text in [
            "1E5", "12E+13", "E+13", "1.E+13", "1.2E+1", "1.2E+x", "'1.2E+13", "A1.2E+13",
        ] {
            assert_eq!(Cell::typed(text).spoilt, None, "{text}");
        }
        assert_eq!(Cell::typed("'1.2E+13").text, "1.2E+13");
    }

    #[test]
    fn rows_without_text_are_left_out_and_limits_hold() {
        let mut collected = Collected::default();
        assert_eq!(collected.push(1, vec!["".into(), " ".into()]), Ok(()));
        assert_eq!(collected.push(2, vec![" 名称 ".into(), "".into()]), Ok(()));
        assert_eq!(collected.push(3, vec!["茶".into()]), Ok(()));
        let wide = vec![Cell::from("x"); limit::COLUMNS + 1];
        assert_eq!(collected.push(4, wide), Err(Unreadable::TooLarge));
        let long = Cell::from("x".repeat(limit::TABLE).as_str());
        assert_eq!(collected.push(5, vec![long]), Err(Unreadable::TooLarge));
        let table = Collected {
            bytes: 0,
            ..collected
        }
        .done();
        assert_eq!(
            table,
            Ok(Table {
                header: vec!["名称".to_owned()],
                rows: vec![Row {
                    number: 3,
                    cells: vec!["茶".into()]
                }],
            })
        );
        assert_eq!(Collected::default().done(), Err(Unreadable::Empty));
    }

    #[test]
    fn one_row_more_than_allowed_is_refused() {
        let mut collected = Collected::default();
        for number in 1..=u32::try_from(limit::ROWS + 1).unwrap_or(u32::MAX) {
            assert_eq!(collected.push(number, vec!["x".into()]), Ok(()));
        }
        let more = collected.push(0, vec!["x".into()]);
        assert_eq!(more, Err(Unreadable::TooManyRows));
    }
}
