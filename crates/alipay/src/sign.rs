//! Signing: RSASSA-PKCS1-v1_5 with SHA-256, which Alipay calls RSA2. The same key and text give the same signature.

use crate::keys::PrivateKey;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The cryptographic library could not sign; nothing may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the cryptographic library could not sign: {0}")]
pub struct SignError(#[from] aws_lc_rs::error::Unspecified);

/// Signs `data` and returns standard base64 with padding and without line breaks: 344 characters for 2048 bits.
///
/// # Errors
/// [`SignError`] if the library fails, as without memory.
pub fn sign_rsa2(key: &PrivateKey, data: &[u8]) -> Result<String, SignError> {
    let pair = key.pair();
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        data,
        &mut signature,
    )?;
    Ok(STANDARD.encode(signature))
}
