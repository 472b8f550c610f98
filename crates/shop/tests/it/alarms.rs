//! Collects the alarms that the shop writes to its log. All tests of a process share the
//! collection, so each test sets its clock to a day of its own: numbers contain the date, so they
//! differ between tests.

use std::{
    fmt::{Debug, Write},
    sync::{Mutex, Once, PoisonError},
};
use tracing::{
    Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
    subscriber::set_global_default,
};

static HEARD: Mutex<Vec<String>> = Mutex::new(Vec::new());

struct Ear;

#[derive(Default)]
struct Words(String);

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, "{}={value:?};", field.name()).unwrap();
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        write!(self.0, "{}={value};", field.name()).unwrap();
    }
}

impl Subscriber for Ear {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_event() && *metadata.level() == Level::ERROR
    }

    fn new_span(&self, _span: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, _values: &Record<'_>) {}

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut words = Words::default();
        event.record(&mut words);
        HEARD
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(words.0);
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

/// Starts to collect alarms.
pub(crate) fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| set_global_default(Ear).unwrap());
}

/// How many such alarms name this order or refund number.
pub(crate) fn count(alarm: &str, number: &str) -> usize {
    let heard = HEARD.lock().unwrap_or_else(PoisonError::into_inner);
    heard
        .iter()
        .filter(|words| words.contains(&format!("alarm={alarm};")) && words.contains(number))
        .count()
}
