//! The store against real databases: SQLite always, PostgreSQL where `TEST_POSTGRES_URL` is set.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

// Included by path: a dependency on the crate would make these tests wait for the build of shop.
#[path = "../../../test-support/src/db.rs"]
#[expect(unreachable_pub, reason = "public in the crate it belongs to")]
mod db;

mod books;
mod catalog;
mod doors;
mod history;
mod invariants;
mod jobs;
mod mails;
mod merchant;
mod migrations;
mod plans;
mod plant;
mod recon;
mod sales;
mod schema;
mod sessions;
mod settings;
mod stale;
mod uploads;
mod watch;
