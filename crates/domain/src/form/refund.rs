//! Forms of refund requests and of goods on their way back.

use super::{Form, RefusedFileForm};
use serde::{Deserialize, Serialize};

forms! {
    /// `/refund_request?order_id=`.
    RefundRequestForm {
        /// Order number.
        number: String,
        /// Generated with the page. A second post with it returns the first one's request.
        form_key: String,
        /// A [`crate::refund::RequestKind`].
        kind: String,
        /// The lines, in the order of the page.
        lines: Vec<RequestLineForm>,
        /// A [`crate::refund::RefundReason`] of customers.
        reason_code: String,
        /// The customer's words; may be empty.
        reason_text: String,
        /// Keys of photographs that came with an earlier post of this form.
        photos: Vec<String>,
        /// Keys of photographs that came with this post.
        uploads: Vec<String>,
        /// Files of this post that were refused.
        refused: Vec<RefusedFileForm>,
        /// Names of chosen files, where the browser sent only those.
        files: Vec<String>,
    }

    /// One line of it.
    RequestLineForm {
        /// `line_no` of the order line.
        line_no: String,
        /// Units, from 0 to those that are left.
        qty: String,
    }

    /// 撤销申请.
    RefundWithdrawForm {
        /// Order number.
        number: String,
        /// `out_request_no`.
        out_request_no: String,
    }

    /// The parcel with goods that go back.
    ReturnSendForm {
        /// Order number.
        number: String,
        /// `out_request_no`.
        out_request_no: String,
        /// Name of the carrier.
        carrier: String,
        /// Number of the parcel.
        tracking_no: String,
    }

    /// 同意退款.
    RefundApproveForm {
        /// `out_request_no`.
        out_request_no: String,
        /// The amount that was shown, in fen. Only compared.
        total_fen: String,
        /// A lower amount in yuan; empty for all that was asked for.
        amount: String,
        /// Why it is lower; the customer reads it.
        reason: String,
        /// The lower amount that was confirmed, in fen.
        confirm_fen: String,
    }

    /// 拒绝.
    RefundRejectForm {
        /// `out_request_no`.
        out_request_no: String,
        /// Why; the customer reads it.
        reason: String,
    }

    /// 要求退货.
    ReturnAskForm {
        /// `out_request_no`.
        out_request_no: String,
    }

    /// One line of received goods.
    ReturnLineForm {
        /// `line_no` of the order line.
        line_no: String,
        /// Units that go back to stock.
        restock: String,
        /// Units that are written off.
        write_off: String,
    }

    /// 确认收到退货.
    ReturnReceiveForm {
        /// `out_request_no`.
        out_request_no: String,
        /// The lines, in the order of the page.
        lines: Vec<ReturnLineForm>,
        /// A lower amount in yuan; empty for that of the units.
        amount: String,
        /// Why it is lower; the customer reads it.
        reason: String,
        /// The lower amount that was confirmed, in fen.
        confirm_fen: String,
    }
}

impl RefundRequestForm {
    /// The form with the photographs of its post among its others, where its page keeps them.
    #[must_use]
    pub fn settled(mut self) -> Self {
        self.photos.append(&mut self.uploads);
        self.files.clear();
        self
    }
}
