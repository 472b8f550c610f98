//! The contents of Alipay's messages, in the words that they and our tables use.

text_enum! {
    /// A trade's status, as Alipay names it.
    TradeStatus {
        WaitBuyerPay = "WAIT_BUYER_PAY", TradeSuccess = "TRADE_SUCCESS",
        TradeFinished = "TRADE_FINISHED", TradeClosed = "TRADE_CLOSED",
    }
}
text_enum! {
    /// A call to Alipay, as `provider_calls.method` names it.
    GatewayCall {
        /// Trade query.
        Query = "alipay.trade.query",
        /// Trade close.
        Close = "alipay.trade.close",
        /// Refund.
        Refund = "alipay.trade.refund",
        /// Refund query.
        RefundQuery = "alipay.trade.fastpay.refund.query",
    }
}
text_enum! {
    /// How a call ended.
    CallOutcome {
        /// A signed success.
        Ok = "ok",
        /// A signed refusal.
        Refused = "refused",
        /// Anything else: no response, no signature, an undocumented code.
        Unknown = "unknown",
    }
}
text_enum! {
    /// The decision about a verified notification.
    Verdict {
        Applied = "applied", NoEffect = "no_effect", UnknownTrade = "unknown_trade",
        Rejected = "rejected", Error = "error",
    }
}
text_enum! {
    /// Why a notification got its verdict. `inbox.reason` stores these words, so released ones
    /// stay.
    VerdictReason {
        /// It is for another application.
        OtherApp = "app_id is not ours",
        /// It is for another seller.
        OtherSeller = "seller_id is not ours",
        /// Its kind is not one that Alipay documents.
        UnknownKind = "notify_type or trade_status is unknown",
        /// No payment attempt has its `out_trade_no`.
        UnknownTrade = "no attempt has this out_trade_no",
        /// The attempt has another `trade_no`, or another attempt has this one.
        OtherTradeNo = "trade_no is not the attempt's",
        /// The amount is not the attempt's.
        OtherAmount = "total_amount is not the attempt's",
        /// The amount cannot be read.
        NoAmount = "total_amount is no amount",
        /// There is no `trade_no`.
        NoTradeNo = "trade_no is missing",
        /// The buyer has not paid yet.
        Waiting = "waiting for the buyer",
        /// It reports a refund, so the refunds are queried.
        RefundsQueried = "its refunds are asked about",
        /// It does not suffice for booking, so Alipay is queried.
        Queried = "the gateway is asked",
        /// Booked, and applied to the order.
        Applied = "applied",
        /// Booked; the order was paid already.
        Duplicate = "duplicate",
        /// Booked; the order was cancelled already.
        Late = "late",
        /// Booked; the amount does not match the order.
        Mismatch = "mismatch",
        /// The trade can no longer be refunded.
        Finished = "finished",
        /// It was booked before.
        Known = "known",
    }
}

impl From<super::Disposition> for VerdictReason {
    fn from(disposition: super::Disposition) -> Self {
        match disposition {
            super::Disposition::Applied => Self::Applied,
            super::Disposition::Duplicate => Self::Duplicate,
            super::Disposition::Late => Self::Late,
            super::Disposition::Mismatch => Self::Mismatch,
        }
    }
}
