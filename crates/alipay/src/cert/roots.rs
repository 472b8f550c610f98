//! The file of roots: `alipayRootCert.crt`.

use super::{Certificate, CertificateError, pem};

/// The arc of every signature algorithm with an RSA key. Alipay counts a root by this prefix alone.
const RSA_FAMILY: &str = "1.2.840.113549.1.1";

/// The certificates others may hang from, and the number Alipay knows the set by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roots {
    members: Vec<Certificate>,
    sn: String,
    passed_over: usize,
}

impl Roots {
    /// Reads a file of roots. The real one holds an SM2 root, which not every reader can take apart: members that
    /// cannot be read are passed over.
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

    /// Every certificate of the file that could be read, RSA or not.
    #[must_use]
    pub fn members(&self) -> &[Certificate] {
        &self.members
    }

    /// How many members could not be read.
    #[must_use]
    pub fn passed_over(&self) -> usize {
        self.passed_over
    }
}
