//! The application at Alipay: gateway, numbers, keys, addresses.

mod bad_file;
pub mod gateway;
pub mod keys;

use self::{gateway::Gateway, keys::Sides};
use super::{
    http::HttpConfig,
    key::{self, Key},
    source::{Refused, Source},
};
use ::alipay::{SignType, config::AppConfig, form::Charset};
use shop::doctor::Environment;
use url::Url;

/// The application at Alipay.
pub struct AlipayConfig {
    /// The client's configuration; keys are checked against each other.
    pub app: AppConfig,
    /// The merchant's number, compared with every notification.
    pub seller_id: String,
    /// True if real money moves.
    pub is_production: bool,
    /// Origins that a payment form may be submitted to.
    pub form_action_hosts: Vec<String>,
}

/// The parts that could be read, so that `doctor` can continue after a mistake.
#[derive(Default)]
pub struct AlipayParts {
    /// The gateway.
    pub gateway: Option<Gateway>,
    /// The application's number.
    pub app_id: Option<String>,
    /// The merchant's number.
    pub seller_id: Option<String>,
    /// The application's key and Alipay's keys or certificates.
    pub sides: Option<Sides>,
    /// Where Alipay posts notifications; `None` inside if there is none.
    pub notify_url: Option<Option<String>>,
    /// Where browsers return to.
    pub return_url: Option<Option<String>>,
    /// Token of another merchant.
    pub app_auth_token: Option<Option<String>>,
    /// Charset of requests.
    pub charset: Option<Charset>,
    /// The signature type of the application.
    pub sign_type: Option<SignType>,
}

impl AlipayParts {
    /// The configuration, if no part is missing.
    #[must_use]
    pub fn complete(self) -> Option<AlipayConfig> {
        let (gateway, sides) = (self.gateway?, self.sides?);
        Some(AlipayConfig {
            app: AppConfig {
                notify_url: self.notify_url?,
                return_url: self.return_url?,
                app_auth_token: self.app_auth_token?,
                charset: self.charset?,
                sign_type: self.sign_type?,
                ..AppConfig::new(gateway.url, self.app_id?, sides.private, sides.keys)
            },
            seller_id: self.seller_id?,
            is_production: gateway.environment == Environment::Production,
            form_action_hosts: gateway.pages,
        })
    }
}

pub(super) fn read(source: &mut Source, http: Option<&HttpConfig>) -> AlipayParts {
    let sign_type = sign_type(source);
    AlipayParts {
        charset: source.value(key::CHARSET, read_charset),
        gateway: gateway::read(source, http),
        app_id: source.value(key::APP_ID, digits(1, 32)),
        seller_id: source.value(key::SELLER_ID, read_seller_id),
        // After a mistake in the type the keys are read as for RSA2, so that their mistakes are
        // reported too.
        sides: keys::read(source, sign_type.unwrap_or_default()),
        notify_url: address(source, key::NOTIFY_URL, http, "/alipay/notify").ok(),
        return_url: address(source, key::RETURN_URL, http, "/alipay/return").ok(),
        app_auth_token: source.optional(key::APP_AUTH_TOKEN, read_token).ok(),
        sign_type,
    }
}

/// The application's number, if given and valid.
pub(super) fn app_id(source: &mut Source) -> Option<String> {
    source.optional(key::APP_ID, digits(1, 32)).ok().flatten()
}

/// The merchant's number, if given and valid.
pub(super) fn seller_id(source: &mut Source) -> Option<String> {
    source
        .optional(key::SELLER_ID, read_seller_id)
        .ok()
        .flatten()
}

/// The signature type of the application; only the configuration sets it, never a message.
pub(super) fn sign_type(source: &mut Source) -> Option<SignType> {
    source.value(key::SIGN_TYPE, |text| {
        SignType::from_name(&text.to_ascii_uppercase())
            .ok_or_else(|| format!("{text:?} is not a type of signature at Alipay"))
    })
}

fn read_charset(text: &str) -> Result<Charset, String> {
    Charset::from_name(text)
        .filter(|charset| charset.name().eq_ignore_ascii_case(text))
        .ok_or_else(|| format!("{text:?} is not a charset of requests"))
}

fn read_token(text: &str) -> Result<String, &'static str> {
    if text.len() <= 128 && text.bytes().all(|b| b.is_ascii_graphic()) {
        Ok(text.to_owned())
    } else {
        Err("contains blanks or is too long")
    }
}

fn digits(least: usize, most: usize) -> impl Fn(&str) -> Result<String, String> {
    move |text| {
        let fits = (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if fits {
            Ok(text.to_owned())
        } else {
            Err(format!("{text:?} is not a number of Alipay"))
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

/// An address that Alipay is given: the configured one, else `default` on the shop's origin.
fn address(
    source: &mut Source,
    key: &'static Key,
    http: Option<&HttpConfig>,
    default: &str,
) -> Result<Option<String>, Refused> {
    let given = source.optional(key, |text| match Url::parse(text) {
        Ok(url) if !matches!(url.scheme(), "http" | "https") => {
            Err(format!("{text:?} is not a web address"))
        }
        Ok(url) if url.fragment().is_some() || url.as_str().len() > 256 => {
            Err(format!("{text:?} is too long or has a fragment"))
        }
        // Percent codes and punycode, which every charset can encode.
        Ok(url) if !text.is_ascii() => Ok(url.into()),
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(format!("{text:?} is not a URL: {error}")),
    })?;
    Ok(given.or_else(|| http.map(|http| format!("{}{default}", http.origin()))))
}
