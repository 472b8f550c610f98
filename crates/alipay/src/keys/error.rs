//! Why a key was refused. No variant contains key material.

use base64::DecodeError;

/// Why a key was refused; the text says what to use instead.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file or value is empty.
    #[error("the key is empty")]
    Empty,
    /// Invalid base64.
    #[error("the key is not base64: {0}")]
    NotBase64(#[source] DecodeError),
    /// A BEGIN line without its END line: the file is incomplete.
    #[error("the key's PEM is incomplete: BEGIN without END")]
    CutArmour,
    /// A pass phrase protects the key, and the shop cannot ask for it.
    #[error(
        "the key is encrypted; store it without a pass phrase in a file only the shop can read"
    )]
    Encrypted,
    /// A public key instead of the private one.
    #[error("this is a public key; the application's private key belongs here")]
    PublicKeyGiven,
    /// A private key instead of a public one.
    #[error("this is a private key; Alipay's public key belongs here")]
    PrivateKeyGiven,
    /// Valid base64, but not an RSA key in a known form.
    #[error("not an RSA key in PKCS#1, PKCS#8, SPKI or certificate form: {0}")]
    NotRsa(String),
    /// The modulus is shorter than RSA2 requires.
    #[error("the key has {bits} bits; RSA2 needs 2048 or more")]
    TooShort {
        /// Length of the modulus.
        bits: u32,
    },
    /// The parts of the key do not match, or the random source failed.
    #[error("the cryptographic library does not accept the key: {0}")]
    Unusable(String),
    /// No key of Alipay was given.
    #[error("no Alipay public key is configured")]
    NoAlipayKey,
    /// More than two keys; rotation needs at most two.
    #[error("{given} Alipay public keys are configured; at most two may overlap during rotation")]
    TooManyAlipayKeys {
        /// Number of keys.
        given: usize,
    },
    /// The most frequent mistake: the application's own public key given as Alipay's.
    #[error(
        "the configured Alipay public key is the application's own; copy 支付宝公钥 from the console, not 应用公钥"
    )]
    OwnKey,
}
