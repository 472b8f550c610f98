//! Pixels in memory, and how EXIF turns them.

use crate::size::Size;

/// Opaque pixels: red, green, blue, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rgb {
    size: Size,
    pixels: Vec<u8>,
}

impl Rgb {
    /// `None` if there are more or fewer pixels than `size` says.
    pub(crate) fn new(size: Size, pixels: Vec<u8>) -> Option<Self> {
        let wanted = size.columns().checked_mul(size.rows())?.checked_mul(3)?;
        (pixels.len() == wanted).then_some(Self { size, pixels })
    }

    pub(crate) fn size(&self) -> Size {
        self.size
    }

    pub(crate) fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    pub(crate) fn pixels_mut(&mut self) -> &mut [u8] {
        &mut self.pixels
    }

    /// Upright, by the EXIF orientation 1 to 8; any other value changes nothing.
    pub(crate) fn upright(self, orientation: u16) -> Self {
        match orientation {
            2 => self.mirrored(),
            3 => self.turned_half(),
            4 => self.turned_half().mirrored(),
            5 => self.transposed(),
            6 => self.transposed().mirrored(),
            7 => self.transposed().turned_half(),
            8 => self.transposed().turned_half().mirrored(),
            _ => self,
        }
    }

    fn row_bytes(&self) -> usize {
        self.size.columns() * 3
    }

    /// Left and right exchanged.
    fn mirrored(mut self) -> Self {
        let row_bytes = self.row_bytes();
        for row in self.pixels.chunks_mut(row_bytes) {
            row.as_chunks_mut::<3>().0.reverse();
        }
        self
    }

    /// By 180 degrees.
    fn turned_half(mut self) -> Self {
        self.pixels.as_chunks_mut::<3>().0.reverse();
        self
    }

    /// Columns become rows.
    fn transposed(self) -> Self {
        let pixels = self.pixels.as_chunks::<3>().0;
        let columns = self.size.columns();
        let mut turned = Vec::with_capacity(self.pixels.len());
        for column in 0..columns {
            for pixel in pixels.iter().skip(column).step_by(columns) {
                turned.extend_from_slice(pixel);
            }
        }
        Self {
            size: self.size.turned(),
            pixels: turned,
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::Rgb;
    use crate::size::Size;

    /// A picture whose grey values are letters, e.g. `abc` above `def`.
    fn letters(width: u32, height: u32, letters: &[u8]) -> Rgb {
        let pixels = letters.iter().flat_map(|letter| [*letter; 3]).collect();
        Rgb::new(Size { width, height }, pixels).unwrap()
    }

    /// As in the table of orientations in the EXIF specification.
    #[test]
    fn every_orientation_is_turned_upright() {
        let stored = letters(3, 2, b"abcdef");
        for (orientation, upright) in [
            (1, letters(3, 2, b"abcdef")),
            (2, letters(3, 2, b"cbafed")),
            (3, letters(3, 2, b"fedcba")),
            (4, letters(3, 2, b"defabc")),
            (5, letters(2, 3, b"adbecf")),
            (6, letters(2, 3, b"daebfc")),
            (7, letters(2, 3, b"fcebda")),
            (8, letters(2, 3, b"cfbead")),
            (0, letters(3, 2, b"abcdef")),
            (9, letters(3, 2, b"abcdef")),
        ] {
            assert_eq!(
                stored.clone().upright(orientation),
                upright,
                "{orientation}"
            );
        }
    }

    #[test]
    fn pixels_must_fill_the_size() {
        let size = Size {
            width: 2,
            height: 2,
        };
        assert!(Rgb::new(size, vec![0; 12]).is_some());
        assert!(Rgb::new(size, vec![0; 11]).is_none());
        assert!(Rgb::new(size, vec![0; 13]).is_none());
    }
}
