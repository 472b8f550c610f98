//! The transition table of a refund.
//!
//! A timeout is neither success nor failure: only a signed answer ends a refund, and a repeat carries the same number
//! and amount. Sending under a new number would be a second refund.

use super::{RefundOrigin, RefundState};
use crate::{error::Illegal, time::SECOND};

/// Every recorded step, as (before, after); `None` is a refund that is created.
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

/// True if the table holds this step.
#[must_use]
pub fn is_step(from: Option<RefundState>, to: RefundState) -> bool {
    STEPS.contains(&(from, to))
}

/// The gateway does not yet show a refund in the first seconds: "no such refund" counts from this age of the send on.
pub const NOT_SHOWN_COUNTS_AFTER: i64 = 10 * SECOND;

/// Business refusals that, confirmed by a refund query, mean that nothing was or will be refunded under this request.
const DEFINITE: &[&str] = &[
    "ACQ.REASON_TRADE_REFUND_FEE_ERR",
    "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",
    "ACQ.DISCORDANT_REPEAT_REQUEST",
    "ACQ.TRADE_HAS_FINISHED",
    "ACQ.TRADE_NOT_ALLOW_REFUND",
    "ACQ.TRADE_NOT_EXIST",
    "ACQ.TRADE_STATUS_ERROR",
    "ACQ.REASON_TRADE_BEEN_FREEZEN",
    "ACQ.SELLER_BALANCE_NOT_ENOUGH",
    "ACQ.INVALID_PARAMETER",
];

/// The refusal that heals by itself: the merchant's balance fills up again.
pub const BALANCE_NOT_ENOUGH: &str = "ACQ.SELLER_BALANCE_NOT_ENOUGH";

/// True for a code that ends a refund once a refund query confirms that it did not happen.
#[must_use]
pub fn is_definite_refusal(code: &str) -> bool {
    DEFINITE.contains(&code)
}

/// What is known after a send, or after a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer<'a> {
    /// To a send: signed `10000` with `fund_change=Y`.
    Moved,
    /// To a send: anything else, a refusal included. The code is kept; the next question decides.
    Unclear,
    /// The lease of a send ran out: whoever sent it died before recording the answer.
    LeaseLost,
    /// To a question: signed, shows this number with this amount.
    Shown,
    /// To a question: signed, shows no such refund.
    NotShown {
        /// Age of the last send when the question was asked, in ms.
        sent_ago: i64,
        /// The code kept from the last send: set only if its answer was signed.
        kept: Option<&'a str>,
    },
    /// To a question: nothing that can be believed.
    NoAnswer,
}

impl Answer<'_> {
    const fn name(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Unclear => "unclear",
            Self::LeaseLost => "lease lost",
            Self::Shown => "shown",
            Self::NotShown { .. } => "not shown",
            Self::NoAnswer => "no answer",
        }
    }
}

/// What an answer does to a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It moves there.
    To(RefundState),
    /// Nothing new: ask again at the next point of the schedule.
    Stay,
}

/// What an answer of the gateway does to a refund in `state`.
///
/// # Errors
/// `Illegal` where the table holds no such step, e.g. for an answer that comes after its lease was taken away: the
/// question that follows finds out what happened.
pub fn on_answer(state: RefundState, answer: Answer<'_>) -> Result<Step, Illegal> {
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
            Answer::Shown | Answer::NotShown { .. } | Answer::NoAnswer => illegal,
        },
        S::Unknown => match answer {
            Answer::Shown => Ok(Step::To(S::Succeeded)),
            Answer::NotShown { sent_ago, kept: _ } if sent_ago < NOT_SHOWN_COUNTS_AFTER => {
                Ok(Step::Stay)
            }
            Answer::NotShown {
                sent_ago: _,
                kept: Some(code),
            } if is_definite_refusal(code) => Ok(Step::To(S::Failed)),
            Answer::NotShown { .. } => Ok(Step::To(S::Sending)),
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

/// What a person, or the shop on its own, does to a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Take the cap and promise the money.
    Approve,
    /// Decline a request.
    Reject,
    /// Take a request back.
    Withdraw,
    /// Ask for the goods first.
    AskForGoods,
    /// Send an approved refund, or a failed one again.
    Send,
    /// Give a failed refund up. The caller must hold a refund query not older than [`super::schedule::DROP_WITHIN`]
    /// that shows nothing.
    Drop,
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
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Withdraw => "withdraw",
            Self::AskForGoods => "ask for goods",
            Self::Send => "send",
            Self::Drop => "drop",
        }
    }
}

/// Where an act leads from `state`.
///
/// # Errors
/// `Illegal` where the table holds no such step; money that came by mistake (`origin` automatic) is never dropped.
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
            Act::Send | Act::Drop => illegal,
        },
        S::AwaitingReturn => match act {
            Act::Approve => Ok(S::Approved),
            Act::Reject => Ok(S::Rejected),
            Act::Withdraw => Ok(S::Withdrawn),
            Act::AskForGoods | Act::Send | Act::Drop => illegal,
        },
        S::Approved => match act {
            Act::Send => Ok(S::Sending),
            Act::Approve | Act::Reject | Act::Withdraw | Act::AskForGoods | Act::Drop => illegal,
        },
        S::Failed => match act {
            Act::Send => Ok(S::Sending),
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

    fn answers() -> Vec<Answer<'static>> {
        let mut all = vec![
            Answer::Moved,
            Answer::Unclear,
            Answer::LeaseLost,
            Answer::Shown,
            Answer::NoAnswer,
        ];
        for sent_ago in [0, LATE - 1, LATE] {
            for kept in [
                None,
                Some("ACQ.SYSTEM_ERROR"),
                Some("ACQ.TRADE_HAS_FINISHED"),
            ] {
                all.push(Answer::NotShown { sent_ago, kept });
            }
        }
        all
    }

    #[test]
    fn an_unknown_refund_is_asked_before_it_is_sent_again() {
        use RefundState::{Failed, Sending, Succeeded, Unknown};
        let ask = |sent_ago, kept| on_answer(Unknown, Answer::NotShown { sent_ago, kept });
        assert_eq!(ask(LATE, None), Ok(Step::To(Sending)));
        assert_eq!(ask(LATE, Some("TIMEOUT")), Ok(Step::To(Sending)));
        assert_eq!(ask(LATE, Some("ACQ.SYSTEM_ERROR")), Ok(Step::To(Sending)));
        assert_eq!(
            ask(LATE, Some("ACQ.TRADE_NOT_ALLOW_REFUND")),
            Ok(Step::To(Failed))
        );
        assert_eq!(ask(LATE, Some("ACQ.NEVER_HEARD_OF")), Ok(Step::To(Sending)));
        assert_eq!(
            ask(LATE - 1, Some("ACQ.TRADE_NOT_ALLOW_REFUND")),
            Ok(Step::Stay),
            "too early to believe it"
        );
        assert_eq!(on_answer(Unknown, Answer::NoAnswer), Ok(Step::Stay));
        assert_eq!(on_answer(Unknown, Answer::Shown), Ok(Step::To(Succeeded)));
    }

    #[test]
    fn a_refusal_is_not_yet_a_failure() {
        use RefundState::{Sending, Succeeded, Unknown};
        assert_eq!(on_answer(Sending, Answer::Unclear), Ok(Step::To(Unknown)));
        assert_eq!(on_answer(Sending, Answer::LeaseLost), Ok(Step::To(Unknown)));
        assert_eq!(on_answer(Sending, Answer::Moved), Ok(Step::To(Succeeded)));
        assert!(
            on_answer(Unknown, Answer::Moved).is_err(),
            "an answer after its lease changes nothing"
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
