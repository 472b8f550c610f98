//! HTTP by `reqwest`: one host, no redirects, no proxies, bounded time and size.

use super::{BoxFuture, HttpResponse, Transport, TransportError};
use crate::form::Charset;
use reqwest::redirect::Policy;
use reqwest::{Client, header};
use std::time::Duration;
use url::{Host, Origin, Url};

const CONNECT: Duration = Duration::from_secs(3);
const TOTAL: Duration = Duration::from_secs(10);
/// Responses are a few kilobytes.
const MAX_BODY: usize = 1024 * 1024;

/// Calls one gateway over HTTP.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    client: Client,
    origin: Origin,
}

impl HttpTransport {
    /// A client for the host of `gateway`: 3 s to connect, 10 s in all.
    ///
    /// # Errors
    /// [`TransportError::Unusable`] for an address that is neither HTTPS nor on this machine, and
    /// if the TLS library finds no root certificates.
    pub fn new(gateway: &Url) -> Result<Self, TransportError> {
        Self::with_limits(gateway, CONNECT, TOTAL)
    }

    /// As [`HttpTransport::new`] with other time limits: to connect, and in all.
    ///
    /// # Errors
    /// As [`HttpTransport::new`].
    pub fn with_limits(
        gateway: &Url,
        connect: Duration,
        total: Duration,
    ) -> Result<Self, TransportError> {
        let builder = match gateway.scheme() {
            "https" => Client::builder().https_only(true),
            // No TLS is used on this machine, so no root certificates are needed.
            "http" if is_loopback(gateway) => Client::builder().tls_certs_only([]),
            _ => {
                let refusal = "the gateway's address must be https, or http on this machine";
                return Err(TransportError::Unusable(refusal.to_owned()));
            }
        };
        let client = builder
            .connect_timeout(connect)
            .timeout(total)
            .redirect(Policy::none())
            .no_proxy()
            // An idle connection that the gateway closes would make the next call's result unknown.
            .pool_idle_timeout(Duration::from_secs(15))
            .user_agent(concat!("zhanggui/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| TransportError::Unusable(error.to_string()))?;
        Ok(Self {
            client,
            origin: gateway.origin(),
        })
    }

    async fn send(&self, url: &Url, body: String) -> Result<HttpResponse, TransportError> {
        if url.origin() != self.origin {
            return Err(TransportError::Unusable(
                "the address is on another host".to_owned(),
            ));
        }
        let request = self
            .client
            .post(url.clone())
            .header(header::CONTENT_TYPE, content_type(url))
            .body(body);
        let mut answer = request.send().await.map_err(sort_out)?;
        let status = answer.status().as_u16();
        let trace_id = answer
            .headers()
            .get("trace_id")
            .and_then(|value| value.to_str().ok())
            .map(|text| text.chars().take(64).collect());
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(sort_out)? {
            if body.len() + chunk.len() > MAX_BODY {
                return Err(TransportError::TooLarge(MAX_BODY));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(HttpResponse {
            status,
            trace_id,
            body,
        })
    }
}

impl Transport for HttpTransport {
    fn post<'a>(
        &'a self,
        url: &'a Url,
        body: String,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(self.send(url, body))
    }
}

/// The content type of the form, in the charset of the address.
fn content_type(url: &Url) -> String {
    let named = url.query_pairs().find(|(name, _)| name == "charset");
    let charset = named
        .and_then(|(_, value)| Charset::from_name(&value))
        .unwrap_or_default();
    format!("application/x-www-form-urlencoded;charset={charset}")
}

pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn sort_out(error: reqwest::Error) -> TransportError {
    // The address contains the signed request, so it is left out of the error.
    let error = error.without_url();
    if error.is_connect() {
        TransportError::Connect(error.into())
    } else if error.is_timeout() {
        TransportError::Timeout(error.into())
    } else {
        TransportError::Interrupted(error.into())
    }
}
