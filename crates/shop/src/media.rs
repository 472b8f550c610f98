//! Picture files, named by the hash of their content, and the widths made of each picture.
//!
//! SVG originals are kept and served unchanged, because they are smaller and sharper than a raster.
//! Browsers and places without SVG get [`DRAWN`] in WebP. What merchants upload is prepared by the
//! crate `picture` ([`upload`]).

mod files;
mod private;
mod raster;
pub(crate) mod sweep;
pub mod upload;

pub use ::picture::{Receiving, limits};
pub use files::{name, put, sync_names};
pub use raster::{Raster, RasterError};

use crate::{Error, Shop, catalog::image::is_drawn};
use ::picture::Pool;
use files::is_name;
pub(crate) use files::{KEEP, hash_in};
use std::{
    collections::{BTreeMap, HashSet},
    io,
    num::NonZero,
    path::{Path, PathBuf},
    sync::Arc,
};
use store::{
    models::picture::{Image, ImageFile},
    queries::catalog::picture,
};
use tokio_util::sync::CancellationToken;

/// The widths of drawings: all but the last of those of photographs, because browsers that draw
/// need none at all.
pub const DRAWN: [u16; 3] = {
    let [card, sharp, page, _] = limits::WIDTHS;
    [card, sharp, page]
};

/// The media folder, and what prepares pictures for it.
#[derive(Debug)]
pub(crate) struct Pictures {
    pub(crate) folder: PathBuf,
    pub(crate) pool: Pool,
}

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
    /// The shop with its media folder: with it pictures can be uploaded, and unused ones are swept.
    #[must_use]
    pub fn with_media(mut self, folder: &Path) -> Self {
        self.pictures = Some(Arc::new(Pictures {
            folder: folder.to_owned(),
            pool: Pool::new(),
        }));
        self
    }

    /// The media folder.
    ///
    /// # Errors
    /// `Internal` for a shop without one, e.g. of a command that only reads the books.
    pub(crate) fn pictures(&self) -> Result<Arc<Pictures>, Error> {
        let pictures = self.pictures.as_ref().map(Arc::clone);
        pictures.ok_or_else(|| Error::internal("this shop has no media folder"))
    }

    /// The MIME type of a file, if a picture, one of its widths, an upload or the logo has that hash.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn media(&self, sha256: &str) -> Result<Option<Media>, Error> {
        if !is_name(sha256) {
            return Ok(None);
        }
        let name = sha256.to_owned();
        let found = self
            .store
            .read(move |tx| match picture::mime(tx, &name)? {
                None => upload::mime(tx, &name),
                known => Ok(known),
            })
            .await?;
        let mime = match found {
            None => {
                let settings = self.settings().await?;
                let logo = settings.logo.as_ref();
                let logo = logo.filter(|logo| logo.names().contains(&sha256));
                logo.map(|logo| logo.mime().to_owned())
            }
            known => known,
        };
        Ok(mime.map(|mime| Media {
            mime,
            sha256: sha256.to_owned(),
        }))
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
        // Drawings are square.
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
    DRAWN
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::{DRAWN, RasterError, on_half_the_cores, put};
    use std::io;

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
        // The rows need the result of rendering, which fails here.
        let originals = [original];
        let refused = on_half_the_cores(folder.path(), &originals, full);
        assert!(matches!(refused, Err(RasterError::File(_))), "{refused:?}");
        assert_eq!(
            named,
            1 + DRAWN.len(),
            "all files must be stored before the first row"
        );
        let made = on_half_the_cores(folder.path(), &originals, |_| Ok(())).unwrap();
        let widths: usize = made.values().map(Vec::len).sum();
        assert_eq!(widths, DRAWN.len());
    }
}
