//! Statistics of a round of load.

use std::time::Duration;

/// One round.
#[derive(Debug, Clone)]
pub(crate) struct Round {
    /// Number of responses.
    pub(crate) count: usize,
    /// The time from the first request to the last response.
    pub(crate) took: Duration,
    /// The latency of each response, ascending.
    latencies: Vec<Duration>,
}

impl Round {
    /// The statistics of these latencies.
    pub(crate) fn new(took: Duration, mut latencies: Vec<Duration>) -> Self {
        latencies.sort_unstable();
        Self {
            count: latencies.len(),
            took,
            latencies,
        }
    }

    /// Responses per second.
    pub(crate) fn rate(&self) -> f64 {
        self.count as f64 / self.took.as_secs_f64()
    }

    /// The latency that `per_mille` of 1,000 responses do not exceed.
    pub(crate) fn latency(&self, per_mille: usize) -> Duration {
        let at =
            (self.latencies.len() * per_mille / 1_000).min(self.latencies.len().saturating_sub(1));
        self.latencies.get(at).copied().unwrap_or_default()
    }
}

/// The median, and the range of the values in percent of it.
pub(crate) fn median_and_spread(mut values: Vec<f64>) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    let middle = values.get(values.len() / 2).copied().unwrap_or_default();
    let (Some(least), Some(most)) = (values.first(), values.last()) else {
        return (0.0, 0.0);
    };
    let spread = if middle > 0.0 {
        (most - least) / middle * 100.0
    } else {
        0.0
    };
    (middle, spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_tail() {
        let ms = Duration::from_millis;
        let round = Round::new(ms(1_000), (1..=100).rev().map(ms).collect());
        assert_eq!(round.count, 100);
        assert_eq!(round.latency(500), ms(51));
        assert_eq!(round.latency(990), ms(100));
        assert_eq!(Round::new(ms(1), Vec::new()).latency(990), Duration::ZERO);
        assert_eq!(median_and_spread(vec![3.0, 1.0, 2.0]), (2.0, 100.0));
    }
}
