//! The use cases of the shop: short transactions with gateway calls between them, never inside.
//!
//! No SQL, no HTTP types, no HTML, no sentences for readers. One file of `impl Shop` per noun.

pub mod account;
mod acting;
pub mod admin;
pub(crate) mod alarm;
pub mod audit;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod clock;
pub mod doctor;
pub mod error;
pub mod export;
mod first_run;
pub mod gateway;
pub mod goods;
pub mod ids;
pub mod jobs;
pub mod mail;
pub mod media;
pub mod notify;
pub mod order;
pub(crate) mod pace;
pub mod payment;
pub mod policy;
pub mod recon;
pub mod refund;
pub mod sales;
pub mod seal;
pub mod session;
mod setting;
pub mod shipping;
pub mod staff;
pub mod viewer;
pub mod watch;

use clock::Clock;
use gateway::Gateway;
use ids::Ids;
use policy::Policy;
use std::sync::Arc;
use store::Store;

pub use error::Error;
pub use viewer::Viewer;

/// The shop with its store, gateway, clock, policy and settings. Cheap to clone.
#[derive(Clone)]
pub struct Shop {
    pub(crate) store: Store,
    pub(crate) gateway: Arc<dyn Gateway>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn Ids>,
    pub(crate) policy: Arc<Policy>,
    /// Counts of tries and the bounded hasher, shared by all clones.
    pub(crate) limits: Arc<account::Limits>,
    /// The media folder; absent in commands that show no pictures.
    pub(crate) pictures: Option<Arc<media::Pictures>>,
    /// The machine's key; absent in commands that check no second factor.
    pub(crate) seal: Option<Arc<seal::Seal>>,
    /// When the known version of the catalog was read.
    pub(crate) watch: Arc<catalog::version::Watch>,
    /// The merchant's settings as last read.
    pub(crate) settings: Arc<setting::Known>,
    /// Notifications that did not verify and have no row yet.
    pub(crate) forged: Arc<alarm::Forged>,
    /// How mail is sent; absent without a mail server, and in commands.
    pub(crate) mailing: Option<Arc<mail::Mailing>>,
}

impl Shop {
    /// Creates the shop.
    #[must_use]
    pub fn new(
        store: Store,
        gateway: Arc<dyn Gateway>,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        policy: Policy,
    ) -> Self {
        Self {
            store,
            gateway,
            clock,
            ids,
            settings: Arc::new(setting::Known::new(&policy)),
            policy: Arc::new(policy),
            limits: Arc::new(account::Limits::new()),
            pictures: None,
            seal: None,
            mailing: None,
            watch: Arc::default(),
            forged: Arc::default(),
        }
    }

    /// The database, for commands on it as a whole.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What the environment decides.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The charset of requests to the gateway, which the shop's name must fit.
    #[must_use]
    pub fn charset(&self) -> alipay::form::Charset {
        self.gateway.charset()
    }

    /// The present time.
    #[must_use]
    pub fn now(&self) -> domain::time::Millis {
        self.clock.now()
    }
}
