//! The days of a bill: one day or one month of Shanghai's calendar.

use alipay::time::{format_shanghai, parse_shanghai};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// `from` is the first millisecond, `to` the first one after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    /// `20240501` or `202405`, the form in file names.
    pub(crate) label: String,
    pub(crate) from: i64,
    pub(crate) to: i64,
}

impl Period {
    /// Reads `yyyy-MM-dd` or `yyyy-MM`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let first = if text.len() == 7 {
            format!("{text}-01")
        } else {
            text.to_owned()
        };
        let from = parse_shanghai(&format!("{first} 00:00:00"))?;
        let to = if text.len() == 7 {
            // 31 days later is always in the next month.
            let next = format_shanghai(from.saturating_add(31 * DAY_MS));
            parse_shanghai(&format!("{}-01 00:00:00", next.get(..7)?))?
        } else {
            from.saturating_add(DAY_MS)
        };
        Some(Self {
            label: text.replace('-', ""),
            from,
            to,
        })
    }

    pub(crate) fn holds(&self, at: i64) -> bool {
        (self.from..self.to).contains(&at)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_those_of_shanghai() {
        let day = Period::parse("2024-05-01").unwrap();
        assert_eq!(
            (day.from, day.to),
            (1_714_492_800_000, 1_714_492_800_000 + DAY_MS)
        );
        let month = Period::parse("2024-02").unwrap();
        assert_eq!(month.to - month.from, 29 * DAY_MS);
        assert_eq!(month.label, "202402");
        let december = Period::parse("2024-12").unwrap();
        assert_eq!(december.to - december.from, 31 * DAY_MS);
    }

    #[test]
    fn other_shapes_are_refused() {
        for text in [
            "",
            "2024",
            "2024-02-30",
            "2024-13",
            "2024/05/01",
            "20240501",
            "today",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }
}
