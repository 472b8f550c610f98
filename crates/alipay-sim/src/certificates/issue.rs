//! Writes X.509 certificates and computes their numbers at the gateway.

use alipay::keys::PublicKey;
use anyhow::Context;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use md5::{Digest, Md5};

use super::der::{self, element, group, object_id, oid};

/// One certificate, ready to write to a file.
#[derive(Clone, Debug)]
pub(crate) struct Certificate {
    /// PEM, lines ended by `\n`.
    pub(crate) pem: String,
    /// 32 hexadecimal digits: MD5 over issuer and serial number.
    pub(crate) sn: String,
}

/// A distinguished name, from the country down to the common name.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) organization: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) common: String,
}

impl Name {
    /// In the form of Java's `X500Principal.getName()`: most specific part first.
    fn text(&self) -> String {
        format!(
            "CN={},OU={},O={},C=CN",
            self.common, self.unit, self.organization
        )
    }

    fn der(&self) -> Vec<u8> {
        let part = |kind: &[u8], tag: u8, text: &str| {
            let pair = [object_id(kind), element(tag, text.as_bytes())];
            group(der::SET, &[group(der::SEQUENCE, &pair)])
        };
        let parts = [
            part(oid::COUNTRY, der::PRINTABLE_STRING, "CN"),
            part(oid::ORGANIZATION, der::UTF8_STRING, self.organization),
            part(oid::UNIT, der::UTF8_STRING, self.unit),
            part(oid::COMMON_NAME, der::UTF8_STRING, &self.common),
        ];
        group(der::SEQUENCE, &parts)
    }
}

/// The contents of a certificate.
pub(crate) struct Request<'a> {
    pub(crate) issuer: &'a Name,
    pub(crate) subject: &'a Name,
    /// SubjectPublicKeyInfo, DER.
    pub(crate) key: Vec<u8>,
    /// Big-endian, positive.
    pub(crate) serial: [u8; 16],
    pub(crate) is_authority: bool,
}

/// The signature algorithm; decides whether a member of the root file counts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Algorithm {
    RsaSha256,
    EcdsaSha256,
    Sm2Sm3,
}

impl Algorithm {
    fn der(self) -> Vec<u8> {
        let parts = match self {
            Self::RsaSha256 => vec![object_id(oid::SHA256_WITH_RSA), element(der::NULL, &[])],
            Self::EcdsaSha256 => vec![object_id(oid::ECDSA_WITH_SHA256)],
            Self::Sm2Sm3 => vec![object_id(oid::SM2_WITH_SM3)],
        };
        group(der::SEQUENCE, &parts)
    }
}

/// Writes and signs a certificate. `sign` gets the bytes to sign and returns the raw signature.
pub(crate) fn issue(
    request: Request<'_>,
    algorithm: Algorithm,
    sign: impl FnOnce(&[u8]) -> anyhow::Result<Vec<u8>>,
) -> anyhow::Result<Certificate> {
    // Wide enough for every date that tests set.
    let validity = [
        element(der::UTC_TIME, b"100101000000Z"),
        element(der::UTC_TIME, b"491231235959Z"),
    ];
    let extensions = [
        extension(
            oid::BASIC_CONSTRAINTS,
            &group(
                der::SEQUENCE,
                &if request.is_authority {
                    vec![element(der::BOOLEAN, &[0xff])]
                } else {
                    Vec::new()
                },
            ),
        ),
        extension(
            oid::KEY_USAGE,
            // keyCertSign and cRLSign, or digitalSignature and nonRepudiation.
            &element(
                der::BIT_STRING,
                if request.is_authority {
                    &[1, 0x06]
                } else {
                    &[6, 0xc0]
                },
            ),
        ),
    ];
    // The first bit is 0 and the number is not zero, so that every reader sees it as positive.
    let mut serial = request.serial;
    if let Some(first) = serial.first_mut() {
        *first = *first & 0x7f | 0x40;
    }
    let body = group(
        der::SEQUENCE,
        &[
            element(der::CONTEXT_0, &der::integer(&[2])),
            der::integer(&serial),
            algorithm.der(),
            request.issuer.der(),
            group(der::SEQUENCE, &validity),
            request.subject.der(),
            request.key,
            element(der::CONTEXT_3, &group(der::SEQUENCE, &extensions)),
        ],
    );
    let signature = sign(&body)?;
    let whole = group(
        der::SEQUENCE,
        &[body, algorithm.der(), der::bits(&signature)],
    );
    let number = u128::from_be_bytes(serial);
    Ok(Certificate {
        pem: pem(&whole),
        sn: hex::encode(Md5::digest(format!("{}{number}", request.issuer.text()))),
    })
}

fn extension(kind: &[u8], value: &[u8]) -> Vec<u8> {
    let parts = [
        object_id(kind),
        element(der::BOOLEAN, &[0xff]),
        element(der::OCTET_STRING, value),
    ];
    group(der::SEQUENCE, &parts)
}

fn pem(der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let mut lines = String::from("-----BEGIN CERTIFICATE-----\n");
    for (at, letter) in text.chars().enumerate() {
        if at > 0 && at % 64 == 0 {
            lines.push('\n');
        }
        lines.push(letter);
    }
    lines.push_str("\n-----END CERTIFICATE-----\n");
    lines
}

/// An RSA key in the form of certificates.
pub(crate) fn spki(key: &PublicKey) -> anyhow::Result<Vec<u8>> {
    let pem = key.to_spki_pem();
    let text: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    STANDARD.decode(text).context("public key")
}

/// A key on an elliptic curve, from its uncompressed point.
pub(crate) fn curve_key(curve: &[u8], point: &[u8]) -> Vec<u8> {
    let kind = group(
        der::SEQUENCE,
        &[object_id(oid::EC_PUBLIC_KEY), object_id(curve)],
    );
    group(der::SEQUENCE, &[kind, der::bits(point)])
}
