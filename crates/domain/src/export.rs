//! What can be exported as rows: which rows, by which time, with which filter.

use crate::{day::Day, ledger::Account, order::PayState, refund::RefundState, time::Millis};

text_enum! {
    /// The lists that can be exported.
    ExportKind { Orders = "orders", Lines = "lines", Refunds = "refunds", Ledger = "ledger" }
}
text_enum! {
    /// The time by which rows are chosen and ordered.
    ExportTime {
        /// The order was placed.
        Placed = "placed",
        /// The order was paid.
        Paid = "paid",
        /// The refund was created.
        Created = "created",
        /// The refund arrived.
        Arrived = "arrived",
        /// The posting was made.
        Posted = "posted",
    }
}

impl ExportKind {
    /// The times that its rows have, the usual one first.
    #[must_use]
    pub const fn times(self) -> &'static [ExportTime] {
        match self {
            Self::Orders | Self::Lines => &[ExportTime::Placed, ExportTime::Paid],
            Self::Refunds => &[ExportTime::Created, ExportTime::Arrived],
            Self::Ledger => &[ExportTime::Posted],
        }
    }

    /// The words that its rows can be narrowed by.
    #[must_use]
    pub fn states(self) -> Vec<&'static str> {
        match self {
            Self::Orders | Self::Lines => PayState::ALL.iter().map(|word| word.as_str()).collect(),
            Self::Refunds => RefundState::ALL.iter().map(|word| word.as_str()).collect(),
            Self::Ledger => Account::ALL.iter().map(|word| word.as_str()).collect(),
        }
    }
}

/// The rows of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The list.
    pub kind: ExportKind,
    /// The time that the days are compared with.
    pub time: ExportTime,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// One of [`ExportKind::states`], or empty for all.
    pub state: String,
}

impl Selection {
    /// What was asked for; `None` if a part of it cannot be read.
    #[must_use]
    pub fn read(kind: &str, time: &str, from: &str, to: &str, state: &str) -> Option<Self> {
        let kind: ExportKind = kind.parse().ok()?;
        let usual = kind.times().first().copied()?;
        let time = if time.is_empty() {
            usual
        } else {
            time.parse().ok()?
        };
        let (from, to): (Day, Day) = (from.parse().ok()?, to.parse().ok()?);
        let known = state.is_empty() || kind.states().contains(&state);
        (kind.times().contains(&time) && known && from <= to).then(|| Self {
            kind,
            time,
            from,
            to,
            state: state.to_owned(),
        })
    }

    /// From this moment, until before that one.
    #[must_use]
    pub const fn between(&self) -> (Millis, Millis) {
        (self.from.begin(), self.to.end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_fits_together_is_read() {
        let read = |kind, time, from, to, state| Selection::read(kind, time, from, to, state);
        let (a, b) = ("2026-11-01", "2026-11-30");
        assert!(read("orders", "", a, b, "").is_some());
        assert!(read("orders", "paid", a, a, "refunded").is_some());
        assert!(read("refunds", "arrived", a, b, "succeeded").is_some());
        assert!(read("ledger", "posted", a, b, "SALES").is_some());
        for (kind, time, from, to, state) in [
            ("users", "", a, b, ""),
            ("orders", "arrived", a, b, ""),
            ("orders", "", b, a, ""),
            ("orders", "", "", b, ""),
            ("orders", "", a, b, "succeeded"),
            ("ledger", "paid", a, b, ""),
        ] {
            assert_eq!(
                read(kind, time, from, to, state),
                None,
                "{kind} {time} {state}"
            );
        }
    }

    #[test]
    fn each_list_has_a_time_and_states() {
        for kind in ExportKind::ALL {
            assert!(
                !kind.times().is_empty() && !kind.states().is_empty(),
                "{kind}"
            );
        }
    }
}
