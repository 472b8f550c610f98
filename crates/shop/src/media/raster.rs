//! Renders SVG to pixels, and encodes pixels as WebP.

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};
use webp::{Encoder, WebPConfig};

/// Of 100. Above it flat colours look the same; below it the edges show artefacts.
const QUALITY: f32 = 80.0;
/// Of 6. Two more save 5 % of the bytes and take more than twice as long.
const EFFORT: i32 = 2;

/// Why rendering failed.
#[derive(Debug, thiserror::Error)]
pub enum RasterError {
    /// The original could not be read, or the file could not be written.
    #[error("picture file: {0}")]
    File(#[from] std::io::Error),
    /// The original is not a valid SVG.
    #[error("not a drawing: {0}")]
    Drawing(#[from] resvg::usvg::Error),
    /// No memory for the pixels, or a width of 0.
    #[error("no raster of {0} pixels")]
    Size(u16),
    /// The encoder failed.
    #[error("not encoded: {0}")]
    Encoder(String),
}

/// A square of opaque pixels.
#[derive(Debug, Clone)]
pub struct Raster(Pixmap);

impl Raster {
    /// Renders SVG text, `width` pixels wide and high. Reads no fonts, no outside files, no
    /// embedded pictures.
    ///
    /// # Errors
    /// `Drawing`, `Size`.
    pub fn of_drawing(svg: &[u8], width: u16) -> Result<Self, RasterError> {
        let tree = Tree::from_data(svg, &Options::default())?;
        let mut pixels =
            Pixmap::new(u32::from(width), u32::from(width)).ok_or(RasterError::Size(width))?;
        // Transparent areas become white, as on a page: the pixels are opaque.
        pixels.fill(resvg::tiny_skia::Color::WHITE);
        resvg::render(&tree, scale(&tree, width), &mut pixels.as_mut());
        Ok(Self(pixels))
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.0.width()
    }

    /// Red, green and blue of the pixel at `(x, y)`; `None` outside.
    #[must_use]
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 3]> {
        // Beyond the end of a line the library would return the next line's pixel.
        let pixel = self.0.pixel(x, y).filter(|_| x < self.width())?;
        Some([pixel.red(), pixel.green(), pixel.blue()])
    }

    /// As a WebP file.
    ///
    /// # Errors
    /// `Encoder`.
    pub fn webp(&self) -> Result<Vec<u8>, RasterError> {
        let refused = |cause: &dyn std::fmt::Debug| RasterError::Encoder(format!("{cause:?}"));
        let mut config = WebPConfig::new().map_err(|()| refused(&"configuration"))?;
        config.quality = QUALITY;
        config.method = EFFORT;
        let encoder = Encoder::from_rgba(self.0.data(), self.0.width(), self.0.height());
        let file = encoder
            .encode_advanced(&config)
            .map_err(|cause| refused(&cause))?;
        Ok(file.to_vec())
    }
}

#[expect(clippy::float_arithmetic, reason = "geometry, not money")]
fn scale(tree: &Tree, width: u16) -> Transform {
    let size = tree.size();
    let width = f32::from(width);
    Transform::from_scale(width / size.width(), width / size.height())
}
