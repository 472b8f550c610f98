//! The forms of the reconciliation.

use super::{Form, RefusedFileForm};
use serde::{Deserialize, Serialize};

forms! {
    /// A bill that somebody downloaded from Alipay, as it arrived.
    BillForm {
        /// Random key of the received file.
        bill: String,
        /// Its name.
        bill_name: String,
        /// Files that were not received, with the reason.
        refused: Vec<RefusedFileForm>,
    }

    /// Closes a difference.
    IssueCloseForm {
        /// Random key of the difference.
        issue: String,
        /// Version that the page showed: another difference is not closed by it.
        version: String,
        /// Why; required.
        reason: String,
    }

    /// Opens a closed difference again.
    IssueForm {
        /// Random key of the difference.
        issue: String,
    }
}
