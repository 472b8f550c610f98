//! Both sides of the conversation: the application's private key, and Alipay's public keys or certificates.

use super::{
    super::{
        keyfile::{self, Half, KeyFileError},
        source::Source,
    },
    required,
};
use ::alipay::{
    AlipayKeys, Certificate, CertificateError, Certificates, Chain, KeyError, PrivateKey,
    PublicKey, Roots,
};
use std::path::Path;

const PRIVATE: &str = "alipay.app_private_key_file";
const PUBLIC: &str = "alipay.public_key_file";
const APP_CERT: &str = "alipay.app_cert_file";
const CERT: &str = "alipay.cert_file";
const ROOT_CERT: &str = "alipay.root_cert_file";

const PRIVATE_REMEDY: &str = "chmod 600 the file; it must hold the application's RSA key (2048 bit or more, PEM or bare base64)";
const PUBLIC_REMEDY: &str = "copy Alipay's public key (not the application's own) from the application's page into the file";

/// The application's key, and whose signatures count.
pub struct Sides {
    /// Ours.
    pub private: PrivateKey,
    /// Theirs.
    pub keys: AlipayKeys,
}

/// A file that does not hold what it should.
#[derive(Debug, thiserror::Error)]
#[error("{words}")]
pub struct BadFile {
    /// Stable name of the mistake.
    pub code: &'static str,
    words: String,
}

impl BadFile {
    fn key(path: &str, error: &KeyError) -> Self {
        let code = match error {
            KeyError::Empty => "keys.empty",
            KeyError::NotBase64(_) => "keys.not-base64",
            KeyError::CutArmour => "keys.cut",
            KeyError::Encrypted => "keys.encrypted",
            KeyError::PublicKeyGiven => "keys.public-for-private",
            KeyError::PrivateKeyGiven => "keys.private-for-public",
            KeyError::NotRsa(_) => "keys.not-rsa",
            KeyError::TooShort { .. } => "keys.too-short",
            KeyError::Unusable(_) => "keys.unusable",
            KeyError::NoAlipayKey => "keys.no-alipay-key",
            KeyError::TooManyAlipayKeys { .. } => "keys.too-many",
            KeyError::OwnKey => "keys.alipay-is-own",
        };
        Self {
            code,
            words: if path.is_empty() {
                error.to_string()
            } else {
                format!("{path}: {error}")
            },
        }
    }

    fn certificate(path: &str, error: &CertificateError) -> Self {
        let code = match error {
            CertificateError::None => "certificates.none",
            CertificateError::CutArmour => "certificates.cut",
            CertificateError::NotBase64(_) | CertificateError::NotX509(_) => {
                "certificates.unreadable"
            }
            CertificateError::NoRsaRoot => "certificates.no-rsa-root",
            CertificateError::Key(_) => "certificates.key",
            CertificateError::OtherKey => "certificates.other-key",
            CertificateError::OwnKey => "certificates.alipay-is-own",
        };
        Self {
            code,
            words: if path.is_empty() {
                error.to_string()
            } else {
                format!("{path}: {error}")
            },
        }
    }
}

impl From<KeyFileError> for BadFile {
    fn from(error: KeyFileError) -> Self {
        let code = match &error {
            KeyFileError::Unreadable { .. } => "keys.file-unreadable",
            KeyFileError::Open { .. } => "keys.file-open",
            KeyFileError::TooLong(_) => "keys.file-too-long",
        };
        Self {
            code,
            words: error.to_string(),
        }
    }
}

/// Reads our private key.
///
/// # Errors
/// [`BadFile`]: what it is instead, or who else may read it.
pub fn private(path: &str) -> Result<PrivateKey, BadFile> {
    let text = keyfile::read(Path::new(path), Half::Private)?;
    PrivateKey::parse(&text).map_err(|error| BadFile::key(path, &error))
}

/// Reads public keys: one file, or two with a comma between them while Alipay changes its key.
///
/// # Errors
/// [`BadFile`]: what one of them is instead, or who else may change it.
pub fn public(paths: &str) -> Result<Vec<PublicKey>, BadFile> {
    let files = paths
        .split(',')
        .map(str::trim)
        .filter(|path| !path.is_empty());
    files
        .map(|path| {
            let text = keyfile::read(Path::new(path), Half::Public)?;
            PublicKey::parse(&text).map_err(|error| BadFile::key(path, &error))
        })
        .collect()
}

pub(super) fn read(source: &mut Source) -> Option<Sides> {
    let own = file(source, PRIVATE, PRIVATE_REMEDY, private);
    let own = required(
        source,
        own,
        PRIVATE,
        "name the file of the application's private key",
    );
    if is_certificate_mode(source) {
        return certified(source, own);
    }
    let theirs = file(source, PUBLIC, PUBLIC_REMEDY, public);
    let theirs = required(
        source,
        theirs,
        PUBLIC,
        "name the file of Alipay's public key",
    );
    let (private, theirs) = (own?, theirs?);
    match AlipayKeys::new(&private, theirs) {
        Ok(keys) => Some(Sides { private, keys }),
        Err(error) => {
            let bad = BadFile::key("", &error);
            note(source, PUBLIC, &bad, PUBLIC_REMEDY);
            None
        }
    }
}

/// Whether any of the three files is named.
pub(in super::super) fn is_certificate_mode(source: &mut Source) -> bool {
    [APP_CERT, CERT, ROOT_CERT]
        .into_iter()
        .any(|path| source.text(path).is_some())
}

/// Whatever public keys of Alipay are configured, in either mode, without comparing them with ours.
pub(in super::super) fn theirs(source: &mut Source) -> Option<Vec<PublicKey>> {
    let path = if is_certificate_mode(source) {
        CERT
    } else {
        PUBLIC
    };
    file(source, path, PUBLIC_REMEDY, public).ok().flatten()
}

/// Our own key, if there is one.
pub(in super::super) fn ours(source: &mut Source) -> Option<PrivateKey> {
    file(source, PRIVATE, PRIVATE_REMEDY, private)
        .ok()
        .flatten()
}

fn certified(source: &mut Source, own: Option<PrivateKey>) -> Option<Sides> {
    let both = source.text(PUBLIC);
    if let Some(given) = &both {
        source.coded(
            "certificates.both-modes",
            PUBLIC,
            &given.from,
            "is given beside certificates: an application is in one mode or the other",
            "remove it (in certificate mode Alipay's key is inside Alipay's certificate), or remove the certificates",
        );
    }
    let app = certificate(
        source,
        APP_CERT,
        "download appCertPublicKey_<app id>.crt from the application's page",
        Certificate::parse,
    );
    let alipay = certificate(
        source,
        CERT,
        "download alipayCertPublicKey_RSA2.crt from the application's page",
        Chain::parse,
    );
    let roots = certificate(
        source,
        ROOT_CERT,
        "download alipayRootCert.crt from the application's page and leave it as it is",
        Roots::parse,
    );
    if both.is_some() {
        return None;
    }
    let private = own?;
    let certificates = Certificates::new(app?, alipay?, roots?);
    match AlipayKeys::certified(&private, certificates) {
        Ok(keys) => Some(Sides { private, keys }),
        Err(error) => {
            let (path, remedy) = match error {
                CertificateError::OtherKey => (
                    APP_CERT,
                    "use the private key the certificate was requested with, or request another certificate with this one",
                ),
                CertificateError::None
                | CertificateError::CutArmour
                | CertificateError::NotBase64(_)
                | CertificateError::NotX509(_)
                | CertificateError::NoRsaRoot
                | CertificateError::Key(_)
                | CertificateError::OwnKey => (
                    CERT,
                    "put alipayCertPublicKey_RSA2.crt here; appCertPublicKey_<app id>.crt belongs into ALIPAY_APP_CERT_FILE",
                ),
            };
            let bad = BadFile::certificate("", &error);
            note(source, path, &bad, remedy);
            None
        }
    }
}

fn certificate<T>(
    source: &mut Source,
    path: &'static str,
    remedy: &str,
    parse: impl Fn(&str) -> Result<T, CertificateError>,
) -> Option<T> {
    let read = file(source, path, remedy, |name| {
        let text = keyfile::read(Path::new(name), Half::Public)?;
        parse(&text).map_err(|error| BadFile::certificate(name, &error))
    });
    match read {
        Ok(Some(value)) => Some(value),
        Ok(None) => {
            source.coded(
                "certificates.missing",
                path,
                "neither the environment nor the file",
                "is not set; certificate mode needs all three files",
                remedy,
            );
            None
        }
        Err(_noted) => None,
    }
}

/// The file a setting names, read; the mistake is noted if it cannot be.
fn file<T>(
    source: &mut Source,
    path: &'static str,
    remedy: &str,
    read: impl FnOnce(&str) -> Result<T, BadFile>,
) -> Result<Option<T>, super::Refused> {
    let Some(given) = source.text(path) else {
        return Ok(None);
    };
    match read(&given.text) {
        Ok(value) => Ok(Some(value)),
        Err(bad) => {
            source.coded(bad.code, path, &given.from, &bad.to_string(), remedy);
            Err(super::Refused)
        }
    }
}

fn note(source: &mut Source, path: &'static str, bad: &BadFile, remedy: &str) {
    let from = source
        .text(path)
        .map_or_else(String::new, |given| given.from);
    source.coded(bad.code, path, &from, &bad.to_string(), remedy);
}
