//! Which payment is applied to the order. Decided under the order lock while the payment is booked;
//! every other payment goes to suspense and is refunded automatically.

use super::Disposition;
use crate::{
    money::Fen,
    order::{CancelReason, Lifecycle, PayState},
};

/// The input of the decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settling {
    /// Lifecycle of the order.
    pub lifecycle: Lifecycle,
    /// Payment state of the order.
    pub pay_state: PayState,
    /// Why it was cancelled, if it was.
    pub cancel_reason: Option<CancelReason>,
    /// Amount of the attempt: the order's total.
    pub due: Fen,
    /// What was paid.
    pub paid: Fen,
    /// True if our own query reported it; a notification alone never books a mismatch.
    pub by_query: bool,
    /// Setting: late payments re-open their order.
    pub reinstate_late: bool,
}

/// What to do with the payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Book it with this disposition. Any other than `Applied` is refunded in full automatically.
    Book(Disposition),
    /// Reserve all stock again: if that succeeds, book `Applied` and re-open the order, else book
    /// `Late`.
    TryReinstate,
    /// Book nothing: a notification has another amount. Query the gateway; only its response counts.
    AskFirst,
}

/// Decides how a payment is booked.
#[must_use]
pub fn decide(s: &Settling) -> Decision {
    let equal = s.paid == s.due;
    if !equal && !s.by_query {
        return Decision::AskFirst;
    }
    match s.pay_state {
        PayState::Paid | PayState::PartiallyRefunded | PayState::Refunded => {
            Decision::Book(Disposition::Duplicate)
        }
        PayState::Unpaid => match s.lifecycle {
            Lifecycle::Cancelled
                if equal && s.reinstate_late && s.cancel_reason == Some(CancelReason::Deadline) =>
            {
                Decision::TryReinstate
            }
            Lifecycle::Cancelled | Lifecycle::Completed => Decision::Book(Disposition::Late),
            Lifecycle::Open if equal => Decision::Book(Disposition::Applied),
            Lifecycle::Open => Decision::Book(Disposition::Mismatch),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: Settling = Settling {
        lifecycle: Lifecycle::Open,
        pay_state: PayState::Unpaid,
        cancel_reason: None,
        due: Fen::new(8_800),
        paid: Fen::new(8_800),
        by_query: false,
        reinstate_late: false,
    };

    #[test]
    fn each_row_of_the_table() {
        let cancelled = Settling {
            lifecycle: Lifecycle::Cancelled,
            cancel_reason: Some(CancelReason::Deadline),
            ..OPEN
        };
        let by_hand = Settling {
            cancel_reason: Some(CancelReason::Shopper),
            ..cancelled
        };
        let other = Fen::new(1);
        for (settling, decision) in [
            (OPEN, Decision::Book(Disposition::Applied)),
            (
                Settling {
                    pay_state: PayState::Paid,
                    ..OPEN
                },
                Decision::Book(Disposition::Duplicate),
            ),
            (
                Settling {
                    pay_state: PayState::Refunded,
                    ..cancelled
                },
                Decision::Book(Disposition::Duplicate),
            ),
            (cancelled, Decision::Book(Disposition::Late)),
            (
                Settling {
                    reinstate_late: true,
                    ..cancelled
                },
                Decision::TryReinstate,
            ),
            (
                Settling {
                    reinstate_late: true,
                    ..by_hand
                },
                Decision::Book(Disposition::Late),
            ),
            (
                Settling {
                    paid: other,
                    ..OPEN
                },
                Decision::AskFirst,
            ),
            (
                Settling {
                    paid: other,
                    pay_state: PayState::Paid,
                    ..OPEN
                },
                Decision::AskFirst,
            ),
            (
                Settling {
                    paid: other,
                    by_query: true,
                    ..OPEN
                },
                Decision::Book(Disposition::Mismatch),
            ),
            (
                Settling {
                    paid: other,
                    by_query: true,
                    reinstate_late: true,
                    ..cancelled
                },
                Decision::Book(Disposition::Late),
            ),
            (
                Settling {
                    paid: other,
                    by_query: true,
                    pay_state: PayState::Paid,
                    ..OPEN
                },
                Decision::Book(Disposition::Duplicate),
            ),
        ] {
            assert_eq!(decide(&settling), decision, "{settling:?}");
        }
    }

    #[test]
    fn only_the_exact_amount_on_an_open_unpaid_order_is_applied() {
        for lifecycle in Lifecycle::ALL {
            for pay_state in PayState::ALL {
                for (paid, by_query) in
                    [(8_800, true), (8_800, false), (8_799, true), (8_799, false)]
                {
                    let s = Settling {
                        lifecycle: *lifecycle,
                        pay_state: *pay_state,
                        paid: Fen::new(paid),
                        by_query,
                        ..OPEN
                    };
                    let fits = *lifecycle == Lifecycle::Open
                        && *pay_state == PayState::Unpaid
                        && paid == 8_800;
                    assert_eq!(
                        decide(&s) == Decision::Book(Disposition::Applied),
                        fits,
                        "{s:?}"
                    );
                }
            }
        }
    }
}
