//! The transition table of a refund.
//!
//! A timeout is neither success nor failure: only a signed response ends a refund, and a retry
//! sends the same number and amount, because a new number would be a second refund.

use super::{RefundOrigin, RefundState};
use crate::{error::Illegal, time::SECOND};

/// Every recorded step: (before, after); `None` is a new refund.
pub const STEPS: &[(Option<RefundState>, RefundState)] = {
    use RefundState::{
        Approved, AwaitingReturn, Dropped, Failed, Rejected, Requested, Sending, Succeeded,
        Unknown, Withdrawn,
    };
    &[
        (None, Requested),
        (None, Approved),
        (None, Succeeded),
        (Some(Requested), Approved),
        (Some(Requested), Rejected),
        (Some(Requested), Withdrawn),
        (Some(Requested), AwaitingReturn),
        (Some(AwaitingReturn), Approved),
        (Some(AwaitingReturn), Rejected),
        (Some(AwaitingReturn), Withdrawn),
        (Some(Approved), Sending),
        (Some(Sending), Succeeded),
        (Some(Sending), Unknown),
        (Some(Unknown), Succeeded),
        (Some(Unknown), Sending),
        (Some(Unknown), Failed),
        (Some(Failed), Sending),
        (Some(Failed), Dropped),
    ]
};

/// True if the table has this step.
#[must_use]
pub fn is_step(from: Option<RefundState>, to: RefundState) -> bool {
    STEPS.contains(&(from, to))
}

/// The gateway may not show a refund in the first seconds: "not shown" counts only this long after
/// the send.
pub const NOT_SHOWN_COUNTS_AFTER: i64 = 10 * SECOND;

/// The result of a send or a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// To a send: signed `10000` with `fund_change=Y`.
    Moved,
    /// To a send: any other response, a refusal included. The code is kept; the next query decides.
    Unclear,
    /// The lease of a send expired: its sender ended before it recorded the response.
    LeaseLost,
    /// To a query: a signed response with this number and this amount.
    Shown,
    /// To a query: a signed response with this number and another amount. Our refund was not made
    /// and cannot be made under this number.
    Taken,
    /// To a query: a signed response without this refund.
    NotShown {
        /// Age of the last send when the query was sent, in ms.
        sent_ago: i64,
        /// True if the response to the last send was a signed, final refusal. The crate `alipay`
        /// lists those.
        refused: bool,
    },
    /// To a query: no verified response.
    NoAnswer,
}

impl Answer {
    const fn name(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Unclear => "unclear",
            Self::LeaseLost => "lease lost",
            Self::Shown => "shown",
            Self::Taken => "number taken",
            Self::NotShown { .. } => "not shown",
            Self::NoAnswer => "no response",
        }
    }
}

/// The step that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A step to this state.
    To(RefundState),
    /// No step: query again at the next point of the schedule.
    Stay,
}

/// The step that `answer` causes for a refund in `state`.
///
/// # Errors
/// `Illegal` if the table has no such step, e.g. for a response after the lease ended: the next
/// query decides.
pub fn on_answer(state: RefundState, answer: Answer) -> Result<Step, Illegal> {
    use RefundState as S;
    let illegal = Err(Illegal {
        entity: "refund",
        from: state.as_str(),
        event: answer.name(),
    });
    match state {
        S::Sending => match answer {
            Answer::Moved => Ok(Step::To(S::Succeeded)),
            Answer::Unclear | Answer::LeaseLost => Ok(Step::To(S::Unknown)),
            Answer::Shown | Answer::Taken | Answer::NotShown { .. } | Answer::NoAnswer => illegal,
        },
        S::Unknown => match answer {
            Answer::Shown => Ok(Step::To(S::Succeeded)),
            Answer::Taken => Ok(Step::To(S::Failed)),
            Answer::NotShown { sent_ago, .. } if sent_ago < NOT_SHOWN_COUNTS_AFTER => {
                Ok(Step::Stay)
            }
            Answer::NotShown { refused: true, .. } => Ok(Step::To(S::Failed)),
            Answer::NotShown { refused: false, .. } => Ok(Step::To(S::Sending)),
            Answer::NoAnswer => Ok(Step::Stay),
            Answer::Moved | Answer::Unclear | Answer::LeaseLost => illegal,
        },
        S::Requested
        | S::AwaitingReturn
        | S::Approved
        | S::Succeeded
        | S::Failed
        | S::Rejected
        | S::Withdrawn
        | S::Dropped => illegal,
    }
}

/// An act of a person, or of the shop automatically.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Reserve the amount.
    Approve,
    /// Decline a request.
    Reject,
    /// Withdraw a request.
    Withdraw,
    /// Ask for the return first.
    AskForGoods,
    /// Send an approved refund, or a failed one again.
    Send,
    /// Cancel a failed refund. The caller must hold a refund query not older than
    /// [`super::schedule::DROP_WITHIN`] that shows nothing.
    Drop,
    /// Cancel a failed refund that can no longer succeed: the gateway has another amount under its
    /// number, reports the whole payment as refunded, or has less left than its amount. Automatic
    /// refunds too: the rest is refunded under the next number.
    DropMoot,
}

impl Act {
    /// Every act.
    pub const ALL: &'static [Self] = &[
        Self::Approve,
        Self::Reject,
        Self::Withdraw,
        Self::AskForGoods,
        Self::Send,
        Self::Drop,
        Self::DropMoot,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Withdraw => "withdraw",
            Self::AskForGoods => "ask for goods",
            Self::Send => "send",
            Self::Drop => "drop",
            Self::DropMoot => "drop what cannot be made",
        }
    }
}

/// The state after `act` in `state`.
///
/// # Errors
/// `Illegal` if the table has no such step. An automatic refund (by `origin`) is cancelled only if
/// it can no longer succeed.
pub fn on_act(state: RefundState, origin: RefundOrigin, act: Act) -> Result<RefundState, Illegal> {
    use RefundState as S;
    let illegal = Err(Illegal {
        entity: "refund",
        from: state.as_str(),
        event: act.name(),
    });
    match state {
        S::Requested => match act {
            Act::Approve => Ok(S::Approved),
            Act::Reject => Ok(S::Rejected),
            Act::Withdraw => Ok(S::Withdrawn),
            Act::AskForGoods => Ok(S::AwaitingReturn),
            Act::Send | Act::Drop | Act::DropMoot => illegal,
        },
        S::AwaitingReturn => match act {
            Act::Approve => Ok(S::Approved),
            Act::Reject => Ok(S::Rejected),
            Act::Withdraw => Ok(S::Withdrawn),
            Act::AskForGoods | Act::Send | Act::Drop | Act::DropMoot => illegal,
        },
        S::Approved => match act {
            Act::Send => Ok(S::Sending),
            Act::Approve
            | Act::Reject
            | Act::Withdraw
            | Act::AskForGoods
            | Act::Drop
            | Act::DropMoot => illegal,
        },
        S::Failed => match act {
            Act::Send => Ok(S::Sending),
            Act::DropMoot => Ok(S::Dropped),
            Act::Drop if !origin.is_automatic() => Ok(S::Dropped),
            Act::Approve | Act::Reject | Act::Withdraw | Act::AskForGoods | Act::Drop => illegal,
        },
        S::Sending | S::Unknown | S::Succeeded | S::Rejected | S::Withdrawn | S::Dropped => illegal,
    }
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LATE: i64 = NOT_SHOWN_COUNTS_AFTER;

    fn answers() -> Vec<Answer> {
        let mut all = vec![
            Answer::Moved,
            Answer::Unclear,
            Answer::LeaseLost,
            Answer::Shown,
            Answer::Taken,
            Answer::NoAnswer,
        ];
        for sent_ago in [0, LATE - 1, LATE] {
            for refused in [false, true] {
                all.push(Answer::NotShown { sent_ago, refused });
            }
        }
        all
    }

    #[test]
    fn an_unknown_refund_is_asked_before_it_is_sent_again() {
        use RefundState::{Failed, Sending, Succeeded, Unknown};
        let ask = |sent_ago, refused| on_answer(Unknown, Answer::NotShown { sent_ago, refused });
        assert_eq!(ask(LATE, false), Ok(Step::To(Sending)));
        assert_eq!(ask(LATE, true), Ok(Step::To(Failed)));
        for refused in [false, true] {
            let early = ask(LATE - 1, refused);
            assert_eq!(early, Ok(Step::Stay), "too early to be evidence");
        }
        assert_eq!(on_answer(Unknown, Answer::NoAnswer), Ok(Step::Stay));
        assert_eq!(on_answer(Unknown, Answer::Shown), Ok(Step::To(Succeeded)));
    }

    #[test]
    fn a_refused_step_names_its_event() {
        use std::collections::BTreeSet;
        let answers: BTreeSet<_> = answers().into_iter().map(Answer::name).collect();
        assert_eq!(answers.len(), 7, "{answers:?}");
        let acts: BTreeSet<_> = Act::ALL.iter().map(|act| act.name()).collect();
        assert_eq!(acts.len(), Act::ALL.len(), "{acts:?}");
        let refused = on_act(RefundState::Succeeded, RefundOrigin::Admin, Act::Send);
        assert_eq!(refused.map_err(|illegal| illegal.event), Err("send"));
    }

    #[test]
    fn the_table_is_all_that_there_is() {
        use RefundState::{Approved, Sending, Succeeded};
        assert!(is_step(Some(Sending), Succeeded));
        assert!(
            !is_step(Some(Approved), Succeeded),
            "a refund that is not sent cannot succeed"
        );
        assert!(!is_step(Some(Succeeded), Sending));
    }

    #[test]
    fn a_number_shown_with_another_amount_needs_a_person() {
        use RefundState::{Failed, Sending, Unknown};
        assert_eq!(on_answer(Unknown, Answer::Taken), Ok(Step::To(Failed)));
        assert!(on_answer(Sending, Answer::Taken).is_err());
    }

    #[test]
    fn a_refusal_is_not_yet_a_failure() {
        use RefundState::{Sending, Succeeded, Unknown};
        assert_eq!(on_answer(Sending, Answer::Unclear), Ok(Step::To(Unknown)));
        assert_eq!(on_answer(Sending, Answer::LeaseLost), Ok(Step::To(Unknown)));
        assert_eq!(on_answer(Sending, Answer::Moved), Ok(Step::To(Succeeded)));
        assert!(
            on_answer(Unknown, Answer::Moved).is_err(),
            "a response after the end of the lease changes nothing"
        );
    }

    #[test]
    fn only_failed_refunds_of_people_are_dropped() {
        for origin in RefundOrigin::ALL {
            for state in RefundState::ALL {
                let may = *state == RefundState::Failed && !origin.is_automatic();
                assert_eq!(
                    on_act(*state, *origin, Act::Drop).is_ok(),
                    may,
                    "{state} {origin}"
                );
                assert_eq!(
                    on_act(*state, *origin, Act::DropMoot).is_ok(),
                    *state == RefundState::Failed,
                    "automatic refunds too: {state} {origin}"
                );
            }
        }
    }

    #[test]
    fn functions_and_table_hold_the_same_steps() {
        let mut reached = Vec::new();
        for state in RefundState::ALL {
            for answer in answers() {
                if let Ok(Step::To(to)) = on_answer(*state, answer) {
                    assert!(is_step(Some(*state), to), "{state} -> {to}");
                    reached.push((Some(*state), to));
                }
            }
            for origin in RefundOrigin::ALL {
                for act in Act::ALL {
                    if let Ok(to) = on_act(*state, *origin, *act) {
                        assert!(is_step(Some(*state), to), "{state} -> {to}");
                        reached.push((Some(*state), to));
                    }
                }
            }
        }
        for step in STEPS.iter().filter(|(from, _)| from.is_some()) {
            assert!(reached.contains(step), "{step:?} is never taken");
        }
    }

    #[test]
    fn ended_refunds_stay_ended() {
        use RefundState::{Dropped, Rejected, Succeeded, Withdrawn};
        for end in [Succeeded, Rejected, Withdrawn, Dropped] {
            assert!(!STEPS.iter().any(|(from, _)| *from == Some(end)), "{end}");
            assert!(!end.is_live());
        }
    }

    proptest! {
        #[test]
        fn money_is_held_until_it_is_paid_out_or_given_back(
            walk in prop::collection::vec((0_usize..20, any::<bool>()), 0..40),
        ) {
            let (mut state, mut held) = (RefundState::Approved, true);
            let answers = answers();
            for (pick, asks) in walk {
                let next = if asks {
                    let answer = answers[pick % answers.len()];
                    match on_answer(state, answer) { Ok(Step::To(to)) => Some(to), _ => None }
                } else {
                    on_act(state, RefundOrigin::Admin, Act::ALL[pick % Act::ALL.len()]).ok()
                };
                if let Some(next) = next {
                    prop_assert!(is_step(Some(state), next));
                    state = next;
                    held = held && state != RefundState::Dropped;
                    prop_assert_eq!(state.holds_money(), held);
                }
            }
        }
    }
}
