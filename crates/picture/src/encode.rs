//! Writes WebP files. They hold pixels and nothing else.

use crate::{PictureError, rgb::Rgb};
use webp::{Encoder, WebPConfig};

/// How well a file is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Effort {
    /// Of 100.
    quality: f32,
    /// Of 6: more takes longer and saves bytes.
    method: i32,
}

/// The original: other files may be made of it later.
pub(crate) const ORIGINAL: Effort = Effort {
    quality: 88.0,
    method: 2,
};
/// What browsers load.
pub(crate) const WIDTH: Effort = Effort {
    quality: 80.0,
    method: 3,
};

/// Encodes the picture.
///
/// # Errors
/// `Failed`.
pub(crate) fn webp(picture: &Rgb, effort: Effort) -> Result<Vec<u8>, PictureError> {
    let mut config =
        WebPConfig::new().map_err(|()| PictureError::Failed("WebP configuration".to_owned()))?;
    config.quality = effort.quality;
    config.method = effort.method;
    let size = picture.size();
    let file = Encoder::from_rgb(picture.pixels(), size.width, size.height)
        .encode_advanced(&config)
        .map_err(|cause| PictureError::Failed(format!("WebP encoder: {cause:?}")))?;
    Ok(file.to_vec())
}
