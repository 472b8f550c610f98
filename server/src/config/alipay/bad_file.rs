//! A key or certificate file that does not hold what it should, and what to do about it.

use super::super::keyfile::KeyFileError;
use ::alipay::{CertificateError, KeyError};

/// A file without the expected key.
#[derive(Debug, thiserror::Error)]
#[error("{words}")]
pub struct BadFile {
    /// Stable name of the mistake.
    pub code: &'static str,
    /// The fix; `None` if the setting's remedy has it.
    pub remedy: Option<String>,
    pub(super) words: String,
}

impl BadFile {
    pub(super) fn key(path: &str, error: &KeyError) -> Self {
        let (code, remedy) = match error {
            KeyError::Empty => ("keys.empty", Some("copy the key into the file")),
            KeyError::NotBase64(_) => (
                "keys.not-base64",
                Some(
                    "keep nothing but the key in the file: PEM, or base64 as the console shows it",
                ),
            ),
            KeyError::CutArmour => (
                "keys.cut",
                Some("copy the whole file again, from -----BEGIN to -----END"),
            ),
            KeyError::Encrypted => (
                "keys.encrypted",
                Some(
                    "take the pass phrase off (openssl pkey -in FILE -out NEW), and chmod 600 NEW",
                ),
            ),
            KeyError::PublicKeyGiven => (
                "keys.public-for-private",
                Some("put the application's private key (应用私钥) into the file"),
            ),
            KeyError::PrivateKeyGiven => (
                "keys.private-for-public",
                Some(
                    "put Alipay's public key (支付宝公钥), copied from the console, into the file",
                ),
            ),
            KeyError::NotRsa(_) => (
                "keys.not-rsa",
                Some("use an RSA key of 2048 bits; Alipay's RSA2 takes no other kind"),
            ),
            KeyError::TooShort { .. } => (
                "keys.too-short",
                Some("generate a pair of 2048 bits, and upload its public half in the console"),
            ),
            KeyError::Unusable(_) => (
                "keys.unusable",
                Some(
                    "copy the file again from where the key was generated, or generate a new pair",
                ),
            ),
            KeyError::NoAlipayKey => ("keys.no-alipay-key", None),
            KeyError::TooManyAlipayKeys { .. } => (
                "keys.too-many",
                Some("name the old and the new key, and no other"),
            ),
            KeyError::OwnKey => (
                "keys.alipay-is-own",
                Some(
                    "copy Alipay's public key (支付宝公钥, not 应用公钥) from the application's page into the file",
                ),
            ),
        };
        Self {
            code,
            remedy: remedy.map(str::to_owned),
            words: about(path, error),
        }
    }

    pub(super) fn certificate(path: &str, error: &CertificateError) -> Self {
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
            remedy: None,
            words: about(path, error),
        }
    }
}

/// The error, with the path of its file, if there is one.
fn about(path: &str, error: &dyn std::error::Error) -> String {
    if path.is_empty() {
        error.to_string()
    } else {
        format!("{path}: {error}")
    }
}

impl From<KeyFileError> for BadFile {
    fn from(error: KeyFileError) -> Self {
        Self {
            code: error.code(),
            remedy: Some(error.remedy()),
            words: error.to_string(),
        }
    }
}
