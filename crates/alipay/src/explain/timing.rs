//! Timestamps: Alipay uses Shanghai time, and most machines use another zone.

use super::Finding;
use crate::time::{format_shanghai, parse_shanghai};

/// Difference of a timestamp that is tolerated, in milliseconds. Alipay's own limit is not
/// documented.
const TOLERATED_MS: i64 = 5 * 60 * 1000;
const HOUR_MS: i64 = 60 * 60 * 1000;

/// Compares a request's timestamp (`yyyy-MM-dd HH:mm:ss`) with the present, both in Shanghai.
///
/// `now_ms`: epoch milliseconds.
#[must_use]
pub fn explain_timestamp(timestamp: &str, now_ms: i64) -> Option<Finding> {
    let now = format_shanghai(now_ms);
    let Some(at) = parse_shanghai(timestamp) else {
        return Some(Finding::new(
            "time.format",
            format!("timestamp is {timestamp:?}, which is not a time in Alipay's format."),
            format!("Write yyyy-MM-dd HH:mm:ss in Shanghai time, e.g. {now}."),
        ));
    };
    let off = at.saturating_sub(now_ms);
    if off.saturating_abs() <= TOLERATED_MS {
        return None;
    }
    // Whole hours, within the tolerance: a wrong zone, not a wrong clock.
    let hours = off.saturating_add(off.signum() * TOLERATED_MS) / HOUR_MS;
    let rest = off.saturating_sub(hours * HOUR_MS).saturating_abs();
    if (1..=26).contains(&hours.abs()) && rest <= TOLERATED_MS {
        let zone = 8 + hours;
        return Some(Finding::new(
            "time.zone",
            format!(
                "timestamp {timestamp} is {} hours {} the present in Shanghai ({now}): it was written in the zone \
                 UTC{zone:+}, the zone of the machine or container.",
                hours.abs(),
                if hours < 0 { "behind" } else { "ahead of" },
            ),
            "Write timestamp, time_expire and dates in Asia/Shanghai (UTC+8) whatever the machine's zone is.",
        ));
    }
    Some(Finding::new(
        "time.stale",
        format!("timestamp {timestamp} is not near the present in Shanghai ({now})."),
        "Sign a request when it is sent; keep the machine's clock by NTP. (For a request from a log this is normal.)",
    ))
}

#[cfg(test)]
mod tests {
    use super::explain_timestamp;

    /// 2024-05-01 12:00:00 in Shanghai.
    const NOW: i64 = 1_714_536_000_000;

    #[test]
    fn zones_are_told_from_wrong_clocks() {
        for (text, code) in [
            ("2024-05-01 12:00:00", None),
            ("2024-05-01 12:04:00", None),
            ("2024-05-01 04:00:00", Some("time.zone")),
            ("2024-05-01 03:58:30", Some("time.zone")),
            ("2024-05-01 13:01:00", Some("time.zone")),
            ("2024-05-01 12:20:00", Some("time.stale")),
            ("2023-05-01 12:00:00", Some("time.stale")),
            ("2024-05-01T12:00:00", Some("time.format")),
            ("1714536000", Some("time.format")),
        ] {
            let found = explain_timestamp(text, NOW);
            assert_eq!(found.map(|finding| finding.code), code, "{text}");
        }
        let utc = explain_timestamp("2024-05-01 04:00:00", NOW);
        assert!(utc.is_some_and(|finding| finding.what.contains("UTC+0")));
    }
}
