//! Our private key. It is parsed once, passed to `aws-lc-rs`, and every other copy is wiped.

use super::{KeyError, MIN_BITS, PublicKey, armour};
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rsa::pkcs1::{DecodeRsaPrivateKey as _, DecodeRsaPublicKey as _};
use rsa::pkcs8::{DecodePrivateKey as _, DecodePublicKey as _, EncodePrivateKey as _};
use rsa::traits::PublicKeyParts as _;
use rsa::{RsaPrivateKey, RsaPublicKey};
use std::fmt;
use std::sync::Arc;
use zeroize::Zeroizing;

/// An RSA private key of at least 2048 bits.
///
/// Clones share one key in memory, which the library wipes with the last of them. `Debug` shows `***`.
#[derive(Clone)]
pub struct PrivateKey {
    pair: Arc<KeyPair>,
    public: PublicKey,
}

impl PrivateKey {
    /// Reads PKCS#8 or PKCS#1; PEM, or bare base64 in one line as Alipay's key tool writes it.
    ///
    /// # Errors
    /// The problem of the text, see [`KeyError`]; a public key is recognised.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let der = armour::der(text)?;
        let plain = RsaPrivateKey::from_pkcs8_der(&der).or_else(|pkcs8| {
            RsaPrivateKey::from_pkcs1_der(&der).map_err(|pkcs1| {
                if is_public(&der) {
                    return KeyError::PublicKeyGiven;
                }
                KeyError::NotRsa(format!("PKCS#8: {pkcs8}; PKCS#1: {pkcs1}"))
            })
        })?;
        let bits = u32::try_from(plain.n().bits()).unwrap_or(u32::MAX);
        if bits < MIN_BITS {
            return Err(KeyError::TooShort { bits });
        }
        let pkcs8 = plain
            .to_pkcs8_der()
            .map_err(|error| KeyError::Unusable(error.to_string()))?;
        let pair = KeyPair::from_pkcs8(pkcs8.as_bytes())
            .map_err(|error| KeyError::Unusable(error.to_string()))?;
        let public = PublicKey::from_rsa(plain.to_public_key())?;
        Ok(Self {
            pair: Arc::new(pair),
            public,
        })
    }

    /// Generates a new key of 2048 bits, for the simulator and the demo shop.
    ///
    /// # Errors
    /// [`KeyError::Unusable`] if the operating system has no random numbers.
    pub fn generate() -> Result<Self, KeyError> {
        let unusable = |error: aws_lc_rs::error::Unspecified| KeyError::Unusable(error.to_string());
        let pair = KeyPair::generate(KeySize::Rsa2048).map_err(unusable)?;
        let spki: PublicKeyX509Der<'_> = pair.public_key().as_der().map_err(unusable)?;
        let public = PublicKey::from_spki(spki.as_ref())?;
        Ok(Self {
            pair: Arc::new(pair),
            public,
        })
    }

    /// The public key, to be uploaded to Alipay.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        self.public.clone()
    }

    /// The key as PKCS#8 PEM, lines of 64 characters ended by `\n`; wiped when dropped.
    #[must_use]
    pub fn to_pkcs8_pem(&self) -> Zeroizing<String> {
        // The library has encoded and parsed the same key before. Without memory an empty text
        // remains, which every reader refuses.
        let Ok(der) = AsDer::<Pkcs8V1Der<'_>>::as_der(&*self.pair) else {
            return Zeroizing::default();
        };
        let packed = Zeroizing::new(STANDARD.encode(der.as_ref()));
        let mut pem = Zeroizing::new(String::with_capacity(packed.len() + packed.len() / 32 + 64));
        pem.push_str("-----BEGIN PRIVATE KEY-----\n");
        for (at, letter) in packed.chars().enumerate() {
            if at > 0 && at % 64 == 0 {
                pem.push('\n');
            }
            pem.push(letter);
        }
        pem.push_str("\n-----END PRIVATE KEY-----\n");
        pem
    }

    pub(crate) fn pair(&self) -> &KeyPair {
        &self.pair
    }
}

fn is_public(der: &[u8]) -> bool {
    RsaPublicKey::from_public_key_der(der).is_ok()
        || RsaPublicKey::from_pkcs1_der(der).is_ok()
        || super::certificate::subject_public_key_info(der).is_ok()
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(***)")
    }
}
