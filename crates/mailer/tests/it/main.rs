//! Mail against a real mail server inside the test process, and its words as recipients see them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod letters;
mod smtp;
