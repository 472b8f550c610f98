//! Counts the alarms of the log by their code, for `GET /metrics`. The log is the only place that raises them, so a new
//! alarm is counted without a line here.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Mutex, PoisonError},
};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::layer::{Context, Layer};

/// The field of an event that is an alarm.
const FIELD: &str = "alarm";

/// Alarms of this process since its start. The log is one for the process, and so is this.
static COUNTS: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());

/// The alarms by code.
#[must_use]
pub fn counts() -> BTreeMap<String, u64> {
    COUNTS
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone()
}

/// Counts them.
pub struct Alarms;

impl<S: Subscriber> Layer<S> for Alarms {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().fields().field(FIELD).is_none() {
            return;
        }
        let mut seen = Seen::default();
        event.record(&mut seen);
        let Some(code) = seen.0 else {
            return;
        };
        let mut counts = COUNTS.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(code).or_default();
        *count = count.saturating_add(1);
    }
}

#[derive(Default)]
struct Seen(Option<String>);

impl Visit for Seen {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == FIELD {
            self.0 = Some(value.to_owned());
        }
    }

    // A code is a plain text.
    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use tracing_subscriber::layer::SubscriberExt;

    #[test]
    fn alarms_are_counted_by_code_and_other_lines_are_not() {
        let subscriber = tracing_subscriber::registry().with(Alarms);
        tracing::subscriber::with_default(subscriber, || {
            for _ in 0..2 {
                tracing::error!(
                    alarm = "counted_in_a_test",
                    order = 7,
                    "a person should look"
                );
            }
            tracing::error!(order = 7, "no alarm");
        });
        assert_eq!(counts().get("counted_in_a_test"), Some(&2));
        assert!(!counts().contains_key("7"));
    }
}
