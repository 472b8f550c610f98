//! The three files of certificate mode.

use super::{Certificate, CertificateError, Chain, Roots};

/// The application's certificate, Alipay's, and the roots, as downloaded from the console.
///
/// Alipay's configured certificate is trusted because it is configured. [`Chain::verify`] checks
/// that it chains to the roots now, e.g. before a shop opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificates {
    app: Certificate,
    alipay: Chain,
    roots: Roots,
}

impl Certificates {
    /// Parses the contents of `appCertPublicKey_<app id>.crt`, `alipayCertPublicKey_RSA2.crt` and
    /// `alipayRootCert.crt`, in this order.
    ///
    /// # Errors
    /// [`CertificateError`]: the problem of one of them. To tell which, parse them one by one and
    /// use [`Certificates::new`].
    pub fn parse(app: &str, alipay: &str, roots: &str) -> Result<Self, CertificateError> {
        Ok(Self::new(
            Certificate::parse(app)?,
            Chain::parse(alipay)?,
            Roots::parse(roots)?,
        ))
    }

    /// A set of parsed certificates.
    #[must_use]
    pub fn new(app: Certificate, alipay: Chain, roots: Roots) -> Self {
        Self { app, alipay, roots }
    }

    /// The application's own certificate.
    #[must_use]
    pub fn app(&self) -> &Certificate {
        &self.app
    }

    /// Alipay's certificate, with the intermediates.
    #[must_use]
    pub fn alipay(&self) -> &Chain {
        &self.alipay
    }

    /// The roots.
    #[must_use]
    pub fn roots(&self) -> &Roots {
        &self.roots
    }
}
