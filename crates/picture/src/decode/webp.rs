//! WebP: at its full size, because the decoder cannot make it smaller.

use super::{Decoded, Layout, Reader};
use crate::{
    Refused, limits,
    shrink::Shrink,
    size::{Size, length},
};
use image_webp::WebPDecoder;

pub(super) fn decode(reader: Reader, size: Size, opaque: bool) -> Result<Decoded, Refused> {
    let mut decoder = WebPDecoder::new(reader).ok().ok_or(Refused::Broken)?;
    decoder.set_memory_limit(length(limits::EMBEDDED));
    if decoder.is_animated() {
        return Err(Refused::Animated);
    }
    if decoder.dimensions() != (size.width, size.height) {
        return Err(Refused::Broken);
    }
    let icc = decoder.icc_profile().unwrap_or_default();
    let exif = decoder.exif_metadata().unwrap_or_default();
    let layout = match (decoder.has_alpha(), opaque) {
        (true, true) => Layout::Rgbx,
        (true, false) => Layout::Rgba,
        (false, _) => Layout::Rgb,
    };
    let bytes = decoder.output_buffer_size().ok_or(Refused::Broken)?;
    let mut pixels = vec![0; bytes];
    decoder
        .read_image(&mut pixels)
        .ok()
        .ok_or(Refused::Broken)?;
    let mut shrink = Shrink::new(size, size.within(limits::ORIGINAL));
    let mut row_of = Vec::new();
    for row in pixels.chunks(size.columns() * layout.bytes()) {
        shrink.row(layout.opaque(row, &mut row_of));
    }
    Ok(Decoded {
        picture: shrink.finish().ok_or(Refused::Broken)?,
        icc,
        exif,
    })
}
