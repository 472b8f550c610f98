//! The file of roots: `alipayRootCert.crt`.

use super::{Certificate, CertificateError, pem};

/// The prefix of every RSA signature algorithm. Alipay counts a root by it alone.
const RSA_FAMILY: &str = "1.2.840.113549.1.1";

/// The root certificates, and Alipay's number of the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roots {
    members: Vec<Certificate>,
    sn: String,
    passed_over: usize,
}

impl Roots {
    /// Parses a file of roots. The real one contains an SM2 root, which many libraries cannot
    /// parse; unreadable members are skipped.
    ///
    /// # Errors
    /// [`CertificateError::NoRsaRoot`] if no member is signed with RSA.
    pub fn parse(text: &str) -> Result<Self, CertificateError> {
        let mut members = Vec::new();
        let mut passed_over = 0;
        for der in pem::members(text) {
            match der.and_then(|der| Certificate::from_der(&der)) {
                Ok(certificate) => members.push(certificate),
                Err(_unreadable) => passed_over += 1,
            }
        }
        let sns: Vec<&str> = members
            .iter()
            .filter(|root| root.signature_algorithm().starts_with(RSA_FAMILY))
            .map(Certificate::sn)
            .collect();
        if sns.is_empty() {
            return Err(CertificateError::NoRsaRoot);
        }
        Ok(Self {
            sn: sns.join("_"),
            members,
            passed_over,
        })
    }

    /// `alipay_root_cert_sn`: the numbers of the roots signed with RSA, in the file's order, joined by `_`.
    #[must_use]
    pub fn sn(&self) -> &str {
        &self.sn
    }

    /// Every readable certificate of the file, RSA or not.
    #[must_use]
    pub fn members(&self) -> &[Certificate] {
        &self.members
    }

    /// Number of unreadable members.
    #[must_use]
    pub fn passed_over(&self) -> usize {
        self.passed_over
    }
}
