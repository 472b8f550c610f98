//! Takes PEM armour or bare base64 off a key. The label is not believed: files with the wrong one are common, and
//! the bytes say themselves what they are.

use super::KeyError;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

const BEGIN: &str = "-----BEGIN ";

/// Returns the DER bytes of the first key in `text`.
pub(super) fn der(text: &str) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let text = text.trim_start_matches('\u{feff}');
    let body = match text.split_once(BEGIN) {
        None => text,
        Some((_, block)) => {
            let (label, rest) = block.split_once("-----").ok_or(KeyError::CutArmour)?;
            let (body, _) = rest.split_once("-----END").ok_or(KeyError::CutArmour)?;
            // PKCS#8 says so in its label, the traditional form in a header inside. The comma belongs to the header:
            // the word alone can be base64.
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
