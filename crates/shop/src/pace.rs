//! Attempts that are counted in the database: their keys, and what one network may open.

use crate::Error;
use domain::{
    error::ErrorCode,
    time::{HOUR, Millis},
};
use sha2::{Digest, Sha256};
use std::net::{IpAddr, Ipv4Addr};
use store::{Tx, queries::pace};

/// What a visitor opens without signing in. Its rows are stored for weeks or forever, so without a
/// limit a stranger could fill the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Newcomer {
    /// A session with a guest's cart.
    Cart,
    /// An account.
    Account,
}

impl Newcomer {
    /// The key, and how many one network may open in an hour. Behind the address translation of a
    /// carrier, tens of thousands of people share a /24, and a sale brings many of them at once. A
    /// stranger with one network has about a million carts at most: they are deleted after two weeks.
    const fn pace(self) -> (&'static str, i64) {
        match self {
            Self::Cart => ("new_cart", 3_000),
            Self::Account => ("new_account", 1_000),
        }
    }

    /// Counts one that `network` opens; `None` is counted nowhere (see [`counted_network`]).
    ///
    /// # Errors
    /// `Refused(NetworkFull)`.
    pub(crate) fn admit(
        self,
        tx: &mut Tx<'_>,
        network: Option<&str>,
        now: Millis,
    ) -> Result<(), Error> {
        let Some(network) = network else {
            return Ok(());
        };
        let (kind, most) = self.pace();
        if pace::admit(tx, &hashed(&[kind, network]), now, HOUR, most)? {
            Ok(())
        } else {
            Err(Error::refused(ErrorCode::NetworkFull))
        }
    }
}

/// The network of a client of this `prefix` (`203.0.113.0/24`). `None` if it is unknown, this
/// machine's own or a private one: that is a proxy which is not listed, in a container or beside
/// the machine, and all customers behind it would count as one.
pub(crate) fn counted_network(prefix: &str) -> Option<&str> {
    let (address, _) = prefix.split_once('/')?;
    let is_inside = match address.parse().ok()? {
        IpAddr::V4(ip) => {
            ip.is_unspecified()
                || ip.is_loopback()
                || ip.is_private()
                || ip.is_link_local()
                || is_shared(ip)
        }
        // Of this machine's own address (::1), a prefix of 48 bits is all zeros.
        IpAddr::V6(ip) => ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local(),
    };
    (!is_inside).then_some(prefix)
}

/// True for 100.64.0.0/10 (RFC 6598). No customer arrives from it: a carrier translates it before
/// the internet. Load balancers of clouds use it towards the servers behind them.
const fn is_shared(ip: Ipv4Addr) -> bool {
    let [first, second, ..] = ip.octets();
    first == 100 && second & 0b1100_0000 == 64
}

/// The hash of `parts`, so that the table of counts holds no address or login, and all keys have
/// one length.
pub(crate) fn hashed(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hex::encode(hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::{counted_network, hashed};

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(hashed(&["ab", "c"]), hashed(&["a", "bc"]));
        assert_ne!(hashed(&["a", ""]), hashed(&["a"]));
        assert_eq!(hashed(&["a"]).len(), 64);
    }

    #[test]
    fn this_machine_and_private_networks_are_not_counted() {
        for inside in [
            "",
            "0.0.0.0/24",
            "127.0.0.0/24",
            "10.0.0.0/24",
            "10.255.255.0/24",
            "172.16.0.0/24",
            "172.31.255.0/24",
            "192.168.5.0/24",
            "169.254.7.0/24",
            "100.64.0.0/24",
            "100.127.255.0/24",
            "::/48",
            "fc00::/48",
            "fdff:1:2::/48",
            "fe80::/48",
        ] {
            assert_eq!(counted_network(inside), None, "{inside}");
        }
        for others in [
            "203.0.113.0/24",
            "11.0.0.0/24",
            "172.15.255.0/24",
            "172.32.0.0/24",
            "192.167.255.0/24",
            "100.63.255.0/24",
            "100.128.0.0/24",
            "2001:db8:1::/48",
            "fe00::/48",
        ] {
            assert_eq!(counted_network(others), Some(others));
        }
    }
}
