//! The options of a product (axes) and the variants that follow from them.
//!
//! A value has a key that is made once from its label and never changes: a value that is renamed keeps its variants, and
//! addresses that name a choice stay valid.

mod change;
mod fill;
mod labels;
mod matrix;

pub use change::{Carry, Keys, renamed};
pub use fill::Fill;
pub use labels::{labels, shown};
pub use matrix::{Difference, combinations, count, words};

use serde::{Deserialize, Serialize};

/// Between the parts of an `options_key`. It is in neither kind of key.
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
    /// Hash of the picture that its variants get, while none of them is for sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
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

/// The key of the value of the first option, in an `options_key`.
#[must_use]
pub fn first_value(options_key: &str) -> &str {
    options_key.split(JOINT).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{first_value, join, split};

    #[test]
    fn keys_are_joined_and_split_by_a_point() {
        assert_eq!(join(["sand", "lined"]), "sand.lined");
        assert_eq!(split("sand.lined"), ["sand", "lined"]);
        assert!(split("").is_empty());
    }

    #[test]
    fn the_first_value_ends_at_the_first_point() {
        let keys = ["sand.lined.large", "sand", ""];
        assert_eq!(keys.map(first_value), ["sand", "sand", ""]);
    }
}
