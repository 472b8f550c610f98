//! Settings, and marks: rows of the same table that the shop writes itself, under names that are not settings.

use crate::{error::StoreError, models::setting::SettingRow, schema::settings, tx::Tx};
use diesel::prelude::*;
use domain::{setting::SettingName, time::Millis};

/// Every row, marks included.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<SettingRow>, StoreError> {
    tx.q(|c| {
        settings::table
            .order(settings::name.asc())
            .select(SettingRow::as_select())
            .load(c)
    })
}

/// Saves a value that the row of this version had before; `seen` is 0 if there was none. False if the row has changed.
/// All settings change public pages or are read with those that do, so the catalog's version is raised.
pub fn put(
    tx: &mut Tx<'_>,
    name: SettingName,
    value: &str,
    seen: i64,
    by: i64,
    now: Millis,
) -> Result<bool, StoreError> {
    tx.catalog_changed();
    if seen == 0 {
        let added = tx.insert_or_known(|c| {
            diesel::insert_into(settings::table)
                .values((
                    settings::name.eq(name.as_str()),
                    settings::value.eq(value),
                    settings::changed_at.eq(now.get()),
                    settings::changed_by.eq(Some(by)),
                    settings::version.eq(1_i64),
                ))
                .execute(c)
        })?;
        return Ok(added.is_some());
    }
    let changed = tx.q(|c| {
        diesel::update(
            settings::table
                .filter(settings::name.eq(name.as_str()))
                .filter(settings::version.eq(seen)),
        )
        .set((
            settings::value.eq(value),
            settings::changed_at.eq(now.get()),
            settings::changed_by.eq(Some(by)),
            settings::version.eq(settings::version + 1),
        ))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// A mark.
pub fn mark(tx: &mut Tx<'_>, name: &str) -> Result<Option<SettingRow>, StoreError> {
    tx.q(|c| {
        settings::table
            .filter(settings::name.eq(name))
            .select(SettingRow::as_select())
            .first(c)
            .optional()
    })
}

/// Sets a mark, whatever it was before.
pub fn set_mark(tx: &mut Tx<'_>, name: &str, value: &str, now: Millis) -> Result<(), StoreError> {
    if replace(tx, name, value, now)? {
        return Ok(());
    }
    let added = tx.insert_or_known(|c| {
        diesel::insert_into(settings::table)
            .values((
                settings::name.eq(name),
                settings::value.eq(value),
                settings::changed_at.eq(now.get()),
                settings::changed_by.eq(None::<i64>),
                settings::version.eq(1_i64),
            ))
            .execute(c)
    })?;
    // Another process inserted it in between.
    if added.is_none() {
        replace(tx, name, value, now)?;
    }
    Ok(())
}

fn replace(tx: &mut Tx<'_>, name: &str, value: &str, now: Millis) -> Result<bool, StoreError> {
    let changed = tx.q(|c| {
        diesel::update(settings::table.filter(settings::name.eq(name)))
            .set((
                settings::value.eq(value),
                settings::changed_at.eq(now.get()),
                settings::version.eq(settings::version + 1),
            ))
            .execute(c)
    })?;
    Ok(changed == 1)
}

/// Removes a mark, whatever its value.
pub fn clear_mark(tx: &mut Tx<'_>, name: &str) -> Result<(), StoreError> {
    tx.q(|c| diesel::delete(settings::table.filter(settings::name.eq(name))).execute(c))?;
    Ok(())
}

/// Removes a mark that has this value; false if it has not. Of two callers one gets true.
pub fn take_mark(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<bool, StoreError> {
    let removed = tx.q(|c| {
        diesel::delete(
            settings::table
                .filter(settings::name.eq(name))
                .filter(settings::value.eq(value)),
        )
        .execute(c)
    })?;
    Ok(removed == 1)
}
