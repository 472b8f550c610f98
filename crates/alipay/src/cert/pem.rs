//! Splits a file into certificates. The caller ignores or refuses undecodable members.

use super::CertificateError;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

const BEGIN: &str = "-----BEGIN ";
const DASHES: &str = "-----";

/// The DER of every certificate in the text, in order; without PEM lines the whole text as base64.
pub(super) fn members(text: &str) -> Vec<Result<Vec<u8>, CertificateError>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, block)) = rest.split_once(BEGIN) {
        let Some((label, body)) = block.split_once(DASHES) else {
            found.push(Err(CertificateError::CutArmour));
            return found;
        };
        // A member without its END line must not include the next one.
        let own = body.split(BEGIN).next().unwrap_or_default();
        match own.split_once("-----END") {
            Some((packed, _)) if label.contains("CERTIFICATE") => found.push(decoded(packed)),
            Some(_) => {}
            None => found.push(Err(CertificateError::CutArmour)),
        }
        rest = body.get(own.len()..).unwrap_or_default();
    }
    if found.is_empty() && !text.contains(BEGIN) && !text.trim().is_empty() {
        found.push(decoded(text.trim_start_matches('\u{feff}')));
    }
    found
}

fn decoded(text: &str) -> Result<Vec<u8>, CertificateError> {
    let packed: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    STANDARD.decode(packed).map_err(CertificateError::NotBase64)
}
