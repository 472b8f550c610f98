//! One certificate: number, names, validity, key.

use super::{CertificateError, name, pem};
use crate::keys::PublicKey;
use md5::{Digest as _, Md5};
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer as _;

/// An X.509 certificate, parsed but not trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    sn: String,
    subject: String,
    issuer: String,
    serial: String,
    organisations: Vec<String>,
    signature_algorithm: String,
    not_before_ms: i64,
    not_after_ms: i64,
}

impl Certificate {
    /// Reads the first certificate of a text: PEM, or bare base64.
    ///
    /// # Errors
    /// [`CertificateError`]: the problem of the text.
    pub fn parse(text: &str) -> Result<Self, CertificateError> {
        let first = pem::members(text).into_iter().next();
        Self::from_der(&first.ok_or(CertificateError::None)??)
    }

    pub(super) fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        let certificate = read(der).map_err(CertificateError::NotX509)?;
        let issuer = name::rfc2253(certificate.issuer());
        let serial = certificate.tbs_certificate.serial.to_string();
        let validity = certificate.validity();
        Ok(Self {
            der: der.to_vec(),
            sn: hex::encode(Md5::digest(format!("{issuer}{serial}"))),
            subject: name::rfc2253(certificate.subject()),
            organisations: name::organisations(certificate.subject()),
            signature_algorithm: certificate.signature_algorithm.algorithm.to_id_string(),
            not_before_ms: validity.not_before.timestamp().saturating_mul(1000),
            not_after_ms: validity
                .not_after
                .timestamp()
                .saturating_mul(1000)
                .saturating_add(999),
            issuer,
            serial,
        })
    }

    /// Alipay's number of it: 32 lower-case hex digits.
    #[must_use]
    pub fn sn(&self) -> &str {
        &self.sn
    }

    /// Subject, in Java's form: `CN=…,OU=…,O=…,C=CN`.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Issuer, in Java's form.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The issuer's serial number of it, in decimal.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.serial
    }

    /// First and last millisecond of its validity, as epoch milliseconds.
    #[must_use]
    pub fn validity_ms(&self) -> (i64, i64) {
        (self.not_before_ms, self.not_after_ms)
    }

    /// The object identifier of its signature algorithm, e.g. `1.2.840.113549.1.1.11`.
    #[must_use]
    pub fn signature_algorithm(&self) -> &str {
        &self.signature_algorithm
    }

    /// Its public key, an RSA key of at least 2048 bits.
    ///
    /// # Errors
    /// [`CertificateError::Key`] for any other.
    pub fn public_key(&self) -> Result<PublicKey, CertificateError> {
        let certificate = read(&self.der).map_err(CertificateError::NotX509)?;
        Ok(PublicKey::from_spki(certificate.public_key().raw)?)
    }

    pub(super) fn organisations(&self) -> &[String] {
        &self.organisations
    }

    pub(super) fn read(&self) -> Result<X509Certificate<'_>, String> {
        read(&self.der)
    }
}

/// Reads exactly one certificate.
fn read(der: &[u8]) -> Result<X509Certificate<'_>, String> {
    match X509Certificate::from_der(der) {
        Ok(([], certificate)) => Ok(certificate),
        Ok((rest, _)) => Err(format!("{} bytes after it", rest.len())),
        Err(error) => Err(error.to_string()),
    }
}
