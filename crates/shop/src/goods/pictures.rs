//! The pictures that come with a sheet: out of a ZIP, or fetched from their addresses.

mod archive;
mod names;
mod taking;

pub(super) use archive::Archive;
pub(super) use taking::names;

use domain::error::ErrorCode;
use std::{collections::BTreeMap, sync::Arc};

/// The pictures of a sheet, prepared; they wait for their products for a week.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pictures {
    /// The hash of each picture's content, by its name in the sheet.
    pub keys: Arc<BTreeMap<String, String>>,
    /// Names of files that were not taken.
    pub refused: Vec<(String, ErrorCode)>,
    /// Names that neither the ZIP nor the shop knows.
    pub missing: Vec<String>,
}

impl Pictures {
    /// Adds a picture under its name in the sheet.
    pub fn add(&mut self, name: String, hash: String) {
        Arc::make_mut(&mut self.keys).insert(name, hash);
    }
}
