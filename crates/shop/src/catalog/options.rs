//! The options of a product as stored in `options_json`.
//!
//! A SKU's `options_key` is the keys of its values in the order of the axes, joined by a dot.

use serde::{Deserialize, Serialize};

/// Separator of keys.
const JOINT: &str = ".";

/// One option, e.g. colour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axis {
    /// Name in Chinese.
    pub zh: String,
    /// Name in English.
    pub en: String,
    /// Values in catalog order.
    pub values: Vec<Value>,
}

/// One value of an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// Its part of `options_key`: ASCII letters, digits and hyphens.
    pub key: String,
    /// Label in Chinese.
    pub zh: String,
    /// Label in English.
    pub en: String,
    /// `#rrggbb`, if the option is a colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub swatch: Option<String>,
}

/// Reads `options_json`: a list of axes, empty for a product with one SKU.
///
/// # Errors
/// If the JSON has another shape.
pub fn read(json: &str) -> Result<Vec<Axis>, serde_json::Error> {
    serde_json::from_str(json)
}

/// Writes `options_json`.
///
/// # Errors
/// Never in practice: all values are text.
pub fn write(axes: &[Axis]) -> Result<String, serde_json::Error> {
    serde_json::to_string(axes)
}

/// The `options_key` of these values.
#[must_use]
pub fn join<'k>(keys: impl IntoIterator<Item = &'k str>) -> String {
    keys.into_iter().collect::<Vec<_>>().join(JOINT)
}

/// The keys in an `options_key`, one per axis.
#[must_use]
pub fn split(options_key: &str) -> Vec<&str> {
    if options_key.is_empty() {
        Vec::new()
    } else {
        options_key.split(JOINT).collect()
    }
}
