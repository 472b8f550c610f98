//! The application at Alipay: gateway, numbers, keys, addresses.

use super::{
    http::{HttpConfig, is_loopback},
    keyfile::{self, Half},
    source::{Refused, Source},
};
use ::alipay::{
    config::AppConfig,
    keys::{AlipayKeys, PrivateKey, PublicKey},
};
use std::path::Path;
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

/// The application at Alipay.
pub struct AlipayConfig {
    /// What the client needs; keys checked against each other.
    pub app: AppConfig,
    /// The merchant's number, compared with every notice.
    pub seller_id: String,
    /// Real money moves.
    pub is_production: bool,
    /// Origins a payment form may lead to.
    pub form_action_hosts: Vec<String>,
}

/// A gateway that was chosen.
struct Gateway {
    url: Url,
    is_production: bool,
    pages: Vec<String>,
}

pub(super) fn read(source: &mut Source, http: Option<&HttpConfig>) -> Option<AlipayConfig> {
    refuse_unsupported(source);
    let gateway = gateway(source, http);
    let app_id = source.parsed(
        "alipay.app_id",
        "copy the 16 digits from the application's page",
        digits(1, 32),
    );
    let app_id = required(
        source,
        app_id,
        "alipay.app_id",
        "copy the application's number (APPID)",
    );
    let seller_id = source.parsed(
        "alipay.seller_id",
        "copy the 16 digits that begin with 2088",
        read_seller_id,
    );
    let seller_id = required(
        source,
        seller_id,
        "alipay.seller_id",
        "copy the merchant's number (PID, 2088…)",
    );
    let keys = keys(source);
    let notify_url = address(source, "alipay.notify_url", http, "/alipay/notify");
    let return_url = address(source, "alipay.return_url", http, "/alipay/return");
    let app_auth_token =
        source.parsed("alipay.app_auth_token", "copy the token as it is", |text| {
            let fits = text.len() <= 128 && text.bytes().all(|b| b.is_ascii_graphic());
            if fits {
                Ok(text.to_owned())
            } else {
                Err("holds blanks or is too long")
            }
        });
    let (private_key, keys) = keys?;
    let gateway = gateway?;
    Some(AlipayConfig {
        app: AppConfig {
            notify_url: notify_url.ok()?,
            return_url: return_url.ok()?,
            app_auth_token: app_auth_token.ok()?,
            ..AppConfig::new(gateway.url, app_id?, private_key, keys)
        },
        seller_id: seller_id?,
        is_production: gateway.is_production,
        form_action_hosts: gateway.pages,
    })
}

fn refuse_unsupported(source: &mut Source) {
    for path in [
        "alipay.app_cert_file",
        "alipay.cert_file",
        "alipay.root_cert_file",
    ] {
        let remedy = "remove it and use key files: app_private_key_file and public_key_file";
        source.unsupported(path, "certificate mode", remedy);
    }
    let remedy = "register the application for RSA2 at Alipay, then remove this";
    only(source, "alipay.sign_type", "RSA2", "signature type", remedy);
    only(source, "alipay.charset", "utf-8", "charset", "remove it");
}

fn only(source: &mut Source, path: &'static str, wanted: &str, what: &str, remedy: &str) {
    if let Some(given) = source.text(path)
        && !given.text.eq_ignore_ascii_case(wanted)
    {
        let problem = format!("{:?}: this version has no {what} but {wanted}", given.text);
        source.mistake(path, &given.from, &problem, remedy);
    }
}

fn gateway(source: &mut Source, http: Option<&HttpConfig>) -> Option<Gateway> {
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
    let is_production = url.host_str() == Some("openapi.alipay.com");
    let pages = if is_production {
        PRODUCTION_PAGES
    } else {
        SANDBOX_PAGES
    };
    Ok(Gateway {
        url,
        is_production,
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
        is_production: false,
        pages,
    })
}

fn digits(least: usize, most: usize) -> impl Fn(&str) -> Result<String, String> {
    move |text| {
        let fits = (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if fits {
            Ok(text.to_owned())
        } else {
            Err(format!("{text:?} is no number at Alipay"))
        }
    }
}

fn read_seller_id(text: &str) -> Result<String, String> {
    let number = digits(16, 16)(text)?;
    if number.starts_with("2088") {
        Ok(number)
    } else {
        Err(format!("{text:?} does not begin with 2088"))
    }
}

fn required<T>(
    source: &mut Source,
    value: Result<Option<T>, Refused>,
    path: &'static str,
    remedy: &str,
) -> Option<T> {
    match value {
        Ok(Some(value)) => Some(value),
        Ok(None) => {
            source.missing(path, remedy);
            None
        }
        Err(Refused) => None,
    }
}

fn keys(source: &mut Source) -> Option<(PrivateKey, AlipayKeys)> {
    let private = source.parsed(
        "alipay.app_private_key_file",
        "chmod 600 the file; it must hold the application's RSA key (2048 bit or more, PEM or bare base64)",
        |path| {
            let text = keyfile::read(Path::new(path), Half::Private).map_err(|e| e.to_string())?;
            PrivateKey::parse(&text).map_err(|error| format!("{path}: {error}"))
        },
    );
    let private = required(
        source,
        private,
        "alipay.app_private_key_file",
        "name the file of the application's private key",
    );
    let remedy = "copy Alipay's public key (not the application's own) from the application's page into the file";
    // Two files with a comma between them while Alipay changes its key.
    let public = source.parsed("alipay.public_key_file", remedy, |paths| {
        let files = paths
            .split(',')
            .map(str::trim)
            .filter(|path| !path.is_empty());
        files.map(read_public).collect::<Result<Vec<_>, _>>()
    });
    let public = required(
        source,
        public,
        "alipay.public_key_file",
        "name the file of Alipay's public key",
    );
    let (private, public) = (private?, public?);
    match AlipayKeys::new(&private, public) {
        Ok(keys) => Some((private, keys)),
        Err(error) => {
            let from = source
                .text("alipay.public_key_file")
                .map_or_else(String::new, |g| g.from);
            source.mistake("alipay.public_key_file", &from, &error.to_string(), remedy);
            None
        }
    }
}

fn read_public(path: &str) -> Result<PublicKey, String> {
    let text = keyfile::read(Path::new(path), Half::Public).map_err(|error| error.to_string())?;
    PublicKey::parse(&text).map_err(|error| format!("{path}: {error}"))
}

/// An address Alipay is given: as configured, or on the shop's own origin.
fn address(
    source: &mut Source,
    path: &'static str,
    http: Option<&HttpConfig>,
    default: &str,
) -> Result<Option<String>, Refused> {
    let given =
        source.parsed(
            path,
            "write a full URL that reaches this shop",
            |text| match Url::parse(text) {
                Ok(url) if !matches!(url.scheme(), "http" | "https") => {
                    Err(format!("{text:?} is no web address"))
                }
                Ok(url) if url.fragment().is_some() || text.len() > 256 => {
                    Err(format!("{text:?} is too long or has a fragment"))
                }
                Ok(_) => Ok(text.to_owned()),
                Err(error) => Err(format!("{text:?} is no URL: {error}")),
            },
        )?;
    Ok(given.or_else(|| http.map(|http| format!("{}{default}", http.origin()))))
}
