//! Signing: RSASSA-PKCS1-v1_5, with SHA-256 (RSA2) or, for old applications, SHA-1 (RSA). The same
//! key and text give the same signature.

#[cfg(feature = "legacy-sign")]
mod legacy;

use crate::crypt::CryptError;
use crate::form::FormError;
use crate::keys::PrivateKey;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Nothing could be signed, so nothing may be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// The cryptographic library failed, e.g. without memory.
    #[error("the cryptographic library could not sign: {0}")]
    Library(#[from] aws_lc_rs::error::Unspecified),
    /// No constant-time library makes SHA-1 signatures any more; the feature `legacy-sign` uses
    /// another one.
    #[error(
        "RSA (SHA-1) is verified here but no longer made; register an RSA2 key for the application"
    )]
    Sha1,
    /// The library of the feature `legacy-sign` could not sign.
    #[error("the library for RSA (SHA-1) could not sign: {0}")]
    Legacy(String),
    /// A character that the configured charset cannot encode.
    #[error(transparent)]
    Charset(#[from] FormError),
    /// The contents could not be encrypted.
    #[error(transparent)]
    Content(#[from] CryptError),
}

/// The signature type of the application. Set by configuration, never by a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SignType {
    /// `RSA2`: SHA-256, keys of 2048 bits or more.
    #[default]
    Rsa2,
    /// `RSA`: SHA-1, for old applications and old data.
    Rsa,
}

impl SignType {
    /// The type with this name, in capitals.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Rsa2, Self::Rsa]
            .into_iter()
            .find(|known| known.name() == name)
    }

    /// The name in messages; matched exactly, letter case included.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rsa2 => "RSA2",
            Self::Rsa => "RSA",
        }
    }
}

/// Signs `data` with the application's type.
///
/// # Errors
/// [`SignError::Library`]. For [`SignType::Rsa`]: [`SignError::Sha1`] without the feature
/// `legacy-sign`, which only verifies such signatures; with it [`SignError::Legacy`].
pub fn sign(key: &PrivateKey, sign_type: SignType, data: &[u8]) -> Result<String, SignError> {
    match sign_type {
        SignType::Rsa2 => sign_rsa2(key, data),
        #[cfg(feature = "legacy-sign")]
        SignType::Rsa => legacy::sign_sha1(key, data),
        #[cfg(not(feature = "legacy-sign"))]
        SignType::Rsa => Err(SignError::Sha1),
    }
}

/// Signs `data` and returns standard base64 with padding and without line breaks: 344 characters for 2048 bits.
///
/// # Errors
/// [`SignError`] if the library fails, e.g. without memory.
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
