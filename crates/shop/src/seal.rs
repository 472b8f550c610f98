//! Encryption of what the database must hold and must not reveal: secrets of second factors, and what a page shows once.
//! The key is a file of the machine, so a copy of the database alone opens nothing.

use crate::Error;
use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};

/// Bytes of the key.
pub const KEY_LEN: usize = 32;

/// AES-256-GCM under the machine's key, with a random nonce in front of each text.
pub struct Seal(RandomizedNonceKey);

impl Seal {
    /// Takes the key.
    ///
    /// # Errors
    /// `Internal` if the library refuses it.
    pub fn new(key: &[u8; KEY_LEN]) -> Result<Self, Error> {
        RandomizedNonceKey::new(&AES_256_GCM, key)
            .map(Self)
            .map_err(Error::internal)
    }

    /// Encrypts `plain` for one purpose: what is sealed for another does not open in its place.
    ///
    /// # Errors
    /// `Internal` if the library refuses.
    pub(crate) fn close(&self, purpose: &str, plain: &[u8]) -> Result<String, Error> {
        let mut text = plain.to_vec();
        let nonce = self
            .0
            .seal_in_place_append_tag(Aad::from(purpose.as_bytes()), &mut text)
            .map_err(Error::internal)?;
        let nonce: &[u8; NONCE_LEN] = nonce.as_ref();
        Ok(format!("{}{}", hex::encode(nonce), hex::encode(text)))
    }

    /// What was sealed for this purpose; `None` for a text that was made with another key, for another purpose, or
    /// changed.
    pub(crate) fn open(&self, purpose: &str, sealed: &str) -> Option<Vec<u8>> {
        let mut bytes = hex::decode(sealed).ok()?;
        let (nonce, text) = bytes.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let plain = self
            .0
            .open_in_place(nonce, Aad::from(purpose.as_bytes()), text)
            .ok()?;
        Some(plain.to_vec())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn seal(byte: u8) -> Seal {
        Seal::new(&[byte; KEY_LEN]).unwrap()
    }

    #[test]
    fn a_text_opens_with_its_key_for_its_purpose_and_unchanged() {
        let sealed = seal(1).close("totp 7", b"secret").unwrap();
        assert!(!sealed.contains(&hex::encode(b"secret")));
        assert_eq!(seal(1).open("totp 7", &sealed).unwrap(), b"secret");
        assert_eq!(seal(1).open("totp 8", &sealed), None);
        assert_eq!(seal(2).open("totp 7", &sealed), None);
        for place in 0..sealed.len() {
            let flip = |(at, digit): (usize, char)| match (at == place, digit) {
                (true, '0') => '1',
                (true, _) => '0',
                (false, digit) => digit,
            };
            let bent: String = sealed.chars().enumerate().map(flip).collect();
            assert_eq!(seal(1).open("totp 7", &bent), None, "{place}");
        }
        let cut = |most| sealed.chars().take(most).collect::<String>();
        for wrong in ["", "00", "no hex", &cut(24), &cut(30)] {
            assert_eq!(seal(1).open("totp 7", wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_same_text_is_sealed_differently_each_time() {
        let both = [0, 1].map(|_time| seal(1).close("x", b"secret").unwrap());
        let [one, two] = both;
        assert_ne!(one, two);
    }
}
