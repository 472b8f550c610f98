//! The data folder and the database.

use super::{
    key,
    source::{Refused, Source},
};
use std::path::{Path, PathBuf};
use store::DatabaseUrl;

/// Data folder and database.
#[derive(Clone)]
pub struct DataConfig {
    /// Media and the default database.
    pub data_dir: PathBuf,
    /// `sqlite:PATH`, `postgres://…` or `postgresql://…`; may hold a password.
    pub database: DatabaseUrl,
}

impl DataConfig {
    /// The data folder with the default database in it.
    #[must_use]
    pub fn below(data_dir: &Path) -> Self {
        Self {
            data_dir: data_dir.to_owned(),
            database: DatabaseUrl::sqlite(data_dir.join(FILE)),
        }
    }

    /// The folder of the pictures.
    #[must_use]
    pub fn media_dir(&self) -> PathBuf {
        self.data_dir.join("media")
    }
}

/// Name of the default database.
pub const FILE: &str = "zhanggui.db";

pub(super) fn read(source: &mut Source) -> Option<DataConfig> {
    let dir = source.value(key::DATA_DIR, str::parse::<PathBuf>);
    // A mistake in the URL does not quote it, because it may contain a password.
    let url = source.optional(key::DATABASE_URL, DatabaseUrl::parse);
    let mut config = DataConfig::below(&dir?);
    match url {
        Ok(Some(url)) => config.database = url,
        Ok(None) => {}
        Err(Refused) => return None,
    }
    Some(config)
}
