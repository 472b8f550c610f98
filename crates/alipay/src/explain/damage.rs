//! Damage of base64 in forms, logs and shells.

use super::mistake::Mistake;
use crate::form::decode_bytes;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Longest text that is examined, far more than any signature.
const MAX_CHARS: usize = 8 * 1024;

/// A decoded signature, and the repairs that were needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mended {
    pub(super) bytes: Vec<u8>,
    pub(super) damage: Option<Mistake>,
}

/// A kind of damage and its repair.
type Way = (Option<Mistake>, fn(&str) -> String);

/// Every reading of `sign` that gives bytes, the unchanged text first.
pub(super) fn readings(sign: &str) -> Vec<Mended> {
    if sign.len() > MAX_CHARS {
        return Vec::new();
    }
    let ways: [Way; 8] = [
        (None, str::to_owned),
        (Some(Mistake::SignPlusLost), |text| text.replace(' ', "+")),
        (Some(Mistake::SignStillEncoded), unescaped),
        (Some(Mistake::SignFolded), without_blanks),
        (Some(Mistake::SignHtmlEscaped), html),
        (Some(Mistake::SignPaddingLost), padded),
        (Some(Mistake::SignUrlAlphabet), standard_alphabet),
        // Several repairs at once: the last resort.
        (Some(Mistake::SignDamaged), |text| {
            padded(&standard_alphabet(&without_blanks(&html(&unescaped(
                &text.replace(' ', "+"),
            )))))
        }),
    ];
    ways.iter()
        .filter_map(|(damage, way)| {
            let bytes = STANDARD.decode(way(sign)).ok()?;
            Some(Mended {
                bytes,
                damage: *damage,
            })
        })
        .collect()
}

fn unescaped(text: &str) -> String {
    let mut text = text.replace(' ', "+");
    // A proxy that encodes again makes double encoding common.
    for _ in 0..2 {
        if !text.contains('%') {
            break;
        }
        // A plus in it is a plus.
        let Ok(pairs) = decode_bytes(text.replace('+', "%2B").as_bytes()) else {
            break;
        };
        let Some((name, value)) = pairs.into_iter().next() else {
            break;
        };
        // An unencoded `=` of the padding was read as the end of a name.
        let mut bytes = name;
        if !value.is_empty() || text.ends_with('=') {
            bytes.push(b'=');
            bytes.extend_from_slice(&value);
        }
        text = String::from_utf8_lossy(&bytes).into_owned();
    }
    text
}

fn without_blanks(text: &str) -> String {
    text.replace("\\n", "")
        .replace("\\r", "")
        .replace(|c: char| c.is_whitespace(), "")
}

fn html(text: &str) -> String {
    text.replace("&#43;", "+")
        .replace("&#x2B;", "+")
        .replace("&#x2b;", "+")
        .replace("&plus;", "+")
        .replace("&#47;", "/")
        .replace("&#x2F;", "/")
        .replace("&#x2f;", "/")
        .replace("&#61;", "=")
        .replace("&#x3D;", "=")
        .replace("&#x3d;", "=")
        .replace("&#039;", "'")
}

fn standard_alphabet(text: &str) -> String {
    padded(&text.replace('-', "+").replace('_', "/"))
}

fn padded(text: &str) -> String {
    let mut text = text.trim_end_matches('=').to_owned();
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Mistake, readings};

    #[test]
    fn every_damage_is_told_by_its_name() {
        let whole = "ab+/cd+/eg==";
        let bytes = readings(whole).first().map(|read| read.bytes.clone());
        assert!(bytes.is_some());
        for (damaged, mistake) in [
            (whole, None),
            ("ab /cd /eg==", Some(Mistake::SignPlusLost)),
            ("ab%2B%2Fcd%2B%2Feg%3D%3D", Some(Mistake::SignStillEncoded)),
            ("ab%2B%2Fcd%2B%2Feg==", Some(Mistake::SignStillEncoded)),
            (
                "ab%252B%252Fcd%252B%252Feg%253D%253D",
                Some(Mistake::SignStillEncoded),
            ),
            ("ab+/\ncd+/\neg==", Some(Mistake::SignFolded)),
            (
                "ab&#43;/cd&#43;/eg&#61;&#61;",
                Some(Mistake::SignHtmlEscaped),
            ),
            ("ab-_cd-_eg", Some(Mistake::SignUrlAlphabet)),
            ("ab+/cd+/eg", Some(Mistake::SignPaddingLost)),
        ] {
            let found = readings(damaged);
            let fits = found
                .iter()
                .find(|read| Some(&read.bytes) == bytes.as_ref());
            assert_eq!(fits.map(|read| read.damage), Some(mistake), "{damaged}");
        }
        assert_eq!(readings("no signature at all!"), []);
    }
}
