//! Who asks: built once per request from the session, and read by every page and form.

use crate::{error_page, locale, net::ClientAddr, session::Kind, state::AppState};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use domain::locale::Locale;
use http::StatusCode;
use shop::{Viewer, session::token_hash};
use tower_sessions::Session;

/// Why a viewer could not be told.
#[derive(Debug, thiserror::Error)]
enum Unknown {
    #[error("session: {0}")]
    Session(#[from] tower_sessions::session::Error),
    #[error("account: {0}")]
    Account(#[from] shop::Error),
}

/// Puts the [`Viewer`] into the request.
pub async fn attach(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    match read(&state, &request).await {
        Ok(viewer) => {
            request.extensions_mut().insert(viewer);
            next.run(request).await
        }
        Err(error) => {
            // Fail closed: nobody is taken for a guest because the database was busy.
            tracing::error!(error = %error, "viewer unknown");
            error_page::bare(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

async fn read(state: &AppState, request: &Request) -> Result<Viewer, Unknown> {
    let path = request.uri().path();
    let asked = locale::accepted(request.headers());
    let mut viewer = Viewer::anonymous(asked.unwrap_or(Locale::ZhCn));
    if let Some(client) = request.extensions().get::<ClientAddr>() {
        viewer.ip_prefix = client.prefix();
    }
    if let Some(session) = request.extensions().get::<Session>()
        && session.id().is_some()
    {
        let user_id = session.get_value("user_id").await?.and_then(|value| value.as_i64());
        // Read only now: the first look into the record forgets an id that has no row.
        viewer.session = session.id().map(|id| token_hash(&id.to_string()));
        let chosen = session.get_value("locale").await?;
        if let Some(chosen) = chosen.as_ref().and_then(|value| value.as_str()?.parse().ok()) {
            viewer.locale = chosen;
        }
        match (Kind::of(path), user_id) {
            (Kind::Shopper, Some(id)) => viewer.user = state.shop.user(id).await?,
            (Kind::Admin, Some(id)) => viewer.staff = state.shop.staff(id).await?,
            (Kind::Shopper | Kind::Admin, None) => {}
        }
    }
    if path == "/en" || path.starts_with("/en/") {
        viewer.locale = Locale::En;
    }
    Ok(viewer)
}
