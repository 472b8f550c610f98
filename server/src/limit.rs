//! Limits on requests: duration, size, number in progress, and how often one client may post each
//! kind of form. [`crate::pace`] and [`crate::body`] enforce them.

use crate::net::ClientAddr;
use app::actions::order::RequestRefund;
use desk::actions::ChangeSettings;
use domain::limit::{REFUND_PHOTOS, ZIP_BYTES};
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::NoOpMiddleware,
    state::keyed::DashMapStateStore,
};
use leptos::server_fn::ServerFn;
use shop::media::limits::{BYTES, FILES};
use std::{
    hash::{BuildHasher, RandomState},
    net::IpAddr,
    num::NonZeroU32,
    time::Duration,
};

/// Longest form of a customer.
pub const FORM_BYTES: usize = 16 * 1024;
/// Longest form of staff: two texts of 4,000 Chinese characters take 72 KiB, because each
/// character is sent as nine.
pub const DESK_FORM_BYTES: usize = 96 * 1024;
/// Longest form of the product editor: 200 variants of 9 fields take 170 KiB, since the brackets in
/// a field's name are sent as three characters each; the descriptions take 72 KiB, options of 90
/// values in two languages 80 KiB, and the descriptions of 30 pictures 65 KiB.
pub const EDITOR_FORM_BYTES: usize = 512 * 1024;
/// What a form with files may have besides them: its fields, and the lines between the parts.
const BESIDE_FILES: u64 = 1024 * 1024;
/// Longest notification of the gateway.
pub const NOTIFY_BYTES: usize = 64 * 1024;
/// Requests in progress; further ones get 503.
pub const IN_FLIGHT: usize = 512;
/// Notifications in progress.
pub const NOTIFIES_IN_FLIGHT: usize = 64;

/// The longest form that `path` accepts.
#[must_use]
pub fn form_bytes(path: &str) -> usize {
    if kit::paths::is_product_editor(path) {
        EDITOR_FORM_BYTES
    } else if kit::paths::is_desk(path) {
        DESK_FORM_BYTES
    } else {
        FORM_BYTES
    }
}

/// Most bytes of a sheet of some hundred lines.
pub const LINES_BYTES: u64 = 1024 * 1024;

/// The files of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// Pictures, at most so many.
    Pictures(usize),
    /// A sheet of goods, and the ZIP with its pictures.
    Goods,
    /// Photographs of a customer, at most so many: only the customer and staff see them.
    Photos(usize),
    /// A spreadsheet that becomes the lines of a text field.
    Lines,
    /// A bill of Alipay.
    Bill,
}

impl Files {
    /// The most files.
    #[must_use]
    pub const fn most(self) -> usize {
        match self {
            Self::Pictures(most) | Self::Photos(most) => most,
            Self::Goods => 2,
            Self::Lines | Self::Bill => 1,
        }
    }

    /// The longest form with them.
    #[must_use]
    pub fn bytes(self) -> u64 {
        let files = match self {
            Self::Pictures(most) | Self::Photos(most) => {
                let most = u64::try_from(most).unwrap_or(u64::MAX);
                most.saturating_mul(BYTES)
            }
            Self::Goods => sheets::limit::BYTES.saturating_add(ZIP_BYTES),
            Self::Lines => LINES_BYTES,
            Self::Bill => domain::limit::BILL_BYTES,
        };
        files.saturating_add(BESIDE_FILES)
    }
}

/// The files that the form at `path` takes; `None` for a form without files.
#[must_use]
pub fn form_files(path: &str) -> Option<Files> {
    if kit::paths::is_product_editor(path) {
        Some(Files::Pictures(FILES))
    } else if path == ChangeSettings::PATH {
        // The logo.
        Some(Files::Pictures(1))
    } else if path == RequestRefund::PATH {
        Some(Files::Photos(REFUND_PHOTOS))
    } else if path == kit::paths::ADMIN_IMPORT {
        Some(Files::Goods)
    } else if path == kit::paths::ADMIN_SHIP {
        Some(Files::Lines)
    } else if path == kit::paths::ADMIN_RECON {
        Some(Files::Bill)
    } else {
        None
    }
}

/// Longest head of a request: its line and all headers. Browsers send a tenth of it. 4,096
/// connections hold at most 256 MiB of heads.
pub const HEAD_BYTES: usize = 64 * 1024;

/// How long a client may take. Browsers need less.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For the headers of a request, and between two requests.
    pub headers: Duration,
    /// For the body.
    pub body: Duration,
    /// Without reading any of a response that is being sent.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            headers: Duration::from_secs(10),
            body: Duration::from_secs(10),
            answer: Duration::from_secs(30),
        }
    }
}

/// The rate limit that a form belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Signing in and registering: each costs a password hash.
    Login,
    /// Placing an order.
    Checkout,
    /// Refunds by staff, and the password before them. Attempts to sign in from the same address do
    /// not count here.
    Refund,
    /// Coming back from paying: a `GET` that writes, and that anybody can open again who has paid once.
    Return,
    /// Everything else.
    Form,
}

/// Posts a minute from one client.
#[derive(Debug, Clone, Copy)]
pub struct PerMinute {
    /// For [`Pace::Login`].
    pub login: u32,
    /// For [`Pace::Checkout`].
    pub checkout: u32,
    /// For [`Pace::Refund`].
    pub refund: u32,
    /// For [`Pace::Return`].
    pub come_back: u32,
    /// For [`Pace::Form`].
    pub form: u32,
}

/// The limits in production. Customers of one mobile network share addresses, so the limit of
/// everyday forms is high.
pub const PER_MINUTE: PerMinute = PerMinute {
    login: 20,
    checkout: 10,
    refund: 30,
    come_back: 60,
    form: 120,
};

/// The limits of a demo, where all requests come from this machine's address.
pub const PER_MINUTE_DEMO: PerMinute = PerMinute {
    login: 600,
    checkout: 600,
    refund: 600,
    come_back: 600,
    form: 1_200,
};

/// A network's limit is this many times a client's.
const CLIENTS_OF_A_NETWORK: u32 = 10;

/// A client's place among the counters. Addresses share 65,536 places by a keyed hash, so memory is
/// bounded. Attackers cannot choose another client's place, because they do not know the key.
type Place = u16;
type Limiter = RateLimiter<Place, DashMapStateStore<Place>, DefaultClock, NoOpMiddleware>;

/// Counts of posts by minute and client.
pub struct Limits {
    places: RandomState,
    clock: DefaultClock,
    login: Counts,
    checkout: Counts,
    refund: Counts,
    come_back: Counts,
    form: Counts,
}

/// The counts of one pace.
struct Counts {
    client: Limiter,
    network: Limiter,
}

impl Counts {
    fn new(per_minute: u32) -> Self {
        Self {
            client: limiter(per_minute),
            network: limiter(per_minute.saturating_mul(CLIENTS_OF_A_NETWORK)),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new(PER_MINUTE)
    }
}

impl Limits {
    /// Counters for `rates`; 0 counts as 1.
    #[must_use]
    pub fn new(rates: PerMinute) -> Self {
        Self {
            places: RandomState::new(),
            clock: DefaultClock::default(),
            login: Counts::new(rates.login),
            checkout: Counts::new(rates.checkout),
            refund: Counts::new(rates.refund),
            come_back: Counts::new(rates.come_back),
            form: Counts::new(rates.form),
        }
    }

    const fn of(&self, pace: Pace) -> &Counts {
        match pace {
            Pace::Login => &self.login,
            Pace::Checkout => &self.checkout,
            Pace::Refund => &self.refund,
            Pace::Return => &self.come_back,
            Pace::Form => &self.form,
        }
    }

    /// Counts one post of `client`, and of its network; otherwise the seconds to wait.
    pub(crate) fn take(&self, pace: Pace, client: ClientAddr) -> Result<(), u64> {
        let counts = self.of(pace);
        // The client first: its refused posts are not counted against its network.
        self.count(&counts.client, client.bucket())?;
        self.count(&counts.network, client.network())
    }

    fn count(&self, limiter: &Limiter, address: IpAddr) -> Result<(), u64> {
        limiter.check_key(&self.place(address)).map_err(|until| {
            until
                .wait_time_from(self.clock.now())
                .as_secs()
                .saturating_add(1)
        })
    }

    fn place(&self, client: IpAddr) -> Place {
        let [low, high, ..] = self.places.hash_one(client).to_le_bytes();
        Place::from_le_bytes([low, high])
    }
}

fn limiter(per_minute: u32) -> Limiter {
    let tries = NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN);
    RateLimiter::dashmap(Quota::per_minute(tries))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::*;

    fn client(text: &str) -> ClientAddr {
        ClientAddr(text.parse().unwrap())
    }

    /// A proxy with smaller limits refuses pictures that the shop would take.
    #[test]
    fn the_proxy_of_the_guide_lets_each_form_with_files_through() {
        let conf = include_str!("../../contrib/nginx.conf");
        for (location, path) in [
            ("/admin/products/", "/admin/products/new"),
            ("= /admin/products/import", kit::paths::ADMIN_IMPORT),
            ("= /api/admin/change_settings", ChangeSettings::PATH),
            ("= /admin/orders/ship", kit::paths::ADMIN_SHIP),
            ("= /admin/recon", kit::paths::ADMIN_RECON),
            ("= /api/order/request_refund", RequestRefund::PATH),
        ] {
            let head = format!("location {location} {{");
            let (_, own) = conf.split_once(&head).unwrap();
            let (_, size) = own.split_once("client_max_body_size ").unwrap();
            let (megabytes, _) = size.split_once("m;").unwrap();
            let megabytes: u64 = megabytes.parse().unwrap();
            assert_eq!(megabytes << 20, form_files(path).unwrap().bytes(), "{path}");
        }
    }

    #[test]
    fn the_twenty_first_login_of_a_minute_waits() {
        let limits = Limits::default();
        let one = client("203.0.113.9");
        for _ in 0..20 {
            assert_eq!(limits.take(Pace::Login, one), Ok(()));
        }
        let seconds = limits.take(Pace::Login, one).unwrap_err();
        assert!((1..=60).contains(&seconds), "{seconds}");
        assert_eq!(limits.take(Pace::Form, one), Ok(()));
        assert_eq!(limits.take(Pace::Checkout, one), Ok(()));
    }
    /// An attacker may have a whole IPv4 or IPv6 network with many client addresses.
    #[test]
    fn the_clients_of_one_network_share_a_pace() {
        let limits = Limits::default();
        for n in 0..10 {
            for network in ["2001:db8:7", "203.0.113"] {
                let one = if network.contains(':') {
                    client(&format!("{network}:{n}::1"))
                } else {
                    client(&format!("{network}.{n}"))
                };
                for _ in 0..20 {
                    assert_eq!(limits.take(Pace::Login, one), Ok(()), "{one:?}");
                }
                // Refused posts of a client do not count for its network.
                for _ in 0..20 {
                    assert!(limits.take(Pace::Login, one).is_err(), "{one:?}");
                }
            }
        }
        for next in ["2001:db8:7:10::1", "203.0.113.10"] {
            assert!(limits.take(Pace::Login, client(next)).is_err(), "{next}");
        }
        for elsewhere in ["2001:db8:8::1", "198.51.100.1"] {
            assert_eq!(
                limits.take(Pace::Login, client(elsewhere)),
                Ok(()),
                "{elsewhere}"
            );
        }
    }
}
