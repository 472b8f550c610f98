//! The kinds of background jobs, and why one fails.

use serde::{Deserialize, Serialize};

text_enum! {
    /// What a job does. `jobs.kind` stores these words.
    JobKind {
        /// Cancels an order that was not paid in time.
        ExpireOrder = "expire_order",
        /// Closes a payment attempt at the gateway.
        CloseAttempt = "close_attempt",
        /// Queries the gateway about a payment attempt.
        QueryAttempt = "query_attempt",
        /// Deletes expired sessions and records.
        Purge = "purge",
        /// Deletes uploads and picture files that nothing refers to.
        Sweep = "sweep",
        /// Sends a refund.
        SendRefund = "send_refund",
        /// Queries the gateway about a refund.
        CheckRefund = "check_refund",
        /// Queries the gateway about a refund number that this shop has not used.
        ProbeRefund = "probe_refund",
        /// Declines a refund whose goods did not come back in time.
        ExpireReturn = "expire_return",
        /// Queries the gateway about a whole trade after a refused refund.
        AskTrade = "ask_trade",
        /// Brings shelves and search in line with products and categories.
        RefreshListing = "refresh_listing",
        /// Counts what was sold in 90 days.
        CountSales = "count_sales",
        /// Sums up what was sold, by day.
        TallySales = "tally_sales",
        /// Checks or imports a sheet of goods.
        ImportGoods = "import_goods",
        /// Counts an order as received when its time is over.
        ReceiveOrder = "receive_order",
        /// Sends a mail.
        SendMail = "send_mail",
        /// Compares Alipay's bills with the books.
        Reconcile = "reconcile",
    }
}

/// Why a job or a notification failed, as far as it matters for staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The database was busy for too long, or its disk was full.
    Busy,
    /// A row that it needs does not exist.
    NotFound,
    /// A rule of the shop forbids it.
    Refused,
    /// An error that is not expected; the log has its cause.
    Internal,
}

text_enum! {
    /// A list of `/admin/jobs`.
    JobTab {
        /// Given up after their last try.
        Failed = "failed",
        /// Waiting for their time.
        Ready = "ready",
        /// Leased by a worker.
        Running = "running",
        /// Finished or dropped.
        Done = "done",
    }
}

text_enum! {
    /// Why a failed job must not be dropped: without it something waits for ever.
    JobDuty {
        /// An unpaid order keeps its stock.
        Order = "order",
        /// An order on its way is never counted as received.
        Receipt = "receipt",
        /// A payment attempt may still be paid.
        Payment = "payment",
        /// A refund is under way.
        Refund = "refund",
        /// The gateway returned a payment, and the refunds here do not explain it yet.
        Returned = "returned",
        /// A mail would wait for ever.
        Mail = "mail",
        /// Only another version knows what it does.
        Unknown = "unknown",
    }
}
