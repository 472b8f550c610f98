//! Alarms.

use super::word::{MaybeNumber, Number};
use crate::schema::alarms;
use diesel::{Queryable, Selectable};
use domain::time::Millis;

/// A row of `alarms`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = alarms)]
pub struct Alarm {
    /// Key.
    pub id: i64,
    /// Its code. Text, because a newer version may have raised it.
    pub code: String,
    /// Number of what it is about; empty for the whole shop.
    pub subject: String,
    /// When it was first raised.
    #[diesel(deserialize_as = Number<Millis>)]
    pub first_at: Millis,
    /// When it was last raised.
    #[diesel(deserialize_as = Number<Millis>)]
    pub last_at: Millis,
    /// How often it was raised.
    pub raised: i64,
    /// 1 if it was raised since it was last noted.
    pub is_open: i64,
    /// When it was last noted.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub noted_at: Option<Millis>,
    /// Who noted it.
    pub noted_by: Option<i64>,
    /// Version, for compare-and-set.
    pub version: i64,
}
