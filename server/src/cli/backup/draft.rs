//! A file that is written under another name, and removed unless it is finished.

use anyhow::Context;
use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

/// The files that SQLite keeps beside a database.
const BESIDE: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// An unfinished file.
#[derive(Debug)]
pub(super) struct Draft {
    path: PathBuf,
    whole: PathBuf,
    is_finished: bool,
}

impl Draft {
    /// The draft of `whole`; nothing is written yet. Each has a name of its own: two copies that begin in one second would
    /// remove each other's.
    pub(super) fn of(whole: PathBuf) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let mut path = OsString::from(&whole);
        path.push(format!(".{}-{count}.part", std::process::id()));
        Self {
            path: PathBuf::from(path),
            whole,
            is_finished: false,
        }
    }

    /// Path to write to.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Creates the empty file, readable for this user alone. Removes the rest of an interrupted
    /// copy, and follows no link.
    pub(super) fn create(&self) -> anyhow::Result<fs::File> {
        let creating = || format!("creating {}", self.path.display());
        match fs::remove_file(&self.path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(creating),
        }
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        options.open(&self.path).with_context(creating)
    }

    /// Gives the file its name; it is on the disk when this returns.
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
            // Most of them do not exist.
            drop(fs::remove_file(path));
        }
    }
}

#[cfg(all(test, unix))]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::Draft;
    use std::{fs, io::Write, os::unix::fs::symlink};

    /// A symbolic link must not be followed: other users of the folder could make the shop
    /// overwrite any file.
    #[test]
    fn a_picture_is_not_written_through_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let (whole, other) = (dir.path().join("a"), dir.path().join("other"));
        fs::write(&other, "theirs").unwrap();
        let draft = Draft::of(whole.clone());
        symlink(&other, draft.path()).unwrap();
        draft.create().unwrap().write_all(b"ours").unwrap();
        draft.finish().unwrap();
        assert_eq!(fs::read_to_string(&whole).unwrap(), "ours");
        assert_eq!(fs::read_to_string(&other).unwrap(), "theirs");
        assert!(fs::symlink_metadata(&whole).unwrap().is_file());
    }

    #[test]
    fn two_drafts_of_one_file_leave_each_other_alone() {
        let dir = tempfile::tempdir().unwrap();
        let whole = dir.path().join("a");
        let (first, second) = (Draft::of(whole.clone()), Draft::of(whole.clone()));
        for (draft, text) in [(&first, "first"), (&second, "second")] {
            draft.create().unwrap().write_all(text.as_bytes()).unwrap();
        }
        drop(second);
        first.finish().unwrap();
        assert_eq!(fs::read_to_string(&whole).unwrap(), "first");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
