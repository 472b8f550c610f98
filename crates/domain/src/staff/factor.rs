//! The second step of signing in: who needs it, and which codes may count. RFC 6238 as authenticators know it: six
//! digits, SHA-1, 30 seconds.

use super::Roles;
use crate::time::{HOUR, Millis, SECOND, horizon};

/// Digits of a code.
pub const DIGITS: usize = 6;
/// Seconds for which a code is shown.
pub const PERIOD: i64 = 30;
/// Periods before and after the present one whose codes count too, because clocks of phones differ.
pub const SKEW: i64 = 1;
/// Recovery codes that are drawn at once.
pub const RECOVERY_CODES: usize = 10;
/// How long a drawn secret waits for its first code.
pub const SET_UP_LASTS: i64 = HOUR;
/// How long a link that invites works.
pub const INVITE_LASTS: i64 = 72 * HOUR;

/// When members of staff who move money need a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Demand {
    /// Nobody needs it: for the demo shop, whose passwords are public.
    Never,
    /// Once the shop has a second owner, who can help after a loss.
    #[default]
    WithTwoOwners,
    /// Always: the shop sends mail.
    Always,
}

impl Demand {
    /// True if a member with these roles needs one in a shop with so many owners.
    #[must_use]
    pub fn is_for(self, roles: &Roles, owners: usize) -> bool {
        let is_wanted = match self {
            Self::Never => false,
            Self::WithTwoOwners => owners > 1,
            Self::Always => true,
        };
        is_wanted && roles.moves_money()
    }
}

/// What is missing after the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Step {
    /// Nothing: the admin pages are open.
    #[default]
    Done,
    /// A code of the second factor.
    Code,
    /// The second factor, which must be set up first.
    SetUp,
}

/// The period that `now` lies in.
#[must_use]
pub const fn period(now: Millis) -> i64 {
    now.get().div_euclid(PERIOD * SECOND)
}

/// The periods whose codes count now, the present one first.
#[must_use]
pub fn periods(now: Millis) -> Vec<i64> {
    let present = period(now);
    let near = (1..=SKEW).flat_map(|away| [present - away, present + away]);
    std::iter::once(present).chain(near).collect()
}

/// The latest period of which a code can have counted. A later one was written by a clock that was ahead.
#[must_use]
pub fn latest(now: Millis) -> i64 {
    period(horizon(now)) + SKEW
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{staff::Role, time::MINUTE};

    #[test]
    fn a_code_counts_in_its_period_and_one_before_and_after() {
        let now = Millis::new(1_111_111_109 * SECOND);
        assert_eq!(period(now), 37_037_036);
        assert_eq!(periods(now), [37_037_036, 37_037_035, 37_037_037]);
        assert_eq!(period(now.plus(SECOND)), 37_037_037);
        // The other clock is a minute ahead at most, and accepts one period more.
        assert_eq!(latest(now), period(now.plus(MINUTE)) + 1);
    }

    #[test]
    fn who_moves_money_needs_it_with_a_second_owner_or_mail() {
        let (owner, clerk) = (Roles(vec![Role::Owner]), Roles(vec![Role::Orders]));
        for (demand, owners, wanted) in [
            (Demand::Never, 2, false),
            (Demand::WithTwoOwners, 0, false),
            (Demand::WithTwoOwners, 1, false),
            (Demand::WithTwoOwners, 2, true),
            (Demand::Always, 0, true),
            (Demand::Always, 1, true),
        ] {
            assert_eq!(demand.is_for(&owner, owners), wanted, "{demand:?} {owners}");
            assert!(!demand.is_for(&clerk, owners), "{demand:?} {owners}");
        }
    }
}
