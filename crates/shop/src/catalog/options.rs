//! The options of a product as stored in `options_json`.
//!
//! A SKU's `options_key` is the keys of its values in the order of the axes, joined by a dot.

pub use domain::options::{Axis, Value, join, split};

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
