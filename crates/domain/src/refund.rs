//! A refund: one amount under one `out_request_no`, the same on every retry.

text_enum! {
    /// The state of a refund.
    RefundState {
        Requested = "requested", AwaitingReturn = "awaiting_return", Approved = "approved",
        Sending = "sending", Unknown = "unknown", Succeeded = "succeeded", Failed = "failed",
        Rejected = "rejected", Withdrawn = "withdrawn", Dropped = "dropped",
    }
}
text_enum! {
    /// Where a refund came from.
    RefundOrigin {
        Shopper = "shopper", Admin = "admin", AutoDuplicate = "auto_duplicate",
        AutoLate = "auto_late", AutoMismatch = "auto_mismatch", External = "external",
    }
}
text_enum! {
    /// The ledger account a refund was reserved from.
    TakenFrom { Order = "order", Sales = "sales", Suspense = "suspense" }
}
text_enum! {
    /// Why staff or a shopper wants money returned.
    RefundReason {
        NotWanted = "not_wanted", OutOfStock = "out_of_stock", Damaged = "damaged",
        WrongItem = "wrong_item", PriceMatch = "price_match", Goodwill = "goodwill", Other = "other",
    }
}
