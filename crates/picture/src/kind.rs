//! What a file is, by its first bytes. Its name says nothing.

use crate::Refused;

/// Bytes that decide.
pub(crate) const HEAD: usize = 12;

/// The brands of HEIC, HEIF and AVIF in an ISO base media file.
const HEIF: [&[u8; 4]; 12] = [
    b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1",
    b"avif", b"avis",
];

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
}

/// The kind of a file that begins with `head`, [`HEAD`] bytes or the whole file.
///
/// # Errors
/// `Empty`, `Heic`, `NotAPicture`.
pub(crate) fn recognise(head: &[u8]) -> Result<Kind, Refused> {
    match head {
        [] => Err(Refused::Empty),
        [0xff, 0xd8, 0xff, ..] => Ok(Kind::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(Kind::Png),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Ok(Kind::WebP),
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if is_heif(brand) => Err(Refused::Heic),
        _ => Err(Refused::NotAPicture),
    }
}

fn is_heif(brand: &[u8]) -> bool {
    HEIF.iter().any(|known| brand.starts_with(*known))
}
