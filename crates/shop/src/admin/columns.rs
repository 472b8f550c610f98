//! The columns of a row by name, where each is treated alike: for the log, for a conflict, and to fill a form.

use crate::Error;
use domain::form::Form;
use serde::Serialize;
use serde_json::{Map, Value};

/// A row as its columns.
///
/// # Errors
/// `Internal` if it is not a JSON object.
pub(super) fn of(row: &impl Serialize) -> Result<Map<String, Value>, Error> {
    match serde_json::to_value(row).map_err(Error::internal)? {
        Value::Object(fields) => Ok(fields),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            Err(Error::internal("a row is an object"))
        }
    }
}

/// A form that shows what is stored: each of its fields that is named after a column holds the column's text.
///
/// # Errors
/// `Internal` if the form cannot hold them.
pub(super) fn shown<F: Form + Default>(row: &impl Serialize) -> Result<F, Error> {
    let (columns, mut form) = (of(row)?, of(&F::default())?);
    for (name, field) in &mut form {
        if let Some(Value::String(text)) = columns.get(name) {
            *field = Value::from(text.as_str());
        }
    }
    serde_json::from_value(Value::Object(form)).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use domain::{form::ProductForm, time::Millis};
    use store::models::catalog::ProductListing;

    /// A column without a form field of its name could be neither shown nor changed.
    #[test]
    fn every_column_of_a_listing_has_a_field_in_its_form() {
        let listing = ProductListing {
            title_en: "Tea".to_owned(),
            body_zh: "绿茶".to_owned(),
            body_en: "Green".to_owned(),
            ..ProductListing::active("茶", "", Millis::new(0))
        };
        let form = shown::<ProductForm>(&listing).unwrap();
        let (columns, fields) = (of(&listing).unwrap(), of(&form).unwrap());
        // The button decides the status.
        for (column, value) in columns.iter().filter(|(name, _)| *name != "status") {
            assert_eq!(fields.get(column), Some(value), "{column}");
        }
        assert_eq!((form.slug.as_str(), form.product.as_str()), ("", ""));
    }
}
