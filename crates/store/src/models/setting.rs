//! Settings, and the marks that the shop keeps beside them.

use super::word::Number;
use crate::schema::settings;
use diesel::{Queryable, Selectable};
use domain::time::Millis;

/// A row of `settings`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = settings)]
pub struct SettingRow {
    /// A `SettingName`, a mark of the shop, or a name of another version.
    pub name: String,
    /// The value as text.
    pub value: String,
    /// When it was saved.
    #[diesel(deserialize_as = Number<Millis>)]
    pub changed_at: Millis,
    /// Who saved it; `None` for the shop itself.
    pub changed_by: Option<i64>,
    /// Version, for compare-and-set.
    pub version: i64,
}
