//! Verification. RSA2 only: what a message says about its own signature type is never believed.

use crate::keys::PublicKey;
use base64::engine::general_purpose::STANDARD;
use base64::{DecodeError, Engine as _};

/// Room for a key of 8192 bits; what is longer is not worth decoding.
const MAX_SIGN_CHARS: usize = 1368;

/// The signature does not fit: believe nothing of the message.
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
    #[error("the signature does not fit the data and the key")]
    Mismatch,
}

/// Verifies a signature made by `sign_rsa2` or by Alipay.
///
/// `sign_base64`: strict standard base64, exactly as it was received.
///
/// # Errors
/// [`Unverified`]; the message is to be treated as a stranger's.
pub fn verify_rsa2(key: &PublicKey, data: &[u8], sign_base64: &str) -> Result<(), Unverified> {
    if sign_base64.len() > MAX_SIGN_CHARS {
        return Err(Unverified::TooLong {
            chars: sign_base64.len(),
        });
    }
    let signature = STANDARD.decode(sign_base64)?;
    // The library says no more than "no", so there is no cause to keep.
    if key.hot().verify_sig(data, &signature).is_err() {
        return Err(Unverified::Mismatch);
    }
    Ok(())
}
