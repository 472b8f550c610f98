//! Takes a file in chunks.

use crate::{
    PictureError, Refused,
    kind::{HEAD, Kind, recognise},
    limits,
};
use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
};
use tokio::io::AsyncWriteExt;

/// Bytes that are read at a time.
const CHUNK: usize = 64 * 1024;

/// A file on its way in: a temporary file without a name, which is gone when this is dropped or
/// the process ends.
#[derive(Debug)]
pub struct Receiving {
    file: tokio::fs::File,
    seen: Seen,
}

/// What has arrived of a file.
#[derive(Debug, Default)]
struct Seen {
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
            seen: Seen::default(),
        })
    }

    /// Writes the next bytes.
    ///
    /// # Errors
    /// `Refused` as soon as it is certain, and again for every further chunk: `TooManyBytes`,
    /// `Heic`, `NotAPicture`. `Disk`.
    pub async fn push(&mut self, chunk: &[u8]) -> Result<(), PictureError> {
        self.seen.admit(chunk)?;
        self.file.write_all(chunk).await?;
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// `Refused`: as [`Self::push`], and `Empty`. `Disk`.
    pub async fn finish(mut self) -> Result<Upload, PictureError> {
        let kind = self.seen.kind()?;
        self.file.flush().await?;
        let mut file = self.file.into_std().await;
        file.seek(SeekFrom::Start(0))?;
        Ok(Upload { file, kind })
    }
}

impl Upload {
    /// Takes a whole file from a reader, e.g. out of an archive, into a temporary file in `folder`. Works on the disk: call
    /// it on a blocking thread.
    ///
    /// # Errors
    /// `Refused` as [`Receiving::push`] and [`Receiving::finish`]; `Broken` if the reader fails. `Disk`.
    pub fn read_from(folder: &Path, mut from: impl Read) -> Result<Self, PictureError> {
        let mut file = tempfile::tempfile_in(folder)?;
        let mut seen = Seen::default();
        let mut buffer = vec![0; CHUNK];
        loop {
            let count = match from.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_broken) => return Err(Refused::Broken.into()),
            };
            let chunk = buffer.get(..count).unwrap_or_default();
            seen.admit(chunk)?;
            file.write_all(chunk)?;
        }
        let kind = seen.kind()?;
        file.seek(SeekFrom::Start(0))?;
        Ok(Self { file, kind })
    }
}

impl Seen {
    /// Counts the next bytes. A refusal is repeated for every further chunk.
    fn admit(&mut self, chunk: &[u8]) -> Result<(), Refused> {
        let admitted = self.judge(chunk);
        self.refused = admitted.err();
        admitted
    }

    fn judge(&mut self, chunk: &[u8]) -> Result<(), Refused> {
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

    /// The kind of the file that has arrived.
    fn kind(&self) -> Result<Kind, Refused> {
        match self.refused {
            Some(refused) => Err(refused),
            None => recognise(&self.head),
        }
    }
}
