//! Counts open connections by address, so that one client cannot hold all of them.

use crate::net::{ClientAddr, Proxies};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// The open connections of each address.
#[derive(Debug)]
pub(super) struct PerAddress {
    most: usize,
    exempt: Proxies,
    open: Mutex<HashMap<IpAddr, usize>>,
}

/// One open connection; given back when dropped.
#[derive(Debug)]
pub(super) struct Seat {
    counts: Arc<PerAddress>,
    client: IpAddr,
}

impl PerAddress {
    /// At most `most` connections for each address; proxies speak for many clients and are `exempt`.
    pub(super) fn new(most: usize, exempt: Proxies) -> Arc<Self> {
        Arc::new(Self {
            most,
            exempt,
            open: Mutex::default(),
        })
    }

    /// A seat for `peer`; `None` if it has as many as it may have.
    pub(super) fn seat(self: &Arc<Self>, peer: IpAddr) -> Option<Seat> {
        let peer = peer.to_canonical();
        // What counts as one client for the other limits.
        let client = ClientAddr(peer).bucket();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(client).or_insert(0);
        if *count >= self.most && !self.exempt.lists(peer) {
            return None;
        }
        *count = count.saturating_add(1);
        Some(Seat {
            counts: Arc::clone(self),
            client,
        })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut open = self
            .counts
            .open
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.client) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                open.remove(&self.client);
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::PerAddress;
    use crate::net::Proxies;
    use std::net::IpAddr;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn each_address_has_so_many_and_proxies_any_number() {
        let counts = PerAddress::new(2, Proxies(vec!["10.0.0.0/8".parse().unwrap()]));
        let one = counts.seat(ip("203.0.113.9")).unwrap();
        let _two = counts.seat(ip("::ffff:203.0.113.9")).unwrap();
        assert!(counts.seat(ip("203.0.113.9")).is_none());
        let _other = counts.seat(ip("203.0.113.10")).unwrap();
        drop(one);
        let _again = counts.seat(ip("203.0.113.9")).unwrap();
        assert!(counts.seat(ip("203.0.113.9")).is_none());
        // All addresses of one network of the sixth version are one client.
        let _six: Vec<_> = ["2001:db8::1", "2001:db8::2"]
            .map(|text| counts.seat(ip(text)).unwrap())
            .into();
        assert!(counts.seat(ip("2001:db8::3")).is_none());
        let proxied: Vec<_> = (0..9).map(|_| counts.seat(ip("10.1.2.3"))).collect();
        assert!(proxied.iter().all(Option::is_some));
    }

    #[test]
    fn nothing_is_remembered_of_those_who_left() {
        let counts = PerAddress::new(2, Proxies::default());
        drop(counts.seat(ip("203.0.113.9")));
        assert!(counts.open.lock().unwrap().is_empty());
    }
}
