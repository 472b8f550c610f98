//! Reads how large a picture is and what its decoder will need, before anything is allocated for
//! its pixels.

mod jpeg;
mod png;
mod webp;

use crate::{Refused, Upload, kind::Kind, size::Size};
use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Seek, SeekFrom},
};

/// What the header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) kind: Kind,
    /// As stored: before EXIF turns it.
    pub(crate) size: Size,
    /// Bytes of memory for decoding, beside the smaller picture that is made meanwhile.
    pub(crate) memory: u64,
    /// True for a WebP whose transparency is without meaning.
    pub(crate) opaque: bool,
}

/// Reads it.
pub(crate) fn read(upload: &mut Upload) -> Result<Header, Refused> {
    let mut bytes = Bytes::of(&upload.file)?;
    let mut opaque = false;
    let (size, memory) = match upload.kind {
        Kind::Jpeg => jpeg::read(&mut bytes)?,
        Kind::Png => png::read(&mut bytes)?,
        Kind::WebP => {
            let found = webp::read(&mut bytes)?;
            if let Some(bit) = found.alpha_bit {
                webp::set(&mut upload.file, bit)?;
            }
            opaque = found.opaque;
            (found.size, found.memory)
        }
    };
    Ok(Header {
        kind: upload.kind,
        size,
        memory,
        opaque,
    })
}

/// Reads a file from its beginning. Its end, like an error of the disk, means `Broken`.
struct Bytes<'f>(BufReader<&'f File>);

impl<'f> Bytes<'f> {
    fn of(file: &'f File) -> Result<Self, Refused> {
        let mut reader = BufReader::new(file);
        reader
            .seek(SeekFrom::Start(0))
            .ok()
            .ok_or(Refused::Broken)?;
        Ok(Self(reader))
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Refused> {
        let mut bytes = [0; N];
        self.0.read_exact(&mut bytes).ok().ok_or(Refused::Broken)?;
        Ok(bytes)
    }

    fn byte(&mut self) -> Result<u8, Refused> {
        self.array().map(|[byte]| byte)
    }

    fn skip(&mut self, count: i64) -> Result<(), Refused> {
        self.0.seek_relative(count).ok().ok_or(Refused::Broken)
    }

    /// Refuses a file that ends before this many bytes more.
    fn holds(&mut self, count: u32) -> Result<(), Refused> {
        let at = self.0.stream_position().ok().ok_or(Refused::Broken)?;
        let file = self.0.get_ref().metadata().ok().ok_or(Refused::Broken)?;
        if at.saturating_add(count.into()) > file.len() {
            return Err(Refused::Broken);
        }
        Ok(())
    }

    /// Skips to the next byte of this value, and over it.
    fn skip_past(&mut self, value: u8) -> Result<(), Refused> {
        let skipped = self.0.skip_until(value).ok().ok_or(Refused::Broken)?;
        if skipped == 0 {
            Err(Refused::Broken)
        } else {
            Ok(())
        }
    }
}
