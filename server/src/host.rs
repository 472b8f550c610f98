//! Requests for another host get 421. With DNS rebinding, a page of another site reaches this
//! machine under its own host name, and is refused.

use crate::{
    bare::bare,
    health,
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

/// True if the request names a host of the shop, or is a health check from an allowed address.
pub(crate) fn is_ours(edge: &Edge, request: &Request) -> bool {
    authority(request).is_some_and(|authority| edge.hosts.contains(authority))
        || is_health_check(&edge.proxies, request)
}

/// The host that the request names.
fn authority(request: &Request) -> Option<&str> {
    if let Some(authority) = request.uri().authority() {
        return Some(authority.as_str());
    }
    let mut named = request.headers().get_all(header::HOST).iter();
    let first = named.next()?.to_str().ok()?;
    named.next().is_none().then_some(first)
}

/// Monitoring on this machine and load balancers use the IP address.
fn is_health_check(proxies: &Proxies, request: &Request) -> bool {
    let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() else {
        return false;
    };
    let peer = peer.ip().to_canonical();
    let is_health = matches!(request.uri().path(), health::LIVE | health::READY);
    is_health && (peer.is_loopback() || proxies.lists(peer))
}

/// Refuses requests for another host.
pub async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if is_ours(&state.edge, &request) {
        return next.run(request).await;
    }
    tracing::info!("request for another host refused");
    bare(StatusCode::MISDIRECTED_REQUEST)
}
