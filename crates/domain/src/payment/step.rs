//! The transition table of a payment attempt.
//!
//! `TRADE_NOT_EXIST` does not mean closed: the gateway creates the trade when the buyer scans or
//! signs in, so an unopened form can be paid until it expires. A paid attempt never becomes unpaid.

use super::AttemptState;
use crate::{
    error::Illegal,
    time::{HOUR, MINUTE, Millis},
};

/// Every recorded step: (before, after); `None` is a new attempt.
pub const STEPS: &[(Option<AttemptState>, AttemptState)] = {
    use AttemptState::{Abandoned, Closed, Closing, Finished, Open, Paid};
    &[
        (None, Open),
        (Some(Open), Closing),
        (Some(Open), Paid),
        (Some(Closing), Paid),
        (Some(Abandoned), Paid),
        (Some(Closed), Paid),
        (Some(Open), Closed),
        (Some(Closing), Closed),
        (Some(Closing), Abandoned),
        (Some(Abandoned), Closed),
        (Some(Paid), Finished),
    ]
};

/// True if the table has this step.
#[must_use]
pub fn is_step(from: Option<AttemptState>, to: AttemptState) -> bool {
    STEPS.contains(&(from, to))
}

/// An attempt that is being closed without a response is abandoned this long after its expiry.
pub const SILENCE_AFTER_EXPIRY: i64 = 2 * HOUR;
/// `TRADE_NOT_EXIST` is final this long after the attempt expired.
pub const NOT_EXIST_AFTER_EXPIRY: i64 = 5 * MINUTE;

/// A message about an attempt, or a decision of the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// The shop closes it: another channel, a cancellation, the deadline.
    CloseWanted,
    /// The gateway closed it on our request.
    CloseAccepted,
    /// `WAIT_BUYER_PAY`.
    Waiting,
    /// `TRADE_SUCCESS`, by notification or query.
    Success,
    /// `TRADE_FINISHED`, by notification or query.
    Finished,
    /// `TRADE_CLOSED`. `paid`: the response has a pay date, so it was paid and then refunded.
    Closed {
        /// True if it has a pay date.
        paid: bool,
    },
    /// `ACQ.TRADE_NOT_EXIST`, after a query or a close.
    NotExist,
    /// No verified response.
    NoAnswer,
}

impl Heard {
    const fn name(self) -> &'static str {
        match self {
            Self::CloseWanted => "close wanted",
            Self::CloseAccepted => "close accepted",
            Self::Waiting => "WAIT_BUYER_PAY",
            Self::Success => "TRADE_SUCCESS",
            Self::Finished => "TRADE_FINISHED",
            Self::Closed { paid: false } => "TRADE_CLOSED",
            Self::Closed { paid: true } => "TRADE_CLOSED with a pay date",
            Self::NotExist => "TRADE_NOT_EXIST",
            Self::NoAnswer => "no response",
        }
    }
}

/// The step that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// No step; query again by schedule while the attempt is open.
    Stay,
    /// A step to this state: `Closing`, `Closed`, `Abandoned`, or `Finished` from `Paid`.
    To(AttemptState),
    /// It was paid: disposition, evidence, ledger and order are written in the same transaction.
    Settle {
        /// It then becomes `Finished`: no more refunds.
        finished: bool,
        /// It was refunded outside the shop: an `external` refund follows.
        refunded: bool,
        /// It was recorded as closed: raise an alarm.
        alarm: bool,
    },
    /// It is paid, and the gateway has closed its trade: query its refunds.
    AskRefunds,
}

/// The step that `heard` causes at `now` for an attempt in `state` that expires at `time_expire`.
///
/// # Errors
/// `Illegal` if the table has no such step.
pub fn on_heard(
    state: AttemptState,
    heard: Heard,
    time_expire: Millis,
    now: Millis,
) -> Result<Step, Illegal> {
    use AttemptState as S;
    let illegal = Err(Illegal {
        entity: "attempt",
        from: state.as_str(),
        event: heard.name(),
    });
    let settle = |finished, refunded| Step::Settle {
        finished,
        refunded,
        alarm: matches!(state, S::Closed),
    };
    match heard {
        Heard::CloseWanted => match state {
            S::Open => Ok(Step::To(S::Closing)),
            S::Closing | S::Abandoned | S::Closed => Ok(Step::Stay),
            S::Paid | S::Finished => illegal,
        },
        Heard::CloseAccepted => match state {
            S::Closing => Ok(Step::To(S::Closed)),
            // An outdated response; the next query sees TRADE_CLOSED.
            S::Abandoned | S::Closed => Ok(Step::Stay),
            S::Open | S::Paid | S::Finished => illegal,
        },
        Heard::Waiting => match state {
            S::Open | S::Closing | S::Abandoned | S::Closed | S::Paid | S::Finished => {
                Ok(Step::Stay)
            }
        },
        Heard::Success => match state {
            S::Open | S::Closing | S::Abandoned | S::Closed => Ok(settle(false, false)),
            S::Paid | S::Finished => Ok(Step::Stay),
        },
        Heard::Finished => match state {
            S::Open | S::Closing | S::Abandoned | S::Closed => Ok(settle(true, false)),
            S::Paid => Ok(Step::To(S::Finished)),
            S::Finished => Ok(Step::Stay),
        },
        Heard::Closed { paid: true } => match state {
            S::Open | S::Closing | S::Abandoned | S::Closed => Ok(settle(false, true)),
            S::Paid | S::Finished => Ok(Step::AskRefunds),
        },
        Heard::Closed { paid: false } => match state {
            S::Open | S::Closing | S::Abandoned => Ok(Step::To(S::Closed)),
            S::Closed => Ok(Step::Stay),
            S::Paid | S::Finished => Ok(Step::AskRefunds),
        },
        Heard::NotExist => match state {
            S::Closing => Ok(Step::To(S::Abandoned)),
            S::Abandoned if now.since(time_expire) >= NOT_EXIST_AFTER_EXPIRY => {
                Ok(Step::To(S::Closed))
            }
            S::Open | S::Abandoned | S::Closed => Ok(Step::Stay),
            S::Paid | S::Finished => illegal,
        },
        Heard::NoAnswer => match state {
            S::Closing if now.since(time_expire) >= SILENCE_AFTER_EXPIRY => {
                Ok(Step::To(S::Abandoned))
            }
            S::Open | S::Closing | S::Abandoned | S::Closed | S::Paid | S::Finished => {
                Ok(Step::Stay)
            }
        },
    }
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const EXPIRE: Millis = Millis::new(1_800_000_000_000);

    const HEARD: &[Heard] = &[
        Heard::CloseWanted,
        Heard::CloseAccepted,
        Heard::Waiting,
        Heard::Success,
        Heard::Finished,
        Heard::Closed { paid: false },
        Heard::Closed { paid: true },
        Heard::NotExist,
        Heard::NoAnswer,
    ];

    fn moments() -> [Millis; 4] {
        [-HOUR, 0, NOT_EXIST_AFTER_EXPIRY, SILENCE_AFTER_EXPIRY].map(|after| EXPIRE.plus(after))
    }

    /// The states an attempt passes through.
    fn path(state: AttemptState, heard: Heard, now: Millis) -> Vec<AttemptState> {
        match on_heard(state, heard, EXPIRE, now) {
            Ok(Step::To(to)) => vec![to],
            Ok(Step::Settle { finished: true, .. }) => {
                vec![AttemptState::Paid, AttemptState::Finished]
            }
            Ok(Step::Settle { .. }) => vec![AttemptState::Paid],
            Ok(Step::Stay | Step::AskRefunds) | Err(_) => Vec::new(),
        }
    }

    #[test]
    fn a_refused_step_names_its_event() {
        let names: std::collections::BTreeSet<_> = HEARD.iter().map(|heard| heard.name()).collect();
        assert_eq!(names.len(), HEARD.len(), "{names:?}");
    }

    #[test]
    fn the_table_is_all_that_there_is() {
        use AttemptState::{Closed, Finished, Open, Paid};
        assert!(is_step(Some(Open), Paid));
        assert!(!is_step(Some(Paid), Open));
        assert!(!is_step(Some(Finished), Closed));
        assert!(!is_step(None, Paid));
    }

    #[test]
    fn an_unopened_form_can_still_be_paid() {
        use AttemptState::{Abandoned, Closed, Closing, Open};
        let late = EXPIRE.plus(NOT_EXIST_AFTER_EXPIRY);
        let not_exist = |state, now| on_heard(state, Heard::NotExist, EXPIRE, now);
        assert_eq!(not_exist(Open, EXPIRE.plus(-1)), Ok(Step::Stay));
        assert_eq!(
            not_exist(Closing, EXPIRE.plus(-1)),
            Ok(Step::To(Abandoned)),
            "an attempt that is not closed is still queried"
        );
        assert_eq!(not_exist(Abandoned, late.plus(-1)), Ok(Step::Stay));
        assert_eq!(not_exist(Abandoned, late), Ok(Step::To(Closed)));
        for state in [Open, Closing, Abandoned] {
            assert_eq!(
                on_heard(state, Heard::Success, EXPIRE, EXPIRE),
                Ok(Step::Settle {
                    finished: false,
                    refunded: false,
                    alarm: false
                })
            );
        }
        assert_eq!(
            on_heard(Closed, Heard::Success, EXPIRE, late),
            Ok(Step::Settle {
                finished: false,
                refunded: false,
                alarm: true
            })
        );
    }

    #[test]
    fn closed_with_a_pay_date_was_paid() {
        use AttemptState::{Open, Paid};
        assert_eq!(
            on_heard(Open, Heard::Closed { paid: true }, EXPIRE, EXPIRE),
            Ok(Step::Settle {
                finished: false,
                refunded: true,
                alarm: false
            })
        );
        assert_eq!(
            on_heard(Paid, Heard::Closed { paid: false }, EXPIRE, EXPIRE),
            Ok(Step::AskRefunds)
        );
        assert_eq!(
            on_heard(Open, Heard::Finished, EXPIRE, EXPIRE),
            Ok(Step::Settle {
                finished: true,
                refunded: false,
                alarm: false
            })
        );
    }

    #[test]
    fn silence_ends_two_hours_after_expiry() {
        let limit = EXPIRE.plus(SILENCE_AFTER_EXPIRY);
        let silent = |now| on_heard(AttemptState::Closing, Heard::NoAnswer, EXPIRE, now);
        assert_eq!(silent(limit.plus(-1)), Ok(Step::Stay));
        assert_eq!(silent(limit), Ok(Step::To(AttemptState::Abandoned)));
    }

    #[test]
    fn functions_and_table_hold_the_same_steps() {
        let mut reached = Vec::new();
        for state in AttemptState::ALL {
            for heard in HEARD {
                for now in moments() {
                    let mut from = *state;
                    for to in path(*state, *heard, now) {
                        assert!(is_step(Some(from), to), "{from} -> {to}");
                        reached.push((Some(from), to));
                        from = to;
                    }
                }
            }
        }
        for step in STEPS.iter().filter(|(from, _)| from.is_some()) {
            assert!(reached.contains(step), "{step:?} is never taken");
        }
    }

    proptest! {
        #[test]
        fn paid_stays_paid(walk in prop::collection::vec((0_usize..9, 0_usize..4), 0..40)) {
            let (mut state, mut paid) = (AttemptState::Open, false);
            for (heard, moment) in walk {
                for to in path(state, HEARD[heard], moments()[moment]) {
                    state = to;
                    paid = paid || state == AttemptState::Paid;
                }
                prop_assert_eq!(state.is_paid(), paid);
            }
        }
    }
}
