//! Sessions: the library's record, kept in the database under the hash of its id, with one cookie for shoppers and
//! another for staff.
//!
//! A visitor who did nothing has no session and gets no cookie. How long a session lasts is decided here, by the
//! shop's clock; the library's own idea of expiry is not used.

use crate::{error_page, net::ClientAddr, state::AppState};
use async_trait::async_trait;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use domain::time::{DAY, HOUR, MINUTE, Millis, horizon};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use shop::{
    Shop,
    session::{SessionRow, token_hash},
};
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};
use time::OffsetDateTime;
use tower_sessions::{
    Session, SessionStore,
    cookie::{Cookie, SameSite},
    session::{Id, Record},
    session_store,
};

/// When the session began; the login writes `since`, from which the absolute end counts anew.
const BEGAN: &str = "began";
const SINCE: &str = "since";

/// Whose session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Everybody on the shop's side.
    Shopper,
    /// Staff, on the admin pages.
    Admin,
}

impl Kind {
    /// The kind that a path uses.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let admin =
            path == "/admin" || path.starts_with("/admin/") || path.starts_with("/api/admin/");
        if admin { Self::Admin } else { Self::Shopper }
    }

    /// The cookie's name. `__Host-` makes browsers refuse one that another host of the domain set.
    #[must_use]
    pub const fn cookie(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Shopper, true) => "__Host-zg",
            (Self::Shopper, false) => "zg",
            (Self::Admin, true) => "__Host-zg_admin",
            (Self::Admin, false) => "zg_admin",
        }
    }

    const fn idle(self) -> i64 {
        match self {
            Self::Shopper => 14 * DAY,
            Self::Admin => 30 * MINUTE,
        }
    }

    const fn absolute(self) -> i64 {
        match self {
            Self::Shopper => 30 * DAY,
            Self::Admin => 12 * HOUR,
        }
    }

    /// A session used again within this time is not written again.
    const fn grace(self) -> i64 {
        match self {
            Self::Shopper => DAY,
            Self::Admin => MINUTE,
        }
    }
}

/// What the database holds of one session, as far as this request knows.
struct Known {
    hash: String,
    record: String,
    expires_at: Millis,
}

/// The sessions of one kind, as one request sees them.
struct Rows {
    shop: Shop,
    kind: Kind,
    ip_prefix: String,
    known: Mutex<Option<Known>>,
}

impl fmt::Debug for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl Rows {
    fn know(&self, known: Option<Known>) {
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = known;
    }

    /// True if the session lives on use and this use was not yet noted.
    fn is_due(&self) -> bool {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().is_some_and(|known| {
            let now = self.shop.now();
            let full = now.plus(self.kind.idle());
            full.since(known.expires_at) > self.kind.grace()
                || is_ahead(self.kind, known.expires_at, now)
        })
    }

    fn is_unchanged(&self, hash: &str, record: &str) -> bool {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .as_ref()
            .is_some_and(|known| known.hash == hash && known.record == record)
    }

    async fn write(&self, record: &Record) -> session_store::Result<()> {
        let hash = token_hash(&record.id.to_string());
        // Only the data: the id in clear would undo the hash beside it.
        let text = serde_json::to_string(&record.data)
            .map_err(|error| session_store::Error::Encode(error.to_string()))?;
        let moment = |key| {
            record
                .data
                .get(key)
                .and_then(serde_json::Value::as_i64)
                .map(Millis::new)
        };
        let now = self.shop.now();
        let began = moment(SINCE)
            .or_else(|| moment(BEGAN))
            .filter(|at| at.age(now).is_some())
            .unwrap_or(now);
        let expires_at = now
            .plus(self.kind.idle())
            .min(began.plus(self.kind.absolute()));
        let row = SessionRow {
            token_hash: hash.clone(),
            user_id: record
                .data
                .get("user_id")
                .and_then(serde_json::Value::as_i64),
            admin: self.kind == Kind::Admin,
            record: text.clone(),
            expires_at,
            ip_prefix: self.ip_prefix.clone(),
        };
        self.shop.session_save(row).await.map_err(backend)?;
        self.know(Some(Known {
            hash,
            record: text,
            expires_at,
        }));
        Ok(())
    }
}

/// True if a session ends later than one that is used now: its last use was stamped by a clock that was ahead.
fn is_ahead(kind: Kind, expires_at: Millis, now: Millis) -> bool {
    expires_at > horizon(now.plus(kind.idle()))
}

#[expect(clippy::needless_pass_by_value, reason = "handed to map_err")]
fn backend(error: shop::Error) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

#[async_trait]
impl SessionStore for Rows {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        // Always a fresh id: after signing out the library hands in the record of the session that just ended.
        loop {
            record.id = Id::default();
            let hash = token_hash(&record.id.to_string());
            if self
                .shop
                .session_load(&hash)
                .await
                .map_err(backend)?
                .is_none()
            {
                break;
            }
        }
        let now = self.shop.now().get();
        record
            .data
            .entry(BEGAN.to_owned())
            .or_insert_with(|| now.into());
        self.write(record).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        let hash = token_hash(&record.id.to_string());
        let text = serde_json::to_string(&record.data)
            .map_err(|error| session_store::Error::Encode(error.to_string()))?;
        if self.is_unchanged(&hash, &text) && !self.is_due() {
            return Ok(());
        }
        // A session that ended meanwhile (signed out in another tab) must not come back to life.
        if self
            .shop
            .session_load(&hash)
            .await
            .map_err(backend)?
            .is_none()
        {
            tracing::info!("session ended meanwhile, not saved");
            return Ok(());
        }
        self.write(record).await
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let hash = token_hash(&id.to_string());
        let Some(row) = self.shop.session_load(&hash).await.map_err(backend)? else {
            return Ok(None);
        };
        // The hash is unique over both kinds, so a shopper's id in the staff cookie would be found: it is refused.
        let now = self.shop.now();
        if row.admin != (self.kind == Kind::Admin) || row.expires_at <= now {
            return Ok(None);
        }
        // A staff session that a clock ahead of ours extended would outlive its idle time. A shopper's is written anew
        // with its next use, so that no guest loses a cart.
        if self.kind == Kind::Admin && is_ahead(self.kind, row.expires_at, now) {
            return Ok(None);
        }
        let data = serde_json::from_str(&row.record)
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        let seconds = row.expires_at.get().div_euclid(1_000);
        let expiry_date = OffsetDateTime::from_unix_timestamp(seconds)
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        self.know(Some(Known {
            hash,
            record: row.record,
            expires_at: row.expires_at,
        }));
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date,
        }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        self.know(None);
        self.shop
            .session_delete(&token_hash(&id.to_string()))
            .await
            .map_err(backend)
    }
}

/// Gives the request its session, and afterwards the browser its cookie.
pub async fn attach(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let kind = Kind::of(request.uri().path());
    let name = kind.cookie(state.edge.secure);
    let sent = cookie(request.headers(), name).map(str::to_owned);
    let is_prefetch = request.headers().contains_key("sec-purpose");
    let rows = Arc::new(Rows {
        shop: state.shop.clone(),
        kind,
        ip_prefix: request
            .extensions()
            .get::<ClientAddr>()
            .map_or_else(String::new, |client| client.prefix()),
        known: Mutex::new(None),
    });
    let id = sent.as_deref().and_then(|text| text.parse::<Id>().ok());
    let session = Session::new(id, Arc::clone(&rows), None);
    request.extensions_mut().insert(session.clone());

    let mut response = next.run(request).await;

    if session.is_empty().await {
        if sent.is_some() {
            set_cookie(&mut response, &removal(name, state.edge.secure));
        }
    } else if (session.is_modified() || (rows.is_due() && !is_prefetch))
        && !response.status().is_server_error()
    {
        if let Err(error) = session.save().await {
            tracing::error!(error = %error, "session not saved");
            return error_page::bare(StatusCode::SERVICE_UNAVAILABLE);
        }
        if let Some(id) = session.id() {
            let max_age = time::Duration::milliseconds(kind.idle());
            let cookie = build(name, id.to_string(), state.edge.secure)
                .max_age(max_age)
                .build();
            set_cookie(&mut response, &cookie);
        }
    }
    response
}

/// The value of the cookie `name`; of two, the first.
#[must_use]
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

fn build(
    name: &'static str,
    value: String,
    secure: bool,
) -> tower_sessions::cookie::CookieBuilder<'static> {
    // Lax and not Strict: the way back from Alipay is a cross-site navigation.
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(secure)
}

fn removal(name: &'static str, secure: bool) -> Cookie<'static> {
    build(name, String::new(), secure).removal().build()
}

fn set_cookie(response: &mut Response, cookie: &Cookie<'static>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::*;

    #[test]
    fn staff_and_shoppers_have_cookies_of_their_own() {
        for path in ["/admin", "/admin/orders", "/api/admin/sign_in"] {
            assert_eq!(Kind::of(path), Kind::Admin, "{path}");
        }
        for path in [
            "/",
            "/administrator",
            "/api/account/sign_in",
            "/api/administrate",
        ] {
            assert_eq!(Kind::of(path), Kind::Shopper, "{path}");
        }
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "zg_admin=b; xzg=c;zg=a".parse().unwrap());
        assert_eq!(cookie(&headers, "zg"), Some("a"));
        assert_eq!(cookie(&headers, "zg_admin"), Some("b"));
        assert_eq!(cookie(&headers, "g"), None);
    }
}
