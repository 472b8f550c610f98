//! Takes a file in chunks.

use crate::{
    PictureError, Refused,
    kind::{HEAD, Kind, recognise},
    limits,
};
use std::{
    fs::File,
    io::{Seek, SeekFrom},
    path::Path,
};
use tokio::io::AsyncWriteExt;

/// A file on its way in: a temporary file without a name, which is gone when this is dropped or
/// the process ends.
#[derive(Debug)]
pub struct Receiving {
    file: tokio::fs::File,
    head: Vec<u8>,
    bytes: u64,
    refused: Option<Refused>,
}

/// A file that has arrived: within [`limits::BYTES`], and it begins as a picture.
#[derive(Debug)]
pub struct Upload {
    pub(crate) file: File,
    pub(crate) kind: Kind,
}

impl Receiving {
    /// Opens a temporary file in `folder`, so that it takes the space of that disk and not memory.
    ///
    /// # Errors
    /// `Disk`.
    pub async fn open(folder: &Path) -> Result<Self, PictureError> {
        let folder = folder.to_owned();
        let file = tokio::task::spawn_blocking(move || tempfile::tempfile_in(folder))
            .await
            .map_err(|ended| PictureError::Failed(ended.to_string()))??;
        Ok(Self {
            file: tokio::fs::File::from_std(file),
            head: Vec::with_capacity(HEAD),
            bytes: 0,
            refused: None,
        })
    }

    /// Writes the next bytes.
    ///
    /// # Errors
    /// `Refused` as soon as it is certain, and again for every further chunk: `TooManyBytes`,
    /// `Heic`, `NotAPicture`. `Disk`.
    pub async fn push(&mut self, chunk: &[u8]) -> Result<(), PictureError> {
        if let Err(refused) = self.admit(chunk) {
            self.refused = Some(refused);
            return Err(refused.into());
        }
        self.file.write_all(chunk).await?;
        Ok(())
    }

    fn admit(&mut self, chunk: &[u8]) -> Result<(), Refused> {
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        self.bytes = self.bytes.saturating_add(length);
        if self.bytes > limits::BYTES {
            return Err(Refused::TooManyBytes);
        }
        let wanted = HEAD.saturating_sub(self.head.len());
        if wanted > 0 {
            self.head.extend(chunk.iter().take(wanted));
            if self.head.len() == HEAD {
                recognise(&self.head)?;
            }
        }
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// `Refused`: as [`Self::push`], and `Empty`. `Disk`.
    pub async fn finish(mut self) -> Result<Upload, PictureError> {
        if let Some(refused) = self.refused {
            return Err(refused.into());
        }
        let kind = recognise(&self.head)?;
        self.file.flush().await?;
        let mut file = self.file.into_std().await;
        file.seek(SeekFrom::Start(0))?;
        Ok(Upload { file, kind })
    }
}
