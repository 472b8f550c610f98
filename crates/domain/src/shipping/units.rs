//! Units of an order line between shelf and customer, and the state of the shipment that follows.

use crate::{order::ShipState, time::Millis};

/// The units of an order line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineUnits {
    /// Ordered.
    pub ordered: i64,
    /// Reserved for it and not shipped.
    pub reserved: i64,
    /// Shipped.
    pub shipped: i64,
    /// Of these, returned.
    pub returned: i64,
    /// Of these, in an open request to send goods back.
    pub awaited: i64,
    /// In refunds that reserve or have moved money.
    pub refunded: i64,
    /// In refunds that are under way and not of goods that come back.
    pub live: i64,
}

impl LineUnits {
    /// Units that may be shipped now: a unit in a refund under way is not.
    #[must_use]
    pub fn shippable(&self) -> i64 {
        self.reserved.saturating_sub(self.live).max(0)
    }

    /// True if `qty` shipped units may go back to the reserved ones: the units that stay shipped still
    /// cover those that were returned, those that were refunded after they were shipped, and those
    /// that the customer wants to send back.
    #[must_use]
    pub fn may_take_back(&self, qty: i64) -> bool {
        let stay = self.shipped.saturating_sub(qty);
        let left_before = self
            .ordered
            .saturating_sub(self.reserved)
            .saturating_sub(self.shipped);
        let refunded_shipped = self.refunded.saturating_sub(left_before);
        let gone = self.returned.max(refunded_shipped).max(0);
        qty >= 0 && stay >= gone.saturating_add(self.awaited)
    }
}

/// The stored state of the shipment, recomputed from the units of all lines (rule A19). An order
/// that was received stays so.
#[must_use]
pub fn fold_ship_state(now: ShipState, shipped: i64, reserved: i64) -> ShipState {
    if now == ShipState::Received {
        ShipState::Received
    } else if shipped <= 0 {
        ShipState::None
    } else if reserved > 0 {
        ShipState::Partial
    } else {
        ShipState::Shipped
    }
}

/// True if `now` is on the day in Shanghai that a parcel was shipped: as long as that, it may be
/// taken back.
#[must_use]
pub fn is_same_day(shipped_at: Millis, now: Millis) -> bool {
    shipped_at.shanghai_midnight() == now.shanghai_midnight()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{order::step::SHIP_STEPS, time::HOUR};
    use proptest::prelude::*;

    const THREE: LineUnits = LineUnits {
        ordered: 3,
        reserved: 3,
        shipped: 0,
        returned: 0,
        awaited: 0,
        refunded: 0,
        live: 0,
    };

    #[test]
    fn a_unit_in_a_live_refund_is_never_shipped() {
        assert_eq!(THREE.shippable(), 3);
        assert_eq!(LineUnits { live: 1, ..THREE }.shippable(), 2);
        // A request for more units than are reserved: some of them were shipped.
        let more = LineUnits {
            reserved: 1,
            shipped: 2,
            live: 2,
            ..THREE
        };
        assert_eq!(more.shippable(), 0);
    }

    #[test]
    fn what_was_refunded_after_it_was_shipped_stays_shipped() {
        let shipped = LineUnits {
            reserved: 0,
            shipped: 3,
            ..THREE
        };
        assert!(shipped.may_take_back(3));
        let refunded = LineUnits {
            refunded: 1,
            ..shipped
        };
        assert!(refunded.may_take_back(2) && !refunded.may_take_back(3));
        // One unit was refunded before the others were shipped, so it is not among them.
        let before = LineUnits {
            shipped: 2,
            refunded: 1,
            ..shipped
        };
        assert!(before.may_take_back(2));
        let returned = LineUnits {
            returned: 1,
            ..shipped
        };
        assert!(returned.may_take_back(2) && !returned.may_take_back(3));
        // The unit of the request is another one than the refunded one.
        let awaited = LineUnits {
            awaited: 1,
            ..refunded
        };
        assert!(awaited.may_take_back(1) && !awaited.may_take_back(2));
        assert!(!shipped.may_take_back(4) && !shipped.may_take_back(-1));
    }

    #[test]
    fn each_state_follows_from_the_units() {
        use ShipState as S;
        for (now, shipped, reserved, folded) in [
            (S::None, 0, 3, S::None),
            (S::None, 1, 2, S::Partial),
            (S::None, 3, 0, S::Shipped),
            (S::Partial, 2, 1, S::Partial),
            (S::Partial, 3, 0, S::Shipped),
            (S::Partial, 0, 3, S::None),
            (S::Shipped, 1, 2, S::Partial),
            (S::Shipped, 0, 3, S::None),
            (S::Shipped, 3, 0, S::Shipped),
            (S::Received, 3, 0, S::Received),
        ] {
            assert_eq!(
                fold_ship_state(now, shipped, reserved),
                folded,
                "{now} {shipped} {reserved}"
            );
        }
    }

    #[test]
    fn a_day_ends_at_midnight_in_shanghai() {
        let evening = Millis::new(0).shanghai_midnight().plus(23 * HOUR);
        assert!(is_same_day(evening, evening.plus(HOUR - 1)));
        assert!(!is_same_day(evening, evening.plus(HOUR)));
    }

    proptest! {
        /// Shipping and taking back walks through the recorded steps and no others.
        #[test]
        fn moves_of_units_walk_through_the_table(moves in prop::collection::vec(-3_i64..=3, 1..30)) {
            let (mut state, mut shipped, mut reserved) = (ShipState::None, 0_i64, 5_i64);
            for units in moves {
                if reserved - units < 0 || shipped + units < 0 || units == 0 { continue; }
                shipped += units;
                reserved -= units;
                let next = fold_ship_state(state, shipped, reserved);
                prop_assert!(SHIP_STEPS.contains(&(Some(state), next)), "{} -> {}", state, next);
                state = next;
            }
        }
    }
}
