//! Sheets of goods that staff upload.

use crate::{
    error::ErrorCode,
    import::{ImportSource, ImportState},
    staff::LoggedField,
    time::Millis,
};
use serde::{Deserialize, Serialize};

/// An import in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportListed {
    /// Random key in its address.
    pub key: String,
    /// Name of the file.
    pub file_name: String,
    /// Where it is.
    pub state: ImportState,
    /// When it was uploaded.
    pub created_at: Millis,
}

/// A cell that is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportWrong {
    /// Row in the spreadsheet.
    pub row: i64,
    /// Heading of the column.
    pub column: String,
    /// Text of the cell.
    pub value: String,
    /// Why; `None` for a reason of another version.
    pub why: Option<ErrorCode>,
}

/// A stored field that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportChange {
    /// Row in the spreadsheet.
    pub row: i64,
    /// SKU code, or title of the product.
    pub part: String,
    /// The field.
    pub field: Option<LoggedField>,
    /// Stored value.
    pub from: String,
    /// New value.
    pub to: String,
    /// True for a price that moves by more than 30 %.
    pub is_steep: bool,
}

/// A picture whose file was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRefused {
    /// Its name in the sheet.
    pub name: String,
    /// Why; `None` for a reason of another version.
    pub why: Option<ErrorCode>,
}

/// The first of many.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct First<T> {
    /// Those that are shown.
    pub shown: Vec<T>,
    /// How many there are.
    pub count: i64,
}

/// The pictures that a sheet names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPictures {
    /// Name of the ZIP; empty without one.
    pub zip_name: String,
    /// Files that the sheet names.
    pub all: i64,
    /// Of them those that were looked for.
    pub done: i64,
    /// Those that came with the sheet.
    pub taken: i64,
    /// Those that were not taken.
    pub refused: First<ImportRefused>,
    /// Those that neither the ZIP nor the shop has.
    pub missing: First<String>,
    /// Files of the ZIP that the sheet does not name.
    pub unused: First<String>,
    /// Pictures that are named by an address.
    pub addresses: First<String>,
}

/// An import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportView {
    /// As in the list.
    pub listed: ImportListed,
    /// Which program wrote the sheet.
    pub source: ImportSource,
    /// True after somebody asked to stop, until it has stopped.
    pub is_stopping: bool,
    /// Products that can be read.
    pub products: i64,
    /// Of them those done.
    pub done: i64,
    /// Rows that are new so far.
    pub new: i64,
    /// Rows that are changed so far.
    pub changed: i64,
    /// Rows that are unchanged so far.
    pub unchanged: i64,
    /// Rows that are skipped because of a mistake.
    pub skipped: i64,
    /// Milliseconds until it ends, as far as one can tell.
    pub left_ms: Option<i64>,
    /// Headings of columns that are not imported.
    pub unread: Vec<String>,
    /// The pictures that it names.
    pub pictures: ImportPictures,
    /// The first cells that are refused.
    pub wrong: Vec<ImportWrong>,
    /// How many there are.
    pub wrong_count: i64,
    /// The first changes, prices that move far before others.
    pub changes: Vec<ImportChange>,
    /// How many there are.
    pub change_count: i64,
}

impl ImportView {
    /// True while its pictures are looked for; its products come after them.
    #[must_use]
    pub fn takes_pictures(&self) -> bool {
        self.listed.state == ImportState::Checking && self.pictures.done < self.pictures.all
    }
}
