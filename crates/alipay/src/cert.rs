//! Certificate mode: the numbers certificates are known by, and who may sign for Alipay.
//!
//! In this mode an application names its own certificate and Alipay's roots in every request, and Alipay names the
//! certificate it signed with in every answer. Alipay renews its certificate every few years; the new one is fetched
//! when its number is met and believed only once it hangs from a root of the configured file.

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

/// The number by which Alipay knows the first certificate in a file: 32 lower-case hex digits, MD5 over the issuer's
/// name as Java writes it and the serial number in decimal.
///
/// # Errors
/// [`CertificateError`] if the text holds no certificate.
///
/// Source: Alipay open platform, certificate signing; vector `cert-sn`.
pub fn certificate_sn(text: &str) -> Result<String, CertificateError> {
    Certificate::parse(text).map(|certificate| certificate.sn().to_owned())
}

/// The number of a file of roots: the numbers of those signed with an algorithm of the RSA family, in the file's
/// order, joined by `_`. Members that cannot be read and members of other families (SM2, ECDSA) are passed over.
///
/// # Errors
/// [`CertificateError::NoRsaRoot`] if nothing is left.
///
/// Source: Alipay open platform, certificate signing; vector `cert-sn`.
pub fn root_cert_sn(text: &str) -> Result<String, CertificateError> {
    Roots::parse(text).map(|roots| roots.sn().to_owned())
}
