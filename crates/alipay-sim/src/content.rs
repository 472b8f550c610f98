//! Content encryption: AES-128 in CBC mode with PKCS#7 padding and a zero initialisation vector.
//!
//! Written here instead of using the client's crate, so that the two check each other.

use std::{fmt, sync::Arc};

use aws_lc_rs::{
    cipher::{
        AES_128, DecryptionContext, EncryptionContext, PaddedBlockDecryptingKey,
        PaddedBlockEncryptingKey, UnboundCipherKey,
    },
    error::Unspecified,
    iv::FixedLength,
};
use base64::{DecodeError, Engine as _, engine::general_purpose::STANDARD};
use thiserror::Error;

const ZEROS: [u8; 16] = [0; 16];

/// Why content cannot be encrypted or decrypted.
#[derive(Debug, Error)]
pub(crate) enum ContentError {
    #[error("the content key does not have 16 bytes: {0}")]
    Key(#[from] std::array::TryFromSliceError),
    #[error("not base64: {0}")]
    NotBase64(#[from] DecodeError),
    #[error("the cipher failed: {0}")]
    Cipher(#[from] Unspecified),
}

/// The application's content key; `Debug` does not show it.
#[derive(Clone)]
pub(crate) struct ContentKey(Arc<[u8; 16]>);

impl ContentKey {
    pub(crate) fn parse(text: &str) -> Result<Self, ContentError> {
        let bytes = STANDARD.decode(text.trim())?;
        let bytes = <[u8; 16]>::try_from(bytes.as_slice())?;
        Ok(Self(Arc::new(bytes)))
    }

    pub(crate) fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Arc::new(bytes))
    }

    /// Base64, the console's form.
    pub(crate) fn to_base64(&self) -> String {
        STANDARD.encode(*self.0)
    }

    pub(crate) fn encrypt(&self, plain: &[u8]) -> Result<String, ContentError> {
        let key = UnboundCipherKey::new(&AES_128, self.0.as_slice())?;
        let mut bytes = plain.to_vec();
        PaddedBlockEncryptingKey::cbc_pkcs7(key)?.less_safe_encrypt(
            &mut bytes,
            EncryptionContext::Iv128(FixedLength::from(ZEROS)),
        )?;
        Ok(STANDARD.encode(bytes))
    }

    pub(crate) fn decrypt(&self, text: &str) -> Result<Vec<u8>, ContentError> {
        let mut bytes = STANDARD.decode(text)?;
        let key = UnboundCipherKey::new(&AES_128, self.0.as_slice())?;
        let plain = PaddedBlockDecryptingKey::cbc_pkcs7(key)?.decrypt(
            &mut bytes,
            DecryptionContext::Iv128(FixedLength::from(ZEROS)),
        )?;
        Ok(plain.to_vec())
    }
}

impl fmt::Debug for ContentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ContentKey(***)")
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::*;

    #[test]
    fn content_is_encrypted_as_everywhere_else() {
        // Made with `openssl enc -aes-128-cbc -K 00..0f -iv 0 -base64`.
        let key = ContentKey::parse("AAECAwQFBgcICQoLDA0ODw==").unwrap();
        let text = key.encrypt(br#"{"out_trade_no":"A1"}"#).unwrap();
        assert_eq!(text, "G7PYcjyAquhKW/Z/PmtCC7bJeccaOXiPSd21Up+HuhQ=");
        assert_eq!(key.decrypt(&text).unwrap(), br#"{"out_trade_no":"A1"}"#);
    }

    #[test]
    fn what_is_not_ours_is_refused() {
        let key = ContentKey::from_bytes([7; 16]);
        assert!(key.decrypt("AAAA").is_err());
        assert!(key.decrypt("{}").is_err());
        assert!(ContentKey::parse("AAAA").is_err());
        let other = ContentKey::from_bytes([8; 16]).encrypt(b"x").unwrap();
        assert!(key.decrypt(&other).is_err());
    }
}
