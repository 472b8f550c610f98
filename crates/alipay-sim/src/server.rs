//! Starting and stopping a simulator.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::Path,
    sync::Arc,
    time::Duration,
};

use anyhow::Context;
use axum::{
    Router,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::DropGuard;

use crate::{
    bill::download,
    books::Books,
    cashier,
    certificates::Certificates,
    config::{Config, SimInfo},
    control, gateway, host,
    keyring::{self, Keyring},
    listener::{CuttableListener, Peer},
    notify::worker,
    past::Past,
    random::random_digits,
    simulator::{Parts, Simulator},
};

/// How long open connections may finish after a stop.
const GRACE: Duration = Duration::from_secs(3);

/// A running simulator; dropping it stops it without waiting.
#[derive(Debug)]
pub struct Running {
    /// Content of `sim.json`.
    pub info: SimInfo,
    simulator: Arc<Simulator>,
    server: JoinHandle<()>,
    worker: JoinHandle<()>,
    _guard: DropGuard,
}

impl Running {
    /// Base URL without a trailing slash.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.info.url
    }

    /// The shop's gateway setting, `{url}/gateway.do`.
    #[must_use]
    pub fn gateway_url(&self) -> String {
        format!("{}/gateway.do", self.info.url)
    }

    /// Base of the control API.
    #[must_use]
    pub fn control_url(&self) -> &str {
        &self.info.control_url
    }

    /// The simulator's time, epoch milliseconds.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        self.simulator.clock.now()
    }

    /// A function that returns [`Self::now_ms`], for a shop that follows the simulator's clock. It
    /// works even after the simulator was stopped.
    pub fn time(&self) -> impl Fn() -> i64 + Send + Sync + 'static + use<> {
        let simulator = Arc::clone(&self.simulator);
        move || simulator.clock.now()
    }

    /// Sets the simulator's clock to a test's frozen time; it runs on from there.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn set_clock_ms(&self, now_ms: i64) -> anyhow::Result<()> {
        self.simulator
            .move_clock(|clock| clock.set(now_ms))
            .context("move the clock")
    }

    /// Moves the clock ahead: deadlines pass and notifications become due.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn advance_ms(&self, ms: i64) -> anyhow::Result<()> {
        self.simulator
            .move_clock(|clock| clock.advance(ms))
            .context("move the clock")
    }

    /// The same gateway at an earlier time, for a history that is older than this process.
    #[must_use]
    pub fn past(&self) -> Past {
        Past::of(&self.simulator)
    }

    /// Stops serving and sending; due messages stay in the journal.
    pub async fn shutdown(self) {
        self.simulator.stop.cancel();
        for mut task in [self.server, self.worker] {
            if tokio::time::timeout(GRACE, &mut task).await.is_err() {
                task.abort();
            }
        }
    }
}

/// Starts a simulator on its data folder and writes `sim.json` there once it responds.
///
/// # Errors
/// The address is in use, or the data folder, a key file or the journal cannot be used.
pub async fn start(config: Config) -> anyhow::Result<Running> {
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("create {}", config.data.display()))?;
    // Absolute, because programs in other folders read sim.json.
    let data = std::path::absolute(&config.data).context("data folder")?;
    let keys = Keyring::open(&data.join("keys"), config.app_public_key)?;
    let certificates = Certificates::open(
        &data.join("keys"),
        &config.app_id,
        &keys.app_public,
        &keys.alipay_private,
    )?;
    let content_key_file = data.join("keys").join("content_key.txt");
    let content_key = keyring::content_key(&content_key_file)?;
    let books = Books::open(&data.join("gateway.journal"), &random_digits())?;
    let http = reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(3))
        .timeout(Duration::from_secs(15))
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .user_agent(concat!("alipay-sim/", env!("CARGO_PKG_VERSION")))
        .build()
        .context("HTTP client")?;
    let listener = TcpListener::bind(config.addr)
        .await
        .with_context(|| format!("listen on {}", config.addr))?;
    let url = origin(listener.local_addr().context("own address")?);

    let info = SimInfo {
        control_url: format!("{url}/control"),
        url,
        app_id: config.app_id.clone(),
        seller_id: config.seller_id.clone(),
        app_private_key_file: keys.files.app_private.clone(),
        app_public_key_file: keys.files.app_public.clone(),
        alipay_public_key_file: keys.files.alipay_public.clone(),
        alipay_private_key_file: keys.files.alipay_private.clone(),
        app_cert_file: certificates.files.app.clone(),
        alipay_cert_file: certificates.files.alipay.clone(),
        alipay_root_cert_file: certificates.files.root.clone(),
        content_key: content_key.to_base64(),
        content_key_file,
    };
    let simulator = Arc::new(Simulator::new(Parts {
        app_id: config.app_id,
        seller_id: config.seller_id,
        time_scale: config.time_scale,
        keys,
        certificates,
        content_key,
        url: info.url.clone(),
        timestamp_tolerance_ms: config.timestamp_tolerance_ms,
        books,
        http,
    }));

    let mut router = router(Arc::clone(&simulator));
    if config.addr.ip().is_loopback() {
        router = router.layer(axum::middleware::from_fn(host::guard));
    }
    let service = router.into_make_service_with_connect_info::<Peer>();
    let stop = simulator.stop.clone();
    let server = tokio::spawn(async move {
        let serving = axum::serve(CuttableListener(listener), service)
            .with_graceful_shutdown(stop.cancelled_owned());
        if let Err(error) = serving.await {
            tracing::error!(%error, "simulator stopped serving");
        }
    });
    let worker = tokio::spawn(worker::run(Arc::clone(&simulator)));
    let guard = simulator.stop.clone().drop_guard();
    write_info(&data, &info)?;
    tracing::info!(url = info.url, data = %data.display(), "the simulator is ready");
    Ok(Running {
        info,
        simulator,
        server,
        worker,
        _guard: guard,
    })
}

fn router(simulator: Arc<Simulator>) -> Router {
    Router::new()
        // A gateway address without a path works too; a browser gets a description.
        .route("/", get(root).post(gateway::handle))
        .route("/gateway.do", get(gateway::handle).post(gateway::handle))
        .route("/cashier/style.css", get(cashier::style))
        .route("/cashier/{id}", get(cashier::show))
        .route("/cashier/{id}/login", post(cashier::login))
        .route("/cashier/{id}/pay", post(cashier::pay))
        .route("/cashier/{id}/pay-and-stay", post(cashier::pay_and_stay))
        .route("/cashier/{id}/leave", post(cashier::leave))
        .route("/cashier/{id}/fail", post(cashier::fail))
        .route("/downloadBillFile.resource", get(download::serve))
        .merge(control::router())
        .fallback(async || cashier::page::not_found())
        .with_state(simulator)
}

async fn root(
    state: axum::extract::State<Arc<Simulator>>,
    peer: axum::extract::ConnectInfo<Peer>,
    query: axum::extract::RawQuery,
    headers: axum::http::HeaderMap,
    body: axum::body::Bytes,
) -> Response {
    if query
        .0
        .as_deref()
        .is_some_and(|query| query.contains("method="))
    {
        gateway::handle(state, peer, query, headers, body)
            .await
            .into_response()
    } else {
        cashier::page::home()
    }
}

/// The address for a browser on this machine, as an origin: without the default port, because the
/// official SDK for Python cannot parse an address with a port.
fn origin(addr: SocketAddr) -> String {
    let ip = match addr.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip @ (IpAddr::V4(_) | IpAddr::V6(_)) => ip,
    };
    let addr = SocketAddr::new(ip, addr.port());
    let written = addr.to_string();
    let host = match addr.port() {
        80 => written.strip_suffix(":80").unwrap_or(&written),
        _ => &written,
    };
    format!("http://{host}")
}

/// Replaces the file atomically: a reader sees the old one or the new one.
fn write_info(data: &Path, info: &SimInfo) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(info).context("sim.json")?;
    let draft = data.join("sim.json.new");
    let file = data.join("sim.json");
    std::fs::write(&draft, text)
        .and_then(|()| std::fs::rename(&draft, &file))
        .with_context(|| format!("write {}", file.display()))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::origin;

    #[test]
    fn an_origin_names_its_port_unless_it_goes_without_saying() {
        for (addr, expected) in [
            ("127.0.0.1:8090", "http://127.0.0.1:8090"),
            ("0.0.0.0:8080", "http://127.0.0.1:8080"),
            ("127.0.0.1:80", "http://127.0.0.1"),
            ("[::]:80", "http://[::1]"),
        ] {
            assert_eq!(origin(addr.parse().unwrap()), expected);
        }
    }
}
