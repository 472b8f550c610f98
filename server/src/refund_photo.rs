//! Photographs of refund requests: for the customer who sent them, and for staff. Another person's are not
//! found, and no cache keeps them.

use crate::{bare::bare, media, state::AppState};
use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use http::StatusCode;
use kit::paths;
use shop::{Error, Viewer, media::Media};

/// Nobody keeps a copy.
const PRIVATE: &str = "no-store";

/// `GET /refund_photo/{request}/{place}`.
pub async fn own(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Path((request, place)): Path<(String, String)>,
) -> Response {
    let found = match place.parse() {
        Ok(place) => state.shop.refund_photo(&viewer, &request, place).await,
        Err(_) => Err(Error::NotFound),
    };
    answer(&state, found, paths::LOGIN).await
}

/// `GET /admin/refund_photo/{request}/{place}`.
pub async fn of_staff(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Path((request, place)): Path<(String, String)>,
) -> Response {
    let found = match place.parse() {
        Ok(place) => {
            let shop = &state.shop;
            shop.admin_refund_photo(&viewer, &request, place).await
        }
        Err(_) => Err(Error::NotFound),
    };
    answer(&state, found, paths::ADMIN_LOGIN).await
}

async fn answer(state: &AppState, found: Result<Media, Error>, login: &str) -> Response {
    match found {
        Ok(media) => media::file(state, &media, PRIVATE).await,
        Err(Error::LoginRequired) => Redirect::to(login).into_response(),
        Err(Error::RoleMissing) => bare(StatusCode::FORBIDDEN),
        Err(Error::NotFound | Error::Gone | Error::Refused(_)) => bare(StatusCode::NOT_FOUND),
        Err(Error::Busy) => bare(StatusCode::SERVICE_UNAVAILABLE),
        Err(Error::Internal(cause)) => {
            tracing::error!(error = %cause, "a photograph cannot be looked up");
            bare(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}
