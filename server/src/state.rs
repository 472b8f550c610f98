//! The state of all handlers. Built once in `compose`, cloned by every layer for every request.

use crate::{
    assets::Bundles,
    hosts::Hosts,
    limit::{Limits, Patience},
    metrics::Metrics,
    net::Proxies,
    page_cache::PageCache,
    sitemap::Sitemap,
};
use axum::extract::FromRef;
use http::HeaderValue;
use kit::site::Site;
use leptos::config::LeptosOptions;
use shop::Shop;
use std::{ops::Deref, path::PathBuf, sync::Arc};
use tokio_util::sync::CancellationToken;

/// The state of the router: one counted pointer. A router is cloned with all its layers for each
/// request, and each layer holds the state, so a clone of it happens some fifty times for a page.
#[derive(Clone)]
pub struct AppState(Arc<Parts>);

/// The content of the state.
#[derive(Clone)]
pub struct Parts {
    /// The use cases.
    pub shop: Shop,
    /// Where the built files are, for the pages' links.
    pub leptos: LeptosOptions,
    /// The islands of each side.
    pub bundles: Bundles,
    /// What pages need to know about this installation.
    pub site: Site,
    /// The part that layers and plain routes need.
    pub edge: Arc<Edge>,
}

/// What layers and plain routes need, and pages do not.
pub struct Edge {
    /// `https://shop.example`, without a trailing slash: what a browser sends as `Origin`.
    pub origin: String,
    /// True behind https: `__Host-` cookies and HSTS.
    pub secure: bool,
    /// Pictures, named by their hash.
    pub media_dir: PathBuf,
    /// The hosts of the shop's addresses; requests for another are refused.
    pub hosts: Hosts,
    /// Peers whose forwarded headers are trusted.
    pub proxies: Proxies,
    /// Tries per minute and client.
    pub limits: Limits,
    /// Time limits of a client.
    pub patience: Patience,
    /// `Content-Security-Policy` of pages without islands.
    pub policy: HeaderValue,
    /// Rendered pages for visitors without a session.
    pub pages: PageCache,
    /// The files of the sitemap.
    pub sitemap: Sitemap,
    /// Figures for monitoring, if anybody asks for them.
    pub metrics: Option<Arc<Metrics>>,
    /// Cancelled when the process is asked to stop: readiness ends first.
    pub stopping: CancellationToken,
}

impl From<Parts> for AppState {
    fn from(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for AppState {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
