//! From an upload to clean files, in one thread.

use crate::{
    PictureError, Refused, Upload, colour, decode, encode, exif,
    header::{self, Header},
    limits,
    rgb::Rgb,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A file to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Content.
    pub bytes: Vec<u8>,
    /// MIME type.
    pub mime: &'static str,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// The files of one picture: upright, sRGB, opaque, without metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// At most [`limits::ORIGINAL`] pixels on its longer side.
    pub original: File,
    /// Those of [`limits::WIDTHS`] that the original reaches, narrowest first; never empty: a
    /// picture narrower than all of them has its own width here.
    pub widths: Vec<File>,
    /// Its most frequent colour, `#rrggbb`.
    pub colour: String,
}

/// Bytes of memory that the encoder and its input need for each pixel of the original.
const ENCODING: u64 = 14;

/// Reads the header, and says how much memory [`prepare`] will need.
pub(crate) fn announce(upload: &mut Upload) -> Result<(Header, u64), Refused> {
    let header = header::read(upload)?;
    let kept = header.size.within(limits::ORIGINAL).pixels();
    let memory = (header.memory + 3 * kept).max(ENCODING * kept);
    Ok((header, memory))
}

/// Decodes and encodes.
pub(crate) fn prepare(upload: Upload, header: &Header) -> Result<Prepared, PictureError> {
    // A decoder that panics has met a file that nobody has thought of.
    let decoded = catch_unwind(AssertUnwindSafe(|| upright(upload, header)));
    let original = decoded.unwrap_or(Err(Refused::Broken))?;
    let full = original.size();
    let mut widths = Vec::with_capacity(limits::WIDTHS.len());
    let mut narrowest = None;
    let fitting = limits::WIDTHS
        .iter()
        .map(|width| u32::from(*width))
        .filter(|width| *width <= full.width);
    let own = limits::WIDTHS
        .iter()
        .all(|width| u32::from(*width) > full.width)
        .then_some(full.width);
    for width in fitting.chain(own) {
        let small = original
            .shrunk(full.at_width(width))
            .ok_or_else(|| PictureError::Failed(format!("no width of {width}")))?;
        widths.push(file(&small, encode::WIDTH)?);
        narrowest.get_or_insert(small);
    }
    Ok(Prepared {
        colour: colour::dominant(narrowest.as_ref().unwrap_or(&original)),
        original: file(&original, encode::ORIGINAL)?,
        widths,
    })
}

fn upright(upload: Upload, header: &Header) -> Result<Rgb, Refused> {
    let decoded = decode::decode(upload, header)?;
    let mut picture = decoded.picture;
    if let Some(icc) = decoded.icc {
        colour::to_srgb(&mut picture, &icc);
    }
    let orientation = decoded.exif.as_deref().map_or(1, exif::orientation);
    Ok(picture.upright(orientation))
}

fn file(picture: &Rgb, effort: encode::Effort) -> Result<File, PictureError> {
    Ok(File {
        bytes: encode::webp(picture, effort)?,
        mime: "image/webp",
        width: picture.size().width,
        height: picture.size().height,
    })
}
