#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod amount;
pub mod canonical;
pub mod form;
pub mod keys;
pub mod sign;
pub mod time;
pub mod verify;

pub use amount::Amount;
pub use keys::{AlipayKeys, KeyError, PrivateKey, PublicKey};
pub use sign::SignError;
pub use verify::Unverified;
