//! Finds the files in the media folder that nothing refers to, and deletes them after a week.
//!
//! A file is put into the folder before a row names it, so a file without a row may be one whose
//! row is about to be written. The age decides: [`put`](super::put) makes a file new.

use super::{
    files::{DRAFT, KEEP, is_name},
    upload,
};
use crate::{Error, Shop, setting::over};
use domain::time::Millis;
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};
use store::queries::{catalog::picture, refund_photo, setting};

/// Names that are looked up at a time.
const AT_ONCE: usize = 500;

impl Shop {
    /// Deletes the files that are older than [`KEEP`] and that no row names. Returns their number.
    pub(crate) async fn sweep_files(&self) -> Result<usize, Error> {
        let Ok(pictures) = self.pictures() else {
            return Ok(0);
        };
        let before = self.now().plus(-KEEP);
        let folder = pictures.folder.clone();
        let old = blocking(move || old_files(&folder, before)).await?;
        let mut deleted = 0_usize;
        for some in old.chunks(AT_ONCE) {
            let names: Vec<String> = some.iter().filter(|name| is_name(name)).cloned().collect();
            let first = self.policy.first.clone();
            let named: BTreeSet<String> = self
                .store
                .read(move |tx| {
                    // First the uploads: saving a product moves a name from them to a picture, and an upload can become the logo.
                    let mut named = upload::names(tx)?;
                    named.extend(picture::named(tx, &names)?);
                    named.extend(refund_photo::named(tx, &names)?);
                    if let Some(logo) = over(&first, &setting::all(tx)?).logo {
                        named.extend(logo.names().map(str::to_owned));
                    }
                    Ok::<_, Error>(named.into_iter().collect())
                })
                .await?;
            let unused: Vec<PathBuf> = some
                .iter()
                .filter(|name| !named.contains(*name))
                .map(|name| pictures.folder.join(name))
                .collect();
            let count = blocking(move || delete(&unused, before)).await?;
            deleted = deleted.saturating_add(count);
        }
        Ok(deleted)
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)
}

/// Names of files of ours that were put there before `before`: pictures, and incomplete ones.
fn old_files(folder: &Path, before: Millis) -> io::Result<Vec<String>> {
    let mut old = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let ours = is_name(&name) || name.ends_with(DRAFT);
        if ours && entry.file_type()?.is_file() && is_old(&entry.path(), before)? {
            old.push(name);
        }
    }
    Ok(old)
}

/// True if the file was put there before `before`. A file that is gone is not old.
fn is_old(path: &Path, before: Millis) -> io::Result<bool> {
    let modified = match fs::symlink_metadata(path).and_then(|file| file.modified()) {
        Ok(modified) => modified,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let since = modified.duration_since(UNIX_EPOCH).unwrap_or_default();
    let at = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
    Ok(Millis::new(at) < before)
}

/// Deletes those that are still old: an upload may have put one of them again.
fn delete(files: &[PathBuf], before: Millis) -> io::Result<usize> {
    let mut deleted = 0;
    for file in files {
        if is_old(file, before)? {
            fs::remove_file(file)?;
            deleted += 1;
        }
    }
    Ok(deleted)
}
