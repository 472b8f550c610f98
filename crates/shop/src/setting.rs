//! The merchant's settings: rows of the database over first values, read once per version of the catalog.

use crate::{Error, Shop, policy::Policy};
use domain::setting::{SettingName, Settings};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::{models::setting::SettingRow, queries::setting};

/// The settings as last read, and the version of the catalog they are at least as new as.
pub(crate) struct Known(Mutex<(i64, Arc<Settings>)>);

impl Known {
    /// The first values, older than every version.
    pub(crate) fn new(policy: &Policy) -> Self {
        Self(Mutex::new((0, Arc::new(policy.first.clone()))))
    }

    fn held(&self) -> MutexGuard<'_, (i64, Arc<Settings>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn at(&self, version: i64) -> Option<Arc<Settings>> {
        let held = self.held();
        (held.0 >= version).then(|| held.1.clone())
    }

    /// Keeps the newest: a slow reading does not replace one of a later version.
    fn learn(&self, version: i64, read: &Arc<Settings>) {
        let mut held = self.held();
        if version > held.0 {
            *held = (version, read.clone());
        }
    }
}

impl Shop {
    /// The settings, at least as new as the catalog's version that is known now: a change by this process counts at
    /// once, one by another process within a second, and a page that is made of them may be cached under that version.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn settings(&self) -> Result<Arc<Settings>, Error> {
        let version = self.catalog_version().await?;
        if let Some(known) = self.settings.at(version) {
            return Ok(known);
        }
        let rows = self.store.read(setting::all).await?;
        let read = Arc::new(over(&self.policy.first, &rows));
        self.settings.learn(version, &read);
        Ok(read)
    }

    /// The settings as last read. Sends no query: for error pages.
    #[must_use]
    pub fn known_settings(&self) -> Arc<Settings> {
        self.settings.held().1.clone()
    }
}

/// The settings that the rows hold; without a row the first value counts.
pub(crate) fn over(first: &Settings, rows: &[SettingRow]) -> Settings {
    let mut settings = first.clone();
    for row in rows {
        let Ok(name) = row.name.parse::<SettingName>() else {
            // A mark, or a setting of another version.
            continue;
        };
        if let Err(code) = settings.set(name, &row.value) {
            tracing::warn!(%name, %code, "a stored setting cannot be read; its first value counts");
        }
    }
    settings
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{money::Fen, time::Millis};

    #[test]
    fn rows_win_over_first_values_and_unreadable_ones_do_not() {
        let row = |name: &str, value: &str| SettingRow {
            name: name.to_owned(),
            value: value.to_owned(),
            changed_at: Millis::new(1),
            changed_by: None,
            version: 1,
        };
        let first = Settings {
            pay_minutes: 45,
            ..Settings::default()
        };
        let rows = [
            row("shop_name", "小店"),
            row("postage", "6.00"),
            row("postage_free_from", ""),
            row("pay_minutes", "soon"),
            row("first_run", "abc"),
            row("of_a_newer_version", "x"),
        ];
        let wanted = Settings {
            shop_name: "小店".to_owned(),
            postage: Fen::new(600),
            postage_free_from: None,
            pay_minutes: 45,
            ..Settings::default()
        };
        assert_eq!(over(&first, &rows), wanted);
    }
}
