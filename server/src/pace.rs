//! The layer that limits how often a client posts forms.

use crate::{
    bare::{Again, too_soon},
    door,
    limit::{Pace, form_bytes},
    net::ClientAddr,
    notify,
    state::AppState,
    upload,
};
use axum::{
    body::to_bytes,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use domain::validate::local_path;
use http::Method;

/// A form with more fields is not ours. The longest is the product editor's, with nine fields for
/// each of 200 variants.
const MOST_FIELDS: usize = 3_000;

/// Refuses a client that posts too often, and returns the form with what was typed. Posts to other
/// addresses count as everyday forms. The gateway has no limit, because its signature is checked.
pub async fn keep(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if let Some(pace) = pace(&request)
        && let Some(client) = request.extensions().get::<ClientAddr>()
        && let Err(seconds) = state.edge.limits.take(pace, *client)
    {
        tracing::info!(?pace, "too many posts from one address or network");
        return too_soon(seconds, again(request, seconds).await);
    }
    next.run(request).await
}

/// The rate limit of a request; `None` if it has none.
fn pace(request: &Request) -> Option<Pace> {
    let (method, path) = (request.method(), request.uri().path());
    if notify::is_return(method, path) {
        return Some(Pace::Return);
    }
    if method != Method::POST || notify::is_notify(method, path) {
        return None;
    }
    door::at(path).map_or(Some(Pace::Form), |door| door.pace)
}

/// The form as it was sent. `None` if it is not ours: its address could be read as another site's,
/// or it has more than [`MOST_FIELDS`] fields.
async fn again(request: Request, seconds: u64) -> Option<Again> {
    if request.method() != Method::POST {
        return None;
    }
    let door = local_path(request.uri().path())?.to_owned();
    if upload::is_upload(request.method(), &door, request.headers()) {
        return None;
    }
    // An outer layer has already read all of it.
    let form = to_bytes(request.into_body(), form_bytes(&door))
        .await
        .ok()?;
    let fields: Vec<(String, String)> = form_urlencoded::parse(&form)
        .take(MOST_FIELDS + 1)
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    (fields.len() <= MOST_FIELDS).then_some(Again {
        door,
        fields,
        seconds,
    })
}
