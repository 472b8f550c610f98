//! The client's address. Forwarded headers count only if a listed proxy sent them.

use axum::extract::{ConnectInfo, Request};
use http::HeaderMap;
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    str::FromStr,
    sync::atomic::{AtomicBool, Ordering},
};

/// The client's address, as far as it can be trusted. A request extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddr(pub IpAddr);

impl ClientAddr {
    /// The network prefix for logs and sessions: IPv4 /24, IPv6 /48.
    #[must_use]
    pub fn prefix(self) -> String {
        let bits = match self.0 {
            IpAddr::V4(_) => 24,
            IpAddr::V6(_) => 48,
        };
        format!("{}/{bits}", self.network())
    }

    /// The first address of the network: IPv4 /24, IPv6 /48. Limits count it beside the client,
    /// because one person may rent a whole network: 65,536 clients in an IPv6 /48.
    #[must_use]
    pub fn network(self) -> IpAddr {
        match self.0 {
            IpAddr::V4(ip) => {
                let [a, b, c, _] = ip.octets();
                IpAddr::V4(Ipv4Addr::new(a, b, c, 0))
            }
            IpAddr::V6(ip) => {
                let [a, b, c, ..] = ip.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
            }
        }
    }

    /// The unit that limits count: an IPv4 address, an IPv6 /64.
    #[must_use]
    pub fn bucket(self) -> IpAddr {
        match self.0 {
            IpAddr::V4(_) => self.0,
            IpAddr::V6(ip) => {
                let [a, b, c, d, ..] = ip.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        }
    }

    /// What counts as one client at the password of one account: an IPv4 address, an IPv6 /48. A household has 256 or
    /// more /64, and its neighbours in the /48 do not sign in to the same account.
    #[must_use]
    pub fn guesser(self) -> IpAddr {
        match self.0 {
            IpAddr::V4(_) => self.0,
            IpAddr::V6(_) => self.network(),
        }
    }
}

/// A range of addresses, `10.0.0.0/8` or a single address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    base: IpAddr,
    bits: u32,
}

/// Not an address or range.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is neither an address nor a range such as 10.0.0.0/8")]
pub struct NotARange(String);

impl FromStr for Range {
    type Err = NotARange;

    fn from_str(text: &str) -> Result<Self, NotARange> {
        let wrong = || NotARange(text.to_owned());
        let (base, bits) = match text.split_once('/') {
            Some((base, bits)) => (base, Some(bits)),
            None => (text, None),
        };
        let given: IpAddr = base.trim().parse().ok().ok_or_else(wrong)?;
        let most = width(given);
        let bits = match bits {
            Some(bits) => bits
                .trim()
                .parse()
                .ok()
                .filter(|n| *n <= most)
                .ok_or_else(wrong)?,
            None => most,
        };
        // Peers are compared as IPv4 where they are, so a range that is written as IPv6 (::ffff:10.0.0.0/104) is too.
        let base = given.to_canonical();
        let bits = bits
            .checked_sub(most.saturating_sub(width(base)))
            .ok_or_else(wrong)?;
        Ok(Self { base, bits })
    }
}

impl Range {
    fn contains(&self, ip: IpAddr) -> bool {
        let most = width(self.base);
        if most != width(ip) {
            return false;
        }
        let differing = number(self.base) ^ number(ip);
        // A shift by the full width would overflow: a range of 0 bits contains everything.
        differing
            .checked_shr(most.saturating_sub(self.bits))
            .is_none_or(|head| head == 0)
    }
}

const fn width(ip: IpAddr) -> u32 {
    match ip {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

fn number(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(ip) => u128::from(u32::from(ip)),
        IpAddr::V6(ip) => u128::from(ip),
    }
}

/// The proxies in front of the shop.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies(pub Vec<Range>);

impl Proxies {
    /// The client behind `peer`: walks `X-Forwarded-For` from the right while the addresses are listed proxies.
    #[must_use]
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> ClientAddr {
        let mut client = peer.to_canonical();
        let forwarded = headers.get_all("x-forwarded-for").iter().rev();
        for value in forwarded {
            for hop in value.as_bytes().rsplit(|byte| *byte == b',') {
                if !self.lists(client) {
                    return ClientAddr(client);
                }
                // An unreadable entry is not trusted, nor anything left of it.
                let Some(ip) = hop_address(hop) else {
                    warn_once(client);
                    return ClientAddr(client);
                };
                client = ip.to_canonical();
            }
        }
        ClientAddr(client)
    }

    /// True for the address of a listed proxy.
    #[must_use]
    pub fn lists(&self, ip: IpAddr) -> bool {
        self.0.iter().any(|range| range.contains(ip))
    }
}

/// The address of one hop, in the forms that proxies write: `ip`, `ip:port`, `[v6]` or `[v6]:port`.
fn hop_address(hop: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(hop).ok()?.trim();
    let bracketed = || {
        let inner = text.strip_prefix('[')?.strip_suffix(']')?;
        inner.parse::<Ipv6Addr>().ok().map(IpAddr::V6)
    };
    let with_port = || text.parse::<SocketAddr>().ok().map(|addr| addr.ip());
    text.parse().ok().or_else(with_port).or_else(bracketed)
}

/// Logs once that limits count all clients of this proxy as one; once, so that it does not fill the
/// log.
fn warn_once(proxy: IpAddr) {
    static SAID: AtomicBool = AtomicBool::new(false);
    if !SAID.swap(true, Ordering::Relaxed) {
        tracing::warn!(
            %proxy,
            "a listed proxy sends an X-Forwarded-For that is not a list of addresses: all clients behind it count as one client"
        );
    }
}

/// Adds [`ClientAddr`] to the request.
pub(crate) fn name_client(proxies: &Proxies, request: &mut Request) {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(addr)| {
            addr.ip()
        });
    let client = proxies.client(peer, request.headers());
    request.extensions_mut().insert(client);
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::*;
    use std::{
        io::{self, Write},
        sync::{Arc, Mutex},
    };

    fn forwarded(values: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        headers
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_stranger_cannot_choose_the_address() {
        let none = Proxies::default();
        let client = none.client(ip("203.0.113.9"), &forwarded(&["198.51.100.1"]));
        assert_eq!(client, ClientAddr(ip("203.0.113.9")));
    }

    #[test]
    fn a_listed_proxy_is_believed_up_to_the_first_stranger() {
        let proxies = Proxies(vec!["10.0.0.0/8".parse().unwrap(), "::1".parse().unwrap()]);
        let spoofed = forwarded(&["1.1.1.1, 198.51.100.1", "10.1.2.3"]);
        assert_eq!(
            proxies.client(ip("10.0.0.1"), &spoofed),
            ClientAddr(ip("198.51.100.1"))
        );
        assert_eq!(
            proxies.client(ip("11.0.0.1"), &spoofed),
            ClientAddr(ip("11.0.0.1"))
        );
        assert_eq!(
            proxies.client(ip("::1"), &forwarded(&["nonsense"])),
            ClientAddr(ip("::1"))
        );
    }

    #[test]
    fn addresses_are_read_as_proxies_write_them() {
        let proxies = Proxies(vec!["10.0.0.0/8".parse().unwrap()]);
        for (written, read) in [
            ("198.51.100.1", "198.51.100.1"),
            ("198.51.100.1:4711", "198.51.100.1"),
            (" [2001:db8::1] ", "2001:db8::1"),
            ("[2001:db8::1]:4711", "2001:db8::1"),
            ("2001:db8::1", "2001:db8::1"),
            ("::ffff:198.51.100.1", "198.51.100.1"),
            ("1.1.1.1:1, 198.51.100.1:80, 10.0.0.2:81", "198.51.100.1"),
            ("", "10.0.0.1"),
            ("unknown", "10.0.0.1"),
            ("_hidden", "10.0.0.1"),
            ("198.51.100.1:port", "10.0.0.1"),
            ("[198.51.100.1]", "10.0.0.1"),
        ] {
            let client = proxies.client(ip("10.0.0.1"), &forwarded(&[written]));
            assert_eq!(client, ClientAddr(ip(read)), "{written:?}");
        }
    }

    /// Captured log lines.
    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_once() {
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_writer(move || writer.clone())
            .finish();
        tracing::subscriber::with_default(subscriber, || {
            let proxies = Proxies(vec!["10.0.0.0/8".parse().unwrap()]);
            for _ in 0..3 {
                let client = proxies.client(ip("10.0.0.1"), &forwarded(&["unknown"]));
                assert_eq!(client, ClientAddr(ip("10.0.0.1")));
            }
        });
        let said = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
        assert_eq!(said.matches("count as one client").count(), 1, "{said}");
    }

    #[test]
    fn ranges_are_read_strictly() {
        let all: Range = "0.0.0.0/0".parse().unwrap();
        assert!(all.contains(ip("255.1.1.1")) && !all.contains(ip("::1")));
        let six: Range = "2001:db8::/32".parse().unwrap();
        assert!(six.contains(ip("2001:db8:1::1")) && !six.contains(ip("2001:db9::1")));
        for mapped in ["::ffff:10.0.0.0/104", "::ffff:10.1.2.3"] {
            let range: Range = mapped.parse().unwrap();
            assert!(range.contains(ip("10.1.2.3")) && !range.contains(ip("11.1.2.3")));
        }
        for wrong in ["", "10.0.0.0/33", "ten", "10.0.0.0/x", "::ffff:0:0/90"] {
            assert!(wrong.parse::<Range>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn prefixes_forget_the_host() {
        assert_eq!(ClientAddr(ip("203.0.113.9")).prefix(), "203.0.113.0/24");
        assert_eq!(
            ClientAddr(ip("2001:db8:1:2::9")).prefix(),
            "2001:db8:1::/48"
        );
        assert_eq!(
            ClientAddr(ip("2001:db8:1:2:3::9")).bucket(),
            ip("2001:db8:1:2::")
        );
    }
}
