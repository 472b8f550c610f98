//! How browsers and Alipay reach the shop.

use super::{key, source::Source};
use crate::net::{NotARange, Proxies};
use std::{
    net::{AddrParseError, SocketAddr},
    path::PathBuf,
};
use url::{Host, Url};

/// Listener, public address, proxies, assets.
#[derive(Debug, Clone)]
pub struct HttpConfig {
    /// Where to listen.
    pub addr: SocketAddr,
    /// The shop's own origin as a URL, path `/`.
    pub public_url: Url,
    /// Peers whose `X-Forwarded-For` is trusted.
    pub proxies: Proxies,
    /// Folder of the built files, if not beside the executable.
    pub site_dir: Option<PathBuf>,
    /// Memory for cached pages, in MiB; 0 disables the cache.
    pub page_cache_mb: u32,
    /// Where to listen for `GET /metrics`.
    pub metrics_addr: Option<SocketAddr>,
    /// Where traces are sent.
    pub traces: Option<Url>,
}

impl HttpConfig {
    /// `https://shop.example` without a trailing slash.
    #[must_use]
    pub fn origin(&self) -> String {
        self.public_url.origin().ascii_serialization()
    }

    /// True behind https.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.scheme() == "https"
    }
}

/// True for `localhost` and addresses that never leave the machine.
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

pub(super) fn read(source: &mut Source) -> Option<HttpConfig> {
    let addr = source.value(key::ADDR, listen_addr);
    let metrics_addr = source.optional(key::METRICS_ADDR, metrics_addr);
    let traces = source.optional(key::OTLP_ENDPOINT, read_endpoint);
    let public_url = source.value(key::PUBLIC_URL, read_public_url);
    let proxies = source.optional(key::TRUSTED_PROXIES, read_proxies);
    let site_dir = source.optional(key::SITE_DIR, read_site_dir);
    let page_cache_mb = source.value(key::PAGE_CACHE_MB, str::parse::<u32>);
    Some(HttpConfig {
        addr: addr?,
        public_url: public_url?,
        proxies: proxies.ok()?.unwrap_or_default(),
        site_dir: site_dir.ok()?,
        page_cache_mb: page_cache_mb?,
        metrics_addr: metrics_addr.ok()?,
        traces: traces.ok()?,
    })
}

/// Reads an address to listen on. `localhost` is this machine by definition (RFC 6761), so no name
/// server is queried.
///
/// # Errors
/// The problem.
pub fn listen_addr(text: &str) -> Result<SocketAddr, String> {
    let numeric = match text.rsplit_once(':') {
        Some((host, port)) if host.eq_ignore_ascii_case("localhost") => format!("127.0.0.1:{port}"),
        Some(_) | None => text.to_owned(),
    };
    numeric.parse().map_err(|_malformed: AddrParseError| {
        format!("{text:?} is not an address with a port, e.g. 127.0.0.1:8080")
    })
}

/// Whoever reaches it reads the figures, so it is an address of this machine.
fn metrics_addr(text: &str) -> Result<SocketAddr, String> {
    let addr = listen_addr(text)?;
    if addr.ip().is_loopback() {
        Ok(addr)
    } else {
        Err(format!("{text:?} can be reached from other machines"))
    }
}

fn read_endpoint(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("{text:?} is not a URL: {error}"))?;
    if matches!(url.scheme(), "http" | "https") && url.host().is_some() {
        Ok(url)
    } else {
        Err(format!("{text:?} is not a web address"))
    }
}

fn read_site_dir(text: &str) -> Result<PathBuf, &'static str> {
    let dir = PathBuf::from(text);
    if dir.is_dir() {
        Ok(dir)
    } else {
        Err("is not a folder")
    }
}

fn read_public_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("{text:?} is not a URL: {error}"))?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(format!("{text:?} is not a web address"));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(format!("{text:?} has something after the host"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("contains a user name or password".to_owned());
    }
    if url.scheme() == "http" && !is_loopback(&url) {
        return Err(format!(
            "{text:?} is plain http: passwords and orders would be sent unencrypted"
        ));
    }
    Ok(url)
}

fn read_proxies(text: &str) -> Result<Proxies, NotARange> {
    text.split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(str::parse)
        .collect::<Result<_, _>>()
        .map(Proxies)
}
