//! Every common format of a key, and every common mistake.

use crate::stage::{APP, fits};
use crate::vectors::key;
use alipay::sign::sign_rsa2;
use alipay::verify::verify_rsa2;
use alipay::{AlipayKeys, KeyError, PrivateKey, PublicKey};

const SHORT: &str = include_str!("keys/rsa_1024.pem");
const EC: &str = include_str!("keys/ec_p256.pem");
const ENCRYPTED: &str = include_str!("keys/encrypted_pkcs1.pem");

#[test]
fn a_private_key_is_the_same_in_every_form() {
    let bare = key("app_private_pkcs8_bare_base64");
    let folded: String = bare
        .as_bytes()
        .chunks(60)
        .fold(String::new(), |text, line| {
            text + std::str::from_utf8(line).unwrap() + " \r\n\t"
        });
    let forms = [
        key("app_private_pkcs1.pem").to_owned(),
        key("app_private_pkcs8.pem").to_owned(),
        key("app_private_pkcs1_bare_base64").to_owned(),
        bare.to_owned(),
        key("app_private_pkcs1.pem").replace('\n', "\r\n"),
        format!("\u{feff}  {bare}\n\n"),
        format!(
            "Bag Attributes\n  friendlyName: shop\n{}",
            key("app_private_pkcs8.pem")
        ),
        // The right bytes under the wrong PEM label, a common result of conversion.
        format!("-----BEGIN RSA PRIVATE KEY-----\n{folded}\n-----END RSA PRIVATE KEY-----"),
        folded,
    ];
    let sign = sign_rsa2(&APP, b"text").unwrap();
    for form in forms {
        let parsed = PrivateKey::parse(&form).unwrap_or_else(|error| panic!("{error}: {form}"));
        assert_eq!(parsed.public_key(), APP.public_key());
        assert_eq!(sign_rsa2(&parsed, b"text").unwrap(), sign);
    }
}

#[test]
fn a_public_key_is_the_same_in_every_form() {
    for name in [
        "app_public_spki.pem",
        "app_public_pkcs1.pem",
        "appCertPublicKey.crt",
    ] {
        assert_eq!(
            PublicKey::parse(key(name)).unwrap(),
            APP.public_key(),
            "{name}"
        );
    }
    let alipay = PublicKey::parse(key("alipay_public_spki.pem")).unwrap();
    for name in [
        "alipay_public_spki_bare_base64",
        "alipayCertPublicKey_RSA2.crt",
    ] {
        assert_eq!(PublicKey::parse(key(name)).unwrap(), alipay, "{name}");
    }
    assert!(PublicKey::parse(key("appCert_trickyDN.crt")).is_ok());
    assert_ne!(alipay, APP.public_key());
    assert_eq!(alipay.bits(), 2048);
    assert_eq!(alipay.fingerprint().len(), 64);
}

#[test]
fn keys_are_written_as_they_are_read() {
    let key = PrivateKey::generate().unwrap();
    let again = PrivateKey::parse(&key.to_pkcs8_pem()).unwrap();
    assert_eq!(again.public_key(), key.public_key());
    assert_eq!(
        PublicKey::parse(&key.public_key().to_spki_pem()).unwrap(),
        key.public_key()
    );
    assert_eq!(again.to_pkcs8_pem(), key.to_pkcs8_pem());
    assert_eq!(key.public_key().bits(), 2048);
    assert!(key.to_pkcs8_pem().lines().all(|line| line.len() <= 64));
    assert_eq!(
        *APP.to_pkcs8_pem(),
        crate::vectors::key("app_private_pkcs8.pem")
    );
}

#[test]
fn a_generated_key_signs_what_another_library_verifies() {
    let key = PrivateKey::generate().unwrap();
    let sign = sign_rsa2(&key, "测试".as_bytes()).unwrap();
    assert_eq!(sign.len(), 344);
    assert!(fits(&key.public_key(), "测试".as_bytes(), &sign));
    assert_eq!(
        verify_rsa2(&key.public_key(), "测试".as_bytes(), &sign),
        Ok(())
    );
}

#[test]
fn mistakes_are_named() {
    let private = |text: &str| PrivateKey::parse(text).unwrap_err();
    let public = |text: &str| PublicKey::parse(text).unwrap_err();
    for text in [
        "",
        " \r\n",
        "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
    ] {
        assert!(matches!(private(text), KeyError::Empty), "{text}");
        assert!(matches!(public(text), KeyError::Empty), "{text}");
    }
    assert!(matches!(
        private("app_private_2048.txt"),
        KeyError::NotBase64(_)
    ));
    assert!(matches!(private("QUJD"), KeyError::NotRsa(_)));
    assert!(matches!(private(EC), KeyError::NotRsa(_)));
    assert!(matches!(private(ENCRYPTED), KeyError::Encrypted));
    assert!(matches!(
        private("-----BEGIN ENCRYPTED PRIVATE KEY-----\nQUJD\n-----END ENCRYPTED PRIVATE KEY-----"),
        KeyError::Encrypted
    ));
    assert!(matches!(
        private("-----BEGIN PRIVATE KEY-----\nQUJD"),
        KeyError::CutArmour
    ));
    assert!(matches!(private(SHORT), KeyError::TooShort { bits: 1024 }));
    for name in [
        "app_public_spki.pem",
        "app_public_pkcs1.pem",
        "appCertPublicKey.crt",
    ] {
        assert!(
            matches!(private(key(name)), KeyError::PublicKeyGiven),
            "{name}"
        );
    }
    for name in ["app_private_pkcs1.pem", "app_private_pkcs8_bare_base64"] {
        assert!(
            matches!(public(key(name)), KeyError::PrivateKeyGiven),
            "{name}"
        );
    }
    assert!(matches!(public("QUJD"), KeyError::NotRsa(_)));
    // The first certificate of the root file is SM2, not RSA.
    assert!(matches!(
        public(key("alipayRootCert.crt")),
        KeyError::NotRsa(_)
    ));
}

#[test]
fn a_cut_key_is_refused() {
    let bare = key("app_private_pkcs8_bare_base64");
    for end in [4, 400, bare.len() - 4] {
        assert!(PrivateKey::parse(&bare[..end]).is_err(), "{end}");
    }
    let bare = key("alipay_public_spki_bare_base64");
    for end in [4, 200, bare.len() - 4] {
        assert!(PublicKey::parse(&bare[..end]).is_err(), "{end}");
    }
}

#[test]
fn parts_that_do_not_fit_together_are_refused() {
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::STANDARD;
    let mut der = engine.decode(key("app_private_pkcs1_bare_base64")).unwrap();
    let middle = der.len() / 2;
    der[middle] ^= 1;
    assert!(PrivateKey::parse(&engine.encode(der)).is_err());
}

#[test]
fn our_own_key_is_not_alipays() {
    let own = PublicKey::parse(key("appCertPublicKey.crt")).unwrap();
    let alipay = PublicKey::parse(key("alipay_public_spki.pem")).unwrap();
    let paired = |keys| AlipayKeys::new(&APP, keys);
    assert!(matches!(paired(vec![own.clone()]), Err(KeyError::OwnKey)));
    assert!(matches!(
        paired(vec![alipay.clone(), own]),
        Err(KeyError::OwnKey)
    ));
    assert!(matches!(paired(vec![]), Err(KeyError::NoAlipayKey)));
    let three = vec![alipay.clone(), alipay.clone(), alipay];
    assert!(matches!(
        paired(three),
        Err(KeyError::TooManyAlipayKeys { given: 3 })
    ));
}

#[test]
fn either_key_counts_during_rotation() {
    let (old, new) = (
        PrivateKey::generate().unwrap(),
        PrivateKey::generate().unwrap(),
    );
    let keys = AlipayKeys::new(&APP, vec![old.public_key(), new.public_key()]).unwrap();
    for key in [&old, &new] {
        assert_eq!(
            keys.verify(b"text", &sign_rsa2(key, b"text").unwrap()),
            Ok(())
        );
    }
    assert!(
        keys.verify(b"text", &sign_rsa2(&APP, b"text").unwrap())
            .is_err()
    );
}

#[test]
fn nothing_secret_is_printed() {
    let config = alipay::AppConfig {
        app_auth_token: Some("planted-token".to_owned()),
        ..crate::stage::config()
    };
    let printed = format!("{config:?} {:?}", *APP);
    assert!(!printed.contains("planted-token"), "{printed}");
    assert!(printed.contains("PrivateKey(***)"), "{printed}");
    let secret = key("app_private_pkcs8_bare_base64");
    assert!(!printed.contains(&secret[40..60]), "{printed}");
    // Errors do not contain the key either.
    let wrong = format!("{}!", &secret[..800]);
    let error = PrivateKey::parse(&wrong).unwrap_err();
    assert!(!format!("{error} {error:?}").contains(&secret[40..60]));
}
