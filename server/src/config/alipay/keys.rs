//! The application's private key, and Alipay's public keys or certificates.

pub use super::bad_file::BadFile;

use super::super::{
    key::{self, Key},
    keyfile::{self, Half},
    source::{NOWHERE, Refused, Source},
};
use ::alipay::{
    AlipayKeys, Certificate, CertificateError, Certificates, Chain, PrivateKey, PublicKey, Roots,
    SignType,
};
use std::path::Path;

/// The application's key, and the keys whose signatures are accepted.
pub struct Sides {
    /// The application's.
    pub private: PrivateKey,
    /// Alipay's.
    pub keys: AlipayKeys,
}

/// Reads our private key.
///
/// # Errors
/// [`BadFile`]: what the file contains instead, or who else may read it.
pub fn private(path: &str) -> Result<PrivateKey, BadFile> {
    let text = keyfile::read(Path::new(path), Half::Private)?;
    PrivateKey::parse(&text).map_err(|error| BadFile::key(path, &error))
}

/// Reads public keys: one file, or two with a comma between them while Alipay changes its key. Keys
/// for RSA may be shorter.
///
/// # Errors
/// [`BadFile`]: what a file contains instead, or who else may change it.
pub fn public(paths: &str, sign_type: SignType) -> Result<Vec<PublicKey>, BadFile> {
    let files = paths
        .split(',')
        .map(str::trim)
        .filter(|path| !path.is_empty());
    files
        .map(|path| {
            let text = keyfile::read(Path::new(path), Half::Public)?;
            PublicKey::parse_for(sign_type, &text).map_err(|error| BadFile::key(path, &error))
        })
        .collect()
}

pub(super) fn read(source: &mut Source, sign_type: SignType) -> Option<Sides> {
    let own = required(source, key::APP_PRIVATE_KEY_FILE, private);
    if is_certificate_mode(source) {
        return certified(source, own, sign_type);
    }
    let theirs = required(source, key::PUBLIC_KEY_FILE, |paths| {
        public(paths, sign_type)
    });
    let (private, theirs) = (own?, theirs?);
    match AlipayKeys::new(&private, theirs) {
        Ok(keys) => Some(Sides {
            private,
            keys: keys.with_sign_type(sign_type),
        }),
        Err(error) => {
            note(source, key::PUBLIC_KEY_FILE, &BadFile::key("", &error));
            None
        }
    }
}

/// True if any of the three files is configured.
fn is_certificate_mode(source: &mut Source) -> bool {
    [key::APP_CERT_FILE, key::CERT_FILE, key::ROOT_CERT_FILE]
        .into_iter()
        .any(|key| source.text(key).is_some())
}

/// The configured public keys of Alipay, in either mode, without comparing them with ours.
pub(in super::super) fn theirs(source: &mut Source, sign_type: SignType) -> Option<Vec<PublicKey>> {
    let key = if is_certificate_mode(source) {
        key::CERT_FILE
    } else {
        key::PUBLIC_KEY_FILE
    };
    file(source, key, |paths| public(paths, sign_type))
        .ok()
        .flatten()
}

/// Our private key, if configured.
pub(in super::super) fn ours(source: &mut Source) -> Option<PrivateKey> {
    file(source, key::APP_PRIVATE_KEY_FILE, private)
        .ok()
        .flatten()
}

fn certified(source: &mut Source, own: Option<PrivateKey>, sign_type: SignType) -> Option<Sides> {
    let both = source.text(key::PUBLIC_KEY_FILE);
    if let Some(given) = &both {
        source.coded(
            "certificates.both-modes",
            key::PUBLIC_KEY_FILE,
            &given.from,
            "is given beside certificates: an application is in one mode or the other",
            "remove it (in certificate mode Alipay's key is inside Alipay's certificate), or remove the certificates",
        );
    }
    let app = certificate(source, key::APP_CERT_FILE, Certificate::parse);
    let alipay = certificate(source, key::CERT_FILE, Chain::parse);
    let roots = certificate(source, key::ROOT_CERT_FILE, Roots::parse);
    if both.is_some() {
        return None;
    }
    let private = own?;
    let certificates = Certificates::new(app?, alipay?, roots?);
    match AlipayKeys::certified(&private, certificates) {
        Ok(keys) => Some(Sides {
            private,
            keys: keys.with_sign_type(sign_type),
        }),
        Err(error) => {
            let (key, remedy) = match error {
                CertificateError::OtherKey => (
                    key::APP_CERT_FILE,
                    "use the private key the certificate was requested with, or request another certificate with this one",
                ),
                CertificateError::None
                | CertificateError::CutArmour
                | CertificateError::NotBase64(_)
                | CertificateError::NotX509(_)
                | CertificateError::NoRsaRoot
                | CertificateError::Key(_)
                | CertificateError::OwnKey => (
                    key::CERT_FILE,
                    "put alipayCertPublicKey_RSA2.crt here; appCertPublicKey_<app id>.crt belongs in ALIPAY_APP_CERT_FILE",
                ),
            };
            let bad = BadFile {
                remedy: Some(remedy.to_owned()),
                ..BadFile::certificate("", &error)
            };
            note(source, key, &bad);
            None
        }
    }
}

fn certificate<T>(
    source: &mut Source,
    key: &'static Key,
    parse: impl Fn(&str) -> Result<T, CertificateError>,
) -> Option<T> {
    let read = file(source, key, |name| {
        let text = keyfile::read(Path::new(name), Half::Public)?;
        parse(&text).map_err(|error| BadFile::certificate(name, &error))
    });
    match read {
        Ok(Some(value)) => Some(value),
        Ok(None) => {
            source.coded(
                "certificates.missing",
                key,
                NOWHERE,
                "is not set; certificate mode needs all three files",
                key.remedy,
            );
            None
        }
        Err(Refused) => None,
    }
}

fn required<T>(
    source: &mut Source,
    key: &'static Key,
    read: impl FnOnce(&str) -> Result<T, BadFile>,
) -> Option<T> {
    match file(source, key, read) {
        Ok(Some(value)) => Some(value),
        Ok(None) => {
            source.missing(key);
            None
        }
        Err(Refused) => None,
    }
}

/// Reads the file of a setting; a failure is recorded as a mistake.
fn file<T>(
    source: &mut Source,
    key: &'static Key,
    read: impl FnOnce(&str) -> Result<T, BadFile>,
) -> Result<Option<T>, Refused> {
    let Some(given) = source.text(key) else {
        return Ok(None);
    };
    match read(&given.text) {
        Ok(value) => Ok(Some(value)),
        Err(bad) => {
            note(source, key, &bad);
            Err(Refused)
        }
    }
}

fn note(source: &mut Source, key: &'static Key, bad: &BadFile) {
    let from = source
        .text(key)
        .map_or_else(String::new, |given| given.from);
    let remedy = bad.remedy.as_deref().unwrap_or(key.remedy);
    source.coded(bad.code, key, &from, &bad.to_string(), remedy);
}
