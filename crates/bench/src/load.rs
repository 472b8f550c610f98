//! Load from a fixed number of connections, each of which sends one request after another.

use crate::{client::Connection, stats::Round};
use anyhow::Context;
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

/// Number of connections in a round.
pub(crate) const CONNECTIONS: usize = 64;

/// Requests the same page on all connections for a given time. Every response must be `200`.
pub(crate) async fn pages(
    to: SocketAddr,
    request: Request<Full<Bytes>>,
    seconds: u64,
) -> anyhow::Result<Round> {
    each(to, &[request], seconds, CONNECTIONS).await
}

/// Requests these pages in turn for a given time; each connection starts at another one. Every
/// response must be `200`.
pub(crate) async fn each(
    to: SocketAddr,
    requests: &[Request<Full<Bytes>>],
    seconds: u64,
    connections: usize,
) -> anyhow::Result<Round> {
    let begun = Instant::now();
    let until = begun + Duration::from_secs(seconds);
    let mut tasks = JoinSet::new();
    for first in 0..connections {
        let requests: Vec<_> = requests.to_vec();
        tasks.spawn(async move {
            let mut connection = Connection::open(to).await?;
            let mut latencies = Vec::new();
            for request in requests.iter().cycle().skip(first) {
                if Instant::now() >= until {
                    break;
                }
                let asked = Instant::now();
                let answer = connection.ask(request.clone()).await?;
                let path = request.uri();
                anyhow::ensure!(answer.status() == 200, "{path}: {}", answer.status());
                latencies.push(asked.elapsed());
            }
            anyhow::Ok(latencies)
        });
    }
    collect(begun, tasks).await
}

/// One step of an errand: a request and the check of its response.
pub(crate) struct Step {
    /// The request.
    pub(crate) request: Request<Full<Bytes>>,
    /// Whether the response is the expected one.
    pub(crate) is_right: fn(&Response<Bytes>) -> bool,
}

/// An errand: a sequence of requests, each made from the previous response. `None` ends it.
pub(crate) trait Errand: Send + Sync + 'static {
    /// The step `index` of errand `errand`; `last` is the previous response.
    fn step(
        &self,
        errand: usize,
        index: usize,
        last: Option<&Response<Bytes>>,
    ) -> anyhow::Result<Option<Step>>;
}

/// Runs errands `from..to` once each; the latency of an errand is the sum of its steps.
pub(crate) async fn errands(
    address: SocketAddr,
    what: Arc<dyn Errand>,
    from: usize,
    to: usize,
) -> anyhow::Result<Round> {
    let begun = Instant::now();
    let next = Arc::new(AtomicUsize::new(from));
    let mut tasks = JoinSet::new();
    for _ in 0..CONNECTIONS {
        let (what, next) = (Arc::clone(&what), Arc::clone(&next));
        tasks.spawn(async move {
            let mut connection = Connection::open(address).await?;
            let mut latencies = Vec::new();
            loop {
                let errand = next.fetch_add(1, Ordering::Relaxed);
                if errand >= to {
                    return anyhow::Ok(latencies);
                }
                let asked = Instant::now();
                let mut last = None;
                let mut index = 0;
                while let Some(step) = what.step(errand, index, last.as_ref())? {
                    let answer = connection.ask(step.request).await?;
                    anyhow::ensure!(
                        (step.is_right)(&answer),
                        "step {index} of errand {errand}: {} {:?}",
                        answer.status(),
                        answer.body()
                    );
                    last = Some(answer);
                    index += 1;
                }
                latencies.push(asked.elapsed());
            }
        });
    }
    collect(begun, tasks).await
}

async fn collect(
    begun: Instant,
    mut tasks: JoinSet<anyhow::Result<Vec<Duration>>>,
) -> anyhow::Result<Round> {
    let mut latencies = Vec::new();
    while let Some(done) = tasks.join_next().await {
        latencies.extend(done.context("a connection's task")??);
    }
    Ok(Round::new(begun.elapsed(), latencies))
}
