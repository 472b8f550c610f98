//! Figures for Prometheus. Requests are counted as they end; what waits in the database is asked for when the figures are.

use crate::telemetry::alarms;
use http::{Method, StatusCode};
use prometheus_client::{
    encoding::{EncodeLabelSet, text},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};
use shop::watch::{Waiting, Watch};
use std::{
    fmt,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};
use store::PoolFigures;

/// The limits of the classes of latency, in seconds.
const CLASSES: [f64; 11] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0,
];
/// Refund states that are told even if there is none.
const TOLD: [&str; 2] = ["unknown", "failed"];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Requests {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Notifies {
    result: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Alarm {
    alarm: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfKind {
    kind: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfState {
    state: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfPool {
    pool: &'static str,
}

type Seconds = Counter<f64, AtomicU64>;

/// The figures of this process.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Requests, Histogram, fn() -> Histogram>,
    notifies: Family<Notifies, Counter>,
    alarms: Family<Alarm, Counter>,
    due: Family<OfKind, Gauge>,
    due_age: Family<OfKind, Gauge>,
    dead: Family<OfKind, Gauge>,
    refunds: Family<OfState, Gauge>,
    refunds_age: Family<OfState, Gauge>,
    suspense: Gauge,
    free: Family<OfPool, Gauge>,
    entered: Family<OfPool, Counter>,
    given_up: Family<OfPool, Counter>,
    waited: Family<OfPool, Seconds>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("zhanggui"),
            requests: Family::<Requests, Histogram>::new_with_constructor(|| {
                Histogram::new(CLASSES)
            }),
            notifies: Family::default(),
            alarms: Family::default(),
            due: Family::default(),
            due_age: Family::default(),
            dead: Family::default(),
            refunds: Family::default(),
            refunds_age: Family::default(),
            suspense: Gauge::default(),
            free: Family::default(),
            entered: Family::default(),
            given_up: Family::default(),
            waited: Family::default(),
        };
        metrics.register();
        metrics
    }
}

impl Metrics {
    fn register(&mut self) {
        let registry = &mut self.registry;
        let seconds = || Unit::Seconds;
        registry.register_with_unit(
            "http_request_duration",
            "Time to the response by route pattern; \"-\" for no route",
            seconds(),
            self.requests.clone(),
        );
        registry.register(
            "notifies",
            "Notifications of Alipay by what they were answered",
            self.notifies.clone(),
        );
        registry.register(
            "alarms",
            "Alarms of the log by code since the start",
            self.alarms.clone(),
        );
        registry.register("jobs_due", "Jobs that are due", self.due.clone());
        registry.register_with_unit(
            "jobs_due_oldest",
            "How long the oldest due job has waited",
            seconds(),
            self.due_age.clone(),
        );
        registry.register("jobs_dead", "Jobs that failed for good", self.dead.clone());
        registry.register(
            "refunds",
            "Refunds that need Alipay or a person",
            self.refunds.clone(),
        );
        registry.register_with_unit(
            "refunds_oldest",
            "Since when the oldest of them was sent or made",
            seconds(),
            self.refunds_age.clone(),
        );
        registry.register_with_unit(
            "suspense",
            "Payments that belong to no order, not refunded yet",
            Unit::Other("fen".to_owned()),
            self.suspense.clone(),
        );
        registry.register(
            "pool_free",
            "Database connections that nobody uses",
            self.free.clone(),
        );
        registry.register(
            "pool_entered",
            "Transactions that got a connection",
            self.entered.clone(),
        );
        registry.register(
            "pool_given_up",
            "Transactions that got no connection in time",
            self.given_up.clone(),
        );
        registry.register_with_unit(
            "pool_waited",
            "How long transactions waited for a connection",
            seconds(),
            self.waited.clone(),
        );
    }

    /// Counts a request that was answered.
    pub(crate) fn answered(
        &self,
        method: &Method,
        route: &str,
        status: StatusCode,
        took: Duration,
    ) {
        let labels = Requests {
            method: known(method),
            route: route.to_owned(),
            status: status.as_u16(),
        };
        let seconds = took.as_secs_f64();
        self.requests.get_or_create(&labels).observe(seconds);
    }

    /// Counts a notification.
    pub(crate) fn notified(&self, result: &'static str) {
        self.notifies.get_or_create(&Notifies { result }).inc();
    }

    /// All figures in the text of OpenMetrics, with what waits now.
    ///
    /// # Errors
    /// A figure cannot be written.
    pub(crate) fn told(&self, watch: Watch, pools: &[PoolFigures]) -> Result<String, fmt::Error> {
        self.take(watch, pools);
        let mut told = String::new();
        text::encode(&mut told, &self.registry)?;
        Ok(told)
    }

    /// Takes over what was asked for now.
    fn take(&self, watch: Watch, pools: &[PoolFigures]) {
        let kinds = |rows: Vec<Waiting>, counts: &Family<OfKind, Gauge>| {
            counts.clear();
            for row in &rows {
                let kind = row.word.clone();
                counts.get_or_create(&OfKind { kind }).set(row.count);
            }
            rows
        };
        let due = kinds(watch.due, &self.due);
        kinds(watch.dead, &self.dead);
        self.due_age.clear();
        for row in due {
            let labels = OfKind { kind: row.word };
            self.due_age.get_or_create(&labels).set(row.oldest_s);
        }
        self.refunds.clear();
        self.refunds_age.clear();
        let none = TOLD.map(|word| Waiting {
            word: word.to_owned(),
            count: 0,
            oldest_s: 0,
        });
        for row in none.into_iter().chain(watch.refunds) {
            let labels = OfState { state: row.word };
            self.refunds.get_or_create(&labels).set(row.count);
            self.refunds_age.get_or_create(&labels).set(row.oldest_s);
        }
        self.suspense.set(watch.suspense.get());
        for (alarm, count) in alarms::counts() {
            let counter = self.alarms.get_or_create(&Alarm { alarm });
            counter.inner().store(count, Ordering::Relaxed);
        }
        for pool in pools {
            let labels = OfPool { pool: pool.name };
            let free = i64::try_from(pool.free).unwrap_or(i64::MAX);
            self.free.get_or_create(&labels).set(free);
            let store = |counter: &Counter, count| counter.inner().store(count, Ordering::Relaxed);
            store(&self.entered.get_or_create(&labels), pool.entered);
            store(&self.given_up.get_or_create(&labels), pool.given_up);
            let seconds = pool.waited.as_secs_f64().to_bits();
            let waited = self.waited.get_or_create(&labels);
            waited.inner().store(seconds, Ordering::Relaxed);
        }
    }
}

/// A method by its name; clients may send any word.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}
