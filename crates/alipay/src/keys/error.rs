//! Why a key was not accepted. No variant ever carries key material.

use base64::DecodeError;

/// A key was not accepted; the text says what to put in its place.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file or value holds nothing.
    #[error("the key is empty")]
    Empty,
    /// Between the armour, or in the bare text, stands something else than base64.
    #[error("the key is not base64: {0}")]
    NotBase64(#[source] DecodeError),
    /// A BEGIN line without its END line: the file was cut.
    #[error("the key's armour is incomplete: BEGIN without END")]
    CutArmour,
    /// A pass phrase protects the key; the shop has nobody to ask for it.
    #[error(
        "the key is encrypted; store it without a pass phrase in a file only the shop can read"
    )]
    Encrypted,
    /// A public key stands where the private one belongs.
    #[error("this is a public key; the application's private key belongs here")]
    PublicKeyGiven,
    /// A private key stands where a public one belongs.
    #[error("this is a private key; Alipay's public key belongs here")]
    PrivateKeyGiven,
    /// Valid base64, but no RSA key in a known form.
    #[error("not an RSA key in PKCS#1, PKCS#8, SPKI or certificate form: {0}")]
    NotRsa(String),
    /// The modulus is shorter than RSA2 allows.
    #[error("the key has {bits} bits; RSA2 needs 2048 or more")]
    TooShort {
        /// Length of the modulus.
        bits: u32,
    },
    /// The parts of the key do not fit together, or the random source failed.
    #[error("the cryptographic library does not accept the key: {0}")]
    Unusable(String),
    /// No key of Alipay was given.
    #[error("no Alipay public key is configured")]
    NoAlipayKey,
    /// Rotation needs two keys at most.
    #[error("{given} Alipay public keys are configured; at most two may overlap during rotation")]
    TooManyAlipayKeys {
        /// How many were given.
        given: usize,
    },
    /// The most frequent mistake: the application's own public key where Alipay's belongs.
    #[error(
        "the configured Alipay public key is the application's own; copy 支付宝公钥 from the console, not 应用公钥"
    )]
    OwnKey,
}
