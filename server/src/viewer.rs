//! The person behind a request: built once per request from the session, and read by every page and
//! form.

use crate::{bare::bare, locale, net::ClientAddr, state::AppState};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use domain::{locale::Locale, session::SessionKind};
use http::{StatusCode, request::Parts};
use kit::session::Session;
use shop::Viewer;

/// Adds the [`Viewer`] to the request.
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
            // Fail closed: a member must not become a guest because the database was busy.
            tracing::error!(error = %error, "the account of the session cannot be read");
            bare(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

async fn read(state: &AppState, request: &Parts, locale: Locale) -> Result<Viewer, shop::Error> {
    let mut viewer = Viewer::anonymous(locale);
    if let Some(client) = request.extensions.get::<ClientAddr>() {
        viewer.ip_prefix = client.prefix();
        viewer.client = client.guesser().to_string();
    }
    if let Some(session) = request.extensions.get::<Session>() {
        viewer.session = session.token_hash();
        let memory = session.memory();
        match (session.kind(), memory.user_id) {
            (SessionKind::Shopper, Some(id)) => viewer.user = state.shop.user(id).await?,
            (SessionKind::Admin, Some(id)) => {
                let stepped = memory.record.stepped;
                viewer.staff = state.shop.staff(id).await?.map(|it| it.stepped(stepped));
                if let Some(staff) = &mut viewer.staff {
                    staff.proved_at = memory.record.proved_at;
                }
            }
            (SessionKind::Shopper | SessionKind::Admin, None) => {}
        }
    }
    Ok(viewer)
}
