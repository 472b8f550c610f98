//! Photographs for tests, as cameras write them: JPEG with an EXIF block with the orientation, the
//! place and the photographer. Not part of a release.
//!
//! Every photograph shows the same scene: seen upright, its quarters are red, green, blue and
//! yellow from the top left to the bottom right, with a little noise.
#![expect(clippy::expect_used, reason = "for tests only")]

mod scene;

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use scene::Scene;

/// Personal data in the EXIF block, which must not be in a published file.
pub const SECRET: &str = "Lin Xia, 39.9042N 116.4074E";

/// A camera with its settings.
#[derive(Debug, Clone)]
pub struct Camera {
    width: u16,
    height: u16,
    orientation: u16,
    quality: u8,
    progressive: bool,
    full_colour: bool,
    profile: Option<Vec<u8>>,
}

impl Camera {
    /// A camera held upright, for photographs that are shown at this size.
    #[must_use]
    pub fn new(width: u16, height: u16) -> Self {
        Self {
            width,
            height,
            orientation: 1,
            quality: 85,
            progressive: false,
            full_colour: false,
            profile: None,
        }
    }

    /// Sets the EXIF orientation, 1 to 8. The photograph is shown at the same size and stored
    /// rotated.
    #[must_use]
    pub fn held(mut self, orientation: u16) -> Self {
        self.orientation = orientation;
        self
    }

    /// Sets the quality to 100.
    #[must_use]
    pub fn quality(mut self, quality: u8) -> Self {
        self.quality = quality;
        self
    }

    /// Writes a progressive JPEG.
    #[must_use]
    pub fn progressive(mut self) -> Self {
        self.progressive = true;
        self
    }

    /// Writes chroma at full resolution (4:4:4).
    #[must_use]
    pub fn full_colour(mut self) -> Self {
        self.full_colour = true;
        self
    }

    /// Adds an ICC profile.
    #[must_use]
    pub fn profile(mut self, icc: &[u8]) -> Self {
        self.profile = Some(icc.to_vec());
        self
    }

    /// Takes the photograph. Needs memory only for a few rows and for the file.
    ///
    /// # Panics
    /// For a side of 0, or a profile of megabytes.
    #[must_use]
    pub fn jpeg(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, self.quality);
        encoder.set_progressive(self.progressive);
        encoder.set_sampling_factor(if self.full_colour {
            SamplingFactor::R_4_4_4
        } else {
            SamplingFactor::R_4_2_0
        });
        let exif = [b"Exif\0\0".as_slice(), &exif(self.orientation)].concat();
        encoder.add_app_segment(1, exif).expect("a short segment");
        let xmp = format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{SECRET}</x:xmpmeta>");
        encoder
            .add_app_segment(1, xmp.into_bytes())
            .expect("a short segment");
        if let Some(profile) = &self.profile {
            encoder.add_icc_profile(profile).expect("a short profile");
        }
        let scene = Scene::new(self.width, self.height, self.orientation);
        encoder.encode_image(scene).expect("a picture");
        file
    }
}

/// A CMYK JPEG of one colour, as print software writes it; 0 means no ink. Stored as YCCK if
/// `mixed`.
///
/// # Panics
/// For a side of 0.
#[must_use]
pub fn inks(width: u16, height: u16, inks: [u8; 4], mixed: bool) -> Vec<u8> {
    let pixels = inks.repeat(usize::from(width) * usize::from(height));
    let colours = if mixed {
        ColorType::CmykAsYcck
    } else {
        ColorType::Cmyk
    };
    let mut file = Vec::new();
    Encoder::new(&mut file, 95)
        .encode(&pixels, width, height, colours)
        .expect("a picture");
    file
}

/// The TIFF part of an EXIF block with a description and an orientation.
#[must_use]
pub fn exif(orientation: u16) -> Vec<u8> {
    let described = u32::try_from(SECRET.len()).unwrap_or(u32::MAX);
    let mut block = b"II\x2a\0\x08\0\0\0\x02\0".to_vec();
    // The description follows the two entries and the end of the list.
    for (tag, kind, count, value) in [
        (0x010e_u16, 2_u16, described, 8 + 2 + 2 * 12 + 4_u32),
        (0x0112, 3, 1, u32::from(orientation)),
    ] {
        block.extend(tag.to_le_bytes());
        block.extend(kind.to_le_bytes());
        block.extend(count.to_le_bytes());
        block.extend(value.to_le_bytes());
    }
    block.extend(0_u32.to_le_bytes());
    block.extend(SECRET.as_bytes());
    block
}
