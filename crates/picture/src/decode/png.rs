//! PNG: row by row, except interlaced ones.

use super::{Decoded, Layout, Reader};
use crate::{
    Refused, limits,
    shrink::Shrink,
    size::{Size, length},
};
use png::{BitDepth, ColorType, Decoder, Limits, Transformations};

pub(super) fn decode(reader: Reader, size: Size) -> Result<Decoded, Refused> {
    let mut decoder = Decoder::new(reader);
    decoder.set_limits(Limits {
        bytes: length(limits::EMBEDDED) + size.columns() * 8,
    });
    decoder.set_ignore_text_chunk(true);
    // Palettes become colours, 16 bits become 8, transparency becomes a channel.
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok().ok_or(Refused::Broken)?;
    let info = reader.info();
    if info.animation_control.is_some() {
        return Err(Refused::Animated);
    }
    if (info.width, info.height) != (size.width, size.height) {
        return Err(Refused::Broken);
    }
    let interlaced = info.interlaced;
    let icc = info.icc_profile.as_deref().map(<[u8]>::to_vec);
    let (colour, depth) = reader.output_color_type();
    let layout = match (colour, depth) {
        (ColorType::Grayscale, BitDepth::Eight) => Layout::Grey,
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => Layout::GreyAlpha,
        (ColorType::Rgb, BitDepth::Eight) => Layout::Rgb,
        (ColorType::Rgba, BitDepth::Eight) => Layout::Rgba,
        _ => return Err(Refused::Broken),
    };
    let mut shrink = Shrink::new(size, size.within(limits::ORIGINAL));
    let mut opaque = Vec::new();
    if interlaced {
        let bytes = reader.output_buffer_size().ok_or(Refused::Broken)?;
        let mut pixels = vec![0; bytes];
        reader.next_frame(&mut pixels).ok().ok_or(Refused::Broken)?;
        for row in pixels.chunks(size.columns() * layout.bytes()) {
            shrink.row(layout.opaque(row, &mut opaque));
        }
    } else {
        while let Some(row) = reader.next_row().ok().ok_or(Refused::Broken)? {
            shrink.row(layout.opaque(row.data(), &mut opaque));
        }
    }
    Ok(Decoded {
        picture: shrink.finish().ok_or(Refused::Broken)?,
        icc,
        exif: reader.info().exif_metadata.as_deref().map(<[u8]>::to_vec),
    })
}
