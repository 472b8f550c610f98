//! The hosts of the shop.

use url::Url;

/// The host names of the shop. Ports are not compared, because proxies often omit or change them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosts(Vec<String>);

impl Hosts {
    /// The hosts of the shop's `addresses`.
    #[must_use]
    pub fn of<'a>(addresses: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hosts: Vec<_> = addresses
            .into_iter()
            .filter_map(|address| Some(Url::parse(address).ok()?.host_str()?.to_owned()))
            .collect();
        hosts.dedup();
        Self(hosts)
    }

    pub(crate) fn contains(&self, authority: &str) -> bool {
        let host = without_port(authority).trim_end_matches('.');
        self.0.iter().any(|own| own.eq_ignore_ascii_case(host))
    }
}

/// `shop.example` of `shop.example:8443`, `[::1]` of `[::1]:80`.
fn without_port(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        Some(_) | None => authority,
    }
}

#[cfg(test)]
mod tests {
    use super::Hosts;

    #[test]
    fn a_host_is_ours_in_any_spelling_and_on_any_port() {
        let hosts = Hosts::of([
            "https://shop.example/",
            "http://[::1]:8080",
            "not an address",
        ]);
        for ours in [
            "shop.example",
            "SHOP.example:8443",
            "shop.example.",
            "[::1]",
            "[::1]:8080",
        ] {
            assert!(hosts.contains(ours), "{ours}");
        }
        for other in [
            "",
            "example",
            "evil.example",
            "shop.example.evil.example",
            "shop.example@evil.example",
            "shop.example:x",
            "127.0.0.1",
            "::1",
        ] {
            assert!(!hosts.contains(other), "{other}");
        }
    }
}
