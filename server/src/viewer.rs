//! Who asks: built once per request from the session, and read by every page and form.

use crate::{error_page, locale, net::ClientAddr, session::Kind, state::AppState};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use domain::{locale::Locale, time::Millis};
use http::{StatusCode, request::Parts};
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
pub async fn attach(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let language = locale::of(&parts, &state.site.public_url);
    match read(&state, &parts, language.locale).await {
        Ok(viewer) => {
            parts.extensions.insert(viewer);
            let mut response = next.run(Request::from_parts(parts, body)).await;
            if let Some(locale) = language.remember {
                locale::remember(&mut response, &state.site, locale);
            }
            response
        }
        Err(error) => {
            // Fail closed: nobody is taken for a guest because the database was busy.
            tracing::error!(error = %error, "viewer unknown");
            error_page::bare(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

async fn read(state: &AppState, request: &Parts, locale: Locale) -> Result<Viewer, Unknown> {
    let path = request.uri.path();
    let mut viewer = Viewer::anonymous(locale);
    if let Some(client) = request.extensions.get::<ClientAddr>() {
        viewer.ip_prefix = client.prefix();
    }
    if let Some(session) = request.extensions.get::<Session>()
        && session.id().is_some()
    {
        let user_id = session
            .get_value("user_id")
            .await?
            .and_then(|value| value.as_i64());
        // Read only now: the first look into the record forgets an id that has no row.
        viewer.session = session.id().map(|id| token_hash(&id.to_string()));
        match (Kind::of(path), user_id) {
            (Kind::Shopper, Some(id)) => viewer.user = state.shop.user(id).await?,
            (Kind::Admin, Some(id)) => {
                let proved_at = session.get_value("proved_at").await?;
                viewer.staff = state.shop.staff(id).await?;
                if let Some(staff) = &mut viewer.staff {
                    staff.proved_at = proved_at.and_then(|at| at.as_i64()).map(Millis::new);
                }
            }
            (Kind::Shopper | Kind::Admin, None) => {}
        }
    }
    Ok(viewer)
}
