//! Limits at the edge: tries per minute and client, body sizes, requests in flight.

use crate::{error_page, net::ClientAddr, notify, state::AppState};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::NoOpMiddleware,
    state::keyed::DashMapStateStore,
};
use http::{HeaderValue, Method, StatusCode, header};
use std::{
    hash::{BuildHasher, RandomState},
    net::IpAddr,
    num::NonZeroU32,
    time::Duration,
};

/// Longest form of a person.
pub const FORM_BYTES: usize = 16 * 1024;
/// Longest notice of the gateway.
pub const NOTIFY_BYTES: usize = 64 * 1024;
/// Requests worked on at once; the next one is told to come back.
pub const IN_FLIGHT: usize = 512;
/// Notices worked on at once.
pub const NOTIFIES_IN_FLIGHT: usize = 64;

/// How long a client may take. Browsers need less.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For all of a request's headers, and between two requests.
    pub headers: Duration,
    /// For all of its body.
    pub body: Duration,
    /// Without taking anything of a response that is being sent.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            headers: Duration::from_secs(10),
            body: Duration::from_secs(10),
            answer: Duration::from_secs(30),
        }
    }
}

/// A client's place among the counters. Addresses share 65,536 places by a keyed hash, so memory is bounded whoever
/// comes, and nobody can aim at another's place.
type Place = u16;
type Limiter = RateLimiter<Place, DashMapStateStore<Place>, DefaultClock, NoOpMiddleware>;

/// Tries per minute and client.
pub struct Limits {
    places: RandomState,
    clock: DefaultClock,
    login: Limiter,
    checkout: Limiter,
    refund: Limiter,
}

impl Default for Limits {
    fn default() -> Self {
        Self::new(PER_MINUTE)
    }
}

/// How many tries a minute.
#[derive(Debug, Clone, Copy)]
pub struct PerMinute {
    /// Sign in, sign up, staff sign-in.
    pub login: u32,
    /// Placing an order.
    pub checkout: u32,
    /// Refunds by staff.
    pub refund: u32,
}

/// The limits of a shop in production.
pub const PER_MINUTE: PerMinute = PerMinute {
    login: 20,
    checkout: 10,
    refund: 30,
};

/// The limits of a demo: whoever tries it comes from the one address of this machine.
pub const PER_MINUTE_DEMO: PerMinute = PerMinute {
    login: 600,
    checkout: 600,
    refund: 600,
};

impl Limits {
    /// Counters for `rates`; 0 counts as 1.
    #[must_use]
    pub fn new(rates: PerMinute) -> Self {
        Self {
            places: RandomState::new(),
            clock: DefaultClock::default(),
            login: limiter(rates.login),
            checkout: limiter(rates.checkout),
            refund: limiter(rates.refund),
        }
    }

    fn of(&self, path: &str) -> Option<&Limiter> {
        match path {
            "/api/account/sign_in" | "/api/account/sign_up" | "/api/admin/sign_in" => {
                Some(&self.login)
            }
            "/api/checkout/place_order" => Some(&self.checkout),
            "/api/admin/refund_order" | "/api/admin/retry_refund" | "/api/admin/drop_refund" => {
                Some(&self.refund)
            }
            _ => None,
        }
    }

    /// Takes one try on `path`; otherwise the seconds to wait.
    fn take(&self, path: &str, client: IpAddr) -> Result<(), u64> {
        let Some(limiter) = self.of(path) else {
            return Ok(());
        };
        limiter.check_key(&self.place(client)).map_err(|until| {
            until
                .wait_time_from(self.clock.now())
                .as_secs()
                .saturating_add(1)
        })
    }

    fn place(&self, client: IpAddr) -> Place {
        let [low, high, ..] = self.places.hash_one(client).to_le_bytes();
        Place::from_le_bytes([low, high])
    }
}

fn limiter(per_minute: u32) -> Limiter {
    let tries = NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN);
    RateLimiter::dashmap(Quota::per_minute(tries))
}

/// Refuses a client that tries too often.
pub async fn tries(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if request.method() == Method::POST
        && let Some(client) = request.extensions().get::<ClientAddr>()
        && let Err(seconds) = state
            .edge
            .limits
            .take(request.uri().path(), client.bucket())
    {
        let mut refused = error_page::bare(StatusCode::TOO_MANY_REQUESTS);
        refused
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        return refused;
    }
    next.run(request).await
}

/// Reads a body whole, within its limits of size and time, before anything else looks at it: a body sent in chunks is
/// refused as cleanly as one that declares its length, and whoever sends slowly takes no place among the requests that
/// are worked on.
pub async fn body(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let limit = if notify::is_notify(request.method(), request.uri().path()) {
        NOTIFY_BYTES
    } else {
        FORM_BYTES
    };
    let (parts, body) = request.into_parts();
    let declared = parts
        .headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<u64>().ok());
    let limit_u64 = u64::try_from(limit).unwrap_or(u64::MAX);
    if declared.is_some_and(|length| length > limit_u64) {
        return error_page::bare(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let Ok(read) = tokio::time::timeout(state.edge.patience.body, to_bytes(body, limit)).await
    else {
        tracing::info!("body not sent in time");
        return error_page::bare(StatusCode::REQUEST_TIMEOUT);
    };
    match read {
        Ok(bytes) => {
            next.run(Request::from_parts(parts, Body::from(bytes)))
                .await
        }
        Err(error) => {
            let too_long = is_too_long(&error);
            tracing::info!(error = %error, too_long, "body not taken");
            let status = if too_long {
                StatusCode::PAYLOAD_TOO_LARGE
            } else {
                StatusCode::BAD_REQUEST
            };
            error_page::bare(status)
        }
    }
}

fn is_too_long(error: &axum::Error) -> bool {
    use std::error::Error as _;
    error
        .source()
        .is_some_and(|cause| cause.is::<http_body_util::LengthLimitError>())
}

/// Answers a request for which there is no room.
pub async fn shed(error: tower::BoxError) -> Response {
    tracing::warn!(error = %error, "request shed");
    let mut answer = error_page::bare(StatusCode::SERVICE_UNAVAILABLE);
    answer
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(1));
    answer
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::*;

    #[test]
    fn the_twenty_first_login_of_a_minute_waits() {
        let limits = Limits::default();
        let one: IpAddr = "203.0.113.9".parse().unwrap();
        for _ in 0..20 {
            assert_eq!(limits.take("/api/account/sign_in", one), Ok(()));
        }
        let seconds = limits.take("/api/admin/sign_in", one).unwrap_err();
        assert!((1..=60).contains(&seconds), "{seconds}");
        assert_eq!(limits.take("/api/cart/add", one), Ok(()));
        assert_eq!(limits.take("/api/checkout/place_order", one), Ok(()));
    }
}
