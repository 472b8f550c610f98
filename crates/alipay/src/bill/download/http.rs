//! HTTP by `reqwest`: listed hosts, no redirects, no proxies, bounded time and size.

use super::{Download, DownloadError};
use crate::transport::{BoxFuture, is_loopback};
use reqwest::Client;
use reqwest::redirect::Policy;
use std::io;
use std::time::Duration;
use url::{Origin, Url};

const CONNECT: Duration = Duration::from_secs(3);
/// Between two parts of the file; a large one may take longer in all.
const SILENCE: Duration = Duration::from_secs(10);
const TOTAL: Duration = Duration::from_secs(300);
/// More than five million rows compressed.
const MAX_BYTES: u64 = 512 * 1024 * 1024;
/// The host of production's bills.
const BILL_CENTRE: &str = "dwbillcenter.alipay.com";

/// Downloads over HTTP from the given hosts only.
#[derive(Debug, Clone)]
pub struct HttpDownload {
    client: Client,
    hosts: Vec<String>,
    local: Option<Origin>,
    max_bytes: u64,
}

impl HttpDownload {
    /// A client for this gateway's bills: from `dwbillcenter.alipay.com`, and for the sandbox from
    /// any host below `alipaydev.com`. A gateway on this machine may name only itself.
    ///
    /// # Errors
    /// [`DownloadError::Unusable`] if the TLS library finds no root certificates.
    pub fn for_gateway(gateway: &Url) -> Result<Self, DownloadError> {
        let is_sandbox = gateway
            .host_str()
            .is_some_and(|host| is_below(host, "alipaydev.com"));
        if is_loopback(gateway) {
            // No TLS is used on this machine, so no root certificates are needed.
            let client = Client::builder().tls_certs_only([]);
            Self::build(client, Vec::new(), Some(gateway.origin()), MAX_BYTES)
        } else if is_sandbox {
            Self::with_hosts([BILL_CENTRE, ".alipaydev.com"])
        } else {
            Self::with_hosts([BILL_CENTRE])
        }
    }

    /// A client for these hosts: a name, or every host below one that begins with a dot.
    ///
    /// # Errors
    /// As [`HttpDownload::for_gateway`].
    pub fn with_hosts<T: Into<String>>(
        hosts: impl IntoIterator<Item = T>,
    ) -> Result<Self, DownloadError> {
        let hosts = hosts.into_iter().map(Into::into).collect();
        Self::build(Client::builder(), hosts, None, MAX_BYTES)
    }

    /// Limits files to `max_bytes`; the default is 512 MiB.
    #[must_use]
    pub fn at_most(mut self, max_bytes: u64) -> Self {
        self.max_bytes = max_bytes;
        self
    }

    fn build(
        client: reqwest::ClientBuilder,
        hosts: Vec<String>,
        local: Option<Origin>,
        max_bytes: u64,
    ) -> Result<Self, DownloadError> {
        let client = client
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE)
            .timeout(TOTAL)
            .redirect(Policy::none())
            .no_proxy()
            // One file a day: no connection needs to stay open.
            .pool_max_idle_per_host(0)
            .user_agent(concat!("zhanggui/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| DownloadError::Unusable(error.to_string()))?;
        Ok(Self {
            client,
            hosts,
            local,
            max_bytes,
        })
    }

    fn may_ask(&self, url: &Url) -> bool {
        if self.local.is_some() {
            return self.local.as_ref() == Some(&url.origin());
        }
        // No other port, user name or password: the bill centre uses none.
        let is_plain = matches!(url.scheme(), "http" | "https")
            && url.port().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        let Some(host) = url.host_str().filter(|_| is_plain) else {
            return false;
        };
        self.hosts
            .iter()
            .any(|known| match known.strip_prefix('.') {
                Some(parent) => is_below(host, parent),
                None => host == known,
            })
    }

    async fn fetch(
        &self,
        url: &Url,
        into: &mut (dyn io::Write + Send),
    ) -> Result<u64, DownloadError> {
        if !self.may_ask(url) {
            let host = url.host_str().unwrap_or_default().to_owned();
            return Err(DownloadError::Host(host));
        }
        let answer = self.client.get(url.clone()).send().await;
        let mut answer = answer.map_err(sort_out)?;
        let status = answer.status().as_u16();
        if status != 200 {
            return Err(DownloadError::Status(status));
        }
        let mut length = 0_u64;
        while let Some(chunk) = answer.chunk().await.map_err(sort_out)? {
            length = length.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
            if length > self.max_bytes {
                return Err(DownloadError::TooLarge(self.max_bytes));
            }
            into.write_all(&chunk)?;
        }
        into.flush()?;
        Ok(length)
    }
}

impl Download for HttpDownload {
    fn get<'a>(
        &'a self,
        url: &'a Url,
        into: &'a mut (dyn io::Write + Send),
    ) -> BoxFuture<'a, Result<u64, DownloadError>> {
        Box::pin(self.fetch(url, into))
    }
}

fn is_below(host: &str, parent: &str) -> bool {
    host.strip_suffix(parent)
        .is_some_and(|rest| rest.ends_with('.') && rest.len() > 1)
}

fn sort_out(error: reqwest::Error) -> DownloadError {
    // Whoever reads the address within half a minute can fetch the bill, so it is left out of the
    // error.
    let error = error.without_url();
    if error.is_connect() {
        DownloadError::Connect(error.into())
    } else if error.is_timeout() {
        DownloadError::Timeout(error.into())
    } else {
        DownloadError::Interrupted(error.into())
    }
}
