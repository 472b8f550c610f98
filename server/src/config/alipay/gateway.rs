//! Which gateway: Alipay's own two, or a simulator on this machine.

use super::super::{
    http::{HttpConfig, is_loopback},
    source::Source,
};
use shop::doctor::Environment;
use url::Url;

const PRODUCTION: &str = "https://openapi.alipay.com/gateway.do";
const SANDBOX: &str = "https://openapi-sandbox.dl.alipaydev.com/gateway.do";
/// Alipay's own hosts, as a URL may name them.
const HOSTS: &[&str] = &[
    "openapi.alipay.com",
    "openapi-sandbox.dl.alipaydev.com",
    "openapi.alipaydev.com",
];
/// Where the gateway leads a browser on: a page's policy must allow all of them after a form.
const PRODUCTION_PAGES: &[&str] = &["https://openapi.alipay.com", "https://*.alipay.com"];
const SANDBOX_PAGES: &[&str] = &[
    "https://openapi-sandbox.dl.alipaydev.com",
    "https://openapi.alipaydev.com",
    "https://*.alipaydev.com",
    "https://*.dl.alipaydev.com",
];

/// A gateway that was chosen.
pub struct Gateway {
    /// Its address.
    pub url: Url,
    /// Where money moves.
    pub environment: Environment,
    /// Origins a payment form may lead to.
    pub pages: Vec<String>,
}

pub(super) fn read(source: &mut Source, http: Option<&HttpConfig>) -> Option<Gateway> {
    let given = source.text("alipay.gateway");
    let word = given
        .as_ref()
        .map_or("sandbox", |given| given.text.as_str());
    let chosen = match word {
        "production" => known(PRODUCTION),
        "sandbox" => known(SANDBOX),
        url => other(url, http),
    };
    let from = given
        .as_ref()
        .map_or("default", |given| given.from.as_str());
    match chosen {
        Ok(gateway) => Some(gateway),
        Err(problem) => {
            let remedy = "write production, sandbox, or a loopback simulator's http://127.0.0.1:PORT/gateway.do";
            source.mistake("alipay.gateway", from, &problem, remedy);
            None
        }
    }
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
    let url = Url::parse(text).map_err(|error| format!("{text:?} is no URL: {error}"))?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err(format!("{text:?} has something behind the path"));
    }
    if url.scheme() == "https" && url.host_str().is_some_and(|host| HOSTS.contains(&host)) {
        return known(text);
    }
    if !matches!(url.scheme(), "http" | "https") || !is_loopback(&url) {
        return Err(format!("{text:?} is neither Alipay nor this machine"));
    }
    // A shop that strangers reach must not take a simulator's word for money.
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
