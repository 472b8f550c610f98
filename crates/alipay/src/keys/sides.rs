//! Alipay's side of the pair: one key, two while Alipay rotates, or the keys of its certificates.

use super::{KeyError, PrivateKey, PublicKey};
use crate::cert::{CertificateError, Certificates, NotTrusted, Trusted};
use crate::sign::SignType;
use crate::verify::{Unverified, verify};
use std::sync::Arc;

/// Who may sign for Alipay: one key, or two during rotation; in certificate mode the configured certificate and those
/// that were fetched since and hang from a root.
///
/// Nothing else may answer for Alipay, and there is no value of this type without a key. Clones share what is learnt:
/// keep one beside the client to verify notices with.
#[derive(Debug, Clone)]
pub struct AlipayKeys {
    side: Side,
    sign_type: SignType,
}

#[derive(Debug, Clone)]
enum Side {
    Keys(Arc<[PublicKey]>),
    Certificates(Arc<Trusted>),
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
            side: Side::Keys(alipay.into()),
            sign_type: SignType::Rsa2,
        })
    }

    /// Certificate mode: pairs the configured certificates with the application's own key.
    ///
    /// # Errors
    /// [`CertificateError::OtherKey`] if the application's certificate is for another key than `app`;
    /// [`CertificateError::OwnKey`] if Alipay's is for `app`; [`CertificateError::Key`] if either holds no RSA key of
    /// 2048 bits.
    pub fn certified(
        app: &PrivateKey,
        certificates: Certificates,
    ) -> Result<Self, CertificateError> {
        let trusted = Trusted::new(app.public_key(), certificates)?;
        Ok(Self {
            side: Side::Certificates(Arc::new(trusted)),
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
        match &self.side {
            Side::Keys(keys) => self.with_any(keys, data, sign_base64),
            Side::Certificates(trusted) => self.with_any(&trusted.keys(), data, sign_base64),
        }
    }

    /// Verifies an answer that names the certificate it was signed with. Without certificates the name is nothing to
    /// us, and without a name any trusted key will do.
    pub(crate) fn verify_named(
        &self,
        sn: Option<&str>,
        data: &[u8],
        sign_base64: &str,
    ) -> Result<(), Named> {
        let (Side::Certificates(trusted), Some(sn)) = (&self.side, sn) else {
            return self.verify(data, sign_base64).map_err(Named::Unverified);
        };
        let key = trusted.named(sn).ok_or(Named::Unknown)?;
        verify(&key, self.sign_type, data, sign_base64).map_err(Named::Unverified)
    }

    fn with_any(
        &self,
        keys: &[PublicKey],
        data: &[u8],
        sign_base64: &str,
    ) -> Result<(), Unverified> {
        let mut verdict = Err(Unverified::Mismatch);
        for key in keys {
            verdict = verify(key, self.sign_type, data, sign_base64);
            if verdict.is_ok() {
                break;
            }
        }
        verdict
    }

    /// The keys that verify: in the order they were configured, or of the certificates, the youngest first.
    #[must_use]
    pub fn keys(&self) -> Vec<PublicKey> {
        match &self.side {
            Side::Keys(keys) => keys.to_vec(),
            Side::Certificates(trusted) => trusted.keys(),
        }
    }

    /// The configured certificates, in certificate mode.
    #[must_use]
    pub fn certificates(&self) -> Option<&Certificates> {
        self.trusted().map(Trusted::configured)
    }

    /// Trusts another certificate of Alipay, `text` in PEM, that somebody asked for by its number `sn`, if it hangs
    /// from a configured root at `now_ms` (epoch milliseconds) and was issued to the same organisation as the
    /// configured one. [`crate::Client`] does so by itself when an answer names a certificate it does not know.
    ///
    /// # Errors
    /// [`NotTrusted`]: nothing changed.
    pub fn admit(&self, sn: &str, text: &str, now_ms: i64) -> Result<(), NotTrusted> {
        let trusted = self.trusted().ok_or(NotTrusted::NoRoots)?;
        trusted.admit(sn, text, now_ms)
    }

    fn trusted(&self) -> Option<&Trusted> {
        match &self.side {
            Side::Keys(_) => None,
            Side::Certificates(trusted) => Some(trusted),
        }
    }
}

/// Why a signature under a named certificate does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Named {
    /// The certificate is not trusted, or not yet.
    Unknown,
    Unverified(Unverified),
}
