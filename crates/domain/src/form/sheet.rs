//! The forms about many goods at once.

use super::{Form, RefusedFileForm};
use crate::error::{ErrorCode, FieldError};
use serde::{Deserialize, Serialize};

forms! {
    /// One variant of [`StockSheetForm`].
    StockRowForm {
        /// SKU code.
        sku: String,
        /// What the page showed, which tells own changes from those of others.
        shown: String,
        /// Yuan.
        price: String,
        /// Units on hand: [`crate::validate::stock_cell`].
        on_hand: String,
        /// Threshold, or empty.
        low_at: String,
    }

    /// 改价与库存: prices and stock of many variants.
    StockSheetForm {
        /// Generated with the page. A second post with it moves no stock.
        form_key: String,
        /// Address of the page, to return to.
        back: String,
        /// Why stock moved; may be empty.
        reason: String,
        /// The variants.
        rows: Vec<StockRowForm>,
    }

    /// A count of stock as pasted lines.
    StockTakeForm {
        /// Code and units on each line: [`crate::validate::count_line`].
        lines: String,
    }

    /// A sheet of goods and its pictures, as they arrived.
    ImportForm {
        /// Random key of the received sheet.
        sheet: String,
        /// Name of its file.
        sheet_name: String,
        /// Random key of the received ZIP; empty without one.
        zip: String,
        /// Name of its file.
        zip_name: String,
        /// Files that were not received, with the reason.
        refused: Vec<RefusedFileForm>,
    }

    /// Imports a sheet that was checked.
    ImportStartForm {
        /// Random key of the import.
        import: String,
        /// `1`: the prices of another shop's export are in yuan.
        yuan: String,
    }

    /// Stops an import.
    ImportStopForm {
        /// Random key of the import.
        import: String,
    }
}

impl ImportForm {
    /// What stays after a refusal of these fields, so that the other file need not be sent again.
    #[must_use]
    pub fn kept(self, wrong: &[FieldError]) -> Self {
        let file = |field: &str, key: String, name: String| {
            let is_wrong = wrong.iter().any(|one| one.field == field);
            if is_wrong {
                <(String, String)>::default()
            } else {
                (key, name)
            }
        };
        let (sheet, sheet_name) = file("sheet", self.sheet, self.sheet_name);
        let (zip, zip_name) = file("zip", self.zip, self.zip_name);
        Self {
            sheet,
            sheet_name,
            zip,
            zip_name,
            refused: Vec::new(),
        }
    }
}

impl RefusedFileForm {
    /// The error at the field of its file, in a form with a sheet and a ZIP.
    #[must_use]
    pub fn of_import(&self) -> FieldError {
        let code = self.why.parse().unwrap_or(ErrorCode::FormInvalid);
        let is_zip = matches!(
            code,
            ErrorCode::ZipBytes | ErrorCode::ZipBroken | ErrorCode::ZipTooLarge
        );
        FieldError {
            field: if is_zip { "zip" } else { "sheet" }.to_owned(),
            code,
        }
    }
}
