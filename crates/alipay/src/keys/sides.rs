//! Alipay's keys: one, two during rotation, or those of its certificates.

use super::{KeyError, PrivateKey, PublicKey};
use crate::cert::{CertificateError, Certificates, NotTrusted, Trusted};
use crate::sign::SignType;
use crate::verify::{Unverified, verify};
use std::sync::Arc;

/// Who may sign for Alipay: one key, or two during rotation; in certificate mode the configured
/// certificate and fetched ones that chain to a root.
///
/// Only these keys verify, and a value of this type always has one. Clones share fetched
/// certificates: keep one beside the client to verify notifications.
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
    /// Combines Alipay's keys with the application's own.
    ///
    /// # Errors
    /// [`KeyError::OwnKey`] if one of them is the application's own public key, because our own
    /// requests would then verify as messages of Alipay. [`KeyError::NoAlipayKey`],
    /// [`KeyError::TooManyAlipayKeys`] for none or more than two.
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

    /// Certificate mode: combines the configured certificates with the application's own key.
    ///
    /// # Errors
    /// [`CertificateError::OtherKey`] if the application's certificate is for another key than
    /// `app`; [`CertificateError::OwnKey`] if Alipay's is for `app`; [`CertificateError::Key`] if
    /// either has no RSA key of 2048 bits.
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

    /// Sets the type of Alipay's signatures; RSA2 unless the application is registered for RSA. The
    /// type named in a message must agree.
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

    /// Verifies a signature of the configured type with any of the keys.
    ///
    /// # Errors
    /// [`Unverified`] if none matches: do not trust the message.
    pub fn verify(&self, data: &[u8], sign_base64: &str) -> Result<(), Unverified> {
        match &self.side {
            Side::Keys(keys) => self.with_any(keys, data, sign_base64),
            Side::Certificates(trusted) => self.with_any(&trusted.keys(), data, sign_base64),
        }
    }

    /// Verifies a response that names its certificate. Key mode ignores the name; without a name
    /// any trusted key may verify.
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

    /// The verifying keys: in the order configured, or those of the certificates, newest first.
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

    /// Trusts another certificate of Alipay, `text` in PEM, requested by its number `sn`, if it
    /// chains to a configured root at `now_ms` (epoch milliseconds) and was issued to the same
    /// organisation as the configured one. [`crate::Client`] does so automatically when a response
    /// names an unknown certificate.
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

/// Why a signature with a named certificate fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Named {
    /// The certificate is not trusted, or not yet.
    Unknown,
    Unverified(Unverified),
}
