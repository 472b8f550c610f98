//! The fields that a form changes in a row: for the activity log, and for conflicts when two people
//! edit at once.

use super::columns;
use crate::{Error, acting::Acting};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    staff::StaffAct,
    time::Millis,
};
use serde::Serialize;
use serde_json::{Map, Value};
use store::Tx;

/// The columns in which the stored row and the form differ.
#[derive(Default)]
pub(super) struct Changes {
    before: Map<String, Value>,
    after: Map<String, Value>,
}

impl Changes {
    /// Compares two states of a row, field by field.
    ///
    /// # Errors
    /// `Internal` if a state is not a JSON object.
    pub(super) fn between<T: Serialize>(stored: &T, wanted: &T) -> Result<Self, Error> {
        let (mut before, mut after) = (columns::of(stored)?, columns::of(wanted)?);
        let same: Vec<String> = before
            .iter()
            .filter(|(field, value)| after.get(*field) == Some(value))
            .map(|(field, _)| field.clone())
            .collect();
        for field in same {
            before.remove(&field);
            after.remove(&field);
        }
        Ok(Self { before, after })
    }

    /// Adds the name of the part that was changed, e.g. the SKU of a product.
    pub(super) fn of(mut self, part: &str, name: &str) -> Self {
        for side in [&mut self.before, &mut self.after] {
            side.insert(part.to_owned(), Value::from(name));
        }
        self
    }

    /// Each field with its stored and its new value.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &Value, &Value)> {
        self.after.iter().map(|(field, to)| {
            let from = self.before.get(field).unwrap_or(&Value::Null);
            (field.as_str(), from, to)
        })
    }

    /// Writes the action into the activity log.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(super) fn log(
        &self,
        tx: &mut Tx<'_>,
        acting: &Acting,
        act: StaffAct,
        target_id: &str,
        now: Millis,
    ) -> Result<(), Error> {
        acting.log(tx, act, target_id, &self.before, &self.after, now)
    }

    /// The conflict: another person saved first. Names the fields whose stored value differs from
    /// the typed one.
    pub(super) fn too_late(&self) -> Error {
        let mut refusal = Refusal::new(ErrorCode::ChangedMeanwhile);
        refusal.fields = self
            .after
            .keys()
            .map(|field| FieldError {
                field: field.clone(),
                code: ErrorCode::ChangedMeanwhile,
            })
            .collect();
        refusal.into()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use domain::{catalog::SkuStatus, money::Fen, staff::LoggedField};
    use serde_json::json;
    use store::models::catalog::{ProductListing, SkuTerms};

    /// Without a name the activity log shows a changed column as an unknown field.
    #[test]
    fn every_column_that_staff_change_has_a_name_in_the_log() {
        let terms = SkuTerms {
            weight_g: 100,
            price: Fen::new(1),
            compare_at: None,
            status: SkuStatus::Active,
        };
        let listing = ProductListing::active("茶", "Tea", Millis::new(0));
        let named = [columns::of(&listing).unwrap(), columns::of(&terms).unwrap()];
        for column in named.iter().flat_map(Map::keys) {
            assert!(column.parse::<LoggedField>().is_ok(), "{column}");
        }
    }

    #[test]
    fn only_the_fields_that_differ_are_kept() {
        let (stored, wanted) = (
            json!({"price": "1.00", "status": "active"}),
            json!({"price": "2.00", "status": "active"}),
        );
        let found = Changes::between(&stored, &wanted).unwrap().of("sku", "PEN");
        assert_eq!(
            Value::Object(found.before.clone()),
            json!({"price": "1.00", "sku": "PEN"})
        );
        assert_eq!(
            Value::Object(found.after),
            json!({"price": "2.00", "sku": "PEN"})
        );
        let same = Changes::between(&wanted, &wanted).unwrap();
        assert!(same.after.is_empty());
    }
}
