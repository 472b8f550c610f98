//! Whether a certificate chains to a root: signatures, names, validity and permissions.

use super::{Certificate, CertificateError, ChainError, Roots, pem};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P384_SHA384_ASN1, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, VerificationAlgorithm,
};
use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::ParsedExtension;

/// Most authorities between a certificate and its root; Alipay's have one.
const MAX_BETWEEN: usize = 4;

/// A certificate and the intermediates up to a root, in the form of Alipay's files: the certificate
/// first, then any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    leaf: Certificate,
    between: Vec<Certificate>,
}

impl Chain {
    /// Parses a file; the first certificate in it is the leaf.
    ///
    /// # Errors
    /// [`CertificateError`] if there is none, or a member is unreadable.
    pub fn parse(text: &str) -> Result<Self, CertificateError> {
        let mut members = pem::members(text)
            .into_iter()
            .map(|der| Certificate::from_der(&der?));
        let leaf = members.next().ok_or(CertificateError::None)??;
        let between = members.collect::<Result<_, _>>()?;
        Ok(Self { leaf, between })
    }

    /// The leaf certificate.
    #[must_use]
    pub fn leaf(&self) -> &Certificate {
        &self.leaf
    }

    /// Checks that the certificate chains to one of `roots` at `now_ms` (epoch milliseconds): every
    /// signature verifies, every name matches, every certificate is valid now, and every issuer may
    /// issue.
    ///
    /// # Errors
    /// [`ChainError`]: do not trust its signatures.
    pub fn verify(&self, roots: &Roots, now_ms: i64) -> Result<(), ChainError> {
        let mut current = &self.leaf;
        let mut read = readable(current)?;
        if read
            .key_usage()
            .ok()
            .flatten()
            .is_some_and(|usage| !usage.value.digital_signature())
        {
            return Err(ChainError::NotForSigning);
        }
        for below in 0..=MAX_BETWEEN {
            is_valid(current, &read, now_ms)?;
            let mut refusal = ChainError::NoIssuer(current.issuer().to_owned());
            for root in roots.members() {
                match issued(root, &read, below, now_ms, true) {
                    Some(Ok(_)) => return Ok(()),
                    Some(Err(error)) => refusal = error,
                    None => {}
                }
            }
            let mut next = None;
            for authority in self.between.iter().filter(|one| *one != current) {
                match issued(authority, &read, below, now_ms, false) {
                    Some(Ok(found)) => next = Some((authority, found)),
                    Some(Err(error)) => refusal = error,
                    None => {}
                }
            }
            (current, read) = next.ok_or(refusal)?;
        }
        Err(ChainError::TooLong)
    }
}

/// True if `authority` issued `certificate` with `below` authorities under it; `None` if the names
/// differ.
fn issued<'a>(
    authority: &'a Certificate,
    certificate: &X509Certificate<'_>,
    below: usize,
    now_ms: i64,
    is_root: bool,
) -> Option<Result<X509Certificate<'a>, ChainError>> {
    let read = match readable(authority) {
        Ok(read) => read,
        Err(error) => return Some(Err(error)),
    };
    if read.subject().as_raw() != certificate.issuer().as_raw() {
        return None;
    }
    Some(
        is_valid(authority, &read, now_ms)
            .and_then(|()| may_issue(authority, &read, below, is_root))
            .and_then(|()| signed(authority, &read, certificate))
            .map(|()| read),
    )
}

fn readable(certificate: &Certificate) -> Result<X509Certificate<'_>, ChainError> {
    certificate.read().map_err(ChainError::Unreadable)
}

fn is_valid(
    certificate: &Certificate,
    read: &X509Certificate<'_>,
    now_ms: i64,
) -> Result<(), ChainError> {
    let (first, last) = certificate.validity_ms();
    if now_ms < first {
        return Err(ChainError::NotYet(certificate.subject().to_owned()));
    }
    if now_ms > last {
        return Err(ChainError::Expired(certificate.subject().to_owned()));
    }
    for extension in read.extensions().iter().filter(|one| one.critical) {
        let is_understood = matches!(
            extension.parsed_extension(),
            ParsedExtension::BasicConstraints(_)
                | ParsedExtension::KeyUsage(_)
                | ParsedExtension::ExtendedKeyUsage(_)
        );
        if !is_understood {
            return Err(ChainError::Critical(extension.oid.to_id_string()));
        }
    }
    Ok(())
}

/// A root is trusted because it is configured, so a version 1 root without extensions is accepted.
/// Every other issuer must be marked as an authority.
fn may_issue(
    authority: &Certificate,
    read: &X509Certificate<'_>,
    below: usize,
    is_root: bool,
) -> Result<(), ChainError> {
    let refused = || ChainError::NotAuthority(authority.subject().to_owned());
    let constraints = read.basic_constraints().map_err(|_twice| refused())?;
    let is_authority = match constraints {
        Some(found) => {
            let room = found.value.path_len_constraint;
            let fits = room.is_none_or(|room| u32::try_from(below).is_ok_and(|n| n <= room));
            found.value.ca && fits
        }
        None => is_root && read.subject().as_raw() == read.issuer().as_raw(),
    };
    let usage = read.key_usage().map_err(|_twice| refused())?;
    let may_sign = usage.is_none_or(|usage| usage.value.key_cert_sign());
    if is_authority && may_sign {
        Ok(())
    } else {
        Err(refused())
    }
}

fn signed(
    authority: &Certificate,
    read: &X509Certificate<'_>,
    certificate: &X509Certificate<'_>,
) -> Result<(), ChainError> {
    let refused = || ChainError::Signature(authority.subject().to_owned());
    let outer = &certificate.signature_algorithm;
    // The certificate names the algorithm twice, and only one of them is signed.
    if *outer != certificate.tbs_certificate.signature {
        return Err(refused());
    }
    let algorithm = algorithm(&outer.algorithm.to_id_string()).ok_or_else(refused)?;
    // The library's error has no cause to keep.
    ParsedPublicKey::new(algorithm, read.public_key().raw)
        .map_err(|_unfit| refused())?
        .verify_sig(
            certificate.tbs_certificate.as_ref(),
            &certificate.signature_value.data,
        )
        .map_err(|_mismatch| refused())
}

/// The accepted signature algorithms. SHA-1 is not accepted, because two certificates can share one
/// signature.
fn algorithm(id: &str) -> Option<&'static dyn VerificationAlgorithm> {
    match id {
        "1.2.840.113549.1.1.11" => Some(&RSA_PKCS1_2048_8192_SHA256),
        "1.2.840.113549.1.1.12" => Some(&RSA_PKCS1_2048_8192_SHA384),
        "1.2.840.113549.1.1.13" => Some(&RSA_PKCS1_2048_8192_SHA512),
        "1.2.840.10045.4.3.2" => Some(&ECDSA_P256_SHA256_ASN1),
        "1.2.840.10045.4.3.3" => Some(&ECDSA_P384_SHA384_ASN1),
        _ => None,
    }
}
