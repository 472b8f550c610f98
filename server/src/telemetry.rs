//! Logs: one JSON line per event, with request id and route pattern; never a cookie, key,
//! signature, body or query.

pub mod alarms;
mod line;
pub mod traces;

use crate::{metrics::Metrics, net::ClientAddr};
use alarms::Alarms;
use axum::{
    extract::{MatchedPath, Request},
    response::Response,
};
use http::{HeaderName, HeaderValue};
use std::{
    hash::{BuildHasher, RandomState},
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};
use traces::Traces;
use tracing::{Instrument, level_filters::LevelFilter};
use tracing_subscriber::{
    EnvFilter, Layer, Registry,
    fmt::{MakeWriter, format::JsonFields},
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

/// Identifies a request in logs and on error pages. A request extension and a response header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(pub String);

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Libraries may log their input, so below `warn` only our own crates log.
const DEFAULT: &str =
    "warn,server=info,zhanggui=info,app=info,shop=info,store=info,alipay=info,alipay_sim=info";

/// Format of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One JSON object a line, for machines.
    Json,
    /// Short lines, for a person trying the demo.
    Plain,
}

/// Sends logs to stderr for the rest of the process, because stdout is for results, and counts the alarms among them.
///
/// # Errors
/// Logging was set up before.
pub fn install(form: Form, wanted: Option<&str>, traces: Option<&Traces>) -> anyhow::Result<()> {
    let mut layers = vec![
        layer(form, wanted, std::io::stderr),
        Alarms.with_filter(LevelFilter::WARN).boxed(),
    ];
    layers.extend(traces.map(Traces::layer));
    tracing_subscriber::registry().with(layers).try_init()?;
    Ok(())
}

/// The layer that writes lines to `writer`; tests capture them.
pub fn layer<W>(
    form: Form,
    wanted: Option<&str>,
    writer: W,
) -> Box<dyn Layer<Registry> + Send + Sync>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let filter = filter(wanted);
    let lines = tracing_subscriber::fmt::layer().with_writer(writer);
    match form {
        Form::Json => lines
            .fmt_fields(JsonFields::new())
            .event_format(line::JsonLine)
            .with_filter(filter)
            .boxed(),
        Form::Plain => lines
            .compact()
            .with_target(false)
            .with_filter(filter)
            .boxed(),
    }
}

/// What is logged, and of what traces are made.
fn filter(wanted: Option<&str>) -> EnvFilter {
    EnvFilter::try_new(wanted.unwrap_or(DEFAULT)).unwrap_or_else(|_| EnvFilter::new(DEFAULT))
}

/// Gives the request an id and a span, calls `answer`, logs the result and counts it.
pub(crate) async fn trace<F>(
    metrics: Option<&Metrics>,
    mut request: Request,
    answer: impl FnOnce(Request) -> F,
) -> Response
where
    F: Future<Output = Response>,
{
    let id = new_id();
    let method = request.method().clone();
    // The pattern, not the path, so that order numbers and search texts are not in this line.
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let route = matched.as_ref().map_or("-", MatchedPath::as_str);
    request.extensions_mut().insert(RequestId(id.clone()));
    // Error pages show it to a reader who needs help; a client's own header of that name is
    // overwritten.
    let value = HeaderValue::from_str(&id).unwrap_or_else(|_| HeaderValue::from_static("-"));
    request.headers_mut().insert(HEADER, value.clone());
    // Set at creation: a field recorded later makes the library parse and write the line again.
    let client = request
        .extensions()
        .get::<ClientAddr>()
        .map(|client| client.prefix());
    let span = tracing::info_span!("request", request_id = %id, %method, %route, client);
    let began = Instant::now();
    let mut response = answer(request).instrument(span.clone()).await;
    let took = began.elapsed();
    if let Some(metrics) = metrics {
        metrics.answered(&method, route, response.status(), took);
    }
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    span.in_scope(|| {
        if response.status().is_server_error() {
            tracing::error!(status, ms, "request failed");
        } else {
            tracing::info!(status, ms, "request");
        }
    });
    response.headers_mut().insert(HEADER, value);
    response
}

/// Unguessable, shows no count, needs no system call.
fn new_id() -> String {
    static KEYS: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    static COUNT: AtomicU64 = AtomicU64::new(0);
    hex::encode(
        KEYS.hash_one(COUNT.fetch_add(1, Ordering::Relaxed))
            .to_be_bytes(),
    )
}
