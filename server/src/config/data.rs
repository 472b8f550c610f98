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
    /// The machine's key; the first start creates it.
    pub secret_file: PathBuf,
}

impl DataConfig {
    /// The data folder with the default database in it.
    #[must_use]
    pub fn below(data_dir: &Path) -> Self {
        Self {
            data_dir: data_dir.to_owned(),
            database: DatabaseUrl::sqlite(data_dir.join(FILE)),
            secret_file: data_dir.join(SECRET),
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
/// Name of the default key file.
const SECRET: &str = "secret.key";

pub(super) fn read(source: &mut Source) -> Option<DataConfig> {
    let dir = source.value(key::DATA_DIR, str::parse::<PathBuf>);
    // A mistake in the URL does not quote it, because it may contain a password.
    let url = source.optional(key::DATABASE_URL, DatabaseUrl::parse);
    let secret = source.optional(key::SECRET_FILE, str::parse::<PathBuf>);
    let mut config = DataConfig::below(&dir?);
    match secret {
        Ok(Some(path)) => config.secret_file = path,
        Ok(None) => {}
        Err(Refused) => return None,
    }
    match url {
        Ok(Some(url)) => config.database = url,
        Ok(None) => {}
        Err(Refused) => return None,
    }
    Some(config)
}
