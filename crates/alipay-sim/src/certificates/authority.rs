//! The authority of the simulator's certificates, and its root file with four members.
//!
//! The real root file begins with an SM2 certificate, which most libraries cannot parse, and
//! contains a P-256 one, which does not count; this one has both too.

use alipay::{keys::PrivateKey, sign::sign_rsa2};
use anyhow::Context;
use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{
    der::{self, oid},
    issue::{self, Algorithm, Certificate, Name, Request},
};
use crate::random::random;

const ORGANIZATION: &str = "Gateway Simulator";

/// The base point of the SM2 curve. The private key is 1, so nothing may trust this member.
const SM2_POINT: [u8; 65] = [
    0x04, 0x32, 0xc4, 0xae, 0x2c, 0x1f, 0x19, 0x81, 0x19, 0x5f, 0x99, 0x04, 0x46, 0x6a, 0x39, 0xc9,
    0x94, 0x8f, 0xe3, 0x0b, 0xbf, 0xf2, 0x66, 0x0b, 0xe1, 0x71, 0x5a, 0x45, 0x89, 0x33, 0x4c, 0x74,
    0xc7, 0xbc, 0x37, 0x36, 0xa2, 0xf4, 0xf6, 0x77, 0x9c, 0x59, 0xbd, 0xce, 0xe3, 0x6b, 0x69, 0x21,
    0x53, 0xd0, 0xa9, 0x87, 0x7c, 0xc6, 0x2a, 0x47, 0x40, 0x02, 0xdf, 0x32, 0xe5, 0x21, 0x39, 0xf0,
    0xa0,
];

/// The root of the application's and the gateway's certificates.
pub(crate) fn root_name() -> Name {
    Name {
        organization: ORGANIZATION,
        unit: "Certification Authority",
        common: "Gateway Simulator Root R1".to_owned(),
    }
}

fn other(common: &str) -> Name {
    Name {
        common: common.to_owned(),
        ..root_name()
    }
}

/// The text of the root file and its number: those of the RSA members, joined by `_`.
pub(crate) fn root_file(authority: &PrivateKey) -> anyhow::Result<(String, String)> {
    let second = PrivateKey::generate().context("make a key pair")?;
    let members = [
        sm2()?,
        by_rsa(&root_name(), authority)?,
        by_curve()?,
        by_rsa(&other("Gateway Simulator Root G3"), &second)?,
    ];
    let [_, first, _, fourth] = &members;
    let sn = format!("{}_{}", first.sn, fourth.sn);
    // A popular reader splits the file at blank lines.
    let pems: Vec<&str> = members.iter().map(|member| member.pem.as_str()).collect();
    Ok((pems.join("\n"), sn))
}

fn by_rsa(name: &Name, key: &PrivateKey) -> anyhow::Result<Certificate> {
    let request = Request {
        issuer: name,
        subject: name,
        key: issue::spki(&key.public_key())?,
        serial: random(),
        is_authority: true,
    };
    issue::issue(request, Algorithm::RsaSha256, |body| rsa(key, body))
}

/// A leaf below the first root.
pub(crate) fn leaf(
    authority: &PrivateKey,
    subject: &Name,
    key: Vec<u8>,
) -> anyhow::Result<Certificate> {
    let request = Request {
        issuer: &root_name(),
        subject,
        key,
        serial: random(),
        is_authority: false,
    };
    issue::issue(request, Algorithm::RsaSha256, |body| rsa(authority, body))
}

/// Subject of a leaf.
pub(crate) fn subject(unit: &'static str, common: &str) -> Name {
    Name {
        organization: ORGANIZATION,
        unit,
        common: common.to_owned(),
    }
}

fn rsa(key: &PrivateKey, body: &[u8]) -> anyhow::Result<Vec<u8>> {
    STANDARD
        .decode(sign_rsa2(key, body)?)
        .context("own signature")
}

fn by_curve() -> anyhow::Result<Certificate> {
    let name = other("Gateway Simulator Root E1");
    let pair =
        EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).context("make a key pair")?;
    let request = Request {
        issuer: &name,
        subject: &name,
        key: issue::curve_key(oid::P256, pair.public_key().as_ref()),
        serial: random(),
        is_authority: true,
    };
    issue::issue(request, Algorithm::EcdsaSha256, |body| {
        let signature = pair.sign(&SystemRandom::new(), body).context("sign")?;
        Ok(signature.as_ref().to_vec())
    })
}

/// Only the form is valid: nothing here can make or check an SM2 signature.
fn sm2() -> anyhow::Result<Certificate> {
    let name = other("Gateway Simulator Root S1");
    let request = Request {
        issuer: &name,
        subject: &name,
        key: issue::curve_key(oid::SM2, &SM2_POINT),
        serial: random(),
        is_authority: true,
    };
    issue::issue(request, Algorithm::Sm2Sm3, |_| {
        let halves = [der::integer(&random::<32>()), der::integer(&random::<32>())];
        Ok(der::group(der::SEQUENCE, &halves))
    })
}
