//! Alipay's side of the pair: one key, or two while Alipay rotates.

use super::{KeyError, PrivateKey, PublicKey};
use crate::sign::SignType;
use crate::verify::{Unverified, verify};

/// The public keys Alipay may sign with: one, or two during rotation.
///
/// Nothing else may answer for Alipay, and there is no value of this type without a key.
#[derive(Debug, Clone)]
pub struct AlipayKeys {
    keys: Vec<PublicKey>,
    sign_type: SignType,
}

impl AlipayKeys {
    /// Pairs Alipay's keys with the application's own.
    ///
    /// # Errors
    /// [`KeyError::OwnKey`] if one of them is the application's own public key: everything we sign would then pass
    /// for a message of Alipay. [`KeyError::NoAlipayKey`], [`KeyError::TooManyAlipayKeys`] for none or more than two.
    pub fn new(app: &PrivateKey, alipay: Vec<PublicKey>) -> Result<Self, KeyError> {
        if alipay.is_empty() {
            return Err(KeyError::NoAlipayKey);
        }
        if alipay.len() > 2 {
            return Err(KeyError::TooManyAlipayKeys {
                given: alipay.len(),
            });
        }
        if alipay.contains(&app.public_key()) {
            return Err(KeyError::OwnKey);
        }
        Ok(Self {
            keys: alipay,
            sign_type: SignType::Rsa2,
        })
    }

    /// Takes Alipay's signatures to be of this type; RSA2 unless the application is registered for RSA. What a
    /// message says of its own type has to agree.
    #[must_use]
    pub fn with_sign_type(mut self, sign_type: SignType) -> Self {
        self.sign_type = sign_type;
        self
    }

    /// The type of Alipay's signatures.
    #[must_use]
    pub fn sign_type(&self) -> SignType {
        self.sign_type
    }

    /// Verifies a signature of the configured type with whichever key fits.
    ///
    /// # Errors
    /// [`Unverified`] if none does: believe nothing of the message.
    pub fn verify(&self, data: &[u8], sign_base64: &str) -> Result<(), Unverified> {
        let mut verdict = Err(Unverified::Mismatch);
        for key in &self.keys {
            verdict = verify(key, self.sign_type, data, sign_base64);
            if verdict.is_ok() {
                break;
            }
        }
        verdict
    }

    /// The keys, in the order they were configured.
    #[must_use]
    pub fn keys(&self) -> &[PublicKey] {
        &self.keys
    }
}
