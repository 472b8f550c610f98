//! Pictures that are not published: prepared as others, kept in one size, and named by a row that the
//! public address of pictures does not look for.

use super::{files, put, sync_names, upload::on_disk};
use crate::{Error, Shop};
use domain::validate;
use store::Tx;

/// A file that was kept.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    /// Hash of the file, and its name.
    pub(crate) sha256: String,
    /// MIME type.
    pub(crate) mime: String,
    /// Width in pixels.
    pub(crate) width: i64,
    /// Height in pixels.
    pub(crate) height: i64,
    /// Name of the file on the other machine, cleaned and cut.
    pub(crate) file_name: String,
}

impl Shop {
    /// Prepares a picture, keeps its file, and lets `insert` write the row that names it.
    ///
    /// # Errors
    /// `Refused` with a code that begins with `Picture`; `Busy`, `Internal`.
    pub(crate) async fn keep_private(
        &self,
        file_name: &str,
        upload: ::picture::Upload,
        insert: impl Fn(&mut Tx<'_>, Kept) -> Result<(), Error> + Send + Sync + 'static,
    ) -> Result<(), Error> {
        let pictures = self.pictures()?;
        let prepared = pictures.pool.prepare(upload).await;
        let prepared = prepared.map_err(|error| Self::picture_refused(file_name, error))?;
        let folder = pictures.folder.clone();
        let (prepared, sha256) = on_disk(move || {
            let sha256 = put(&folder, &prepared.original.bytes)?;
            sync_names(&folder)?;
            Ok((prepared, sha256))
        })
        .await?;
        let kept = Kept {
            sha256,
            mime: prepared.original.mime.to_owned(),
            width: prepared.original.width.into(),
            height: prepared.original.height.into(),
            file_name: validate::file_name(file_name),
        };
        self.store.write(move |tx| insert(tx, kept.clone())).await?;
        // The same file may have been there before, unused for a week: what was swept between the look
        // of the sweep and the row is written once more.
        on_disk(move || {
            let bytes = &prepared.original.bytes;
            if !pictures.folder.join(files::name(bytes)).exists() {
                put(&pictures.folder, bytes)?;
            }
            Ok(())
        })
        .await
    }
}
