//! A payment attempt: one try to pay one order, under its own `out_trade_no`.

text_enum! {
    /// The state of an attempt.
    AttemptState {
        Open = "open", Closing = "closing", Abandoned = "abandoned",
        Closed = "closed", Paid = "paid", Finished = "finished",
    }
}
text_enum! {
    /// What a paid attempt did for its order.
    Disposition { Applied = "applied", Duplicate = "duplicate", Late = "late", Mismatch = "mismatch" }
}
text_enum! {
    /// The Alipay product an attempt was started with.
    Channel { Page = "page", Wap = "wap" }
}
text_enum! {
    /// What became of an authentic notify.
    Verdict {
        Applied = "applied", NoEffect = "no_effect", UnknownTrade = "unknown_trade",
        Rejected = "rejected", Error = "error",
    }
}
