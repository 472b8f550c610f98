//! A simulator on a loopback address accepts only requests for a local host name. With DNS
//! rebinding, a page of another site could otherwise use the control API.

use axum::{
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::net::IpAddr;

/// Refuses requests whose host is a name other than `localhost`.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let authority = match request.uri().authority() {
        Some(authority) => Some(authority.as_str()),
        None => request
            .headers()
            .get(header::HOST)
            .and_then(|value| value.to_str().ok()),
    };
    if authority.is_some_and(is_local) {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "unknown host\n").into_response()
    }
}

/// True for IP addresses, which DNS cannot point elsewhere, and for `localhost`.
fn is_local(authority: &str) -> bool {
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        Some(_) | None => authority,
    };
    let address = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .unwrap_or(host);
    host.eq_ignore_ascii_case("localhost") || address.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn only_addresses_and_localhost_are_this_machine() {
        for local in ["127.0.0.1", "127.0.0.1:8090", "LOCALHOST:8090", "[::1]:80"] {
            assert!(is_local(local), "{local}");
        }
        for other in [
            "",
            "evil.example",
            "evil.example:8090",
            "localhost.evil.example",
            "x@127.0.0.1",
        ] {
            assert!(!is_local(other), "{other}");
        }
    }
}
