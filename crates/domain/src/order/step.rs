//! The transition tables of an order's three axes.

use super::{Lifecycle, PayState, ShipState};
use crate::{error::Illegal, money::Fen};

/// Recorded steps of the lifecycle: (before, after); `None` is a new order.
pub const LIFECYCLE_STEPS: &[(Option<Lifecycle>, Lifecycle)] = {
    use Lifecycle::{Cancelled, Completed, Open};
    &[
        (None, Open),
        (Some(Open), Cancelled),
        (Some(Open), Completed),
        (Some(Cancelled), Open),
    ]
};

/// Recorded steps of the payment state. A further partial refund keeps `partially_refunded` and
/// records no step.
pub const PAY_STEPS: &[(Option<PayState>, PayState)] = {
    use PayState::{Paid, PartiallyRefunded, Refunded, Unpaid};
    &[
        (None, Unpaid),
        (Some(Unpaid), Paid),
        (Some(Paid), PartiallyRefunded),
        (Some(Paid), Refunded),
        (Some(PartiallyRefunded), PartiallyRefunded),
        (Some(PartiallyRefunded), Refunded),
    ]
};

/// Recorded steps of the shipment. A further parcel of a part records its step.
pub const SHIP_STEPS: &[(Option<ShipState>, ShipState)] = {
    use ShipState::{None as Nothing, Partial, Received, Shipped};
    &[
        (None, Nothing),
        (Some(Nothing), Partial),
        (Some(Nothing), Shipped),
        (Some(Partial), Partial),
        (Some(Partial), Shipped),
        // A parcel that is taken back on its day.
        (Some(Partial), Nothing),
        (Some(Shipped), Partial),
        (Some(Shipped), Nothing),
        (Some(Shipped), Received),
    ]
};

/// An event of the lifecycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A cancellation is pending, nothing was paid, and no attempt is open or closing.
    NothingLeftToClose,
    /// All that was paid has been refunded, and nothing was shipped.
    FullyRefunded,
    /// The shipment is received and no refund is under way.
    Settled,
    /// A late payment re-opens the order, and its stock is reserved again.
    Reinstated,
}

impl Event {
    /// Every event.
    pub const ALL: &'static [Self] = &[
        Self::NothingLeftToClose,
        Self::FullyRefunded,
        Self::Settled,
        Self::Reinstated,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::NothingLeftToClose => "nothing left to close",
            Self::FullyRefunded => "fully refunded",
            Self::Settled => "settled",
            Self::Reinstated => "reinstated",
        }
    }
}

/// The state after `event`; the axes are checked together, as in the schema.
///
/// # Errors
/// `Illegal` if the table has no such step.
pub fn on_event(
    lifecycle: Lifecycle,
    pay: PayState,
    ship: ShipState,
    event: Event,
) -> Result<Lifecycle, Illegal> {
    let illegal = Err(Illegal {
        entity: "order",
        from: lifecycle.as_str(),
        event: event.name(),
    });
    match lifecycle {
        Lifecycle::Open => match event {
            Event::NothingLeftToClose if pay == PayState::Unpaid => Ok(Lifecycle::Cancelled),
            Event::FullyRefunded if pay == PayState::Refunded && ship == ShipState::None => {
                Ok(Lifecycle::Cancelled)
            }
            Event::Settled if pay != PayState::Unpaid && ship == ShipState::Received => {
                Ok(Lifecycle::Completed)
            }
            Event::NothingLeftToClose
            | Event::FullyRefunded
            | Event::Settled
            | Event::Reinstated => illegal,
        },
        Lifecycle::Cancelled => match event {
            Event::Reinstated if pay == PayState::Unpaid => Ok(Lifecycle::Open),
            Event::NothingLeftToClose
            | Event::FullyRefunded
            | Event::Settled
            | Event::Reinstated => illegal,
        },
        Lifecycle::Completed => match event {
            Event::NothingLeftToClose
            | Event::FullyRefunded
            | Event::Settled
            | Event::Reinstated => illegal,
        },
    }
}

/// The event that follows from the end of a refund (succeeded or cancelled), if any.
/// `live_refunds`: refunds of the order that are still under way.
#[must_use]
pub fn after_refund(
    lifecycle: Lifecycle,
    pay: PayState,
    ship: ShipState,
    live_refunds: usize,
) -> Option<Event> {
    match (lifecycle, ship) {
        (Lifecycle::Open, ShipState::None) if pay == PayState::Refunded => {
            Some(Event::FullyRefunded)
        }
        (Lifecycle::Open, ShipState::Received) if live_refunds == 0 => Some(Event::Settled),
        (
            Lifecycle::Open,
            ShipState::None | ShipState::Partial | ShipState::Shipped | ShipState::Received,
        )
        | (Lifecycle::Cancelled | Lifecycle::Completed, _) => None,
    }
}

/// Recomputes the stored payment state from `paid` of the applied attempt, if any, and the sum of
/// its succeeded refunds (rule A5).
#[must_use]
pub fn fold_pay_state(paid: Option<Fen>, refunded: Fen) -> PayState {
    match paid {
        None => PayState::Unpaid,
        Some(_) if refunded <= Fen::ZERO => PayState::Paid,
        Some(paid) if refunded < paid => PayState::PartiallyRefunded,
        Some(_) => PayState::Refunded,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn functions_and_table_hold_the_same_steps() {
        let mut reached = Vec::new();
        for lifecycle in Lifecycle::ALL {
            for pay in PayState::ALL {
                for ship in ShipState::ALL {
                    for event in Event::ALL {
                        if let Ok(to) = on_event(*lifecycle, *pay, *ship, *event) {
                            assert!(LIFECYCLE_STEPS.contains(&(Some(*lifecycle), to)));
                            // The CHECK constraints of the schema.
                            assert!(
                                to != Lifecycle::Cancelled
                                    || matches!(pay, PayState::Unpaid | PayState::Refunded)
                            );
                            assert!(to != Lifecycle::Completed || *pay != PayState::Unpaid);
                            reached.push((Some(*lifecycle), to));
                        }
                    }
                    for live in [0, 1] {
                        if let Some(event) = after_refund(*lifecycle, *pay, *ship, live) {
                            let legal = on_event(*lifecycle, *pay, *ship, event).is_ok();
                            assert!(
                                legal || *pay == PayState::Unpaid,
                                "{lifecycle} {pay} {ship} {event:?}"
                            );
                        }
                    }
                }
            }
        }
        for step in LIFECYCLE_STEPS.iter().filter(|(from, _)| from.is_some()) {
            assert!(
                reached.contains(step),
                "{step:?} is in the table and never taken"
            );
        }
    }

    #[test]
    fn these_steps_are_legal_and_no_others() {
        use {Event as E, Lifecycle as L, PayState as P, ShipState as S};
        let legal = |lifecycle, pay, ship, event| match (lifecycle, event) {
            (L::Open, E::NothingLeftToClose) => pay == P::Unpaid,
            (L::Open, E::FullyRefunded) => (pay, ship) == (P::Refunded, S::None),
            (L::Open, E::Settled) => pay != P::Unpaid && ship == S::Received,
            (L::Cancelled, E::Reinstated) => pay == P::Unpaid,
            _ => false,
        };
        for lifecycle in L::ALL {
            for pay in P::ALL {
                for ship in S::ALL {
                    for event in E::ALL {
                        assert_eq!(
                            on_event(*lifecycle, *pay, *ship, *event).is_ok(),
                            legal(*lifecycle, *pay, *ship, *event),
                            "{lifecycle} {pay} {ship} {event:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_refused_step_names_its_event() {
        for (event, name) in [
            (Event::NothingLeftToClose, "nothing left to close"),
            (Event::FullyRefunded, "fully refunded"),
            (Event::Settled, "settled"),
            (Event::Reinstated, "reinstated"),
        ] {
            let refused = on_event(
                Lifecycle::Completed,
                PayState::Paid,
                ShipState::Received,
                event,
            );
            assert_eq!(refused.unwrap_err().event, name);
        }
    }

    #[test]
    fn a_full_refund_cancels_what_was_not_shipped() {
        use PayState::{PartiallyRefunded, Refunded};
        assert_eq!(
            after_refund(Lifecycle::Open, Refunded, ShipState::None, 0),
            Some(Event::FullyRefunded)
        );
        assert_eq!(
            after_refund(Lifecycle::Open, PartiallyRefunded, ShipState::None, 0),
            None
        );
        assert_eq!(
            after_refund(Lifecycle::Open, Refunded, ShipState::Shipped, 0),
            None
        );
        assert_eq!(
            after_refund(Lifecycle::Open, Refunded, ShipState::Received, 0),
            Some(Event::Settled)
        );
        assert_eq!(
            after_refund(Lifecycle::Open, PartiallyRefunded, ShipState::Received, 1),
            None
        );
        assert_eq!(
            after_refund(Lifecycle::Cancelled, Refunded, ShipState::None, 0),
            None
        );
    }

    proptest! {
        #[test]
        fn refunds_walk_the_pay_state_through_its_table(
            paid in 1_i64..1_000_000,
            cuts in prop::collection::vec(1_i64..1_000_000, 1..12),
        ) {
            let paid = Fen::new(paid);
            let (mut state, mut refunded) = (fold_pay_state(Some(paid), Fen::ZERO), Fen::ZERO);
            prop_assert_eq!(state, PayState::Paid);
            for cut in cuts {
                let cut = Fen::new(cut).min(paid.minus(refunded).unwrap());
                if cut == Fen::ZERO { break; }
                refunded = refunded.plus(cut).unwrap();
                let next = fold_pay_state(Some(paid), refunded);
                prop_assert!(PAY_STEPS.contains(&(Some(state), next)), "{} -> {}", state, next);
                prop_assert_eq!(next == PayState::Refunded, refunded == paid);
                state = next;
            }
        }
    }
}
