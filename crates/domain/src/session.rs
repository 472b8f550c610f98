//! How long a browser's session lasts.

use crate::time::{DAY, HOUR, MINUTE, Millis, horizon};

text_enum! {
    /// Which side of the shop a session belongs to.
    SessionKind {
        /// The shop, signed in or not.
        Shopper = "shopper",
        /// The admin pages.
        Admin = "admin",
    }
}

/// Sessions of one kind that an account may have; with one more, the oldest ends. More than a person
/// has browsers, and a program that signs in again and again fills nothing.
pub const MOST_PER_ACCOUNT: usize = 50;

/// What the end of a session would lose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Nothing that matters after an hour.
    Nothing,
    /// A guest's cart.
    Cart,
    /// A sign-in.
    Account,
}

impl SessionKind {
    /// When a session used `now` ends: after a time without use, and at the latest a fixed time
    /// after it `began`. A start in the future counts as absent.
    #[must_use]
    pub fn expires_at(self, holds: Holds, began: Millis, now: Millis) -> Millis {
        let began = if began.age(now).is_some() { began } else { now };
        now.plus(self.idle(holds)).min(began.plus(self.longest()))
    }

    /// True if this use extends the session enough to write it.
    #[must_use]
    pub fn is_due(self, holds: Holds, began: Millis, expires_at: Millis, now: Millis) -> bool {
        let grace = match self {
            Self::Shopper => self.idle(holds) / 14,
            Self::Admin => MINUTE,
        };
        self.expires_at(holds, began, now).since(expires_at) > grace
            || self.is_ahead(holds, expires_at, now)
    }

    /// True until a session ends. A staff session extended by a clock that was ahead is over,
    /// because it would outlive its idle time; a customer's is rewritten at its next use, so that no
    /// guest loses a cart.
    #[must_use]
    pub fn is_live(self, holds: Holds, expires_at: Millis, now: Millis) -> bool {
        let is_believed = match self {
            Self::Shopper => true,
            Self::Admin => !self.is_ahead(holds, expires_at, now),
        };
        expires_at > now && is_believed
    }

    /// True if a session ends later than one that is used now, because a clock that was ahead
    /// stamped its last use.
    fn is_ahead(self, holds: Holds, expires_at: Millis, now: Millis) -> bool {
        expires_at > horizon(now.plus(self.idle(holds)))
    }

    /// The longest time without use.
    #[must_use]
    pub const fn idle(self, holds: Holds) -> i64 {
        match (self, holds) {
            (Self::Admin, _) => 30 * MINUTE,
            (Self::Shopper, Holds::Nothing) => HOUR,
            (Self::Shopper, Holds::Cart | Holds::Account) => 14 * DAY,
        }
    }

    const fn longest(self) -> i64 {
        match self {
            Self::Shopper => 30 * DAY,
            Self::Admin => 12 * HOUR,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGAN: Millis = Millis::new(1_000_000);

    fn lasts(kind: SessionKind, holds: Holds, used_after: i64) -> i64 {
        let now = BEGAN.plus(used_after);
        kind.expires_at(holds, BEGAN, now).since(now)
    }

    #[test]
    fn use_keeps_a_session_alive_up_to_its_age() {
        use Holds::{Account, Cart, Nothing};
        assert_eq!(lasts(SessionKind::Shopper, Account, 0), 14 * DAY);
        assert_eq!(lasts(SessionKind::Shopper, Cart, 16 * DAY), 14 * DAY);
        assert_eq!(lasts(SessionKind::Shopper, Cart, 29 * DAY), DAY);
        assert_eq!(lasts(SessionKind::Shopper, Nothing, 0), HOUR);
        assert_eq!(lasts(SessionKind::Admin, Account, 0), 30 * MINUTE);
        assert_eq!(
            lasts(SessionKind::Admin, Account, 11 * HOUR + 50 * MINUTE),
            10 * MINUTE
        );
    }

    #[test]
    fn a_use_is_noted_when_it_matters() {
        let due = |kind: SessionKind, holds, used_after: i64| {
            let ends = kind.expires_at(holds, BEGAN, BEGAN);
            kind.is_due(holds, BEGAN, ends, BEGAN.plus(used_after))
        };
        assert!(!due(SessionKind::Shopper, Holds::Account, DAY));
        assert!(due(SessionKind::Shopper, Holds::Account, DAY + 1));
        assert!(!due(SessionKind::Admin, Holds::Account, MINUTE));
        assert!(due(SessionKind::Admin, Holds::Account, MINUTE + 1));
        assert!(due(SessionKind::Shopper, Holds::Nothing, HOUR / 2));
    }

    #[test]
    fn a_session_is_over_at_its_end() {
        let kind = SessionKind::Admin;
        assert!(kind.is_live(Holds::Account, BEGAN.plus(1), BEGAN));
        assert!(!kind.is_live(Holds::Account, BEGAN, BEGAN));
        // Clocks of two machines may differ by a minute.
        let latest = horizon(BEGAN.plus(30 * MINUTE));
        assert!(kind.is_live(Holds::Account, latest, BEGAN));
        assert!(!kind.is_live(Holds::Account, latest.plus(1), BEGAN));
    }

    #[test]
    fn a_clock_that_was_ahead_keeps_no_staff_session_alive() {
        let ends = BEGAN.plus(DAY).plus(30 * MINUTE);
        for (kind, is_live) in [(SessionKind::Admin, false), (SessionKind::Shopper, true)] {
            assert_eq!(kind.is_live(Holds::Account, ends, BEGAN), is_live, "{kind}");
        }
        let ahead = BEGAN.plus(20 * DAY);
        let ends = SessionKind::Shopper.expires_at(Holds::Account, ahead, BEGAN);
        assert_eq!(ends.since(BEGAN), 14 * DAY);
        let due = SessionKind::Shopper.is_due(Holds::Account, BEGAN, ahead, BEGAN);
        assert!(due, "the end of the session is corrected");
    }
}
