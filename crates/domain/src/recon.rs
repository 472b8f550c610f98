//! Reconciliation: what a line of Alipay's bill and a row of the books have in common.
//!
//! A bill has no signature, so a line pays and refunds nothing. It only names what the gateway is
//! asked about.

use crate::{
    money::Fen,
    refund::RefundState,
    time::{DAY, HOUR, MINUTE, Millis},
};
use jiff::{civil::Date, tz::TimeZone};

text_enum! {
    /// Type of bill. `bill_imports.bill_type` stores these words.
    BillType {
        /// Payments and refunds.
        Trade = "trade",
    }
}

text_enum! {
    /// Where the bill of a day is. `bill_imports.state` stores these words.
    BillState {
        /// Alipay does not have it yet.
        Waiting = "waiting",
        /// Its lines are being read.
        Importing = "importing",
        /// Each line is compared.
        Done = "done",
    }
}

text_enum! {
    /// Where a bill came from. `bill_imports.source` stores these words.
    BillSource {
        /// Fetched from Alipay.
        Alipay = "alipay",
        /// A file that somebody downloaded.
        File = "file",
    }
}

text_enum! {
    /// Direction of the money in a line. `bill_lines.direction` stores these words.
    Direction {
        /// The buyer paid.
        Payment = "payment",
        /// The buyer was refunded.
        Refund = "refund",
    }
}

text_enum! {
    /// How books and bill differ. `recon_issues.kind` stores these words.
    IssueKind {
        /// In the bill and not in the books.
        MissingHere = "missing_here",
        /// In the books and not in the bill.
        MissingThere = "missing_there",
        /// In both, with another amount.
        Amount = "amount",
        /// In both, and done only in one.
        State = "state",
    }
}

text_enum! {
    /// What became of a difference. `recon_issues.state` stores these words.
    IssueState {
        /// Somebody must look.
        Open = "open",
        /// A person closed it, with a reason.
        Closed = "closed",
        /// Books and bill agree now.
        Settled = "settled",
    }
}

/// How far the time of a movement in the books may be from that in the bill. Within it of midnight, the movement may be on
/// either day's bill.
pub const EDGE: i64 = 5 * MINUTE;
/// When Alipay's bill of a day is ready, after the end of the day.
const READY_AFTER: i64 = 10 * HOUR;

/// A day of bills: a calendar day in Shanghai.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BillDay(Millis);

impl BillDay {
    /// The day that holds `at`.
    #[must_use]
    pub const fn of(at: Millis) -> Self {
        Self(at.shanghai_midnight())
    }

    /// Reads `YYYY-MM-DD`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let date: Date = text.parse().ok()?;
        let noon = date
            .at(12, 0, 0, 0)
            .to_zoned(TimeZone::UTC)
            .ok()?
            .timestamp();
        let day = Self::of(Millis::new(noon.as_millisecond()));
        (day.text() == text).then_some(day)
    }

    /// `YYYY-MM-DD`.
    #[must_use]
    pub fn text(self) -> String {
        self.0.shanghai("%Y-%m-%d")
    }

    /// Its first millisecond.
    #[must_use]
    pub const fn from(self) -> Millis {
        self.0
    }

    /// The first millisecond after it.
    #[must_use]
    pub const fn to(self) -> Millis {
        self.0.plus(DAY)
    }

    /// When its bill is ready.
    #[must_use]
    pub const fn ready_at(self) -> Millis {
        self.to().plus(READY_AFTER)
    }

    /// True if `at` is on this day.
    #[must_use]
    pub fn holds(self, at: Millis) -> bool {
        self.from() <= at && at < self.to()
    }

    /// The next day.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.plus(DAY))
    }

    /// The day before.
    #[must_use]
    pub const fn previous(self) -> Self {
        Self(self.0.plus(-DAY))
    }

    /// The last day whose bill is ready at `now`.
    #[must_use]
    pub const fn last_ready(now: Millis) -> Self {
        Self::of(now.plus(-READY_AFTER)).previous()
    }
}

/// A line of the bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct There<'t> {
    /// What was paid or refunded.
    pub amount: Fen,
    /// What the merchant received or returned of it.
    pub receipt: Fen,
    /// Alipay's number of the trade.
    pub trade_no: &'t str,
}

/// What the books have under the numbers of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here<'h> {
    /// Nothing, or what another line shows already.
    Nothing,
    /// A payment attempt.
    Payment {
        /// What was paid; `None` if it is not paid.
        paid: Option<Fen>,
        /// Alipay's number of the trade, as far as it is known.
        trade_no: Option<&'h str>,
    },
    /// A refund.
    Refund {
        /// Its state.
        state: RefundState,
        /// Its amount.
        amount: Fen,
    },
}

/// How books and bill differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// In what.
    pub kind: IssueKind,
    /// The amount in the books.
    pub here: Option<Fen>,
    /// The amount in the bill.
    pub there: Option<Fen>,
}

impl Difference {
    /// A movement in the books that no bill has.
    #[must_use]
    pub const fn missing_there(here: Fen) -> Self {
        Self {
            kind: IssueKind::MissingThere,
            here: Some(here),
            there: None,
        }
    }

    /// The fen that are in question, without sign.
    #[must_use]
    pub fn at_stake(&self) -> Fen {
        let (here, there) = (
            self.here.unwrap_or(Fen::ZERO),
            self.there.unwrap_or(Fen::ZERO),
        );
        match self.kind {
            IssueKind::State => there,
            IssueKind::MissingHere | IssueKind::MissingThere | IssueKind::Amount => {
                Fen::new(here.get().saturating_sub(there.get()).saturating_abs())
            }
        }
    }
}

/// Compares a line with what the books have. `None`: they agree to the fen.
#[must_use]
pub fn compare(there: There<'_>, here: Here<'_>) -> Option<Difference> {
    let differs = |kind, here| {
        Some(Difference {
            kind,
            here,
            there: Some(there.amount),
        })
    };
    let amounts = |here: Fen| {
        if there.amount != here {
            differs(IssueKind::Amount, Some(here))
        } else if there.receipt != here {
            // A discount at the merchant's expense: less money came than was booked.
            Some(Difference {
                kind: IssueKind::Amount,
                here: Some(here),
                there: Some(there.receipt),
            })
        } else {
            None
        }
    };
    match here {
        Here::Nothing => differs(IssueKind::MissingHere, None),
        Here::Payment { paid: None, .. } => differs(IssueKind::State, None),
        Here::Payment {
            paid: Some(paid),
            trade_no,
        } => {
            if trade_no == Some(there.trade_no) {
                amounts(paid)
            } else {
                differs(IssueKind::State, Some(paid))
            }
        }
        Here::Refund { state, amount } => {
            if state == RefundState::Succeeded {
                amounts(amount)
            } else {
                differs(IssueKind::State, Some(amount))
            }
        }
    }
}

/// What identifies a movement on the bill of a day: the same text for its line and for its row in the books.
#[must_use]
pub fn line_key(direction: Direction, out_trade_no: &str, request_no: &str) -> String {
    match direction {
        Direction::Payment => format!("{direction} {out_trade_no}"),
        Direction::Refund => format!("{direction} {out_trade_no} {request_no}"),
    }
}

/// The subject of a difference about a line that the books cannot have: its movement is on another line already.
#[must_use]
pub fn extra_subject(line_key: &str, copy_no: i64, day: BillDay) -> String {
    format!("{line_key} #{copy_no} {}", day.text())
}

/// A fee with its sign: charged on a payment, given back on a refund. Bills disagree about the sign in the file.
#[must_use]
pub const fn fee(direction: Direction, amount: Fen) -> Fen {
    match direction {
        Direction::Payment => amount,
        Direction::Refund => Fen::new(amount.get().saturating_neg()),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn there(amount: i64) -> There<'static> {
        There {
            amount: Fen::new(amount),
            receipt: Fen::new(amount),
            trade_no: "T1",
        }
    }

    fn kind(there: There<'_>, here: Here<'_>) -> Option<IssueKind> {
        compare(there, here).map(|found| found.kind)
    }

    #[test]
    fn a_day_is_one_of_shanghai() {
        let day = BillDay::parse("2026-11-26").unwrap();
        assert_eq!(day.text(), "2026-11-26");
        assert_eq!(
            day.from().shanghai("%Y-%m-%d %H:%M:%S"),
            "2026-11-26 00:00:00"
        );
        assert!(day.holds(day.from()) && !day.holds(day.to()));
        assert!(day.holds(day.to().plus(-1)) && !day.holds(day.from().plus(-1)));
        assert_eq!(
            (day.next().text(), day.previous().text()),
            ("2026-11-27".into(), "2026-11-25".into())
        );
        for wrong in [
            "",
            "2026-11",
            "2026-11-31",
            "20261126",
            "2026-1-2",
            "today",
            "2026-11-26T00:00",
        ] {
            assert_eq!(BillDay::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_bill_is_ready_at_ten_on_the_next_day() {
        let day = BillDay::parse("2026-11-26").unwrap();
        assert_eq!(
            day.ready_at().shanghai("%Y-%m-%d %H:%M"),
            "2026-11-27 10:00"
        );
        assert_eq!(BillDay::last_ready(day.ready_at()), day);
        assert_eq!(BillDay::last_ready(day.ready_at().plus(-1)), day.previous());
    }

    #[test]
    fn each_difference_has_its_kind() {
        let paid = |fen| Here::Payment {
            paid: Some(Fen::new(fen)),
            trade_no: Some("T1"),
        };
        assert_eq!(kind(there(5_800), paid(5_800)), None);
        assert_eq!(kind(there(5_800), paid(5_799)), Some(IssueKind::Amount));
        assert_eq!(
            kind(there(5_800), Here::Nothing),
            Some(IssueKind::MissingHere)
        );
        let unpaid = Here::Payment {
            paid: None,
            trade_no: None,
        };
        assert_eq!(kind(there(5_800), unpaid), Some(IssueKind::State));
        let other = Here::Payment {
            paid: Some(Fen::new(5_800)),
            trade_no: Some("T2"),
        };
        assert_eq!(kind(there(5_800), other), Some(IssueKind::State));
        let short = There {
            receipt: Fen::new(5_000),
            ..there(5_800)
        };
        let found = compare(short, paid(5_800)).unwrap();
        assert_eq!(
            (found.kind, found.at_stake()),
            (IssueKind::Amount, Fen::new(800))
        );
    }

    #[test]
    fn only_a_refund_that_succeeded_agrees() {
        for state in RefundState::ALL {
            let here = Here::Refund {
                state: *state,
                amount: Fen::new(100),
            };
            let expected = (*state != RefundState::Succeeded).then_some(IssueKind::State);
            assert_eq!(kind(there(100), here), expected, "{state}");
        }
        let less = Here::Refund {
            state: RefundState::Succeeded,
            amount: Fen::new(99),
        };
        assert_eq!(kind(there(100), less), Some(IssueKind::Amount));
    }

    #[test]
    fn what_is_in_question_has_no_sign() {
        let missing = compare(there(5_800), Here::Nothing).unwrap();
        assert_eq!(missing.at_stake(), Fen::new(5_800));
        assert_eq!(
            Difference::missing_there(Fen::new(70)).at_stake(),
            Fen::new(70)
        );
        let waiting = Here::Refund {
            state: RefundState::Unknown,
            amount: Fen::new(100),
        };
        assert_eq!(
            compare(there(100), waiting).unwrap().at_stake(),
            Fen::new(100)
        );
    }

    #[test]
    fn keys_tell_movements_apart() {
        assert_eq!(line_key(Direction::Payment, "P1", ""), "payment P1");
        assert_eq!(
            line_key(Direction::Refund, "P1", "P1R01"),
            "refund P1 P1R01"
        );
        let day = BillDay::parse("2026-11-26").unwrap();
        assert_eq!(
            extra_subject("payment P1", 2, day),
            "payment P1 #2 2026-11-26"
        );
        assert_eq!(fee(Direction::Payment, Fen::new(35)), Fen::new(35));
        assert_eq!(fee(Direction::Refund, Fen::new(35)), Fen::new(-35));
    }

    proptest! {
        #[test]
        fn one_fen_is_a_difference(amount in 1_i64..=10_000_000_000, by in -3_i64..=3) {
            let here = Here::Payment { paid: Some(Fen::new(amount)), trade_no: Some("T1") };
            prop_assert_eq!(compare(there(amount.saturating_add(by)), here).is_none(), by == 0);
        }
    }
}
