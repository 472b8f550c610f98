//! Keys: an accepted key can be used, is long enough, and is the same after writing and reading it.

use alipay::sign::sign_rsa2;
use alipay::verify::verify_rsa2;
use alipay::{PrivateKey, PublicKey};

pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match PublicKey::parse(&text) {
        Ok(key) => {
            assert!(key.bits() >= 2048);
            let again = PublicKey::parse(&key.to_spki_pem()).expect("written here");
            assert_eq!(again, key);
            assert_eq!(again.fingerprint(), key.fingerprint());
            // A public key must not be accepted as a private one.
            assert!(PrivateKey::parse(&text).is_err());
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    match PrivateKey::parse(&text) {
        Ok(key) => {
            let sign = sign_rsa2(&key, b"x").expect("an accepted key signs");
            let public = key.public_key();
            assert_eq!(verify_rsa2(&public, b"x", &sign), Ok(()));
            assert!(public.bits() >= 2048);
            assert_eq!(format!("{key:?}").find("BEGIN"), None);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
