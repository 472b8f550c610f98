//! The simulator from outside, over HTTP, as a shop, a buyer and an operator meet it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod bill;
mod cashier;
mod certificate;
mod content;
mod control;
mod expiry;
mod faults;
mod gateway;
mod golden;
mod journal;
mod kill;
mod methods;
mod notify;
mod reconcile;
mod refund;
mod rig;
mod settings;
