//! Addresses of the demo's two servers: on this machine only, because the accounts' passwords are published.

use crate::config::http::listen_addr;
use std::net::SocketAddr;

/// An address to listen on, and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Local {
    /// `localhost`, `127.0.0.1` or `[::1]`.
    host: String,
    pub(super) addr: SocketAddr,
}

impl Local {
    /// The URL for `port` of this address.
    pub(super) fn url(&self, port: u16) -> String {
        format!("http://{}:{port}", self.host)
    }
}

/// The shop's address.
pub(super) fn shop(text: &str) -> Result<Local, String> {
    let addr = listen_addr(text)?;
    if !addr.ip().is_loopback() {
        return Err(
            "the demo's passwords are published, so it listens on this machine only (127.0.0.1); use `zhanggui serve` \
             for anything else"
                .to_owned(),
        );
    }
    let host = text.rsplit_once(':').map_or(text, |(host, _)| host);
    Ok(Local {
        host: host.to_ascii_lowercase(),
        addr,
    })
}

/// The simulator's address. Payment forms are submitted to it, and a page's policy cannot name an
/// IPv6 address.
pub(super) fn simulator(text: &str) -> Result<Local, String> {
    let local = shop(text)?;
    if local.addr.is_ipv6() {
        return Err(
            "browsers submit no payment form to an IPv6 address (Content-Security-Policy cannot name one); use \
             127.0.0.1 or localhost"
                .to_owned(),
        );
    }
    Ok(local)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::{shop, simulator};

    #[test]
    fn addresses_of_this_machine_are_read_by_name_and_number() {
        for (text, url) in [
            ("127.0.0.1:0", "http://127.0.0.1:81"),
            ("localhost:0", "http://localhost:81"),
            ("Localhost:8080", "http://localhost:81"),
            ("[::1]:0", "http://[::1]:81"),
        ] {
            assert_eq!(shop(text).unwrap().url(81), url, "{text}");
        }
        assert!(simulator("localhost:0").unwrap().addr.is_ipv4());
        for wrong in [
            "0.0.0.0:0",
            "192.0.2.1:80",
            "localhost",
            "shop.example:80",
            "127.0.0.1",
        ] {
            assert!(shop(wrong).is_err(), "{wrong}");
        }
        assert!(simulator("[::1]:0").unwrap_err().contains("127.0.0.1"));
    }
}
