//! How browsers and Alipay reach the shop.

use super::source::Source;
use crate::net::{NotARange, Proxies};
use std::{net::SocketAddr, path::PathBuf};
use url::{Host, Url};

/// Listener, public address, proxies, assets.
#[derive(Debug, Clone)]
pub struct HttpConfig {
    /// Where to listen.
    pub addr: SocketAddr,
    /// The shop's own origin as a URL, path `/`.
    pub public_url: Url,
    /// Peers whose forwarded headers are believed.
    pub proxies: Proxies,
    /// Built assets, if not beside the executable.
    pub site_dir: Option<PathBuf>,
    /// Memory for finished pages, in MiB; 0 keeps none.
    pub page_cache_mb: u32,
}

/// Room for about a thousand pages.
pub const PAGE_CACHE_MB: u32 = 32;

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
    source.unsupported(
        "zhanggui.metrics_addr",
        "metrics listener",
        "remove it; /healthz and /readyz answer on the shop's own address",
    );
    let addr = source.parsed(
        "zhanggui.addr",
        "write address and port, e.g. 127.0.0.1:8080 or [::]:8080",
        str::parse::<SocketAddr>,
    );
    let public_url = source.parsed(
        "zhanggui.public_url",
        "write the address browsers use, e.g. https://shop.example, with nothing behind the host",
        read_public_url,
    );
    let proxies = source.parsed(
        "zhanggui.trusted_proxies",
        "list addresses or ranges with commas, e.g. 127.0.0.1,10.0.0.0/8",
        read_proxies,
    );
    let site_dir = source.parsed(
        "zhanggui.site_dir",
        "name the folder of the built assets",
        |text| {
            let dir = PathBuf::from(text);
            if dir.is_dir() {
                Ok(dir)
            } else {
                Err("is not a folder")
            }
        },
    );
    let page_cache_mb = source.parsed(
        "zhanggui.page_cache_mb",
        "write whole mebibytes, e.g. 32; 0 keeps no pages",
        str::parse::<u32>,
    );
    let (Ok(addr), Ok(public_url), Ok(proxies), Ok(site_dir), Ok(page_cache_mb)) =
        (addr, public_url, proxies, site_dir, page_cache_mb)
    else {
        return None;
    };
    let addr = addr.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
    let public_url = match public_url {
        Some(url) => url,
        None => default_url(source)?,
    };
    Some(HttpConfig {
        addr,
        public_url,
        proxies: proxies.unwrap_or_default(),
        site_dir,
        page_cache_mb: page_cache_mb.unwrap_or(PAGE_CACHE_MB),
    })
}

fn default_url(source: &mut Source) -> Option<Url> {
    match Url::parse("http://127.0.0.1:8080") {
        Ok(url) => Some(url),
        Err(error) => {
            source.mistake(
                "zhanggui.public_url",
                "default",
                &error.to_string(),
                "set it",
            );
            None
        }
    }
}

fn read_public_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("{text:?} is no URL: {error}"))?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(format!("{text:?} is no web address"));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(format!("{text:?} has something behind the host"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("holds a user name or password".to_owned());
    }
    if url.scheme() == "http" && !is_loopback(&url) {
        return Err(format!(
            "{text:?} is plain http: passwords and orders would cross the network readable"
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
