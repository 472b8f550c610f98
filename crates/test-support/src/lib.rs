//! Helpers for tests: a database per test, a fixed clock, seeded randomness, a gateway with its own
//! ledger, a mail server, and a shop of these. Not part of a release.

mod another;
pub mod bill;
pub mod clock;
pub mod db;
pub mod gateway;
pub mod ids;
mod keys;
pub mod mail;
pub mod shop;
pub mod zip;

pub use bill::Bill;
pub use clock::FrozenClock;
pub use db::{TestDb, for_both};
pub use gateway::{FakeGateway, Fault};
pub use ids::SeededIds;
pub use keys::{Application, Keys, keys, lay_out};
pub use mail::{MailSink, Protection, Received, Trouble};
pub use shop::{NewOrder, Ordered, Setup, TestShop, order_form};
