//! Which legs an event posts. Debit is positive; the legs of one posting sum to zero.

text_enum! {
    /// A ledger account. The subject id tells which attempt, order or refund.
    Account {
        Alipay = "ALIPAY", Order = "ORDER", Suspense = "SUSPENSE",
        RefundDue = "REFUND_DUE", Sales = "SALES", Fees = "FEES",
    }
}
