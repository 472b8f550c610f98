//! SHA-1 signatures for applications that Alipay has registered with the old type.
//!
//! The library blinds each signature with fresh random numbers, but it is not constant-time
//! (RUSTSEC-2023-0071): many measurements may reveal the key. Use it with a [`crate::Release`], as
//! the shop does, which releases each signature a fixed time after it began.

use super::SignError;
use crate::keys::PrivateKey;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rsa::RsaPrivateKey;
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::rand_core::OsRng;
use rsa::signature::{RandomizedSigner as _, SignatureEncoding as _};
use std::fmt::Display;

/// Signs with SHA-1 and returns standard base64. The key is parsed again for each signature and
/// wiped after it.
#[expect(
    clippy::disallowed_types,
    reason = "the one place that makes the old signatures; behind a feature that documents the risk"
)]
pub(super) fn sign_sha1(key: &PrivateKey, data: &[u8]) -> Result<String, SignError> {
    let der = AsDer::<Pkcs8V1Der<'_>>::as_der(key.pair())?;
    let plain = RsaPrivateKey::from_pkcs8_der(der.as_ref()).map_err(legacy)?;
    let signer = rsa::pkcs1v15::SigningKey::<sha1::Sha1>::new(plain);
    let signature = signer.try_sign_with_rng(&mut OsRng, data).map_err(legacy)?;
    Ok(STANDARD.encode(signature.to_bytes()))
}

fn legacy(error: impl Display) -> SignError {
    SignError::Legacy(error.to_string())
}
