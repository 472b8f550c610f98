//! Why a certificate was not read, and why one was not trusted.

use crate::answer::Unknown;
use crate::keys::KeyError;
use base64::DecodeError;

/// A file that holds no certificate, or not the right one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Neither armour of a certificate nor base64.
    #[error("the text holds no certificate")]
    None,
    /// A BEGIN line without its END line: the file was cut.
    #[error("the certificate's armour is incomplete: BEGIN without END")]
    CutArmour,
    /// Between the armour stands something else than base64.
    #[error("the certificate is not base64: {0}")]
    NotBase64(#[source] DecodeError),
    /// Not an X.509 certificate.
    #[error("not an X.509 certificate: {0}")]
    NotX509(String),
    /// A file of roots in which no certificate is signed with RSA.
    #[error(
        "the root file holds no certificate signed with RSA; put alipayRootCert.crt of the console here"
    )]
    NoRsaRoot,
    /// The certificate's key is not one that can sign for its owner.
    #[error("the key in the certificate is of no use: {0}")]
    Key(String),
    /// The application's certificate was issued for another key.
    #[error(
        "the application's certificate (appCertPublicKey) does not belong to the application's private key"
    )]
    OtherKey,
    /// The application's own certificate, or one for the same key, stands where Alipay's belongs.
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

/// A certificate that does not hang from the configured roots, now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// Its time has not come; the text is its subject.
    #[error("the certificate of {0} is not valid yet")]
    NotYet(String),
    /// Its time is over; the text is its subject.
    #[error("the certificate of {0} has expired")]
    Expired(String),
    /// Neither a root nor a certificate beside it is of this name and signed it.
    #[error("no trusted certificate of {0} signed it")]
    NoIssuer(String),
    /// Its issuer is there, but may not issue certificates, or not at this place.
    #[error("{0} is no authority for it")]
    NotAuthority(String),
    /// The issuer did not make this signature, or it is of a kind that is not believed (SHA-1, SM2, …).
    #[error("the signature of {0} on it does not hold")]
    Signature(String),
    /// It says it is not for signatures.
    #[error("the certificate is not for signatures")]
    NotForSigning,
    /// A critical extension that is not understood; the text is its object identifier.
    #[error("the critical extension {0} is not understood")]
    Critical(String),
    /// More certificates between it and a root than any real one has.
    #[error("the chain is too long")]
    TooLong,
    /// The bytes could not be read a second time.
    #[error("unreadable: {0}")]
    Unreadable(String),
}

/// Why a certificate Alipay named was not trusted. Nothing it signed is believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTrusted {
    /// No certificates are configured, so there is nothing to hang it from.
    #[error("the application is not in certificate mode")]
    NoRoots,
    /// Not 32 hex digits.
    #[error("not the number of a certificate")]
    OddNumber,
    /// The gateway did not hand it out.
    #[error("it could not be fetched: {0}")]
    Fetch(Box<Unknown>),
    /// What was handed out is no certificate.
    #[error(transparent)]
    Unreadable(#[from] CertificateError),
    /// What was handed out is another certificate.
    #[error("another certificate was handed out, {0}")]
    Another(String),
    /// It does not hang from a root.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// Issued under the same roots, but to somebody else than Alipay, as every merchant's is.
    #[error("it was issued to {0}, who is not whom the configured certificate was issued to")]
    Organisation(String),
}
