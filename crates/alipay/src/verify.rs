//! Verification with the configured type only: the type named in a message is not trusted.

use crate::keys::PublicKey;
use crate::sign::SignType;
use base64::engine::general_purpose::STANDARD;
use base64::{DecodeError, Engine as _};

/// Room for a key of 8192 bits; longer texts are not decoded.
const MAX_SIGN_CHARS: usize = 1368;

/// The signature does not verify: do not trust the message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unverified {
    /// Not standard base64 with padding. Spaces for `+`, line breaks and the URL alphabet are not repaired.
    #[error("the signature is not standard base64: {0}")]
    NotBase64(#[from] DecodeError),
    /// Longer than any signature.
    #[error("the signature has {chars} characters")]
    TooLong {
        /// Length of the text.
        chars: usize,
    },
    /// Made over other bytes, or with another key.
    #[error("the signature does not match the data and the key")]
    Mismatch,
}

/// Verifies a signature made by `sign_rsa2` or by Alipay.
///
/// `sign_base64`: strict standard base64, exactly as received.
///
/// # Errors
/// [`Unverified`]: do not trust the message.
pub fn verify_rsa2(key: &PublicKey, data: &[u8], sign_base64: &str) -> Result<(), Unverified> {
    verify(key, SignType::Rsa2, data, sign_base64)
}

/// Verifies a signature of the application's type.
///
/// # Errors
/// [`Unverified`], as for [`verify_rsa2`]; a key of less than 2048 bits verifies nothing as RSA2.
pub fn verify(
    key: &PublicKey,
    sign_type: SignType,
    data: &[u8],
    sign_base64: &str,
) -> Result<(), Unverified> {
    if sign_base64.len() > MAX_SIGN_CHARS {
        return Err(Unverified::TooLong {
            chars: sign_base64.len(),
        });
    }
    let signature = STANDARD.decode(sign_base64)?;
    // The library's error has no cause to keep.
    let verdict = key
        .hot(sign_type)
        .map(|hot| hot.verify_sig(data, &signature));
    match verdict {
        Some(Ok(())) => Ok(()),
        Some(Err(_)) | None => Err(Unverified::Mismatch),
    }
}
