//! The machine's clock, compared with the gateway's and with the newest entry in the books.

use super::Finding;
use alipay::time::format_shanghai;
use domain::time::{MINUTE, Millis, SECOND};

const CLOCK: &str = "clock";
const REMEDY: &str = "Keep the clock by NTP (timedatectl set-ntp true; on a virtual machine also the host's), then try again.";

/// Judges the clock by the gateway's time, received in a response that took `took_ms`.
#[must_use]
pub fn against_gateway(now: Millis, theirs: Millis, took_ms: i64) -> Vec<Finding> {
    // The header has whole seconds, and the response took some time.
    let allowance = SECOND.saturating_add(took_ms.max(0));
    let off = now.since(theirs);
    let beyond = off.saturating_abs().saturating_sub(allowance);
    if beyond <= 30 * SECOND {
        return Vec::new();
    }
    let what = format!(
        "This machine says {}, the gateway {} (Shanghai time): {} seconds {}.",
        format_shanghai(now.get()),
        format_shanghai(theirs.get()),
        off.saturating_abs() / SECOND,
        if off < 0 { "behind" } else { "ahead" },
    );
    if beyond > 5 * MINUTE {
        vec![Finding::error("clock.skewed", CLOCK, what, REMEDY)]
    } else {
        vec![Finding::warning("clock.skewed", CLOCK, what, REMEDY)]
    }
}

/// Judges the clock by the newest entry in the books, which cannot be in the future.
#[must_use]
pub fn against_books(now: Millis, newest: Option<Millis>) -> Vec<Finding> {
    let Some(newest) = newest.filter(|newest| newest.age(now).is_none()) else {
        return Vec::new();
    };
    vec![Finding::error(
        "clock.behind-books",
        CLOCK,
        format!(
            "This machine says {}, but the books hold an entry of {} (Shanghai time): the clock was set back, or was \
             ahead before.",
            format_shanghai(now.get()),
            format_shanghai(newest.get()),
        ),
        REMEDY,
    )]
}

#[cfg(test)]
mod tests {
    use super::{against_books, against_gateway};
    use crate::doctor::Severity;
    use domain::time::{HOUR, MINUTE, Millis, SECOND};

    const NOW: Millis = Millis::new(1_795_309_200_000);

    #[test]
    fn the_gateways_clock_decides() {
        let of = |off: i64| {
            let found = against_gateway(NOW, NOW.plus(off), 200);
            found
                .first()
                .map(|finding| (finding.code.clone(), finding.severity))
        };
        assert_eq!(of(0), None);
        assert_eq!(of(-900), None, "the Date header has whole seconds");
        assert_eq!(of(20 * SECOND), None);
        let code = "clock.skewed".to_owned();
        assert_eq!(of(2 * MINUTE), Some((code.clone(), Severity::Warning)));
        assert_eq!(of(-2 * MINUTE), Some((code.clone(), Severity::Warning)));
        assert_eq!(of(8 * HOUR), Some((code, Severity::Error)));
    }

    #[test]
    fn books_hold_nothing_that_is_still_to_come() {
        assert!(against_books(NOW, None).is_empty());
        assert!(against_books(NOW, Some(NOW)).is_empty());
        assert_eq!(against_books(NOW, Some(NOW.plus(HOUR))).len(), 1);
    }
}
