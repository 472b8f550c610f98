//! The shared state: books, clock, keys, faults.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use alipay::{SignType, keys::PrivateKey};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::{
    bill::{falsify::Falsifier, ticket::Tickets},
    books::{
        Books,
        event::Event,
        journal::JournalError,
        ledger::{Denied, Moment},
        trade::Order,
    },
    certificates::Certificates,
    clock::Clock,
    content::ContentKey,
    faults::Faults,
    keyring::Keyring,
    seal::Signer,
};

/// The state of request handlers and of the notification worker.
#[derive(Debug)]
pub(crate) struct Simulator {
    pub(crate) app_id: String,
    pub(crate) seller_id: String,
    pub(crate) time_scale: u32,
    pub(crate) clock: Clock,
    pub(crate) keys: Arc<Keyring>,
    pub(crate) certificates: Arc<Certificates>,
    pub(crate) content_key: ContentKey,
    /// Own base address without a trailing slash.
    pub(crate) url: String,
    timestamp_tolerance_ms: i64,
    pub(crate) tickets: Tickets,
    pub(crate) falsifier: Falsifier,
    pub(crate) faults: Faults,
    books: Arc<Mutex<Books>>,
    /// Signalled whenever a message may have become due.
    pub(crate) bell: Notify,
    /// Signalled whenever a try to deliver was recorded.
    pub(crate) landed: Notify,
    pub(crate) stop: CancellationToken,
    pub(crate) http: reqwest::Client,
}

/// The parts of a simulator.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) app_id: String,
    pub(crate) seller_id: String,
    pub(crate) time_scale: u32,
    pub(crate) keys: Keyring,
    pub(crate) certificates: Certificates,
    pub(crate) content_key: ContentKey,
    pub(crate) url: String,
    pub(crate) timestamp_tolerance_ms: i64,
    pub(crate) books: Books,
    pub(crate) http: reqwest::Client,
}

impl Simulator {
    pub(crate) fn new(parts: Parts) -> Self {
        let clock = Clock::default();
        let (base, advance) = parts.books.clock_shifts();
        clock.restore(base, advance);
        Self {
            app_id: parts.app_id,
            seller_id: parts.seller_id,
            time_scale: parts.time_scale.max(1),
            clock,
            keys: Arc::new(parts.keys),
            certificates: Arc::new(parts.certificates),
            content_key: parts.content_key,
            url: parts.url,
            timestamp_tolerance_ms: parts.timestamp_tolerance_ms,
            tickets: Tickets::default(),
            falsifier: Falsifier::default(),
            faults: Faults::default(),
            books: Arc::new(Mutex::new(parts.books)),
            bell: Notify::new(),
            landed: Notify::new(),
            stop: CancellationToken::new(),
            http: parts.http,
        }
    }

    /// The same gateway with a stopped clock and without faults: what it does is in the same books.
    pub(crate) fn with_stopped_clock(&self) -> Self {
        Self {
            app_id: self.app_id.clone(),
            seller_id: self.seller_id.clone(),
            time_scale: 1,
            clock: Clock::stopped(),
            keys: Arc::clone(&self.keys),
            certificates: Arc::clone(&self.certificates),
            content_key: self.content_key.clone(),
            url: self.url.clone(),
            timestamp_tolerance_ms: self.timestamp_tolerance_ms,
            tickets: Tickets::default(),
            falsifier: Falsifier::default(),
            faults: Faults::default(),
            books: Arc::clone(&self.books),
            bell: Notify::new(),
            landed: Notify::new(),
            stop: CancellationToken::new(),
            http: self.http.clone(),
        }
    }

    /// The books, locked; never held across an await.
    pub(crate) fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tolerance of a timestamp: the setting, else the configured one.
    pub(crate) fn timestamp_tolerance_ms(&self) -> i64 {
        self.books()
            .settings()
            .timestamp_tolerance_s
            .map_or(self.timestamp_tolerance_ms, |seconds| {
                seconds.saturating_mul(1000)
            })
    }

    /// The signer of messages about a trade: the certificate's key if the trade was opened in that
    /// mode.
    pub(crate) fn signer(&self, order: Option<&Order>) -> Signer {
        let key = if order.is_some_and(|order| order.by_certificate) {
            self.certificates.current().key.clone()
        } else {
            self.keys.alipay_private.clone()
        };
        self.signer_with(key)
    }

    /// A signer with this key and the application's signature type.
    pub(crate) fn signer_with(&self, key: PrivateKey) -> Signer {
        Signer {
            key,
            sign_type: self.sign_type(),
        }
    }

    /// The signature type of the application.
    pub(crate) fn sign_type(&self) -> SignType {
        self.books().settings().sign_type.into()
    }

    /// Makes a change under the lock, then wakes the notification worker.
    pub(crate) fn change<T>(
        &self,
        make: impl FnOnce(&mut Books, Moment<'_>) -> Result<T, Denied>,
    ) -> Result<T, Denied> {
        let moment = Moment {
            now: self.clock.now(),
            seller_id: &self.seller_id,
        };
        let made = make(&mut self.books(), moment);
        self.bell.notify_one();
        made
    }

    /// Moves the clock and records it, so that a restart does not go back in time.
    pub(crate) fn move_clock(&self, step: impl FnOnce(&Clock)) -> Result<(), JournalError> {
        let mut books = self.books();
        step(&self.clock);
        let (base_ms, advance_ms) = self.clock.shifts();
        let written = books.commit(vec![Event::ClockMoved {
            base_ms,
            advance_ms,
        }]);
        drop(books);
        self.bell.notify_one();
        written
    }
}
