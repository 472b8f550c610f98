//! Makes pixels smaller while their rows arrive: each new pixel is the exact mean of the area that
//! it covers. Whole numbers only, and memory for a few rows.

use crate::{
    rgb::Rgb,
    size::{Size, length},
};

/// The pixels of a row that make one new pixel. Weights are in parts of a pixel, of which each has
/// as many as the new row has pixels.
#[derive(Debug, Clone, Copy)]
struct Span {
    start: usize,
    end: usize,
    first: u64,
    last: u64,
}

/// A picture that is being made smaller. Takes one row after another.
#[derive(Debug)]
pub(crate) struct Shrink {
    from: Size,
    to: Size,
    spans: Vec<Span>,
    /// Sums of the present row.
    row: Vec<[u64; 3]>,
    /// Sums of the new row that is being made.
    sums: Vec<[u64; 3]>,
    /// Rows taken, and rows made.
    taken: u64,
    made: u64,
    pixels: Vec<u8>,
}

impl Shrink {
    /// Begins; `to` is not larger than `from`: where it is, it is cut.
    pub(crate) fn new(from: Size, to: Size) -> Self {
        let to = Size {
            width: to.width.min(from.width),
            height: to.height.min(from.height),
        };
        Self {
            from,
            to,
            spans: spans(from.width, to.width),
            row: vec![[0; 3]; to.columns()],
            sums: vec![[0; 3]; to.columns()],
            taken: 0,
            made: 0,
            pixels: Vec::with_capacity(to.columns() * to.rows() * 3),
        }
    }

    /// Takes the next row: red, green, blue. Rows beyond the last are ignored.
    pub(crate) fn row(&mut self, row: &[u8]) {
        if self.taken >= u64::from(self.from.height) {
            return;
        }
        if self.from == self.to {
            self.pixels.extend_from_slice(row);
            self.taken += 1;
            return;
        }
        self.across(row.as_chunks().0);
        // A row covers as many parts of a row as there are new rows, and at most two new rows.
        let (covers, height) = (u64::from(self.to.height), u64::from(self.from.height));
        let bottom = (self.taken + 1) * covers;
        let end = (self.made + 1) * height;
        self.add(bottom.min(end) - self.taken * covers);
        if bottom >= end {
            self.flush();
            self.add(bottom - end);
        }
        self.taken += 1;
    }

    /// Sums the row for each new pixel.
    fn across(&mut self, pixels: &[[u8; 3]]) {
        let inner = u64::from(self.to.width);
        for (sum, span) in self.row.iter_mut().zip(&self.spans) {
            *sum = [0; 3];
            match pixels.get(span.start..=span.end).unwrap_or_default() {
                [first, middle @ .., last] => {
                    let mut whole = [0_u64; 3];
                    for pixel in middle {
                        weigh(&mut whole, *pixel, 1);
                    }
                    for (sum, whole) in sum.iter_mut().zip(whole) {
                        *sum = whole * inner;
                    }
                    weigh(sum, *first, span.first);
                    weigh(sum, *last, span.last);
                }
                [only] => weigh(sum, *only, span.first),
                [] => {}
            }
        }
    }

    /// Adds the present row to the new one, `parts` times.
    fn add(&mut self, parts: u64) {
        for (sum, row) in self.sums.iter_mut().zip(&self.row) {
            for (sum, row) in sum.iter_mut().zip(row) {
                *sum += row * parts;
            }
        }
    }

    fn flush(&mut self) {
        let area = self.from.pixels();
        for sum in &mut self.sums {
            let mean = sum.map(|sum| u8::try_from((sum + area / 2) / area).unwrap_or(u8::MAX));
            self.pixels.extend_from_slice(&mean);
            *sum = [0; 3];
        }
        self.made += 1;
    }

    /// The smaller picture, if all rows were taken.
    pub(crate) fn finish(self) -> Option<Rgb> {
        Rgb::new(self.to, self.pixels)
    }
}

impl Rgb {
    /// The same picture at `to`, which is not larger.
    pub(crate) fn shrunk(&self, to: Size) -> Option<Self> {
        let mut shrink = Shrink::new(self.size(), to);
        for row in self.pixels().chunks(self.size().columns() * 3) {
            shrink.row(row);
        }
        shrink.finish()
    }
}

/// At most 255 · 50,000,000 over a whole picture: far from the end of the type.
fn weigh(sum: &mut [u64; 3], pixel: [u8; 3], weight: u64) {
    for (sum, value) in sum.iter_mut().zip(pixel) {
        *sum += u64::from(value) * weight;
    }
}

fn spans(from: u32, to: u32) -> Vec<Span> {
    let (from, parts) = (u64::from(from), u64::from(to));
    (0..parts)
        .map(|new| {
            let (left, right) = (new * from, (new + 1) * from);
            let (start, end) = (left / parts, (right - 1) / parts);
            Span {
                start: place(start),
                end: place(end),
                first: ((start + 1) * parts).min(right) - left,
                last: right - end * parts,
            }
        })
        .collect()
}

/// Places lie within a row.
fn place(at: u64) -> usize {
    length(u32::try_from(at).unwrap_or(u32::MAX))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::Shrink;
    use crate::size::Size;

    fn shrunk(from: (u32, u32), to: (u32, u32), pixels: &[[u8; 3]]) -> Vec<u8> {
        let size = |(width, height)| Size { width, height };
        let mut shrink = Shrink::new(size(from), size(to));
        for row in pixels.chunks(size(from).columns()) {
            shrink.row(row.as_flattened());
        }
        shrink.finish().unwrap().pixels().to_vec()
    }

    fn grey(values: &[u8]) -> Vec<[u8; 3]> {
        values.iter().map(|value| [*value; 3]).collect()
    }

    #[test]
    fn each_pixel_is_the_mean_of_its_area() {
        let four = grey(&[0, 100, 200, 100]);
        assert_eq!(shrunk((2, 2), (1, 1), &four), [100; 3]);
        assert_eq!(shrunk((4, 1), (2, 1), &four), [50, 50, 50, 150, 150, 150]);
        // From three to two: half of the middle pixel goes to each side.
        let three = grey(&[0, 90, 255]);
        assert_eq!(shrunk((3, 1), (2, 1), &three), [30, 30, 30, 200, 200, 200]);
        assert_eq!(shrunk((1, 3), (1, 2), &three), [30, 30, 30, 200, 200, 200]);
    }

    #[test]
    fn one_colour_stays_what_it_is_at_every_size() {
        for (from, to) in [
            ((7, 5), (3, 2)),
            ((101, 3), (99, 1)),
            ((9, 9), (9, 9)),
            ((5, 1), (1, 1)),
        ] {
            let pixels = vec![[3, 200, 255]; usize::try_from(from.0 * from.1).unwrap()];
            let small = shrunk(from, to, &pixels);
            assert_eq!(
                small,
                [3, 200, 255].repeat(small.len() / 3),
                "{from:?} {to:?}"
            );
        }
    }

    #[test]
    fn a_picture_without_its_last_row_is_none() {
        let size = Size {
            width: 2,
            height: 2,
        };
        let mut shrink = Shrink::new(
            size,
            Size {
                width: 1,
                height: 1,
            },
        );
        shrink.row(&[0; 6]);
        assert!(shrink.finish().is_none());
    }
}
