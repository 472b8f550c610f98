//! The real router over the real store, with a frozen clock and a gateway that does not respond.

use super::{Client, seeded};
use alipay::{
    AlipayKeys, AppConfig, Client as Gateway, Transport, TransportError,
    transport::{BoxFuture, HttpResponse},
};
use axum::Router;
use demo::DemoAccounts;
use domain::{staff::factor::Demand, time::Millis};
use server::{
    AppState,
    compose::{self, Pages},
    config::HttpConfig,
    limit::{Limits, PER_MINUTE, PerMinute},
    net::Proxies,
    page_cache::{DEFAULT_MB, PageCache},
    sitemap::Sitemap,
    state::{Edge, Parts},
};
use shop::{
    Shop,
    clock::Clock,
    gateway::AlipayGateway,
    ids::SystemIds,
    policy::Policy,
    seal::{KEY_LEN, Seal},
};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use store::{DatabaseUrl, OpenOptions, Store};
use tokio_util::sync::CancellationToken;
use url::Url;

pub(crate) use test_support::keys;

pub(crate) const APP_ID: &str = "9021000100000001";
pub(crate) const SELLER_ID: &str = "2088000000000100";
pub(crate) const ORIGIN: &str = "http://127.0.0.1:8080";
/// 2026-11-22 09:00 in Shanghai.
pub(crate) const MORNING: i64 = 1_795_309_200_000;

/// A clock that only tests move.
pub(crate) struct Frozen(AtomicI64);

impl Clock for Frozen {
    fn now(&self) -> Millis {
        Millis::new(self.0.load(Ordering::SeqCst))
    }
}

impl Frozen {
    pub(crate) fn at(ms: i64) -> Self {
        Self(AtomicI64::new(ms))
    }

    pub(crate) fn advance(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

/// A gateway that never responds.
struct Silent;

impl Transport for Silent {
    fn post<'a>(
        &'a self,
        _: &'a Url,
        _: String,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        let lost = TransportError::Interrupted("nobody is there".into());
        Box::pin(std::future::ready(Err(lost)))
    }
}

/// The setup of a shop under test; a test overrides what it needs.
pub(crate) struct Setup {
    /// The shop's public URL.
    pub(crate) origin: String,
    /// Proxies whose `X-Forwarded-For` is trusted.
    pub(crate) proxies: Proxies,
    /// The client of the gateway. The default one gets no responses.
    pub(crate) gateway: Gateway,
    /// Size of the page cache, in MiB.
    pub(crate) page_cache_mb: u32,
    /// The merchant's settings.
    pub(crate) policy: Policy,
    /// The data folder: a new one, or that of another shop.
    pub(crate) home: Arc<tempfile::TempDir>,
}

impl Default for Setup {
    fn default() -> Self {
        let config = app_config("http://127.0.0.1:8090/gateway.do");
        Self {
            origin: ORIGIN.to_owned(),
            proxies: Proxies::default(),
            gateway: Gateway::new(config, Arc::new(Silent)),
            page_cache_mb: DEFAULT_MB,
            // Many tests make a second owner; those of the second step override it.
            policy: Policy {
                second_factor: Demand::Never,
                ..Policy::default()
            },
            home: Arc::new(tempfile::tempdir().unwrap()),
        }
    }
}

/// A shop under test.
pub(crate) struct TestApp {
    pub(crate) shop: Shop,
    pub(crate) router: Router,
    pub(crate) clock: Arc<Frozen>,
    pub(crate) accounts: DemoAccounts,
    pub(crate) stopping: CancellationToken,
    state: AppState,
    home: Arc<tempfile::TempDir>,
}

impl TestApp {
    pub(crate) async fn new() -> Self {
        Self::with(Setup::default()).await
    }

    /// A shop whose public URL is `origin`.
    pub(crate) async fn at(origin: &str) -> Self {
        Self::with(Setup {
            origin: origin.to_owned(),
            ..Setup::default()
        })
        .await
    }

    /// A shop behind a local proxy.
    pub(crate) async fn behind_proxy() -> Self {
        Self::with(Setup {
            proxies: Proxies(vec!["127.0.0.1".parse().unwrap()]),
            ..Setup::default()
        })
        .await
    }

    /// A shop with a page cache of this size.
    pub(crate) async fn with_page_cache(page_cache_mb: u32) -> Self {
        Self::with(Setup {
            page_cache_mb,
            ..Setup::default()
        })
        .await
    }

    /// A shop with practically no rate limit of forms.
    pub(crate) async fn unpaced() -> Self {
        let app = Self::new().await;
        let parts = Parts::clone(&app.state());
        let edge = Arc::new(Edge {
            origin: parts.edge.origin.clone(),
            secure: parts.edge.secure,
            media_dir: parts.edge.media_dir.clone(),
            hosts: parts.edge.hosts.clone(),
            proxies: parts.edge.proxies.clone(),
            limits: Limits::new(PerMinute {
                form: 1_000_000,
                ..PER_MINUTE
            }),
            patience: parts.edge.patience,
            policy: parts.edge.policy.clone(),
            pages: PageCache::new(DEFAULT_MB),
            sitemap: Sitemap::default(),
            metrics: None,
            stopping: app.stopping.clone(),
        });
        let state = AppState::from(Parts { edge, ..parts });
        let router = server::router(state.clone()).unwrap();
        Self {
            router,
            state,
            ..app
        }
    }

    /// A shop with this setup.
    pub(crate) async fn with(setup: Setup) -> Self {
        let Setup {
            origin,
            proxies,
            gateway,
            page_cache_mb,
            policy,
            home,
        } = setup;
        let path = seeded::database(home.path());
        if !path.exists() {
            seeded::put_into(home.path()).await;
        }
        let store = Store::open(&DatabaseUrl::sqlite(path), OpenOptions::default())
            .await
            .unwrap();
        let clock = Arc::new(Frozen::at(MORNING));
        let told: Arc<dyn Clock> = clock.clone();
        let gateway_origin = gateway.config().gateway.origin().ascii_serialization();
        let shop = Shop::new(
            store,
            Arc::new(AlipayGateway::new(gateway, SELLER_ID.to_owned())),
            told,
            Arc::new(SystemIds),
            policy,
        )
        .with_seal(Seal::new(&[7; KEY_LEN]).unwrap());
        let media = seeded::media(home.path());
        let accounts = demo::accounts();
        let http = HttpConfig {
            addr: "127.0.0.1:8080".parse().unwrap(),
            public_url: Url::parse(&origin).unwrap(),
            proxies,
            site_dir: None,
            page_cache_mb,
            metrics_addr: None,
            traces: None,
        };
        let pages = Pages {
            demo: true,
            form_action_hosts: vec![gateway_origin],
            told: Vec::new(),
        };
        let stopping = CancellationToken::new();
        let state = compose::state(
            shop.clone(),
            &http,
            &media,
            &pages,
            PER_MINUTE,
            stopping.clone(),
        );
        let router = server::router(state.clone()).unwrap();
        Self {
            shop,
            router,
            clock,
            accounts,
            stopping,
            state,
            home,
        }
    }

    /// The same shop with built assets in `site`.
    pub(crate) fn with_site(&self, site: &std::path::Path) -> Client {
        let mut parts = Parts::clone(&self.state());
        parts.leptos.site_root = site.display().to_string().into();
        Client::new(server::router(AppState::from(parts)).unwrap()).to(&self.state.edge.origin)
    }

    /// The URL of the database.
    pub(crate) fn database_url(&self) -> String {
        format!("sqlite:{}", seeded::database(self.home.path()).display())
    }

    /// A second store on the same database, as in another process.
    pub(crate) async fn other_process(&self) -> Store {
        let database = DatabaseUrl::sqlite(seeded::database(self.home.path()));
        Store::open(&database, OpenOptions::default())
            .await
            .unwrap()
    }

    /// The router's state, for layers over other routes.
    pub(crate) fn state(&self) -> AppState {
        self.state.clone()
    }

    /// A client without a session.
    pub(crate) fn anonymous(&self) -> Client {
        Client::new(self.router.clone()).to(&self.state.edge.origin)
    }

    /// The demo shopper, signed in.
    pub(crate) async fn shopper(&self) -> Client {
        let account = &self.accounts.shopper;
        let client = self.anonymous();
        client
            .sign_in("/login", &account.login, &account.password)
            .await;
        client
    }

    /// Staff with the roles orders and refunds, signed in.
    pub(crate) async fn staff(&self) -> Client {
        let account = &self.accounts.staff;
        let client = self.anonymous();
        client
            .sign_in("/admin/login", &account.login, &account.password)
            .await;
        client
    }
}

/// An application with the test keys.
pub(crate) fn app_config(gateway: &str) -> AppConfig {
    let keys = keys();
    AppConfig {
        notify_url: Some(format!("{ORIGIN}/alipay/notify")),
        return_url: Some(format!("{ORIGIN}/alipay/return")),
        ..AppConfig::new(
            Url::parse(gateway).unwrap(),
            APP_ID,
            keys.app.clone(),
            AlipayKeys::new(&keys.app, vec![keys.alipay.public_key()]).unwrap(),
        )
    }
}
