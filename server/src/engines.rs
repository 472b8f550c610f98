//! What search engines read: the rules of `/robots.txt` and the files of the sitemap.

use crate::{
    bare::bare,
    etag, notify, page_cache,
    sitemap::{File, Packed},
    state::AppState,
};
use axum::{
    body::Body,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use flate2::read::GzDecoder;
use futures::stream;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use kit::paths;
use std::io::Read;

/// Engines ask at most once an hour.
const KEEP: &str = "public, max-age=3600";
/// A file is unpacked in pieces of this size, in bytes.
const PIECE: usize = 64 * 1024;

/// The path of a file of the sitemap, with its name as parameter.
pub const SITEMAP_FILE: &str = "/sitemap/{file}";

/// `GET /robots.txt`: public pages are allowed, addresses of one person are not.
pub async fn robots(State(state): State<AppState>) -> Response {
    let kept_out = paths::PRIVATE
        .iter()
        .chain(&[notify::NOTIFY, notify::RETURN, notify::ALIAS]);
    let mut text = "User-agent: *\n".to_owned();
    for beginning in kept_out {
        text.push_str("Disallow: ");
        text.push_str(beginning);
        text.push('\n');
    }
    text.push_str("\nSitemap: ");
    text.push_str(&state.site.public_url);
    text.push_str(paths::SITEMAP);
    text.push('\n');
    let kind = (header::CONTENT_TYPE, "text/plain; charset=utf-8");
    ([kind, (header::CACHE_CONTROL, KEEP)], text).into_response()
}

/// `GET /sitemap.xml`: the names of the files.
pub async fn sitemap_index(State(state): State<AppState>, asked: HeaderMap) -> Response {
    send(&state, File::Index, &asked).await
}

/// `GET /sitemap/{file}`: the addresses of public pages.
pub async fn sitemap_file(
    State(state): State<AppState>,
    Path(name): Path<String>,
    asked: HeaderMap,
) -> Response {
    match File::named(&name) {
        Some(file) => send(&state, file, &asked).await,
        None => bare(StatusCode::NOT_FOUND),
    }
}

async fn send(state: &AppState, file: File, asked: &HeaderMap) -> Response {
    match state.edge.sitemap.get(&state.shop, &state.site, file).await {
        Ok(Some(packed)) => answer(&packed, asked),
        Ok(None) => bare(StatusCode::NOT_FOUND),
        Err(error) => {
            tracing::error!(%error, "the sitemap cannot be written");
            bare(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

/// The file, as small as the client takes it.
fn answer(packed: &Packed, asked: &HeaderMap) -> Response {
    let mut response = Response::new(Body::empty());
    let is_known = etag::is_known(asked.get(header::IF_NONE_MATCH), &packed.tag);
    let takes_gzip = page_cache::takes_gzip(asked);
    let headers = response.headers_mut();
    let fixed = HeaderValue::from_static;
    headers.insert(header::CACHE_CONTROL, fixed(KEEP));
    headers.insert(header::VARY, fixed("accept-encoding"));
    if let Ok(tag) = HeaderValue::from_str(&packed.tag) {
        headers.insert(header::ETAG, tag);
    }
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    headers.insert(
        header::CONTENT_TYPE,
        fixed("application/xml; charset=utf-8"),
    );
    if takes_gzip {
        headers.insert(header::CONTENT_ENCODING, fixed("gzip"));
        *response.body_mut() = Body::from(packed.gzip.clone());
    } else {
        *response.body_mut() = plain(packed.gzip.clone());
    }
    response
}

/// The unpacked file, one piece at a time: the whole one may have tens of megabytes.
fn plain(gzip: Bytes) -> Body {
    let mut unpacking = GzDecoder::new(std::io::Cursor::new(gzip));
    let pieces = std::iter::from_fn(move || {
        let mut piece = Vec::with_capacity(PIECE);
        let limit = u64::try_from(PIECE).unwrap_or(u64::MAX);
        match unpacking.by_ref().take(limit).read_to_end(&mut piece) {
            Ok(0) => None,
            Ok(_) => Some(Ok(Bytes::from(piece))),
            Err(error) => Some(Err(error)),
        }
    });
    Body::from_stream(stream::iter(pieces))
}
