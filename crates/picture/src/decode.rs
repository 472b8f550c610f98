//! Pixels of a file, made smaller to what is kept while they are decoded.

mod jpeg;
mod png;
mod webp;

use crate::{Refused, Upload, header::Header, kind::Kind, rgb::Rgb};
use std::{
    fs::File,
    io::{BufReader, Seek, SeekFrom},
};

/// A decoded picture, as stored: neither turned nor converted.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) picture: Rgb,
    /// Its colour profile.
    pub(crate) icc: Option<Vec<u8>>,
    /// Its EXIF block.
    pub(crate) exif: Option<Vec<u8>>,
}

/// Decodes the file.
pub(crate) fn decode(upload: Upload, header: &Header) -> Result<Decoded, Refused> {
    let mut reader = BufReader::with_capacity(64 * 1024, upload.file);
    reader
        .seek(SeekFrom::Start(0))
        .ok()
        .ok_or(Refused::Broken)?;
    match header.kind {
        Kind::Jpeg => jpeg::decode(reader, header.size),
        Kind::Png => png::decode(reader, header.size),
        Kind::WebP => webp::decode(reader, header.size, header.opaque),
    }
}

type Reader = BufReader<File>;

/// How the bytes of a decoded row are read.
#[derive(Debug, Clone, Copy)]
enum Layout {
    Grey,
    GreyAlpha,
    Rgb,
    Rgba,
    /// Red, green, blue and a byte without meaning.
    Rgbx,
    /// Inks, 0 for none.
    Cmyk,
}

impl Layout {
    /// Bytes in a pixel.
    fn bytes(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::GreyAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba | Self::Rgbx | Self::Cmyk => 4,
        }
    }

    /// Writes the row as red, green, blue into `into`; transparency shows white.
    fn opaque<'r>(self, row: &'r [u8], into: &'r mut Vec<u8>) -> &'r [u8] {
        into.clear();
        match self {
            Self::Rgb => return row,
            Self::Grey => into.extend(row.iter().flat_map(|grey| [*grey; 3])),
            Self::GreyAlpha => into.extend(
                row.as_chunks::<2>()
                    .0
                    .iter()
                    .flat_map(|[grey, alpha]| [on_white(*grey, *alpha); 3]),
            ),
            Self::Rgba => into.extend(
                row.as_chunks::<4>()
                    .0
                    .iter()
                    .flat_map(|[r, g, b, alpha]| [*r, *g, *b].map(|v| on_white(v, *alpha))),
            ),
            Self::Rgbx => into.extend(
                row.as_chunks::<4>()
                    .0
                    .iter()
                    .flat_map(|[r, g, b, _]| [*r, *g, *b]),
            ),
            Self::Cmyk => into.extend(
                row.as_chunks::<4>()
                    .0
                    .iter()
                    .flat_map(|[c, m, y, k]| [*c, *m, *y].map(|ink| product(255 - ink, 255 - *k))),
            ),
        }
        into
    }
}

/// `a * b / 255`, rounded.
fn product(a: u8, b: u8) -> u8 {
    let product = u16::from(a) * u16::from(b);
    u8::try_from((product + 127) / 255).unwrap_or(u8::MAX)
}

fn on_white(value: u8, alpha: u8) -> u8 {
    product(value, alpha).saturating_add(255 - alpha)
}

#[cfg(test)]
mod tests {
    use super::Layout;

    #[test]
    fn every_layout_becomes_opaque_rgb() {
        for (layout, pixel, rgb) in [
            (Layout::Grey, vec![7], [7, 7, 7]),
            (Layout::GreyAlpha, vec![0, 255], [0, 0, 0]),
            (Layout::GreyAlpha, vec![0, 0], [255, 255, 255]),
            (Layout::Rgb, vec![1, 2, 3], [1, 2, 3]),
            (Layout::Rgba, vec![1, 2, 3, 255], [1, 2, 3]),
            (Layout::Rgba, vec![9, 9, 9, 0], [255, 255, 255]),
            (Layout::Rgba, vec![0, 100, 255, 128], [127, 177, 255]),
            (Layout::Rgbx, vec![1, 2, 3, 0], [1, 2, 3]),
            (Layout::Cmyk, vec![0, 0, 0, 0], [255, 255, 255]),
            (Layout::Cmyk, vec![255, 0, 0, 0], [0, 255, 255]),
            (Layout::Cmyk, vec![0, 0, 0, 255], [0, 0, 0]),
            (Layout::Cmyk, vec![0, 128, 255, 51], [204, 102, 0]),
        ] {
            assert_eq!(pixel.len(), layout.bytes());
            assert_eq!(
                layout.opaque(&pixel, &mut Vec::new()),
                rgb,
                "{layout:?} {pixel:?}"
            );
        }
    }
}
