//! The forms about shipping.

use super::{Form, RefusedFileForm};
use serde::{Deserialize, Serialize};

forms! {
    /// One line of [`ShipForm`].
    ShipLineForm {
        /// `line_no` of the order line.
        line_no: String,
        /// Units; empty or 0 leaves the line out.
        qty: String,
    }

    /// 发货 on the page of an order.
    ShipForm {
        /// Order number.
        number: String,
        /// Generated with the page. A second post with it ships nothing again.
        form_key: String,
        /// The lines, in the order of the page.
        lines: Vec<ShipLineForm>,
        /// A [`crate::shipping::Carrier`].
        carrier: String,
        /// [`crate::shipping::tracking_no`]; empty where the carrier gives none.
        tracking_no: String,
    }

    /// 改运单号.
    CorrectNumberForm {
        /// Order number.
        number: String,
        /// Place of the parcel among those of the order, from 1.
        parcel: String,
        /// The version that was shown. If it has changed, the form is refused.
        version: String,
        /// A [`crate::shipping::Carrier`].
        carrier: String,
        /// [`crate::shipping::tracking_no`].
        tracking_no: String,
    }

    /// 撤销发货.
    VoidParcelForm {
        /// Order number.
        number: String,
        /// Place of the parcel among those of the order, from 1.
        parcel: String,
    }

    /// One order of [`ShipManyForm`].
    ShipOrderForm {
        /// Order number.
        order: String,
        /// A [`crate::shipping::Carrier`]; empty: that of the form.
        carrier: String,
        /// [`crate::shipping::tracking_no`].
        tracking_no: String,
    }

    /// 批量发货: each order whole, in one parcel.
    ShipManyForm {
        /// Generated with the page. A second post with it ships nothing again.
        form_key: String,
        /// The carrier of orders without one.
        carrier: String,
        /// Pasted lines: a tracking number for each order in the order of the page, or order, carrier and number.
        lines: String,
        /// The orders.
        rows: Vec<ShipOrderForm>,
        /// Never sent: the place of a refused sheet. The text of one that was read is in `lines`.
        sheet: String,
        /// Sheets of this post that were refused.
        refused: Vec<RefusedFileForm>,
        /// Names of chosen files, where the browser sent only those.
        files: Vec<String>,
    }
}
