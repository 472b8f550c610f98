//! A public key: Alipay's, or our own.

use super::{KeyError, MIN_BITS, MIN_BITS_OLD, armour, certificate};
use crate::sign::SignType;
use aws_lc_rs::signature::{
    ParsedPublicKey, RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY, RSA_PKCS1_2048_8192_SHA256,
};
#[cfg(feature = "explain")]
use rsa::BigUint;
use rsa::pkcs1::DecodeRsaPublicKey as _;
use rsa::pkcs8::{DecodePrivateKey as _, DecodePublicKey as _, EncodePublicKey as _, LineEnding};
use rsa::traits::PublicKeyParts as _;
use rsa::{RsaPrivateKey, RsaPublicKey, pkcs1::DecodeRsaPrivateKey as _};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// An RSA public key of at least 2048 bits, or 1024 if it was parsed for the old signature type.
///
/// Keys are equal whatever form they were parsed from. `Debug` shows a fingerprint.
#[derive(Clone)]
pub struct PublicKey {
    plain: RsaPublicKey,
    /// `None` for a key too short for RSA2.
    rsa2: Option<ParsedPublicKey>,
    rsa: ParsedPublicKey,
    fingerprint: [u8; 32],
}

impl PublicKey {
    /// Parses SPKI, PKCS#1 or a certificate; PEM, or bare base64 as Alipay's console shows it.
    ///
    /// White space, line ends and the PEM label do not matter.
    ///
    /// # Errors
    /// The problem of the text, see [`KeyError`]; a private key is recognised.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        Self::parse_for(SignType::Rsa2, text)
    }

    /// As [`PublicKey::parse`], but with 1024 bits for [`SignType::Rsa`]. Such a key verifies
    /// nothing else.
    ///
    /// # Errors
    /// As [`PublicKey::parse`].
    pub fn parse_for(sign_type: SignType, text: &str) -> Result<Self, KeyError> {
        let least = match sign_type {
            SignType::Rsa2 => MIN_BITS,
            SignType::Rsa => MIN_BITS_OLD,
        };
        let der = armour::der(text)?;
        match Self::from_der(&der, least) {
            Err(KeyError::NotRsa(_)) if is_private(&der) => Err(KeyError::PrivateKeyGiven),
            parsed => parsed,
        }
    }

    fn from_der(der: &[u8], least: u32) -> Result<Self, KeyError> {
        let spki = RsaPublicKey::from_public_key_der(der);
        let plain = spki.or_else(|spki| {
            let pkcs1 = match RsaPublicKey::from_pkcs1_der(der) {
                Ok(key) => return Ok(key),
                Err(error) => error,
            };
            certificate::subject_public_key_info(der)
                .map_err(|error| error.to_string())
                .and_then(|der| {
                    RsaPublicKey::from_public_key_der(der).map_err(|error| error.to_string())
                })
                .map_err(|cert| {
                    KeyError::NotRsa(format!(
                        "SPKI: {spki}; PKCS#1: {pkcs1}; certificate: {cert}"
                    ))
                })
        })?;
        Self::at_least(least, plain)
    }

    pub(super) fn from_rsa(plain: RsaPublicKey) -> Result<Self, KeyError> {
        Self::at_least(MIN_BITS, plain)
    }

    fn at_least(least: u32, plain: RsaPublicKey) -> Result<Self, KeyError> {
        let bits = u32::try_from(plain.n().bits()).unwrap_or(u32::MAX);
        if bits < least {
            return Err(KeyError::TooShort { bits });
        }
        let spki = plain
            .to_public_key_der()
            .map_err(|error| KeyError::Unusable(error.to_string()))?;
        let ready = |algorithm| {
            ParsedPublicKey::new(algorithm, spki.as_bytes())
                .map_err(|error| KeyError::Unusable(error.to_string()))
        };
        let rsa2 = if bits < MIN_BITS {
            None
        } else {
            Some(ready(&RSA_PKCS1_2048_8192_SHA256)?)
        };
        let rsa = ready(&RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY)?;
        let fingerprint = Sha256::digest(spki.as_bytes()).into();
        Ok(Self {
            plain,
            rsa2,
            rsa,
            fingerprint,
        })
    }

    pub(crate) fn from_spki(der: &[u8]) -> Result<Self, KeyError> {
        let plain = RsaPublicKey::from_public_key_der(der)
            .map_err(|error| KeyError::NotRsa(error.to_string()))?;
        Self::from_rsa(plain)
    }

    /// The key as SPKI PEM, lines ended by `\n`.
    #[must_use]
    pub fn to_spki_pem(&self) -> String {
        // The same encoding succeeded when the key was parsed; every reader would refuse an empty
        // text.
        self.plain
            .to_public_key_pem(LineEnding::LF)
            .unwrap_or_default()
    }

    /// The length of the modulus in bits.
    #[must_use]
    pub fn bits(&self) -> u32 {
        u32::try_from(self.plain.n().bits()).unwrap_or(u32::MAX)
    }

    /// SHA-256 of the SPKI bytes in hex, 64 characters: identifies the key in logs.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        hex::encode(self.fingerprint)
    }

    /// The public operation: the padded digest in a signature, as a number without leading zeros.
    /// `None` if it is out of range. Only for explanations; everything in it is public.
    #[cfg(feature = "explain")]
    pub(crate) fn raise(&self, signature: &[u8]) -> Option<Vec<u8>> {
        let number = BigUint::from_bytes_be(signature);
        let fits = signature.len() == self.plain.size() && number < *self.plain.n();
        fits.then(|| number.modpow(self.plain.e(), self.plain.n()).to_bytes_be())
    }

    pub(crate) fn hot(&self, sign_type: SignType) -> Option<&ParsedPublicKey> {
        match sign_type {
            SignType::Rsa2 => self.rsa2.as_ref(),
            SignType::Rsa => Some(&self.rsa),
        }
    }
}

fn is_private(der: &[u8]) -> bool {
    RsaPrivateKey::from_pkcs8_der(der).is_ok() || RsaPrivateKey::from_pkcs1_der(der).is_ok()
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.plain == other.plain
    }
}

impl Eq for PublicKey {}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey(sha256:{})", self.fingerprint())
    }
}
