//! The kinds of background jobs.

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
        /// Sends a refund.
        SendRefund = "send_refund",
        /// Queries the gateway about a refund.
        CheckRefund = "check_refund",
        /// Queries the gateway about a refund number that this shop has not used.
        ProbeRefund = "probe_refund",
        /// Queries the gateway about a whole trade after a refused refund.
        AskTrade = "ask_trade",
    }
}
