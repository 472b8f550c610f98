//! The scene, row by row as stored.

use jpeg_encoder::{ImageBuffer, JpegColorType, rgb_to_ycbcr};

/// Quarters from the top left to the bottom right.
const QUARTERS: [[u8; 3]; 4] = [[200, 40, 40], [40, 160, 60], [40, 60, 190], [220, 200, 60]];

/// The scene as seen by a camera with an orientation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scene {
    width: u16,
    height: u16,
    orientation: u16,
}

impl Scene {
    pub(crate) fn new(width: u16, height: u16, orientation: u16) -> Self {
        Self {
            width,
            height,
            orientation,
        }
    }

    /// The upright position of a stored pixel.
    fn upright(self, x: u16, y: u16) -> (u16, u16) {
        let right = |x: u16| self.width - 1 - x;
        let bottom = |y: u16| self.height - 1 - y;
        match self.orientation {
            2 => (right(x), y),
            3 => (right(x), bottom(y)),
            4 => (x, bottom(y)),
            5 => (y, x),
            6 => (right(y), x),
            7 => (right(y), bottom(x)),
            8 => (y, bottom(x)),
            _ => (x, y),
        }
    }

    fn colour(self, x: u16, y: u16) -> [u8; 3] {
        let [red, green, blue, yellow] = QUARTERS;
        let quarter = match (x < self.width / 2, y < self.height / 2) {
            (true, true) => red,
            (false, true) => green,
            (true, false) => blue,
            (false, false) => yellow,
        };
        let grain = u8::try_from((u32::from(x) * 7 + u32::from(y) * 13) % 16).unwrap_or(0);
        quarter.map(|value| value + grain)
    }

    fn is_turned(self) -> bool {
        matches!(self.orientation, 5..=8)
    }
}

impl ImageBuffer for Scene {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        if self.is_turned() {
            self.height
        } else {
            self.width
        }
    }

    fn height(&self) -> u16 {
        if self.is_turned() {
            self.width
        } else {
            self.height
        }
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let [luma, blue, red, _] = buffers;
        for x in 0..self.width() {
            let (x, y) = self.upright(x, y);
            let [r, g, b] = self.colour(x, y);
            let (y, cb, cr) = rgb_to_ycbcr(r, g, b);
            luma.push(y);
            blue.push(cb);
            red.push(cr);
        }
    }
}
