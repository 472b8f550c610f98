//! Counts that stop at a limit.

use domain::view::desk::CAP;

/// A count for readers: `99+` from the limit on.
#[must_use]
pub fn capped(count: i64) -> String {
    if count >= CAP {
        "99+".to_owned()
    } else {
        count.to_string()
    }
}
