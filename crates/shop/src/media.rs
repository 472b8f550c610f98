//! Picture files, named by the hash of their content, and the widths made of each picture.
//!
//! The media folder keeps originals unchanged. SVG originals are served as they are, because they
//! are smaller and sharper than a raster. Browsers and places without SVG get [`WIDTHS`] in WebP.

mod raster;

pub use raster::{Raster, RasterError};

use crate::{Error, Shop, catalog::image::is_drawn};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, HashSet},
    fs::File,
    io::{self, Write},
    num::NonZero,
    path::{Path, PathBuf},
};
use store::{
    models::picture::{Image, ImageFile},
    queries::catalog::picture,
};
use tokio_util::sync::CancellationToken;

/// The widths a browser chooses from, in pixels: a small card, a card on a sharp screen, a product
/// page.
pub const WIDTHS: [u16; 3] = [320, 640, 960];

/// Drawings whose widths are written in one transaction: each of them renews the cached pages.
const AT_A_TIME: usize = 12;

/// A picture file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// MIME type.
    pub mime: String,
    /// Path below the media folder: the hex SHA-256.
    pub sha256: String,
}

/// A file of one width, already in the folder.
#[derive(Debug, Clone)]
struct Made {
    sha256: String,
    width: i64,
    bytes: i64,
}

impl Shop {
    /// The MIME type of a file, if a picture or one of its widths has that hash.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn media(&self, sha256: &str) -> Result<Option<Media>, Error> {
        let plausible = sha256.len() == 64
            && sha256
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if !plausible {
            return Ok(None);
        }
        let sha256 = sha256.to_owned();
        self.store
            .read(move |tx| {
                let mime = picture::mime(tx, &sha256)?;
                Ok(mime.map(|mime| Media {
                    mime,
                    sha256: sha256.clone(),
                }))
            })
            .await
    }

    /// The drawings without widths, by the hashes of their files: first the one that leads each product.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn without_widths(&self) -> Result<Vec<String>, Error> {
        let images = self
            .store
            .read(|tx| Ok::<_, Error>(picture::without_files(tx)?))
            .await?;
        let mut seen = HashSet::new();
        let drawn = images
            .into_iter()
            .filter(|image| is_drawn(&image.mime) && seen.insert(image.sha256.clone()));
        Ok(drawn.map(|image| image.sha256).collect())
    }

    /// Makes the widths of these drawings, and returns the number of files. Takes about 30 ms of
    /// one core a drawing. Drawings that have theirs keep them; two concurrent calls leave the same
    /// files and rows.
    ///
    /// # Errors
    /// `Busy`; `Internal` if an original is missing or unreadable, or the folder cannot be written.
    pub async fn make_widths(&self, media_dir: &Path, drawings: &[String]) -> Result<usize, Error> {
        if drawings.is_empty() {
            return Ok(0);
        }
        let (folder, originals) = (media_dir.to_owned(), drawings.to_vec());
        let made =
            tokio::task::spawn_blocking(move || on_half_the_cores(&folder, &originals, sync_names))
                .await
                .map_err(Error::internal)?
                .map_err(Error::internal)?;
        let files = made.values().map(Vec::len).sum();
        self.store
            .write(move |tx| {
                // A concurrent call has written the same rows.
                for image in picture::without_files(tx)? {
                    for width in made.get(&image.sha256).into_iter().flatten() {
                        picture::insert_file(tx, &row(&image, width))?;
                    }
                }
                Ok::<_, Error>(())
            })
            .await?;
        Ok(files)
    }

    /// Makes all missing widths, a few drawings at a time, until `stop`; returns the number of
    /// files. What is done is kept, so that the next call continues. A drawing that cannot be read
    /// is logged and left out.
    ///
    /// # Errors
    /// `Busy`, `Internal` if the drawings cannot be listed.
    pub async fn make_missing_widths(
        &self,
        media_dir: &Path,
        stop: &CancellationToken,
    ) -> Result<usize, Error> {
        let mut files = 0;
        for some in self.without_widths().await?.chunks(AT_A_TIME) {
            if stop.is_cancelled() {
                break;
            }
            if let Ok(made) = self.make_widths(media_dir, some).await {
                files += made;
                continue;
            }
            // One of them is the cause: the others get their widths.
            for one in some {
                match self.make_widths(media_dir, std::slice::from_ref(one)).await {
                    Ok(made) => files += made,
                    Err(error) => tracing::warn!(picture = %one, %error, "no widths made"),
                }
            }
        }
        Ok(files)
    }
}

fn row(image: &Image, made: &Made) -> ImageFile {
    ImageFile {
        image_id: image.id,
        sha256: made.sha256.clone(),
        mime: "image/webp".to_owned(),
        width: made.width,
        // Pictures are square on every page.
        height: made.width,
        bytes: made.bytes,
    }
}

/// The widths of each original, by its name; half of the cores take a share each, so that pages go on. `sync` makes the names of the files durable before
/// the caller writes rows with them.
fn on_half_the_cores(
    folder: &Path,
    originals: &[String],
    sync: impl FnOnce(&Path) -> io::Result<()>,
) -> Result<BTreeMap<String, Vec<Made>>, RasterError> {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = originals.len().div_ceil((cores / 2).max(1)).max(1);
    std::thread::scope(|scope| {
        let shares: Vec<_> = originals
            .chunks(share)
            .map(|names| {
                scope.spawn(move || {
                    names
                        .iter()
                        .map(|name| Ok((name.clone(), all_widths(folder, name)?)))
                        .collect::<Result<Vec<_>, RasterError>>()
                })
            })
            .collect();
        let mut all = BTreeMap::new();
        for share in shares {
            // The panic is passed on, because it is a bug and not a state of the shop.
            let made = share
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
            all.extend(made);
        }
        sync(folder)?;
        Ok(all)
    })
}

fn all_widths(folder: &Path, name: &str) -> Result<Vec<Made>, RasterError> {
    let svg = std::fs::read(folder.join(name))?;
    WIDTHS
        .into_iter()
        .map(|width| {
            let webp = Raster::of_drawing(&svg, width)?.webp()?;
            Ok(Made {
                sha256: put(folder, &webp)?,
                width: i64::from(width),
                bytes: i64::try_from(webp.len()).unwrap_or(i64::MAX),
            })
        })
        .collect()
}

/// The name of a file: the hex SHA-256 of its content.
#[must_use]
pub fn name(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}

/// Writes a file into the folder under its name, and returns the name; an existing file stays.
///
/// # Errors
/// The folder cannot be written.
pub fn put(folder: &Path, content: &[u8]) -> io::Result<String> {
    put_synced(folder, content, File::sync_all)
}

/// As [`put`]; `sync` writes the content to the disk.
fn put_synced(
    folder: &Path,
    content: &[u8],
    sync: impl FnOnce(&File) -> io::Result<()>,
) -> io::Result<String> {
    let name = name(content);
    let path = folder.join(&name);
    if path.try_exists()? {
        return Ok(name);
    }
    // Written under another name and renamed, so that a name never refers to an incomplete file.
    let writer = (std::process::id(), std::thread::current().id());
    let draft: PathBuf = folder.join(format!("{name}.{writer:?}.part"));
    let write = || -> io::Result<()> {
        let mut file = File::create(&draft)?;
        file.write_all(content)?;
        sync(&file)
    };
    let written = write().and_then(|()| std::fs::rename(&draft, &path));
    if let Err(error) = written {
        // On a full disk: the incomplete file only takes space.
        drop(std::fs::remove_file(&draft));
        return Err(error);
    }
    Ok(name)
}

/// Makes the names of new files durable. Called before the rows that name them are written: after a
/// power failure a row without its file would be a broken picture.
///
/// # Errors
/// The folder cannot be read.
pub fn sync_names(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::{RasterError, WIDTHS, name, on_half_the_cores, put, put_synced};
    use std::io;

    #[test]
    fn a_file_gets_its_name_after_its_content_is_on_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let files = || std::fs::read_dir(folder.path()).unwrap().count();
        let full = |file: &std::fs::File| {
            assert_eq!(
                file.metadata().unwrap().len(),
                3,
                "all of it is written by then"
            );
            assert!(!folder.path().join(name(b"tea")).exists());
            Err(io::Error::from(io::ErrorKind::StorageFull))
        };
        let refused = put_synced(folder.path(), b"tea", full).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::StorageFull);
        assert_eq!(files(), 0, "and nothing of it stays");
        assert_eq!(put(folder.path(), b"tea").unwrap(), name(b"tea"));
        assert_eq!(files(), 1);
    }

    #[test]
    fn no_row_is_written_before_the_names_of_its_files_are_on_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let drawing = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="5" height="9"/></svg>"#;
        let original = put(folder.path(), drawing).unwrap();
        let mut named = 0;
        let full = |synced: &std::path::Path| {
            named = std::fs::read_dir(synced).unwrap().count();
            Err(io::Error::from(io::ErrorKind::StorageFull))
        };
        // Rows are made of the result, and there is none.
        let originals = [original];
        let refused = on_half_the_cores(folder.path(), &originals, full);
        assert!(matches!(refused, Err(RasterError::File(_))), "{refused:?}");
        assert_eq!(named, 1 + WIDTHS.len(), "the names are all there by then");
        let made = on_half_the_cores(folder.path(), &originals, |_| Ok(())).unwrap();
        let widths: usize = made.values().map(Vec::len).sum();
        assert_eq!(widths, WIDTHS.len());
    }
}
