//! Where the shop keeps its things.

use super::source::{Refused, Source};
use std::path::{Path, PathBuf};
use store::DatabaseUrl;

/// Data folder and database.
pub struct DataConfig {
    /// Media and the default database.
    pub data_dir: PathBuf,
    /// `sqlite:PATH`, `postgres://…` or `postgresql://…`; may hold a password.
    pub database: DatabaseUrl,
}

impl DataConfig {
    /// Everything below `data_dir`, the database as a file.
    #[must_use]
    pub fn below(data_dir: &Path) -> Self {
        Self {
            data_dir: data_dir.to_owned(),
            database: DatabaseUrl::sqlite(data_dir.join(FILE)),
        }
    }

    /// Where pictures are.
    #[must_use]
    pub fn media_dir(&self) -> PathBuf {
        self.data_dir.join("media")
    }
}

/// The default database in the data folder.
pub const FILE: &str = "zhanggui.db";

const REMEDY: &str = "write sqlite:PATH, postgres://user:password@host/name or postgresql://…";

pub(super) fn read(source: &mut Source) -> Option<DataConfig> {
    let dir = source
        .text("zhanggui.data_dir")
        .map_or_else(|| "./data".to_owned(), |g| g.text);
    // The URL itself stays out of the message: it may hold a password.
    let url = source.parsed("database.url", REMEDY, DatabaseUrl::parse);
    let mut config = DataConfig::below(Path::new(&dir));
    match url {
        Ok(Some(url)) => config.database = url,
        Ok(None) => {}
        Err(Refused) => return None,
    }
    Some(config)
}
