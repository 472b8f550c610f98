//! RSA keys in every form Alipay's users hold, and the pair of sides a shop is configured with.
//!
//! `rsa` reads and compares keys; `aws-lc-rs` works with them. The private-key operations of `rsa` leak timing
//! (RUSTSEC-2023-0071), so it signs nothing but the old type, behind the feature `legacy-sign`.

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

/// Shorter keys can be forged by somebody with money; RSA2 asks for this much anyway.
const MIN_BITS: u32 = 2048;
/// What the old type of signature was made with; enough to verify, never to sign.
const MIN_BITS_OLD: u32 = 1024;
