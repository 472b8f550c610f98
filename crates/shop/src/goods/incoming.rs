//! The files of imports: beside the pictures, each under the random key of its import.

use super::pictures::Archive;
use crate::{Error, Shop, Viewer, ids, media::upload::disk};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    limit::ZIP_BYTES,
    staff::Role,
};
use sheets::{Goods, Unreadable, limit};
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};
use tokio::{fs::File, io::AsyncWriteExt};

/// Random bytes of a key, which is written in hex.
const KEY_BYTES: usize = 16;
/// Their folder below that of the pictures.
const FOLDER: &str = "imports";

/// A sheet, or the ZIP with its pictures, on its way in.
#[derive(Debug)]
pub struct Incoming {
    key: String,
    file: File,
    left: u64,
    /// What is told of a file beyond its limit.
    too_large: ErrorCode,
}

impl Incoming {
    /// Opens a file for at most `bytes` that are about to arrive. It is deleted after a week.
    ///
    /// # Errors
    /// `Busy` if the disk is full; `Internal`.
    pub(crate) async fn begin(
        shop: &Shop,
        bytes: u64,
        too_large: ErrorCode,
    ) -> Result<Self, Error> {
        let folder = folder(shop)?;
        tokio::fs::create_dir_all(&folder).await.map_err(disk)?;
        let key = hex::encode(ids::draw::<KEY_BYTES>(shop.ids.as_ref()));
        let file = File::create_new(folder.join(&key)).await.map_err(disk)?;
        Ok(Self {
            key,
            file,
            left: bytes,
            too_large,
        })
    }

    /// Writes the next bytes.
    ///
    /// # Errors
    /// `Refused` as soon as it is over the limit; `Busy` if the disk is full; `Internal`.
    pub async fn push(&mut self, chunk: &[u8]) -> Result<(), Error> {
        let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        self.left = self
            .left
            .checked_sub(length)
            .ok_or_else(|| Error::refused(self.too_large))?;
        self.file.write_all(chunk).await.map_err(disk)
    }

    /// Ends the file. Returns its key.
    ///
    /// # Errors
    /// `Busy` if the disk is full; `Internal`.
    pub async fn finish(mut self) -> Result<String, Error> {
        self.file.flush().await.map_err(disk)?;
        Ok(self.key)
    }
}

impl Shop {
    /// Opens a file for a sheet that is about to arrive. One that is not imported is deleted after a week.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`: before a byte is read. `Busy` if the disk is full; `Internal`.
    pub async fn receive_sheet(&self, viewer: &Viewer) -> Result<Incoming, Error> {
        self.receive(viewer, limit::BYTES, ErrorCode::SheetTooLarge)
            .await
    }

    /// The same for a ZIP of pictures.
    ///
    /// # Errors
    /// As [`Self::receive_sheet`].
    pub async fn receive_zip(&self, viewer: &Viewer) -> Result<Incoming, Error> {
        self.receive(viewer, ZIP_BYTES, ErrorCode::ZipBytes).await
    }

    async fn receive(
        &self,
        viewer: &Viewer,
        most: u64,
        too_large: ErrorCode,
    ) -> Result<Incoming, Error> {
        viewer.acting(Role::Catalog)?;
        Incoming::begin(self, most, too_large).await
    }
}

/// Reads a received sheet.
///
/// # Errors
/// `Refused` at the field `sheet` if it is not a sheet of goods, or not there any more; `Internal`.
pub(super) async fn read(shop: &Shop, key: &str) -> Result<Arc<Goods>, Error> {
    let file = open(shop, key)?;
    let read = tokio::task::spawn_blocking(move || {
        let file = fs::File::open(file).map_err(|failed| Unreadable::Io(failed.kind()))?;
        sheets::read(file)
    });
    match read.await.map_err(Error::internal)? {
        Ok(goods) => Ok(Arc::new(goods)),
        Err(Unreadable::Io(io::ErrorKind::NotFound)) => Err(refused("sheet", ErrorCode::NotFound)),
        Err(Unreadable::Io(kind)) => Err(disk(kind.into())),
        Err(unreadable) => Err(refused("sheet", unreadable.code())),
    }
}

/// Opens a received ZIP for these names; `spent` bytes of it were unpacked before.
///
/// # Errors
/// `Refused` at the field `zip` if it is not a ZIP, or not there any more; `Internal`.
pub(super) async fn zip(
    shop: &Shop,
    key: &str,
    names: BTreeSet<String>,
    spent: u64,
) -> Result<Archive, Error> {
    let file = open(shop, key)?;
    let opened = tokio::task::spawn_blocking(move || match fs::File::open(file) {
        Ok(zip) => Archive::open(zip, &names, spent),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(Error::refused(ErrorCode::NotFound))
        }
        Err(error) => Err(disk(error)),
    });
    match opened.await.map_err(Error::internal)? {
        Err(Error::Refused(refusal)) => Err(refused("zip", refusal.code)),
        other => other,
    }
}

/// The path of a received file.
///
/// # Errors
/// `Refused(FormInvalid)` for what is not a key; `Internal`.
pub(crate) fn open(shop: &Shop, key: &str) -> Result<PathBuf, Error> {
    if !is_key(key) {
        return Err(Error::refused(ErrorCode::FormInvalid));
    }
    Ok(folder(shop)?.join(key))
}

/// A refusal at the field of a file.
fn refused(field: &str, code: ErrorCode) -> Error {
    Refusal::fields(vec![FieldError {
        field: field.to_owned(),
        code,
    }])
    .into()
}

/// Deletes the files that arrived before `before`.
///
/// # Errors
/// `Internal`.
pub(super) async fn delete_old(shop: &Shop, before: SystemTime) -> Result<(), Error> {
    let Ok(folder) = folder(shop) else {
        return Ok(());
    };
    tokio::task::spawn_blocking(move || delete(&folder, before))
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)
}

fn delete(folder: &Path, before: SystemTime) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let is_ours = entry.file_name().to_str().is_some_and(is_key);
        if is_ours && entry.metadata()?.modified()? < before {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn folder(shop: &Shop) -> Result<PathBuf, Error> {
    Ok(shop.pictures()?.folder.join(FOLDER))
}

/// Only a key may become part of a path.
fn is_key(text: &str) -> bool {
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text.len() == 2 * KEY_BYTES && text.bytes().all(is_hex)
}
