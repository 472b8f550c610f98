//! RSA keys in all usual forms, and the pair of keys that a shop is configured with.
//!
//! `rsa` parses and compares keys; `aws-lc-rs` uses them. Private-key operations of `rsa` leak
//! timing (RUSTSEC-2023-0071), so it signs only the old type, behind the feature `legacy-sign`.

mod armour;
mod certificate;
mod error;
mod private;
mod public;
mod sides;

pub use error::KeyError;
pub use private::PrivateKey;
pub use public::PublicKey;
pub use sides::AlipayKeys;

pub(crate) use sides::Named;

/// Shorter keys can be broken with enough money; RSA2 requires this length.
const MIN_BITS: u32 = 2048;
/// The length for the old signature type; enough to verify, never to sign.
const MIN_BITS_OLD: u32 = 1024;
