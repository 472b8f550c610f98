//! Pictures that merchants upload: prepared at once, and kept for a week until a product shows them.

use super::{
    Pictures,
    files::{self, KEEP},
    put, sync_names,
};
use crate::{Error, Shop, Viewer, acting::Acting, ids};
use ::picture::{File, PictureError, Prepared, Receiving, Refused, limits};
use domain::{
    error::{ErrorCode, Refusal},
    setting::{Logo, LogoFile},
    staff::Role,
    time::{DAY, Millis},
    validate,
};
use serde::{Deserialize, Serialize};
use std::{io, path::Path};
use store::{
    Tx,
    models::{
        picture::{ImageFile, NewImage},
        upload::{NewUpload, Upload},
    },
    queries::{catalog::picture, upload},
};

/// Random bytes of an upload's key, which is written in hex.
const KEY_BYTES: usize = 16;

/// A prepared picture that no product shows yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uploaded {
    /// What the form carries: 32 hex digits.
    pub key: String,
    /// Hash of the original.
    pub sha256: String,
    /// Width of the original in pixels.
    pub width: i64,
    /// Height of the original in pixels.
    pub height: i64,
    /// `#rrggbb` behind it.
    pub colour: String,
    /// Name of the file, cleaned and cut.
    pub file_name: String,
    /// Hash of the narrowest file, for the editor.
    pub thumb: String,
}

impl Uploaded {
    /// The picture as a logo that is not saved yet, for the page of its form.
    #[must_use]
    pub fn logo(&self) -> Logo {
        let file = |sha256: &str| LogoFile {
            sha256: sha256.to_owned(),
            width: self.width,
            height: self.height,
        };
        Logo {
            original: file(&self.sha256),
            shown: file(&self.thumb),
        }
    }
}

/// What a picture shows, for those who do not see it; empty for the product's title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alt {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// One of the smaller files, in `uploads.widths_json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Width {
    width: i64,
    height: i64,
    sha256: String,
    bytes: i64,
}

/// MIME type of the smaller files.
const WIDTH_MIME: &str = "image/webp";

impl Shop {
    /// Opens a file that is about to arrive. Its chunks are pushed into it, and
    /// [`Self::upload_picture`] takes it.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`: before a byte is read. `Busy` if the disk is full;
    /// `Internal`.
    pub async fn receive_picture(&self, viewer: &Viewer) -> Result<Receiving, Error> {
        viewer.acting(Role::Catalog)?;
        self.open_receiving().await
    }

    /// A file for a picture of somebody who was checked.
    pub(crate) async fn open_receiving(&self) -> Result<Receiving, Error> {
        let folder = &self.pictures()?.folder;
        Receiving::open(folder)
            .await
            .map_err(|error| Self::picture_refused("", error))
    }

    /// Ends the file, prepares the picture, and keeps its files and a row of `uploads`. Nothing is
    /// kept of a file that is refused.
    ///
    /// # Errors
    /// `Refused` with a code that begins with `Picture` and the file's name as `title`;
    /// `LoginRequired`, `RoleMissing`, `Busy`, `Internal`.
    pub async fn upload_picture(
        &self,
        viewer: &Viewer,
        file_name: &str,
        receiving: Receiving,
    ) -> Result<Uploaded, Error> {
        let acting = viewer.acting(Role::Catalog)?;
        let upload = receiving.finish().await;
        let upload = upload.map_err(|error| Self::picture_refused(file_name, error))?;
        let (row, widths) = self.keep(&acting, file_name, upload, false).await?;
        Ok(Uploaded {
            thumb: thumb(&widths, &row.sha256),
            key: row.upload_key,
            sha256: row.sha256,
            width: row.width,
            height: row.height,
            colour: row.colour,
            file_name: row.file_name,
        })
    }

    /// As [`Self::upload_picture`], for a file of an import. A picture that a product shows, or that waits already, gets no
    /// row of its own. Returns the hash of what is kept.
    ///
    /// # Errors
    /// `Refused` as there; `Busy`, `Internal`.
    pub(crate) async fn keep_picture(
        &self,
        acting: &Acting,
        file_name: &str,
        upload: ::picture::Upload,
    ) -> Result<String, Error> {
        let (row, _) = self.keep(acting, file_name, upload, true).await?;
        Ok(row.sha256)
    }

    /// Prepares a picture, and keeps its files and a row; `is_once`: only if there is no such picture.
    async fn keep(
        &self,
        acting: &Acting,
        file_name: &str,
        upload: ::picture::Upload,
        is_once: bool,
    ) -> Result<(NewUpload, Vec<Width>), Error> {
        let pictures = self.pictures()?;
        let prepared = pictures.pool.prepare(upload).await;
        let prepared = prepared.map_err(|error| Self::picture_refused(file_name, error))?;
        let folder = pictures.folder.clone();
        let (prepared, kept) = on_disk(move || {
            let kept = put_all(&folder, &prepared)?;
            Ok((prepared, kept))
        })
        .await?;
        let row = NewUpload {
            upload_key: self.upload_key(),
            file_name: validate::file_name(file_name),
            sha256: kept.sha256,
            mime: prepared.original.mime.to_owned(),
            width: prepared.original.width.into(),
            height: prepared.original.height.into(),
            colour: prepared.colour.clone(),
            widths_json: serde_json::to_string(&kept.widths).map_err(Error::internal)?,
            uploaded_by: acting.actor_id(),
            uploaded_at: self.now(),
        };
        let inserted = row.clone();
        self.store
            .write(move |tx| {
                if is_once && waits(tx, &inserted)? {
                    return Ok(());
                }
                Ok::<_, Error>(upload::insert(tx, &inserted)?)
            })
            .await?;
        // The same files may have been there before, unused for a week: what was swept between the
        // look of the sweep and the row is written once more.
        on_disk(move || again(&pictures, &prepared)).await?;
        Ok((row, kept.widths))
    }

    /// A random key for something that waits for its form.
    pub(crate) fn upload_key(&self) -> String {
        hex::encode(ids::draw::<KEY_BYTES>(self.ids.as_ref()))
    }

    /// The pictures with these keys, in the order of the keys. Keys that are unknown, swept or
    /// used are left out.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `Busy`, `Internal`.
    pub async fn uploads(&self, viewer: &Viewer, keys: &[String]) -> Result<Vec<Uploaded>, Error> {
        viewer.acting(Role::Catalog)?;
        let keys = keys.to_vec();
        self.store
            .read(move |tx| {
                let rows = upload::by_keys(tx, &keys)?;
                keys.iter()
                    .filter_map(|key| rows.iter().find(|row| row.upload_key == *key))
                    .map(view)
                    .collect()
            })
            .await
    }

    /// What the uploader of this file is told about an error.
    #[must_use]
    pub fn picture_refused(file_name: &str, error: PictureError) -> Error {
        let refused = match error {
            PictureError::Refused(refused) => refused,
            PictureError::Disk(error) => return disk(error),
            PictureError::Failed(_) => return Error::internal(error),
        };
        Error::Refused(refusal(
            file_name,
            match refused {
                Refused::Empty => ErrorCode::PictureEmpty,
                Refused::TooManyBytes => ErrorCode::PictureBytes,
                Refused::TooManyPixels => ErrorCode::PicturePixels,
                Refused::Heavy => ErrorCode::PictureHeavy,
                Refused::Heic => ErrorCode::PictureHeic,
                Refused::NotAPicture => ErrorCode::PictureKind,
                Refused::Animated => ErrorCode::PictureAnimated,
                Refused::Broken => ErrorCode::PictureBroken,
            },
        ))
    }
}

/// Why the file with this name is refused, with the limit it is beyond.
#[must_use]
pub fn refusal(file_name: &str, code: ErrorCode) -> Refusal {
    let refusal = Refusal::new(code).with("title", validate::file_name(file_name));
    if code == ErrorCode::PictureBytes {
        refusal.with("count", limits::BYTES >> 20)
    } else if code == ErrorCode::PicturePixels {
        refusal.with("count", limits::MEGAPIXELS)
    } else {
        refusal
    }
}

/// True if a product shows the picture, or it waits for one; then it waits for another week.
fn waits(tx: &mut Tx<'_>, new: &NewUpload) -> Result<bool, Error> {
    if picture::by_hash(tx, &new.sha256)?.is_some() {
        return Ok(true);
    }
    let Some(there) = upload::by_hash(tx, &new.sha256)? else {
        return Ok(false);
    };
    upload::renew(tx, there.id, new.uploaded_at)?;
    Ok(true)
}

/// True for the shape of an upload's key; a stored picture is named by its hash, which is longer.
pub(crate) fn is_key(text: &str) -> bool {
    text.len() == 2 * KEY_BYTES
}

/// Shows an upload on a product, in the transaction that saves it; its key is used up by that.
/// Returns the key of the picture, or `None` if the upload is not there any more.
///
/// # Errors
/// `Busy`, `Internal`.
pub fn attach_upload(
    tx: &mut Tx<'_>,
    product_id: i64,
    key: &str,
    position: i64,
    alt: &Alt,
) -> Result<Option<i64>, Error> {
    let Some(row) = upload::by_keys(tx, &[key.to_owned()])?.pop() else {
        return Ok(None);
    };
    if !upload::delete(tx, row.id)? {
        return Ok(None);
    }
    let widths = widths(&row.widths_json)?;
    let image = NewImage {
        sha256: row.sha256,
        mime: row.mime,
        width: row.width,
        height: row.height,
        alt_zh: alt.zh.clone(),
        alt_en: alt.en.clone(),
        position,
        colour: Some(row.colour),
    };
    let image_id = picture::insert(tx, product_id, &image)?;
    for width in widths {
        let file = ImageFile {
            image_id,
            sha256: width.sha256,
            mime: WIDTH_MIME.to_owned(),
            width: width.width,
            height: width.height,
            bytes: width.bytes,
        };
        picture::insert_file(tx, &file)?;
    }
    Ok(Some(image_id))
}

/// The upload as the shop's logo; `None` if it is not there any more. It stays an upload, so that the same form posted twice
/// is done once; one that is about to be swept is as good as gone.
///
/// # Errors
/// `Busy`, `Internal`.
pub(crate) fn as_logo(tx: &mut Tx<'_>, key: &str, now: Millis) -> Result<Option<Logo>, Error> {
    let row = upload::by_keys(tx, &[key.to_owned()])?.pop();
    let Some(row) = row.filter(|row| now.since(row.uploaded_at) < KEEP - DAY) else {
        return Ok(None);
    };
    let original = LogoFile {
        sha256: row.sha256,
        width: row.width,
        height: row.height,
    };
    let widths = widths(&row.widths_json)?;
    // The narrowest one is 320 pixels wide, more than twice the width of a logo in a page's header.
    let narrowest = widths.into_iter().min_by_key(|width| width.width);
    let shown = narrowest.map_or_else(
        || original.clone(),
        |width| LogoFile {
            sha256: width.sha256,
            width: width.width,
            height: width.height,
        },
    );
    Ok(Some(Logo { original, shown }))
}

/// The MIME type of a file of an upload.
pub(super) fn mime(tx: &mut Tx<'_>, sha256: &str) -> Result<Option<String>, Error> {
    if let Some(mime) = upload::mime(tx, sha256)? {
        return Ok(Some(mime));
    }
    let small = names(tx)?.iter().any(|name| name == sha256);
    Ok(small.then(|| WIDTH_MIME.to_owned()))
}

/// The names of all files of all uploads.
pub(super) fn names(tx: &mut Tx<'_>) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    for (original, small) in upload::files(tx)? {
        names.push(original);
        names.extend(widths(&small)?.into_iter().map(|width| width.sha256));
    }
    Ok(names)
}

fn widths(json: &str) -> Result<Vec<Width>, Error> {
    serde_json::from_str(json).map_err(Error::internal)
}

fn view(row: &Upload) -> Result<Uploaded, Error> {
    Ok(Uploaded {
        key: row.upload_key.clone(),
        sha256: row.sha256.clone(),
        width: row.width,
        height: row.height,
        colour: row.colour.clone(),
        file_name: row.file_name.clone(),
        thumb: thumb(&widths(&row.widths_json)?, &row.sha256),
    })
}

fn thumb(widths: &[Width], original: &str) -> String {
    let narrowest = widths.iter().min_by_key(|width| width.width);
    narrowest.map_or_else(|| original.to_owned(), |width| width.sha256.clone())
}

/// Names of files that were put into the folder.
#[derive(Debug)]
struct Kept {
    sha256: String,
    widths: Vec<Width>,
}

/// Puts the files into the folder; their names are durable before a row is written.
fn put_all(folder: &Path, prepared: &Prepared) -> io::Result<Kept> {
    let sha256 = put(folder, &prepared.original.bytes)?;
    let widths = prepared
        .widths
        .iter()
        .map(|file| {
            Ok(Width {
                width: file.width.into(),
                height: file.height.into(),
                sha256: put(folder, &file.bytes)?,
                bytes: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
            })
        })
        .collect::<io::Result<_>>()?;
    sync_names(folder)?;
    Ok(Kept { sha256, widths })
}

/// Puts those files into the folder that are not there.
fn again(pictures: &Pictures, prepared: &Prepared) -> io::Result<()> {
    let files = prepared.widths.iter().chain([&prepared.original]);
    let missing = |file: &&File| !pictures.folder.join(files::name(&file.bytes)).exists();
    for file in files.filter(missing) {
        put(&pictures.folder, &file.bytes)?;
    }
    Ok(())
}

/// Works on the disk, away from the threads that answer requests.
pub(super) async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::internal)?
        .map_err(disk)
}

/// A full disk passes; anything else is a mistake of the installation.
pub(crate) fn disk(error: io::Error) -> Error {
    let full = [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded];
    if full.contains(&error.kind()) {
        Error::Busy
    } else {
        Error::internal(error)
    }
}
