//! Opens a signature with public keys: its owner, and the digest of the signed text.

use super::{Known, Signer};
use crate::keys::PublicKey;
use crate::sign::SignType;
use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};

/// The contents of a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opened {
    pub(super) by: Signer,
    pub(super) sign_type: SignType,
    digest: Vec<u8>,
}

impl Opened {
    /// True if this text was signed.
    pub(super) fn covers(&self, text: &[u8]) -> bool {
        self.digest == hash(self.sign_type, text)
    }
}

/// Opens `signature` with the first matching key.
pub(super) fn open(signature: &[u8], known: &Known) -> Option<Opened> {
    let alipay = known.alipay.iter().map(|key| (Signer::Alipay, key));
    // Our own key comes first: given as Alipay's, it must not count as Alipay's.
    let app = known.app.iter().map(|key| (Signer::App, key));
    let others = known
        .others
        .iter()
        .map(|(name, key)| (Signer::Other(name.clone()), key));
    app.chain(alipay).chain(others).find_map(|(by, key)| {
        let (sign_type, digest) = recover(key, signature)?;
        Some(Opened {
            by,
            sign_type,
            digest,
        })
    })
}

/// The digest in a signature, if this key's private key made it.
fn recover(key: &PublicKey, signature: &[u8]) -> Option<(SignType, Vec<u8>)> {
    const SHA256_INFO: [u8; 19] = [
        0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01,
        0x05, 0x00, 0x04, 0x20,
    ];
    const SHA1_INFO: [u8; 15] = [
        0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14,
    ];
    let padded = key.raise(signature)?;
    // 01, at least eight ff, 00; the leading zero is dropped from the number.
    let rest = padded.strip_prefix(&[1])?;
    let filled = rest.iter().take_while(|b| **b == 0xff).count();
    let info = rest.get(filled..)?.strip_prefix(&[0])?;
    if filled < 8 {
        return None;
    }
    if let Some(digest) = info.strip_prefix(&SHA256_INFO) {
        return (digest.len() == 32).then(|| (SignType::Rsa2, digest.to_vec()));
    }
    let digest = info.strip_prefix(&SHA1_INFO)?;
    (digest.len() == 20).then(|| (SignType::Rsa, digest.to_vec()))
}

fn hash(sign_type: SignType, text: &[u8]) -> Vec<u8> {
    let algorithm = match sign_type {
        SignType::Rsa2 => &SHA256,
        SignType::Rsa => &SHA1_FOR_LEGACY_USE_ONLY,
    };
    digest(algorithm, text).as_ref().to_vec()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::{Known, Signer, open};
    use crate::keys::PrivateKey;
    use crate::sign::{SignType, sign_rsa2};
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    #[test]
    fn a_signature_tells_its_key_and_its_text() {
        let (app, alipay) = (
            PrivateKey::generate().unwrap(),
            PrivateKey::generate().unwrap(),
        );
        let known = Known {
            alipay: vec![alipay.public_key()],
            app: Some(app.public_key()),
            ..Known::default()
        };
        let made = |key| STANDARD.decode(sign_rsa2(key, b"a=1").unwrap()).unwrap();
        let opened = open(&made(&alipay), &known).unwrap();
        assert_eq!(
            (&opened.by, opened.sign_type),
            (&Signer::Alipay, SignType::Rsa2)
        );
        assert!(opened.covers(b"a=1") && !opened.covers(b"a=2"));
        assert_eq!(open(&made(&app), &known).unwrap().by, Signer::App);
        assert_eq!(
            open(&made(&PrivateKey::generate().unwrap()), &known),
            None,
            "an unknown key"
        );
        for odd in [&[][..], &[0; 256], &[0xff; 256], &[1; 4096]] {
            assert_eq!(open(odd, &known), None);
        }
    }
}
