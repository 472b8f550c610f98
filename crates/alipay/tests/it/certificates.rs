//! Certificates: their numbers as Java computes them, and which of them are trusted.

use crate::vectors::{chain, key, names, text, vector};
use alipay::cert::{certificate_sn, root_cert_sn};
use alipay::{Certificate, CertificateError, Certificates, Chain, ChainError, PublicKey, Roots};
use proptest::prelude::*;

/// 2027-01-01 in Shanghai. All certificates are valid then, except those that are meant to be
/// expired.
pub(crate) const NOW: i64 = 1_798_732_800_000;
const YEAR: i64 = 365 * 24 * 3600 * 1000;

#[test]
fn numbers_are_those_of_the_official_sdks() {
    let expected = &vector("cert-sn")["expected"];
    assert_eq!(
        certificate_sn(key("appCertPublicKey.crt")).unwrap(),
        text(expected, "app_cert_sn")
    );
    assert_eq!(
        certificate_sn(key("alipayCertPublicKey_RSA2.crt")).unwrap(),
        text(expected, "alipay_cert_sn")
    );
    assert_eq!(
        root_cert_sn(key("alipayRootCert.crt")).unwrap(),
        text(expected, "alipay_root_cert_sn")
    );
    assert_eq!(
        certificate_sn(key("appCert_trickyDN.crt")).unwrap(),
        "cf6ec107acc4af1ad8b801bb32956a45"
    );
}

#[test]
fn odd_names_are_written_as_java_writes_them() {
    for row in names() {
        let certificate = Certificate::parse(text(row, "pem")).unwrap();
        assert_eq!(certificate.issuer(), text(row, "issuer"), "{}", row["id"]);
        assert_eq!(certificate.serial(), text(row, "serial"), "{}", row["id"]);
        assert_eq!(certificate.sn(), text(row, "sn"), "{}", row["id"]);
    }
}

#[test]
fn members_of_the_root_file_that_do_not_count_are_passed_over() {
    let file = key("alipayRootCert.crt");
    let roots = Roots::parse(file).unwrap();
    assert_eq!(
        (roots.members().len(), roots.passed_over(), roots.sn().len()),
        (3, 0, 65)
    );
    let expected = roots.sn().to_owned();
    let (first, rest) = file.split_once("-----END CERTIFICATE-----\n").unwrap();
    for odd in [
        // SM2, with which Alipay's real root file begins; many libraries cannot read it.
        "-----BEGIN CERTIFICATE-----\nMIIBszCCAVegAwIBAgIIaeL+wBcKxnswDAYIKoEcz1UBg3UF\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nMIIB\n",
        "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n",
        "Bag Attributes: none\n",
    ] {
        for text in [
            format!("{odd}{file}"),
            format!("{first}-----END CERTIFICATE-----\n{odd}{rest}"),
            format!("{file}{odd}").replace('\n', "\r\n"),
        ] {
            assert_eq!(
                root_cert_sn(&text).as_deref(),
                Ok(expected.as_str()),
                "{odd}"
            );
        }
    }
    let ecdsa_only = format!("{first}-----END CERTIFICATE-----\n");
    assert_eq!(root_cert_sn(&ecdsa_only), Err(CertificateError::NoRsaRoot));
    assert_eq!(root_cert_sn(""), Err(CertificateError::NoRsaRoot));
}

#[test]
fn what_is_no_certificate_is_named() {
    assert_eq!(certificate_sn(""), Err(CertificateError::None));
    assert_eq!(
        certificate_sn("-----BEGIN CERTIFICATE-----\nMIIB"),
        Err(CertificateError::CutArmour)
    );
    assert_eq!(
        certificate_sn(key("alipay_public_spki.pem")),
        Err(CertificateError::None)
    );
    assert!(matches!(
        certificate_sn("***"),
        Err(CertificateError::NotBase64(_))
    ));
    assert!(matches!(
        certificate_sn(key("alipay_public_spki_bare_base64")),
        Err(CertificateError::NotX509(_))
    ));
    // Base64 without PEM lines is accepted too.
    let pem = key("appCertPublicKey.crt");
    let bare: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    assert_eq!(certificate_sn(&bare), certificate_sn(pem));
    let mut longer = bare.clone();
    longer.push_str("AAAA");
    assert!(certificate_sn(&longer).is_err());
}

#[test]
fn the_pair_of_sides_is_checked() {
    let app = alipay::PrivateKey::parse(chain("keys", "app")).unwrap();
    let files = |app, alipay| {
        Certificates::parse(
            chain("files", app),
            chain("files", alipay),
            chain("files", "roots"),
        )
        .unwrap()
    };
    let keys = alipay::AlipayKeys::certified(&app, files("app", "alipay")).unwrap();
    let gateway = alipay::PrivateKey::parse(chain("keys", "gateway")).unwrap();
    assert_eq!(keys.keys(), [gateway.public_key()]);
    assert_eq!(
        keys.certificates().unwrap().app().public_key(),
        Ok(app.public_key())
    );
    assert_eq!(
        PublicKey::parse(chain("files", "alipay")).unwrap(),
        gateway.public_key()
    );
    let refused = |app_file, alipay_file| {
        alipay::AlipayKeys::certified(&app, files(app_file, alipay_file)).unwrap_err()
    };
    assert_eq!(refused("alipay", "alipay"), CertificateError::OtherKey);
    assert_eq!(refused("app", "app"), CertificateError::OwnKey);
    assert_eq!(refused("app", "own_key"), CertificateError::OwnKey);
}

fn verdict(file: &str, now_ms: i64) -> Result<(), ChainError> {
    let roots = Roots::parse(chain("files", "roots")).unwrap();
    Chain::parse(chain("files", file))
        .unwrap()
        .verify(&roots, now_ms)
}

#[test]
fn what_hangs_from_a_root_is_trusted() {
    for file in ["alipay", "renewed", "renewed_ec", "app", "merchant"] {
        assert_eq!(verdict(file, NOW), Ok(()), "{file}");
    }
    let own = Roots::parse(key("alipayRootCert.crt")).unwrap();
    let chain = Chain::parse(key("alipayCertPublicKey_RSA2.crt")).unwrap();
    assert_eq!(chain.verify(&own, NOW), Ok(()));
}

#[test]
fn what_hangs_from_no_root_is_not() {
    let gateway = || "CN=Gateway,O=Alipay Ltd,C=CN".to_owned();
    let class2 = || "CN=Class 2,O=Trust,C=CN".to_owned();
    for (file, refusal) in [
        ("alipay_alone", ChainError::NoIssuer(class2())),
        ("expired", ChainError::Expired(gateway())),
        ("future", ChainError::NotYet(gateway())),
        ("expired_between", ChainError::Expired(class2())),
        ("sha1", ChainError::Signature(class2())),
        ("critical", ChainError::Critical("1.2.3.4".to_owned())),
        ("not_for_signing", ChainError::NotForSigning),
        (
            "by_merchant",
            ChainError::NotAuthority("CN=9021000100000001,O=Shop Ltd,C=CN".to_owned()),
        ),
        ("between_without_ca", ChainError::NotAuthority(class2())),
        ("path_too_long", ChainError::NotAuthority(class2())),
        (
            "forged_root",
            ChainError::Signature("CN=Root,O=Trust,C=CN".to_owned()),
        ),
        ("forged_between", ChainError::Signature(class2())),
        ("self_signed", ChainError::NoIssuer(gateway())),
        ("tampered", ChainError::Signature(class2())),
    ] {
        assert_eq!(verdict(file, NOW), Err(refusal), "{file}");
    }
    assert!(matches!(
        verdict("alipay", NOW + 8 * YEAR),
        Err(ChainError::Expired(_))
    ));
    assert!(matches!(
        verdict("alipay", NOW - 4 * YEAR),
        Err(ChainError::NotYet(_))
    ));
    let others = Roots::parse(key("alipayRootCert.crt")).unwrap();
    let chain = Chain::parse(chain("files", "alipay")).unwrap();
    assert!(matches!(
        chain.verify(&others, NOW),
        Err(ChainError::NoIssuer(_))
    ));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,80}|-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\n]{0,200}(-----END CERTIFICATE-----)?") {
        drop(Chain::parse(&text));
        drop(Roots::parse(&text));
    }

    #[test]
    fn a_bit_changed_never_changes_what_is_trusted(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        use base64::Engine as _;
        use base64::engine::general_purpose::STANDARD;
        let pem = chain("files", "renewed_ec");
        let bare: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let mut der = STANDARD.decode(bare).unwrap();
        let at = at.index(der.len());
        der[at] ^= 1 << bit;
        let roots = Roots::parse(chain("files", "roots")).unwrap();
        // Bytes outside the signed part may differ, e.g. the encoding of a length; the contents may
        // not.
        let said = |chain: &Chain| {
            let leaf = chain.leaf();
            let names = (leaf.subject().to_owned(), leaf.issuer().to_owned(), leaf.sn().to_owned());
            (names, leaf.validity_ms(), leaf.public_key())
        };
        if let Ok(changed) = Chain::parse(&STANDARD.encode(der)) {
            let is_same = said(&changed) == said(&Chain::parse(pem).unwrap());
            prop_assert!(is_same || changed.verify(&roots, NOW).is_err());
        }
    }
}
