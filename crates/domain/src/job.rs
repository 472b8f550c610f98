//! The kinds of background jobs.

text_enum! {
    /// What a job does, as `jobs.kind` stores it.
    JobKind {
        /// Cancels an order whose time to pay ran out.
        ExpireOrder = "expire_order",
        /// Closes a payment attempt at the gateway.
        CloseAttempt = "close_attempt",
        /// Queries the gateway about a payment attempt.
        QueryAttempt = "query_attempt",
        /// Deletes sessions and records whose time is up.
        Purge = "purge",
        /// Sends a refund.
        SendRefund = "send_refund",
        /// Queries the gateway about a refund.
        CheckRefund = "check_refund",
        /// Queries the gateway about a refund number that we did not use.
        ProbeRefund = "probe_refund",
        /// Queries the gateway about a whole trade after a refused refund.
        AskTrade = "ask_trade",
    }
}
