//! Stock: why it moves, and when it is low.

text_enum! {
    /// Why stock moved. `stock_moves.kind` stores these words.
    MoveKind {
        /// Goods received, or the initial stock.
        Receive = "receive",
        /// An order reserves units.
        Reserve = "reserve",
        /// An order releases units that were not shipped.
        Release = "release",
        /// Reserved units are shipped.
        Ship = "ship",
        /// Shipped units return to stock.
        Return = "return",
        /// Corrected, e.g. by a stock count.
        Adjust = "adjust",
        /// Reserved units are written off.
        WriteOff = "write_off",
    }
}

impl MoveKind {
    /// Changes of `on_hand` and `reserved` for `units`.
    #[must_use]
    pub const fn deltas(self, units: i64) -> (i64, i64) {
        let back = units.saturating_neg();
        match self {
            Self::Receive | Self::Return | Self::Adjust => (units, 0),
            Self::Reserve => (0, units),
            Self::Release => (0, back),
            Self::Ship | Self::WriteOff => (back, back),
        }
    }
}

/// True if so few units are available that the shop wants to know. Without a threshold it does not.
#[must_use]
pub fn is_low(low_at: Option<i64>, free: i64) -> bool {
    low_at.is_some_and(|low_at| free <= low_at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_reserving_leaves_the_shelf_alone() {
        let moved: Vec<_> = MoveKind::ALL.iter().map(|kind| kind.deltas(3)).collect();
        assert_eq!(
            moved,
            [(3, 0), (0, 3), (0, -3), (-3, -3), (3, 0), (3, 0), (-3, -3)]
        );
    }

    #[test]
    fn low_is_at_the_threshold_or_below_it() {
        assert!(is_low(Some(5), 5) && is_low(Some(5), 0) && is_low(Some(0), 0));
        assert!(!is_low(Some(5), 6) && !is_low(None, 0));
    }
}
