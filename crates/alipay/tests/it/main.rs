//! The crate's public interface: vectors of other SDKs, hostile messages, lost responses.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

mod bill;
mod bill_account;
mod bill_download;
mod bill_zip;
mod certificates;
mod certified;
mod client;
mod envelope;
mod explain;
mod forged;
mod golden;
mod http;
mod keys;
mod messages;
mod methods;
mod pages;
mod properties;
mod requests;
mod retry;
mod settings;
mod sheet;
mod slashes;
mod stage;
mod strange;
mod unknown;
mod vectors;
