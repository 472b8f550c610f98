//! The gateway: production, sandbox, or a simulator on this machine.

use super::super::{
    http::{HttpConfig, is_loopback},
    key,
    source::Source,
};
use shop::doctor::Environment;
use url::{Host, Url};

const PRODUCTION: &str = "https://openapi.alipay.com/gateway.do";
const SANDBOX: &str = "https://openapi-sandbox.dl.alipaydev.com/gateway.do";
/// Alipay's own hosts.
const HOSTS: &[&str] = &[
    "openapi.alipay.com",
    "openapi-sandbox.dl.alipaydev.com",
    "openapi.alipaydev.com",
];
/// Where the gateway redirects a browser: a page's policy must allow each of them as the target of
/// its form.
const PRODUCTION_PAGES: &[&str] = &["https://openapi.alipay.com", "https://*.alipay.com"];
const SANDBOX_PAGES: &[&str] = &[
    "https://openapi-sandbox.dl.alipaydev.com",
    "https://openapi.alipaydev.com",
    "https://*.alipaydev.com",
    "https://*.dl.alipaydev.com",
];

/// The configured gateway.
pub struct Gateway {
    /// Its address.
    pub url: Url,
    /// Its environment.
    pub environment: Environment,
    /// Origins that a payment form may be submitted to.
    pub pages: Vec<String>,
}

pub(super) fn read(source: &mut Source, http: Option<&HttpConfig>) -> Option<Gateway> {
    source.value(key::GATEWAY, |word| match word {
        "production" => known(PRODUCTION),
        "sandbox" => known(SANDBOX),
        url => other(url, http),
    })
}

fn known(url: &str) -> Result<Gateway, String> {
    let url = Url::parse(url).map_err(|error| error.to_string())?;
    let (environment, pages) = if url.host_str() == Some("openapi.alipay.com") {
        (Environment::Production, PRODUCTION_PAGES)
    } else {
        (Environment::Sandbox, SANDBOX_PAGES)
    };
    Ok(Gateway {
        url,
        environment,
        pages: pages.iter().map(|&page| page.to_owned()).collect(),
    })
}

fn other(text: &str, http: Option<&HttpConfig>) -> Result<Gateway, String> {
    let url = Url::parse(text).map_err(|error| format!("{text:?} is not a URL: {error}"))?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err(format!("{text:?} has something after the path"));
    }
    if url.scheme() == "https" && url.host_str().is_some_and(|host| HOSTS.contains(&host)) {
        return known(text);
    }
    if !matches!(url.scheme(), "http" | "https") || !is_loopback(&url) {
        return Err(format!("{text:?} is neither Alipay nor this machine"));
    }
    if matches!(url.host(), Some(Host::Ipv6(_))) {
        return Err(format!(
            "{text:?} is an IPv6 address: browsers submit no payment form to one (Content-Security-Policy cannot name it)"
        ));
    }
    // A public shop must not accept payments that a simulator confirms.
    if http.is_some_and(|http| !is_loopback(&http.public_url)) {
        return Err(format!(
            "{text:?} is on this machine, but public_url is not"
        ));
    }
    let pages = vec![url.origin().ascii_serialization()];
    Ok(Gateway {
        url,
        environment: Environment::Local,
        pages,
    })
}
