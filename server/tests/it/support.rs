//! What the tests share: the shop under test, clients that post forms as read from the page, signed
//! notifications.

pub(crate) mod app;
pub(crate) mod bench;
pub(crate) mod books;
pub(crate) mod client;
pub(crate) mod files;
pub(crate) mod notice;
pub(crate) mod page;
pub(crate) mod seeded;
pub(crate) mod simulated;
pub(crate) mod tool;

pub(crate) use app::TestApp;
pub(crate) use client::Client;
