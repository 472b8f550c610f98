//! Errors of certificates: unreadable or not trusted.

use crate::call::Unknown;
use crate::keys::KeyError;
use base64::DecodeError;

/// A file without the expected certificate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Neither PEM nor base64 of a certificate.
    #[error("the text contains no certificate")]
    None,
    /// A BEGIN line without its END line: the file is incomplete.
    #[error("the certificate's PEM is incomplete: BEGIN without END")]
    CutArmour,
    /// Invalid base64 in the PEM.
    #[error("the certificate is not base64: {0}")]
    NotBase64(#[source] DecodeError),
    /// Not an X.509 certificate.
    #[error("not an X.509 certificate: {0}")]
    NotX509(String),
    /// A file of roots without a certificate signed with RSA.
    #[error(
        "the root file contains no certificate signed with RSA; put alipayRootCert.crt of the console here"
    )]
    NoRsaRoot,
    /// The certificate's key cannot be used.
    #[error("the key in the certificate cannot be used: {0}")]
    Key(String),
    /// The application's certificate was issued for another key.
    #[error(
        "the application's certificate (appCertPublicKey) does not belong to the application's private key"
    )]
    OtherKey,
    /// The application's own certificate, or one for the same key, was given as Alipay's.
    #[error(
        "the configured Alipay certificate is the application's own; put alipayCertPublicKey_RSA2.crt here, not appCertPublicKey"
    )]
    OwnKey,
}

impl From<KeyError> for CertificateError {
    fn from(error: KeyError) -> Self {
        Self::Key(error.to_string())
    }
}

/// Why a certificate does not chain to the configured roots now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// Not yet valid; the text is its subject.
    #[error("the certificate of {0} is not valid yet")]
    NotYet(String),
    /// Expired; the text is its subject.
    #[error("the certificate of {0} has expired")]
    Expired(String),
    /// No root and no intermediate with this name signed it.
    #[error("no trusted certificate of {0} signed it")]
    NoIssuer(String),
    /// Its issuer may not issue certificates, or not at this depth.
    #[error("{0} is not an authority for it")]
    NotAuthority(String),
    /// The issuer did not make this signature, or the algorithm is not accepted (SHA-1, SM2, …).
    #[error("the signature of {0} does not verify")]
    Signature(String),
    /// Its key usage does not allow signatures.
    #[error("the certificate is not for signatures")]
    NotForSigning,
    /// An unknown critical extension; the text is its object identifier.
    #[error("the critical extension {0} is not understood")]
    Critical(String),
    /// More intermediates than any real chain has.
    #[error("the chain is too long")]
    TooLong,
    /// The bytes could not be parsed again.
    #[error("unreadable: {0}")]
    Unreadable(String),
}

/// Why a certificate that Alipay named is not trusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTrusted {
    /// No certificates are configured, so it cannot be checked.
    #[error("the application is not in certificate mode")]
    NoRoots,
    /// Not 32 hex digits.
    #[error("not the number of a certificate")]
    OddNumber,
    /// The gateway did not return it.
    #[error("it could not be fetched: {0}")]
    Fetch(Box<Unknown>),
    /// The gateway returned something that is not a certificate.
    #[error(transparent)]
    Unreadable(#[from] CertificateError),
    /// The gateway returned another certificate.
    #[error("the gateway returned another certificate, {0}")]
    Another(String),
    /// It does not chain to a root.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// Issued under the same roots, but not to Alipay; every merchant's certificate is.
    #[error("it was issued to {0}, the configured certificate to another organisation")]
    Organisation(String),
}
