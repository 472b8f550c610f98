//! Mail: what it is about, when it is tried again, and when it is too late.

use crate::{
    money::Fen,
    time::{DAY, HOUR, MINUTE, Millis},
};
use serde::{Deserialize, Serialize};

text_enum! {
    /// What a mail is about. `mails.kind` stores these words.
    MailKind {
        /// To the buyer: the order is paid.
        OrderPaid = "order_paid",
        /// To the buyer: goods are on their way.
        Shipped = "shipped",
        /// To the buyer: a refund was approved or declined, or goods are to be sent back.
        RefundDecided = "refund_decided",
        /// To the buyer: the money of a refund has arrived.
        RefundArrived = "refund_arrived",
        /// To an account: the link that sets a new password.
        PasswordReset = "password_reset",
        /// To staff: an order was paid.
        StaffPaid = "staff_paid",
        /// To staff: a buyer asks for a refund.
        StaffRequest = "staff_request",
        /// To staff: the shop raised an alarm.
        StaffAlarm = "staff_alarm",
    }
}

text_enum! {
    /// What became of a mail. `mails.state` stores these words.
    MailState {
        /// To be sent, perhaps once more.
        Waiting = "waiting",
        /// The mail server accepted it.
        Sent = "sent",
        /// The mail server refused it for good.
        Refused = "refused",
        /// It could not be sent as long as it was of use.
        Expired = "expired",
    }
}

text_enum! {
    /// The decision on a refund, as its buyer reads it.
    RefundDecision {
        /// The money will be returned.
        Approved = "approved",
        /// The money will be returned once the goods are back.
        ReturnAsked = "return_asked",
        /// No money will be returned.
        Declined = "declined",
    }
}

/// Units of an order line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Units {
    /// Number of the line.
    pub line_no: i64,
    /// Units.
    pub qty: i64,
}

/// What a mail says beyond its order, as it was when it was queued. `mails.about_json` stores it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MailAbout {
    /// The order is paid.
    OrderPaid,
    /// A parcel left.
    Shipped {
        /// Name of the carrier, as shown.
        carrier: String,
        /// Tracking number; empty without one.
        tracking_no: String,
        /// The units in the parcel.
        lines: Vec<Units>,
        /// True if nothing of the order is left to ship.
        is_last: bool,
    },
    /// A refund was decided.
    RefundDecided {
        /// The decision.
        decision: RefundDecision,
        /// What will be returned; what was asked for if it was declined.
        amount: Fen,
        /// What the shop says to the buyer; empty for nothing.
        words: String,
    },
    /// The money of a refund arrived.
    RefundArrived {
        /// The amount.
        amount: Fen,
    },
    /// Somebody asked for a new password.
    PasswordReset {
        /// The key of the link, which works once.
        key: String,
    },
    /// To staff: the order was paid.
    StaffPaid,
    /// To staff: a refund is asked for.
    StaffRequest {
        /// The amount.
        amount: Fen,
        /// The buyer's words; empty for none.
        words: String,
    },
    /// To staff: an alarm.
    StaffAlarm {
        /// Its code, e.g. `refund_unknown`.
        code: String,
        /// Which row or number it is about.
        subject: String,
    },
}

impl MailAbout {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> MailKind {
        match self {
            Self::OrderPaid => MailKind::OrderPaid,
            Self::Shipped { .. } => MailKind::Shipped,
            Self::RefundDecided { .. } => MailKind::RefundDecided,
            Self::RefundArrived { .. } => MailKind::RefundArrived,
            Self::PasswordReset { .. } => MailKind::PasswordReset,
            Self::StaffPaid => MailKind::StaffPaid,
            Self::StaffRequest { .. } => MailKind::StaffRequest,
            Self::StaffAlarm { .. } => MailKind::StaffAlarm,
        }
    }
}

/// How long the link of a new password works.
pub const RESET_FOR: i64 = 30 * MINUTE;
/// How long any other mail is tried, as mail servers do it.
const TRIED_FOR: i64 = 5 * DAY;
/// Pauses after refusals for now; then half a day. A server that delays strangers takes them after minutes.
const PAUSES: &[i64] = &[MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR];

impl MailKind {
    /// True for mail to staff.
    #[must_use]
    pub const fn is_for_staff(self) -> bool {
        match self {
            Self::StaffPaid | Self::StaffRequest | Self::StaffAlarm => true,
            Self::OrderPaid
            | Self::Shipped
            | Self::RefundDecided
            | Self::RefundArrived
            | Self::PasswordReset => false,
        }
    }

    /// True if a mail queued at `queued_at` is of no use any more. A stamp of a clock that was ahead counts as now.
    #[must_use]
    pub fn is_too_late(self, queued_at: Millis, now: Millis) -> bool {
        let useful = match self {
            Self::PasswordReset => RESET_FOR,
            Self::OrderPaid
            | Self::Shipped
            | Self::RefundDecided
            | Self::RefundArrived
            | Self::StaffPaid
            | Self::StaffRequest
            | Self::StaffAlarm => TRIED_FOR,
        };
        queued_at.age(now).is_some_and(|age| age >= useful)
    }
}

/// When to try again after `tries` tries.
#[must_use]
pub fn next_try(tries: i64, now: Millis) -> Millis {
    let place = usize::try_from(tries.saturating_sub(1).max(0)).unwrap_or(usize::MAX);
    now.plus(PAUSES.get(place).copied().unwrap_or(12 * HOUR))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::time::SECOND;

    const NOW: Millis = Millis::new(1_800_000_000_000);

    #[test]
    fn what_is_stored_is_read_back() {
        let all = [
            MailAbout::OrderPaid,
            MailAbout::Shipped {
                carrier: "顺丰".to_owned(),
                tracking_no: "SF1".to_owned(),
                lines: vec![Units { line_no: 1, qty: 2 }],
                is_last: false,
            },
            MailAbout::RefundDecided {
                decision: RefundDecision::ReturnAsked,
                amount: Fen::new(1),
                words: "\r\n".to_owned(),
            },
            MailAbout::RefundArrived {
                amount: Fen::new(2),
            },
            MailAbout::PasswordReset {
                key: "k".to_owned(),
            },
            MailAbout::StaffPaid,
            MailAbout::StaffRequest {
                amount: Fen::new(3),
                words: String::new(),
            },
            MailAbout::StaffAlarm {
                code: "a".to_owned(),
                subject: "b".to_owned(),
            },
        ];
        let kinds: Vec<MailKind> = all.iter().map(MailAbout::kind).collect();
        assert_eq!(kinds, MailKind::ALL);
        for about in all {
            // The tag is the word of the kind, so a row says it in one way.
            let json = serde_json::to_value(&about).unwrap();
            let kind = json.get("kind").and_then(serde_json::Value::as_str);
            assert_eq!(kind, Some(about.kind().as_str()));
            let back: MailAbout = serde_json::from_value(json).unwrap();
            assert_eq!(back, about);
        }
    }

    #[test]
    fn pauses_grow_to_half_a_day() {
        let pause = |tries| next_try(tries, NOW).since(NOW);
        assert_eq!(pause(0), MINUTE);
        assert_eq!(pause(1), MINUTE);
        assert_eq!(pause(2), 5 * MINUTE);
        assert_eq!(pause(5), 4 * HOUR);
        assert_eq!(pause(6), 12 * HOUR);
        assert_eq!(pause(i64::MAX), 12 * HOUR);
        assert_eq!(pause(i64::MIN), MINUTE);
    }

    #[test]
    fn a_mail_is_of_use_for_days_and_a_link_for_half_an_hour() {
        let late = |kind: MailKind, age: i64| kind.is_too_late(NOW.plus(-age), NOW);
        assert!(!late(MailKind::OrderPaid, 5 * DAY - SECOND));
        assert!(late(MailKind::OrderPaid, 5 * DAY));
        assert!(!late(MailKind::PasswordReset, RESET_FOR - SECOND));
        assert!(late(MailKind::PasswordReset, RESET_FOR));
        assert!(!late(MailKind::OrderPaid, -DAY), "a clock that was ahead");
    }

    #[test]
    fn only_mail_to_staff_is_for_staff() {
        let staff: Vec<&MailKind> = MailKind::ALL
            .iter()
            .filter(|kind| kind.is_for_staff())
            .collect();
        assert!(staff.iter().all(|kind| kind.as_str().starts_with("staff_")));
        assert_eq!(staff.len(), 3);
    }
}
