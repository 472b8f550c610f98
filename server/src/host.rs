//! Requests for another host get 421. A page of another site whose name leads to this machine (DNS rebinding) has that
//! name as its host, and so reaches nothing.

use crate::{
    error_page, health,
    net::Proxies,
    state::{AppState, Edge},
};
use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};
use http::{StatusCode, header};
use std::net::SocketAddr;
use url::Url;

/// The names under which the shop answers. Ports are not compared: proxies often leave them out or change them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosts(Vec<String>);

impl Hosts {
    /// The hosts of the shop's `addresses`.
    #[must_use]
    pub fn of<'a>(addresses: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hosts: Vec<_> = addresses
            .into_iter()
            .filter_map(|address| Some(Url::parse(address).ok()?.host_str()?.to_owned()))
            .collect();
        hosts.dedup();
        Self(hosts)
    }

    fn contains(&self, authority: &str) -> bool {
        let host = without_port(authority).trim_end_matches('.');
        self.0.iter().any(|own| own.eq_ignore_ascii_case(host))
    }
}

/// `shop.example` of `shop.example:8443`, `[::1]` of `[::1]:80`.
fn without_port(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        Some(_) | None => authority,
    }
}

/// True if the request is for this shop, or asks for its health from where monitoring asks.
pub(crate) fn is_ours(edge: &Edge, request: &Request) -> bool {
    authority(request).is_some_and(|authority| edge.hosts.contains(authority))
        || is_health_check(&edge.proxies, request)
}

/// The one host the request names.
fn authority(request: &Request) -> Option<&str> {
    if let Some(authority) = request.uri().authority() {
        return Some(authority.as_str());
    }
    let mut named = request.headers().get_all(header::HOST).iter();
    let first = named.next()?.to_str().ok()?;
    named.next().is_none().then_some(first)
}

/// Monitoring on this machine and load balancers ask by address.
fn is_health_check(proxies: &Proxies, request: &Request) -> bool {
    let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() else {
        return false;
    };
    let peer = peer.ip().to_canonical();
    let is_health = matches!(request.uri().path(), health::LIVE | health::READY);
    is_health && (peer.is_loopback() || proxies.lists(peer))
}

/// Refuses what is for another host.
pub async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if is_ours(&state.edge, &request) {
        return next.run(request).await;
    }
    tracing::info!("request for another host refused");
    error_page::bare(StatusCode::MISDIRECTED_REQUEST)
}

#[cfg(test)]
mod tests {
    use super::Hosts;

    #[test]
    fn a_host_is_ours_in_any_spelling_and_on_any_port() {
        let hosts = Hosts::of(["https://shop.example/", "http://[::1]:8080", "no address"]);
        for ours in [
            "shop.example",
            "SHOP.example:8443",
            "shop.example.",
            "[::1]",
            "[::1]:8080",
        ] {
            assert!(hosts.contains(ours), "{ours}");
        }
        for other in [
            "",
            "example",
            "evil.example",
            "shop.example.evil.example",
            "shop.example@evil.example",
            "shop.example:x",
            "127.0.0.1",
            "::1",
        ] {
            assert!(!hosts.contains(other), "{other}");
        }
    }
}
