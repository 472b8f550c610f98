//! The address of the mail server, as it is configured.

use percent_encoding::percent_decode_str;
use std::fmt;
use url::{Host, Url};

/// How a connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Security {
    /// TLS from the first byte.
    Tls,
    /// The connection begins in the clear and must change to TLS before anything is sent.
    StartTls,
    /// None: only to this machine.
    Nothing,
}

/// A mail server and how to sign in there.
#[derive(Clone, PartialEq, Eq)]
pub struct Relay {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) security: Security,
    /// User and password.
    pub(crate) login: Option<(String, String)>,
}

/// Why an address is not one of a mail server. It never quotes the address, which may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadRelay {
    /// Not a URL.
    #[error("is not a URL")]
    NotAUrl,
    /// Another scheme.
    #[error("begins with neither smtp:// nor smtps://")]
    Scheme,
    /// No host.
    #[error("names no host")]
    NoHost,
    /// Something behind host and port.
    #[error("has something after the host; only ?tls=required is allowed, and only with smtp://")]
    Beyond,
    /// A user without a password, or the reverse.
    #[error("has a user without a password or a password without a user")]
    HalfALogin,
    /// User or password is not UTF-8.
    #[error("has a user or a password that is not UTF-8")]
    Encoding,
}

/// Ports by RFC 8314: submission with TLS from the first byte, and with STARTTLS.
const TLS_PORT: u16 = 465;
const STARTTLS_PORT: u16 = 587;
/// Of a server on this machine.
const LOCAL_PORT: u16 = 25;

impl Relay {
    /// Reads `smtps://user:password@host:port` or `smtp://…`.
    ///
    /// `smtps` is TLS from the first byte. `smtp` demands STARTTLS, and sends nothing to a server that does not offer it;
    /// only a server on this machine is spoken to in the clear, unless `?tls=required` follows.
    ///
    /// # Errors
    /// Why it is not one.
    pub fn parse(text: &str) -> Result<Self, BadRelay> {
        let url = Url::parse(text).map_err(|_malformed| BadRelay::NotAUrl)?;
        let is_tls = match url.scheme() {
            "smtps" => true,
            "smtp" => false,
            _ => return Err(BadRelay::Scheme),
        };
        // The host of a scheme that is not special is not read as an address of four numbers, so it is read again.
        let host = url.host_str().unwrap_or_default();
        let host = Host::parse(host).map_err(|_malformed| BadRelay::NoHost)?;
        let must = match url.query() {
            None => false,
            Some("tls=required") if !is_tls => true,
            Some(_) => return Err(BadRelay::Beyond),
        };
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(BadRelay::Beyond);
        }
        let (security, port) = match (is_tls, must, is_here(&host)) {
            (true, _, _) => (Security::Tls, TLS_PORT),
            (false, false, true) => (Security::Nothing, LOCAL_PORT),
            (false, _, _) => (Security::StartTls, STARTTLS_PORT),
        };
        let login = match (url.username(), url.password()) {
            ("", None) => None,
            ("", Some(_)) | (_, None) => return Err(BadRelay::HalfALogin),
            (user, Some(password)) => Some((decode(user)?, decode(password)?)),
        };
        let host = match host {
            Host::Domain(name) => name,
            Host::Ipv4(ip) => ip.to_string(),
            Host::Ipv6(ip) => ip.to_string(),
        };
        Ok(Self {
            host,
            port: url.port().unwrap_or(port),
            security,
            login,
        })
    }
}

fn is_here(host: &Host<String>) -> bool {
    match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    }
}

fn decode(part: &str) -> Result<String, BadRelay> {
    percent_decode_str(part)
        .decode_utf8()
        .map(std::borrow::Cow::into_owned)
        .map_err(|_not_utf8| BadRelay::Encoding)
}

/// Without user and password.
impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Relay({}:{}, {:?})", self.host, self.port, self.security)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_decides_how_a_connection_is_protected() {
        let read = |text: &str| {
            Relay::parse(text).map(|relay| (relay.host.clone(), relay.port, relay.security))
        };
        let host = |host: &str, port, security| Ok((host.to_owned(), port, security));
        for (text, expected) in [
            (
                "smtps://mail.example",
                host("mail.example", 465, Security::Tls),
            ),
            (
                "smtps://mail.example:2465/",
                host("mail.example", 2465, Security::Tls),
            ),
            (
                "smtp://mail.example",
                host("mail.example", 587, Security::StartTls),
            ),
            (
                "smtp://mail.example:25",
                host("mail.example", 25, Security::StartTls),
            ),
            ("smtp://10.0.0.7", host("10.0.0.7", 587, Security::StartTls)),
            ("smtp://127.0.0.1", host("127.0.0.1", 25, Security::Nothing)),
            (
                "smtp://localhost:1025",
                host("localhost", 1025, Security::Nothing),
            ),
            ("smtp://[::1]", host("::1", 25, Security::Nothing)),
            (
                "smtp://127.0.0.1:2525?tls=required",
                host("127.0.0.1", 2525, Security::StartTls),
            ),
            ("smtps://127.0.0.1", host("127.0.0.1", 465, Security::Tls)),
            ("mail.example", Err(BadRelay::NotAUrl)),
            ("https://mail.example", Err(BadRelay::Scheme)),
            ("smtp:///x", Err(BadRelay::NoHost)),
            ("smtp://mail.example/inbox", Err(BadRelay::Beyond)),
            ("smtp://mail.example?tls=off", Err(BadRelay::Beyond)),
            ("smtps://mail.example?tls=required", Err(BadRelay::Beyond)),
            ("smtps://user@mail.example", Err(BadRelay::HalfALogin)),
            ("smtps://:secret@mail.example", Err(BadRelay::HalfALogin)),
            ("smtps://a:%ff@mail.example", Err(BadRelay::Encoding)),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_password_is_decoded_and_never_shown() {
        let relay = Relay::parse("smtps://shop%40mail.example:p%40ss%3Aword@mail.example");
        let login = relay.clone().map(|relay| relay.login);
        let expected = ("shop@mail.example".to_owned(), "p@ss:word".to_owned());
        assert_eq!(login, Ok(Some(expected)));
        assert_eq!(
            format!("{relay:?}"),
            "Ok(Relay(mail.example:465, Tls))",
            "neither user nor password"
        );
    }
}
