//! The forms about many goods at once.

use super::{Form, RefusedFileForm};
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

    /// A sheet of goods, as it arrived.
    ImportForm {
        /// Random key of the received sheet.
        sheet: String,
        /// Name of its file.
        sheet_name: String,
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
