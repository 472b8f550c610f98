//! Files that merchants and attackers send.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests"
)]

mod good;
mod hostile;
mod metadata;
mod receive;
mod support;
