//! The three files an application in certificate mode is configured with.

use super::{Certificate, CertificateError, Chain, Roots};

/// The application's certificate, Alipay's, and the roots, as downloaded from the console.
///
/// The configured certificate of Alipay is believed because it was configured. To check that it hangs from the roots
/// now, as a shop may before it opens, ask [`Chain::verify`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificates {
    app: Certificate,
    alipay: Chain,
    roots: Roots,
}

impl Certificates {
    /// Reads the contents of `appCertPublicKey_<app id>.crt`, `alipayCertPublicKey_RSA2.crt` and
    /// `alipayRootCert.crt`, in this order.
    ///
    /// # Errors
    /// [`CertificateError`]: what is wrong with one of them. To tell which, read them one by one and use
    /// [`Certificates::new`].
    pub fn parse(app: &str, alipay: &str, roots: &str) -> Result<Self, CertificateError> {
        Ok(Self::new(
            Certificate::parse(app)?,
            Chain::parse(alipay)?,
            Roots::parse(roots)?,
        ))
    }

    /// Puts together what was read before.
    #[must_use]
    pub fn new(app: Certificate, alipay: Chain, roots: Roots) -> Self {
        Self { app, alipay, roots }
    }

    /// The application's own certificate.
    #[must_use]
    pub fn app(&self) -> &Certificate {
        &self.app
    }

    /// Alipay's certificate, with those between it and its root.
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
