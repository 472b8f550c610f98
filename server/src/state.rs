//! What every handler may reach. Built once by the composition root, cloned by every layer for every request.

use crate::{
    assets::Bundles,
    hosts::Hosts,
    limit::{Limits, Patience},
    net::Proxies,
    page_cache::PageCache,
};
use axum::extract::FromRef;
use http::HeaderValue;
use kit::site::Site;
use leptos::config::LeptosOptions;
use shop::Shop;
use std::{ops::Deref, path::PathBuf, sync::Arc};
use tokio_util::sync::CancellationToken;

/// The state of the router: one counted pointer. A router is cloned per request with all its layers, and each holds the
/// state, so whatever cloning it costs is paid some fifty times for a page.
#[derive(Clone)]
pub struct AppState(Arc<Parts>);

/// What the state holds.
#[derive(Clone)]
pub struct Parts {
    /// The use cases.
    pub shop: Shop,
    /// Where the built assets are, for the pages' links.
    pub leptos: LeptosOptions,
    /// The islands of each side.
    pub bundles: Bundles,
    /// What pages must know about this installation.
    pub site: Site,
    /// What only the edge needs.
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
    /// Peers whose forwarded headers are believed.
    pub proxies: Proxies,
    /// Tries per minute and client.
    pub limits: Limits,
    /// How long a client may take for its headers, and then for its body.
    pub patience: Patience,
    /// `Content-Security-Policy` of pages without islands.
    pub policy: HeaderValue,
    /// Finished pages for visitors without a session.
    pub pages: PageCache,
    /// Cancelled when the process is asked to stop: readiness goes first.
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
