//! One cached page: its bytes, plain and compressed, and its headers.

use crate::{bare::bare, etag};
use axum::{
    body::{Body, to_bytes},
    response::Response,
};
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use std::io::{self, Write};

/// Far above any page of ours.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// Compressed once and sent often: worth a few milliseconds.
const BROTLI_QUALITY: i32 = 9;

/// A page ready to send.
#[derive(Debug)]
pub(crate) struct Kept {
    headers: HeaderMap,
    plain: Bytes,
    brotli: Bytes,
    gzip: Bytes,
}

/// How a body is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Brotli,
    Gzip,
    Plain,
}

impl Kept {
    /// Converts a response, if it is a public page, with the headers that `complete` adds;
    /// otherwise returns it.
    pub(crate) async fn make(
        answer: Response,
        complete: impl FnOnce(&mut HeaderMap),
    ) -> Result<Self, Response> {
        let is_public = answer
            .headers()
            .get(header::CACHE_CONTROL)
            .is_some_and(|value| value.as_bytes().starts_with(b"public"));
        if answer.status() != StatusCode::OK
            || !is_public
            || !answer.headers().contains_key(header::ETAG)
            || answer.headers().contains_key(header::SET_COOKIE)
            || answer.headers().contains_key(header::CONTENT_ENCODING)
        {
            return Err(answer);
        }
        let (mut parts, body) = answer.into_parts();
        let plain = match to_bytes(body, MOST_BYTES).await {
            Ok(plain) => plain,
            Err(error) => {
                tracing::error!(%error, "the page ended early");
                return Err(bare(StatusCode::INTERNAL_SERVER_ERROR));
            }
        };
        let bytes = plain.clone();
        let packed = tokio::task::spawn_blocking(move || Ok((brotli(&bytes)?, gzip(&bytes)?)))
            .await
            .map_err(io::Error::other)
            .and_then(|packed: io::Result<(Bytes, Bytes)>| packed);
        match packed {
            Ok((brotli, gzip)) => {
                parts.headers.remove(header::CONTENT_LENGTH);
                complete(&mut parts.headers);
                Ok(Self {
                    headers: parts.headers,
                    plain,
                    brotli,
                    gzip,
                })
            }
            Err(error) => {
                tracing::error!(%error, "the page cannot be compressed");
                Err(Response::from_parts(parts, Body::from(plain)))
            }
        }
    }

    /// Bytes of memory.
    pub(super) fn size(&self) -> usize {
        self.plain.len() + self.brotli.len() + self.gzip.len()
    }

    /// The response to a request with these headers.
    pub(crate) fn answer(&self, method: &Method, asked: &HeaderMap) -> Response {
        let mut response = Response::new(Body::empty());
        *response.headers_mut() = self.headers.clone();
        let headers = response.headers_mut();
        let tag = self
            .headers
            .get(header::ETAG)
            .and_then(|tag| tag.to_str().ok())
            .unwrap_or_default();
        if etag::is_known(asked.get(header::IF_NONE_MATCH), tag) {
            headers.remove(header::CONTENT_TYPE);
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        let coding = best(asked);
        let (bytes, name) = match coding {
            Coding::Brotli => (&self.brotli, Some("br")),
            Coding::Gzip => (&self.gzip, Some("gzip")),
            Coding::Plain => (&self.plain, None),
        };
        if let Some(name) = name {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        if *method != Method::HEAD {
            *response.body_mut() = Body::from(bytes.clone());
        }
        response
    }
}

/// The smallest form that the client accepts.
fn best(asked: &HeaderMap) -> Coding {
    match taken(asked) {
        (true, _) => Coding::Brotli,
        (false, true) => Coding::Gzip,
        (false, false) => Coding::Plain,
    }
}

/// True if the client accepts gzip.
pub(crate) fn takes_gzip(asked: &HeaderMap) -> bool {
    taken(asked).1
}

/// Whether the client accepts brotli, and gzip.
fn taken(asked: &HeaderMap) -> (bool, bool) {
    let listed = asked
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','));
    let (mut brotli, mut gzip) = (false, false);
    for item in listed {
        let (name, rest) = item.split_once(';').unwrap_or((item, ""));
        let weight = rest.trim().strip_prefix("q=").unwrap_or("1").trim();
        // Weight 0, 0.0, 0.00 or 0.000 means refused.
        let is_taken = !weight.bytes().all(|b| matches!(b, b'0' | b'.'));
        match name.trim().to_ascii_lowercase().as_str() {
            "br" => brotli = is_taken,
            "gzip" => gzip = is_taken,
            _ => {}
        }
    }
    (brotli, gzip)
}

fn brotli(plain: &[u8]) -> io::Result<Bytes> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        size_hint: plain.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut io::Cursor::new(plain), &mut packed, &params)?;
    Ok(packed.into())
}

fn gzip(plain: &[u8]) -> io::Result<Bytes> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(plain)?;
    Ok(packer.finish()?.into())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::*;

    fn of(text: &str) -> Coding {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, text.parse().unwrap());
        best(&headers)
    }

    #[test]
    fn what_is_refused_is_not_sent() {
        assert_eq!(of("gzip, deflate, br, zstd"), Coding::Brotli);
        assert_eq!(of("br;q=0, gzip;q=0.5"), Coding::Gzip);
        assert_eq!(of("br;q=0.000, gzip; q=0"), Coding::Plain);
        assert_eq!(of("br;q=0.001"), Coding::Brotli);
        assert_eq!(of("identity"), Coding::Plain);
        assert_eq!(best(&HeaderMap::new()), Coding::Plain);
    }
}
