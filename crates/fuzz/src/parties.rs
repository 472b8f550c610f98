//! Application and Alipay, with the test keys of the crate's vectors.

use alipay::{AlipayKeys, PrivateKey};
use serde_json::Value;
use std::sync::LazyLock;

static VECTORS: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../alipay/tests/vectors/alipay.json"))
        .expect("the vectors are JSON")
});

fn private(name: &str) -> PrivateKey {
    let text = VECTORS["keys"][name].as_str().expect("a key of that name");
    PrivateKey::parse(text).expect("a key")
}

/// The application's key.
pub(crate) static APP: LazyLock<PrivateKey> = LazyLock::new(|| private("app_private_pkcs8.pem"));

/// Alipay's key, which signs genuine messages.
pub(crate) static ALIPAY: LazyLock<PrivateKey> =
    LazyLock::new(|| private("alipay_private_pkcs8.pem"));

/// The keys whose signatures the application accepts.
pub(crate) static KEYS: LazyLock<AlipayKeys> =
    LazyLock::new(|| AlipayKeys::new(&APP, vec![ALIPAY.public_key()]).expect("keys of two sides"));
