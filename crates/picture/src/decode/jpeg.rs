//! JPEG: decoded at a half, a quarter or an eighth of its size where that is enough.

use super::{Decoded, Layout, Reader};
use crate::{Refused, limits, shrink::Shrink, size::Size};
use jpeg_decoder::{Decoder, PixelFormat};

pub(super) fn decode(reader: Reader, size: Size) -> Result<Decoded, Refused> {
    let mut decoder = Decoder::new(reader);
    let most = usize::try_from(limits::MEMORY).unwrap_or(usize::MAX);
    decoder.set_max_decoding_buffer_size(most);
    decoder.read_info().ok().ok_or(Refused::Broken)?;
    let stored = decoder.info().ok_or(Refused::Broken)?;
    if (u32::from(stored.width), u32::from(stored.height)) != (size.width, size.height) {
        return Err(Refused::Broken);
    }
    let longest = u16::try_from(limits::ORIGINAL).unwrap_or(u16::MAX);
    // The decoder takes the smallest scale at which one of both sides is long enough, so only the
    // longer one is asked for.
    let wanted = if size.width >= size.height {
        (longest, u16::MAX)
    } else {
        (u16::MAX, longest)
    };
    decoder
        .scale(wanted.0, wanted.1)
        .ok()
        .ok_or(Refused::Broken)?;
    let pixels = decoder.decode().ok().ok_or(Refused::Broken)?;
    let scaled = decoder.info().ok_or(Refused::Broken)?;
    let layout = match scaled.pixel_format {
        PixelFormat::L8 => Layout::Grey,
        PixelFormat::RGB24 => Layout::Rgb,
        PixelFormat::CMYK32 => Layout::Cmyk,
        PixelFormat::L16 => return Err(Refused::Broken),
    };
    let from = Size {
        width: scaled.width.into(),
        height: scaled.height.into(),
    };
    let mut shrink = Shrink::new(from, size.within(limits::ORIGINAL));
    let mut opaque = Vec::new();
    for row in pixels.chunks(from.columns() * layout.bytes()) {
        shrink.row(layout.opaque(row, &mut opaque));
    }
    Ok(Decoded {
        picture: shrink.finish().ok_or(Refused::Broken)?,
        // A profile for inks is not one for the colours made of them.
        icc: decoder.icc_profile(),
        exif: decoder.exif_data().map(<[u8]>::to_vec),
    })
}
