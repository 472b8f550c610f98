//! Removes PEM lines or bare base64 from a key. The label is not trusted, because files with a
//! wrong one are common and the bytes identify themselves.

use super::KeyError;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

const BEGIN: &str = "-----BEGIN ";

/// The DER bytes of the first key in `text`.
pub(super) fn der(text: &str) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let text = text.trim_start_matches('\u{feff}');
    let body = match text.split_once(BEGIN) {
        None => text,
        Some((_, block)) => {
            let (label, rest) = block.split_once("-----").ok_or(KeyError::CutArmour)?;
            let (body, _) = rest.split_once("-----END").ok_or(KeyError::CutArmour)?;
            // PKCS#8 has it in the label, the traditional form in a header. The comma belongs to
            // the header: the word alone can be base64.
            if label.starts_with("ENCRYPTED") || body.contains(",ENCRYPTED") {
                return Err(KeyError::Encrypted);
            }
            body
        }
    };
    let packed: Zeroizing<Vec<u8>> =
        Zeroizing::new(body.bytes().filter(|b| !b.is_ascii_whitespace()).collect());
    if packed.is_empty() {
        return Err(KeyError::Empty);
    }
    STANDARD
        .decode(packed.as_slice())
        .map(Zeroizing::new)
        .map_err(KeyError::NotBase64)
}
