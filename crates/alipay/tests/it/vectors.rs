//! Test vectors made and cross-checked with the official SDKs; test keys only.

use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static FILE: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../vectors/alipay.json")).expect("the vectors are JSON")
});

/// A key or certificate by its name in the file.
pub(crate) fn key(name: &str) -> &'static str {
    FILE["keys"][name]
        .as_str()
        .unwrap_or_else(|| panic!("no key {name}"))
}

/// A vector by its id.
pub(crate) fn vector(id: &str) -> &'static Value {
    let mut vectors = FILE["vectors"].as_array().expect("a list").iter();
    vectors
        .find(|vector| vector["id"] == id)
        .unwrap_or_else(|| panic!("no vector {id}"))
}

/// All vectors whose id starts with `prefix`.
pub(crate) fn vectors(prefix: &str) -> Vec<&'static Value> {
    let vectors = FILE["vectors"].as_array().expect("a list").iter();
    vectors
        .filter(|vector| text(vector, "id").starts_with(prefix))
        .collect()
}

/// A string member.
pub(crate) fn text<'a>(vector: &'a Value, name: &str) -> &'a str {
    vector[name]
        .as_str()
        .unwrap_or_else(|| panic!("{} has no {name}", vector["id"]))
}

/// The parameters of a vector.
pub(crate) fn params(vector: &Value) -> BTreeMap<String, String> {
    serde_json::from_value(vector["params"].clone()).expect("texts")
}

static NAMES: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../vectors/names.json")).expect("the names are JSON")
});
static CHAINS: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../vectors/chains.json")).expect("the chains are JSON")
});

/// Certificates with odd issuers, and what Java makes of them.
pub(crate) fn names() -> &'static [Value] {
    NAMES["certificates"].as_array().expect("a list")
}

/// A file or key of the chains.
pub(crate) fn chain(kind: &str, name: &str) -> &'static str {
    CHAINS[kind][name]
        .as_str()
        .unwrap_or_else(|| panic!("no {kind} {name}"))
}
