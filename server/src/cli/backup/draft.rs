//! A file that is being written under another name, and is removed unless it is finished.

use anyhow::Context;
use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

/// What SQLite keeps beside a database.
const BESIDE: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// The draft of a file.
#[derive(Debug)]
pub(super) struct Draft {
    path: PathBuf,
    whole: PathBuf,
    is_finished: bool,
}

impl Draft {
    /// The draft of `whole`, which must not exist; nothing is written yet.
    pub(super) fn of(whole: PathBuf) -> anyhow::Result<Self> {
        anyhow::ensure!(!whole.exists(), "{} exists", whole.display());
        let mut path = OsString::from(&whole);
        path.push(".part");
        Ok(Self {
            path: PathBuf::from(path),
            whole,
            is_finished: false,
        })
    }

    /// Where to write.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name, on the disk when this returns.
    pub(super) fn finish(mut self) -> anyhow::Result<PathBuf> {
        let naming = || format!("naming {}", self.whole.display());
        let file = fs::File::open(&self.path).with_context(naming)?;
        file.sync_all().with_context(naming)?;
        fs::rename(&self.path, &self.whole).with_context(naming)?;
        if let Some(folder) = self.whole.parent() {
            fs::File::open(folder)
                .and_then(|folder| folder.sync_all())
                .with_context(naming)?;
        }
        self.is_finished = true;
        Ok(self.whole.clone())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if self.is_finished {
            return;
        }
        for end in BESIDE {
            let mut path = OsString::from(&self.path);
            path.push(end);
            // Most of them are not there.
            drop(fs::remove_file(path));
        }
    }
}
