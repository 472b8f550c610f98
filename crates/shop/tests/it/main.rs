//! The use cases against real databases (SQLite always, PostgreSQL where `TEST_POSTGRES_URL` is
//! set) and a fake gateway with its own record of payments.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests; figures that are measured are told"
)]

mod account;
mod admin;
mod alarms;
mod books;
mod cart;
mod catalog;
mod clock;
mod counter;
mod desk;
mod editor;
mod export;
mod failed_jobs;
mod first_run;
mod gbk;
mod goods;
mod jobs;
mod keys;
mod killed;
mod listed;
mod logo;
mod mail;
mod media;
mod notify;
mod nul;
mod opening;
mod order;
mod pages;
mod payment;
mod proof;
mod questions;
mod race;
mod recon;
mod refund;
mod rows;
mod sales;
mod seed;
mod sessions;
mod settings;
mod sheet;
mod shelves;
mod shipping;
mod staff;
mod surplus;
mod trail;
mod tries;
mod uploads;
mod watch;
