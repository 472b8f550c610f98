//! What the shop raises an alarm about. Each alarm is a line of the log and a row that staff note.

text_enum! {
    /// The code of an alarm. The log and `alarms.code` have these words, and monitoring searches for
    /// them, so released ones stay.
    AlarmCode {
        /// The disk of the database was full.
        DiskFull = "disk_full",
        /// A refund is unconfirmed an hour after its decision.
        RefundUnknown = "refund_unknown",
        /// Money of a payment went back, and the refunds here do not explain it.
        RefundUnexplained = "refund_unexplained",
        /// The gateway shows another amount under our refund number.
        RefundAmountDiffers = "refund_amount_differs",
        /// A refund failed and needs a decision.
        RefundFailed = "refund_failed",
        /// A refund that is marked failed here exists at the gateway.
        FailedRefundExists = "failed_refund_exists",
        /// The gateway has a refund that the shop never sent or has cancelled.
        RefundNotOurs = "refund_not_ours",
        /// A refund was made outside the shop beyond what is left here.
        ExternalRefundOverCap = "external_refund_over_cap",
        /// A payment did not count for its order and goes back.
        SurplusPayment = "surplus_payment",
        /// A signed response of the gateway is inconsistent.
        OddAnswer = "odd_answer",
        /// The gateway's `trade_no` contradicts the books.
        TradeNoDiffers = "trade_no_differs",
        /// An attempt was paid after it was closed.
        PaidAfterClose = "paid_after_close",
        /// Notifications did not verify.
        NotifyNotAuthentic = "notify_not_authentic",
        /// A notification could not be applied.
        NotifyFailed = "notify_failed",
        /// An authentic notification was not accepted.
        NotifyRefused = "notify_refused",
    }
}

/// What the subject of an alarm names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlarmSubject {
    /// A payment, by `out_trade_no`.
    Payment,
    /// A refund, by its request number.
    Refund,
    /// A notification, by `notify_id`.
    Notification,
    /// The shop as a whole; the subject is empty.
    Shop,
}

impl AlarmCode {
    /// What the subject names.
    #[must_use]
    pub const fn about(self) -> AlarmSubject {
        match self {
            Self::RefundUnexplained
            | Self::ExternalRefundOverCap
            | Self::SurplusPayment
            | Self::OddAnswer
            | Self::TradeNoDiffers
            | Self::PaidAfterClose => AlarmSubject::Payment,
            Self::RefundUnknown
            | Self::RefundAmountDiffers
            | Self::RefundFailed
            | Self::FailedRefundExists
            | Self::RefundNotOurs => AlarmSubject::Refund,
            Self::NotifyFailed | Self::NotifyRefused => AlarmSubject::Notification,
            Self::DiskFull | Self::NotifyNotAuthentic => AlarmSubject::Shop,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monitoring of released shops searches the log for these words.
    #[test]
    fn the_words_of_released_alarms_stay() {
        let words: Vec<_> = AlarmCode::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(
            words,
            [
                "disk_full",
                "refund_unknown",
                "refund_unexplained",
                "refund_amount_differs",
                "refund_failed",
                "failed_refund_exists",
                "refund_not_ours",
                "external_refund_over_cap",
                "surplus_payment",
                "odd_answer",
                "trade_no_differs",
                "paid_after_close",
                "notify_not_authentic",
                "notify_failed",
                "notify_refused",
            ]
        );
    }
}
