//! The application at Alipay: gateway, numbers, keys, addresses.

pub mod gateway;
pub mod keys;

use self::{gateway::Gateway, keys::Sides};
use super::{
    http::HttpConfig,
    source::{Refused, Source},
};
use ::alipay::{config::AppConfig, form::Charset};
use shop::doctor::Environment;
use url::Url;

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

/// What could be read of it, for an examination that goes on past a mistake.
#[derive(Default)]
pub struct AlipayParts {
    /// Where requests go.
    pub gateway: Option<Gateway>,
    /// The application's number.
    pub app_id: Option<String>,
    /// The merchant's number.
    pub seller_id: Option<String>,
    /// The application's key and Alipay's keys or certificates.
    pub sides: Option<Sides>,
    /// Where notices are posted to; `None` inside if there is none.
    pub notify_url: Option<Option<String>>,
    /// Where browsers return to.
    pub return_url: Option<Option<String>>,
    /// Token of another merchant.
    pub app_auth_token: Option<Option<String>>,
    /// What requests are written in.
    pub charset: Option<Charset>,
}

impl AlipayParts {
    /// The whole, if no part is missing.
    #[must_use]
    pub fn complete(self) -> Option<AlipayConfig> {
        let (gateway, sides) = (self.gateway?, self.sides?);
        Some(AlipayConfig {
            app: AppConfig {
                notify_url: self.notify_url?,
                return_url: self.return_url?,
                app_auth_token: self.app_auth_token?,
                charset: self.charset?,
                ..AppConfig::new(gateway.url, self.app_id?, sides.private, sides.keys)
            },
            seller_id: self.seller_id?,
            is_production: gateway.environment == Environment::Production,
            form_action_hosts: gateway.pages,
        })
    }
}

pub(super) fn read(source: &mut Source, http: Option<&HttpConfig>) -> AlipayParts {
    sign_type(source);
    let charset = charset(source);
    let gateway = gateway::read(source, http);
    let app_id = app_id(source);
    let app_id = required(
        source,
        app_id,
        "alipay.app_id",
        "copy the application's number (APPID)",
    );
    let seller_id = seller_id(source);
    let seller_id = required(
        source,
        seller_id,
        "alipay.seller_id",
        "copy the merchant's number (PID, 2088…)",
    );
    let sides = keys::read(source);
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
    AlipayParts {
        gateway,
        app_id,
        seller_id,
        sides,
        notify_url: notify_url.ok(),
        return_url: return_url.ok(),
        app_auth_token: app_auth_token.ok(),
        charset,
    }
}

pub(super) fn app_id(source: &mut Source) -> Result<Option<String>, Refused> {
    source.parsed(
        "alipay.app_id",
        "copy the 16 digits from the application's page",
        digits(1, 32),
    )
}

pub(super) fn seller_id(source: &mut Source) -> Result<Option<String>, Refused> {
    source.parsed(
        "alipay.seller_id",
        "copy the 16 digits that begin with 2088",
        read_seller_id,
    )
}

/// RSA2 and nothing else: no library the shop trusts with its key makes the older signatures.
fn sign_type(source: &mut Source) {
    let path = "alipay.sign_type";
    if let Some(given) = source.text(path)
        && !given.text.eq_ignore_ascii_case("RSA2")
    {
        let problem = format!("{:?}: the shop signs with RSA2 only", given.text);
        let remedy = "register the application for RSA2 at Alipay, then remove this";
        source.mistake(path, &given.from, &problem, remedy);
    }
}

/// What requests are written in; `None` after a mistake.
fn charset(source: &mut Source) -> Option<Charset> {
    let read = source.parsed(
        "alipay.charset",
        "write utf-8 or gbk, or remove it",
        |text| {
            Charset::from_name(text)
                .filter(|charset| charset.name().eq_ignore_ascii_case(text))
                .ok_or_else(|| format!("{text:?} is no charset of requests"))
        },
    );
    read.ok().map(Option::unwrap_or_default)
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
