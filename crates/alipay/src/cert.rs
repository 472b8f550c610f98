//! Certificate mode: certificate numbers, and who may sign for Alipay.
//!
//! In this mode each request names the application's certificate and Alipay's roots, and each
//! response names the certificate it was signed with. Alipay renews its certificate every few
//! years; a new one is fetched when a response names it, and trusted only if it chains to a
//! configured root.

mod certificate;
mod chain;
mod error;
mod name;
mod pem;
mod roots;
mod set;
mod trusted;

pub use certificate::Certificate;
pub use chain::Chain;
pub use error::{CertificateError, ChainError, NotTrusted};
pub use roots::Roots;
pub use set::Certificates;

pub(crate) use trusted::Trusted;

/// Alipay's number of the first certificate in a file: 32 lower-case hex digits, MD5 over the
/// issuer's name as Java writes it and the serial number in decimal.
///
/// # Errors
/// [`CertificateError`] if the text has no certificate.
///
/// Source: Alipay open platform, certificate signing; vector `cert-sn`.
pub fn certificate_sn(text: &str) -> Result<String, CertificateError> {
    Certificate::parse(text).map(|certificate| certificate.sn().to_owned())
}

/// The number of a file of roots: the numbers of those signed with an RSA algorithm, in the file's
/// order, joined by `_`. Unreadable members and those with other algorithms (SM2, ECDSA) are left
/// out.
///
/// # Errors
/// [`CertificateError::NoRsaRoot`] if none is left.
///
/// Source: Alipay open platform, certificate signing; vector `cert-sn`.
pub fn root_cert_sn(text: &str) -> Result<String, CertificateError> {
    Roots::parse(text).map(|roots| roots.sn().to_owned())
}
