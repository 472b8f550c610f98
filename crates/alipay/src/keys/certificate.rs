//! The public key in an X.509 certificate. Only the key is read; trust and validity are checked
//! where the certificate is configured.

use rsa::pkcs8::der::{self, Reader, SliceReader};

/// Returns the DER of the `SubjectPublicKeyInfo` in a certificate.
pub(super) fn subject_public_key_info(certificate: &[u8]) -> der::Result<&[u8]> {
    let mut reader = SliceReader::new(certificate)?;
    let key = reader.sequence(|certificate| {
        let key = certificate.sequence(|tbs| {
            // The version is [0] and missing in version 1 certificates.
            if tbs.peek_tag()?.is_context_specific() {
                tbs.tlv_bytes()?;
            }
            // Serial number, signature algorithm, issuer, validity, subject.
            for _ in 0..5 {
                tbs.tlv_bytes()?;
            }
            let key = tbs.tlv_bytes()?;
            skip_rest(tbs)?;
            Ok(key)
        })?;
        skip_rest(certificate)?;
        Ok(key)
    })?;
    reader.finish(key)
}

fn skip_rest<'a>(reader: &mut impl Reader<'a>) -> der::Result<()> {
    while !reader.is_finished() {
        reader.tlv_bytes()?;
    }
    Ok(())
}
