//! Counts open connections by address and by network, so that one client cannot hold all of them.

use crate::net::{ClientAddr, Proxies};
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// The open connections.
#[derive(Debug)]
pub(super) struct Seats {
    per_address: usize,
    per_network: usize,
    exempt: Proxies,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    addresses: Counts,
    networks: Counts,
}

/// Connections by address; addresses without one are absent.
#[derive(Debug, Default)]
struct Counts(HashMap<IpAddr, usize>);

/// One open connection; no longer counted when dropped.
#[derive(Debug)]
pub(super) struct Seat {
    seats: Arc<Seats>,
    /// Its address; `None` for a proxy's, which is not counted.
    client: Option<ClientAddr>,
}

impl Seats {
    /// At most so many connections for each address and for each network. Proxies are `exempt`,
    /// because they forward many clients.
    pub(super) fn new(per_address: usize, per_network: usize, exempt: Proxies) -> Arc<Self> {
        Arc::new(Self {
            per_address,
            per_network,
            exempt,
            taken: Mutex::default(),
        })
    }

    /// Counts a connection of `peer`; `None` if it or its network has reached its limit.
    pub(super) fn seat(self: &Arc<Self>, peer: IpAddr) -> Option<Seat> {
        let client = ClientAddr(peer.to_canonical());
        let seat = |client| Seat {
            seats: Arc::clone(self),
            client,
        };
        if self.exempt.lists(client.0) {
            return Some(seat(None));
        }
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.addresses.of(client.bucket()) >= self.per_address
            || taken.networks.of(client.network()) >= self.per_network
        {
            return None;
        }
        taken.addresses.add(client.bucket());
        taken.networks.add(client.network());
        Some(seat(Some(client)))
    }
}

impl Counts {
    fn of(&self, address: IpAddr) -> usize {
        self.0.get(&address).copied().unwrap_or_default()
    }

    fn add(&mut self, address: IpAddr) {
        let count = self.0.entry(address).or_default();
        *count = count.saturating_add(1);
    }

    fn take_away(&mut self, address: IpAddr) {
        if let Some(count) = self.0.get_mut(&address) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.0.remove(&address);
            }
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let Some(client) = self.client else {
            return;
        };
        let mut taken = self
            .seats
            .taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        taken.addresses.take_away(client.bucket());
        taken.networks.take_away(client.network());
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::{Seat, Seats};
    use crate::net::Proxies;
    use std::net::IpAddr;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn each_address_has_so_many_and_proxies_any_number() {
        let seats = Seats::new(2, 100, Proxies(vec!["10.0.0.0/8".parse().unwrap()]));
        let one = seats.seat(ip("203.0.113.9")).unwrap();
        let _two = seats.seat(ip("::ffff:203.0.113.9")).unwrap();
        assert!(seats.seat(ip("203.0.113.9")).is_none());
        let _other = seats.seat(ip("203.0.113.10")).unwrap();
        drop(one);
        let _again = seats.seat(ip("203.0.113.9")).unwrap();
        assert!(seats.seat(ip("203.0.113.9")).is_none());
        // All addresses of a /64 count as one client.
        let _six: Vec<_> = ["2001:db8::1", "2001:db8::2"]
            .map(|text| seats.seat(ip(text)).unwrap())
            .into();
        assert!(seats.seat(ip("2001:db8::3")).is_none());
        let proxied: Vec<_> = (0..9).map(|_| seats.seat(ip("10.1.2.3"))).collect();
        assert!(proxied.iter().all(Option::is_some));
    }

    /// An IPv6 /48 is easy to get and has 65,536 /64, each of which counts as a client.
    #[test]
    fn each_network_has_so_many() {
        let seats = Seats::new(2, 3, Proxies(vec!["203.0.113.200".parse().unwrap()]));
        let _proxied: Vec<_> = (0..9).map(|_| seats.seat(ip("203.0.113.200"))).collect();
        for network in ["2001:db8:7", "203.0.113"] {
            let address = |n: usize| {
                if network.contains(':') {
                    ip(&format!("{network}:{n}::1"))
                } else {
                    ip(&format!("{network}.{n}"))
                }
            };
            let mut held: Vec<Seat> = (0..3).map(|n| seats.seat(address(n)).unwrap()).collect();
            assert!(seats.seat(address(3)).is_none(), "{network}");
            held.pop();
            assert!(seats.seat(address(3)).is_some(), "{network}");
        }
        assert!(seats.seat(ip("2001:db8:8::1")).is_some());
    }

    #[test]
    fn nothing_is_remembered_of_those_who_left() {
        let seats = Seats::new(2, 2, Proxies::default());
        drop(seats.seat(ip("203.0.113.9")));
        let taken = seats.taken.lock().unwrap();
        assert!(taken.addresses.0.is_empty() && taken.networks.0.is_empty());
    }
}
