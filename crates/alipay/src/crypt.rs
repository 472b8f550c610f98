//! Encrypted contents: AES-128-CBC with PKCS#7 padding and a zero initialisation vector, as Alipay
//! defines it.
//!
//! Encryption proves nothing: encrypted contents are signed too, and the signature is verified
//! first.

use aws_lc_rs::cipher::{
    AES_128, DecryptionContext, EncryptionContext, PaddedBlockDecryptingKey,
    PaddedBlockEncryptingKey, UnboundCipherKey,
};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::iv::FixedLength;
use base64::engine::general_purpose::STANDARD;
use base64::{DecodeError, Engine as _};
use std::fmt;
use zeroize::Zeroizing;

const KEY_LEN: usize = 16;

/// Why a content key or an encrypted text was refused. No variant has key or contents.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CryptError {
    /// Not standard base64 with padding.
    #[error("not base64: {0}")]
    NotBase64(#[from] DecodeError),
    /// The key does not have 16 bytes.
    #[error("the content key has {given} bytes; copy the 16 bytes in base64 from the console")]
    KeyLength {
        /// Number of bytes.
        given: usize,
    },
    /// Encrypted with another key, incomplete, or a failure of the library.
    #[error("the contents could not be encrypted or decrypted: {0}")]
    Cipher(#[from] Unspecified),
}

/// The key that an application and Alipay share for contents. `Debug` shows `***`.
#[derive(Clone)]
pub struct ContentKey(Zeroizing<[u8; KEY_LEN]>);

impl ContentKey {
    /// Parses the key in the console's form: base64 of 16 bytes.
    ///
    /// # Errors
    /// [`CryptError::NotBase64`], [`CryptError::KeyLength`].
    pub fn parse(text: &str) -> Result<Self, CryptError> {
        let bytes = Zeroizing::new(STANDARD.decode(text.trim())?);
        let given = bytes.len();
        match <[u8; KEY_LEN]>::try_from(bytes.as_slice()) {
            Ok(key) => Ok(Self(Zeroizing::new(key))),
            Err(_wrong_length) => Err(CryptError::KeyLength { given }),
        }
    }

    /// Generates a new key.
    ///
    /// # Errors
    /// [`CryptError::Cipher`] if the operating system has no random numbers.
    pub fn generate() -> Result<Self, CryptError> {
        let mut key = Zeroizing::new([0; KEY_LEN]);
        aws_lc_rs::rand::fill(key.as_mut_slice())?;
        Ok(Self(key))
    }

    /// The key in base64, wiped when dropped.
    #[must_use]
    pub fn to_base64(&self) -> Zeroizing<String> {
        Zeroizing::new(STANDARD.encode(self.0.as_slice()))
    }

    /// Encrypts to base64. The same contents always give the same text.
    ///
    /// # Errors
    /// [`CryptError::Cipher`] if the library fails.
    pub fn encrypt(&self, plain: &[u8]) -> Result<String, CryptError> {
        let key = UnboundCipherKey::new(&AES_128, self.0.as_slice())?;
        let mut bytes = plain.to_vec();
        let zeros = EncryptionContext::Iv128(FixedLength::from([0; 16]));
        PaddedBlockEncryptingKey::cbc_pkcs7(key)?.less_safe_encrypt(&mut bytes, zeros)?;
        Ok(STANDARD.encode(bytes))
    }

    /// Decrypts base64.
    ///
    /// # Errors
    /// [`CryptError::NotBase64`]; [`CryptError::Cipher`] for another key or an incomplete text.
    pub fn decrypt(&self, text: &str) -> Result<Vec<u8>, CryptError> {
        let mut bytes = STANDARD.decode(text)?;
        let key = UnboundCipherKey::new(&AES_128, self.0.as_slice())?;
        let zeros = DecryptionContext::Iv128(FixedLength::from([0; 16]));
        let plain = PaddedBlockDecryptingKey::cbc_pkcs7(key)?.decrypt(&mut bytes, zeros)?;
        Ok(plain.to_vec())
    }
}

impl fmt::Debug for ContentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ContentKey(***)")
    }
}
