//! Connects the parts: store, gateway, shop, state. Nothing is global.

use crate::{
    assets,
    config::{DataConfig, HttpConfig},
    csp,
    hosts::Hosts,
    limit::{Limits, Patience, PerMinute},
    page_cache::PageCache,
    sitemap::Sitemap,
    state::{AppState, Edge, Parts},
};
use alipay::{AppConfig, Client};
use anyhow::Context;
use kit::site::Site;
use shop::{
    Shop,
    clock::{Clock, SystemClock},
    gateway::{AlipayGateway, Gateway},
    ids::SystemIds,
    policy::Policy,
};
use std::{path::Path, sync::Arc};
use store::{OpenOptions, SchemaState, Store};
use tokio_util::sync::CancellationToken;

/// Whether a command may create and migrate the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// Creates a missing file and applies missing migrations.
    Migrate,
    /// Requires a schema that this version knows.
    Expect,
}

/// Opens the database.
///
/// # Errors
/// It cannot be reached, has unsafe settings, or has another schema than this version knows.
pub async fn open_store(data: &DataConfig, schema: Schema) -> anyhow::Result<Store> {
    create_private(&data.data_dir)?;
    let create = schema == Schema::Migrate;
    let store = Store::open(
        &data.database,
        OpenOptions {
            create,
            ..OpenOptions::default()
        },
    )
    .await
    .context("the database cannot be opened (a new one is made by `zhanggui migrate`)")?;
    match schema {
        Schema::Migrate => {
            let applied = store.migrate().await.context("migrating the database")?;
            tracing::info!(applied = applied.len(), "schema is current");
        }
        Schema::Expect => match store.schema_state().await.context("reading the schema")? {
            SchemaState::Current => {}
            SchemaState::Behind(missing) => anyhow::bail!(
                "the database lacks {missing} migrations: back it up, then run `zhanggui migrate`"
            ),
            SchemaState::Unknown => anyhow::bail!(
                "the database was migrated by a newer version of zhanggui: run that version"
            ),
        },
    }
    Ok(store)
}

/// A folder that only this user can open.
///
/// # Errors
/// It cannot be created.
pub fn create_private(folder: &Path) -> anyhow::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder
        .create(folder)
        .with_context(|| format!("creating the folder {}", folder.display()))
}

/// An error with all its causes, in one line.
#[must_use]
pub fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let words = inner.to_string();
        // Some errors repeat their cause.
        if !text.contains(&words) {
            text.push_str(": ");
            text.push_str(&words);
        }
        cause = inner.source();
    }
    text
}

/// Alipay, or the simulator, over HTTP.
///
/// # Errors
/// The HTTP client cannot be created.
pub fn gateway(app: AppConfig, seller_id: String) -> anyhow::Result<Arc<dyn Gateway>> {
    let client = Client::http(app).context("setting up the client of the gateway")?;
    Ok(Arc::new(AlipayGateway::new(client, seller_id)))
}

/// A shop with the machine's clock and randomness.
#[must_use]
pub fn shop(store: Store, gateway: Arc<dyn Gateway>, policy: Policy) -> Shop {
    shop_at(Arc::new(SystemClock), store, gateway, policy)
}

/// A shop with its own clock and the machine's randomness.
#[must_use]
pub fn shop_at(
    clock: Arc<dyn Clock>,
    store: Store,
    gateway: Arc<dyn Gateway>,
    policy: Policy,
) -> Shop {
    Shop::new(store, gateway, clock, Arc::new(SystemIds), policy)
}

/// The router's state. Cancelling `stopping` ends readiness.
#[must_use]
pub fn state(
    shop: Shop,
    http: &HttpConfig,
    media_dir: &Path,
    pages: &Pages,
    rates: PerMinute,
    stopping: CancellationToken,
) -> AppState {
    let leptos = assets::options(http.site_dir.as_deref());
    let bundles = assets::Bundles::new(&leptos);
    let origin = http.origin();
    let site = Site::new(
        &origin,
        pages.demo,
        pages.form_action_hosts.clone(),
        bundles.shop(),
    );
    let edge = Edge {
        origin,
        secure: http.is_secure(),
        media_dir: media_dir.to_owned(),
        hosts: Hosts::of(
            std::iter::once(http.public_url.as_str()).chain(pages.told.iter().map(String::as_str)),
        ),
        proxies: http.proxies.clone(),
        limits: Limits::new(rates),
        patience: Patience::default(),
        policy: csp::without_scripts(&site),
        pages: PageCache::new(http.page_cache_mb),
        sitemap: Sitemap::default(),
        metrics: http.metrics_addr.map(|_| Arc::default()),
        stopping,
    };
    let edge = Arc::new(edge);
    AppState::from(Parts {
        shop: shop.with_media(media_dir),
        leptos,
        bundles,
        site,
        edge,
    })
}

/// What pages and routes need to know about the gateway.
#[derive(Debug, Clone)]
pub struct Pages {
    /// True if no real money moves; every page shows it.
    pub demo: bool,
    /// Origins that a payment form may be submitted to.
    pub form_action_hosts: Vec<String>,
    /// Addresses that the gateway is given; their hosts belong to the shop too.
    pub told: Vec<String>,
}
