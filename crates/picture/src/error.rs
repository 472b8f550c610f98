//! Why a picture was not taken.

use std::io;

/// What is wrong with an uploaded file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.code())]
pub enum Refused {
    /// No bytes.
    Empty,
    /// More than [`BYTES`](crate::limits::BYTES).
    TooManyBytes,
    /// More than [`MEGAPIXELS`](crate::limits::MEGAPIXELS), or a side longer than
    /// [`SIDE`](crate::limits::SIDE).
    TooManyPixels,
    /// Within the limits, but its format needs more memory than there is for pictures.
    Heavy,
    /// HEIC, HEIF or AVIF.
    Heic,
    /// Not JPEG, PNG or WebP.
    NotAPicture,
    /// PNG or WebP with several frames.
    Animated,
    /// Incomplete, damaged, or a variant that no camera writes.
    Broken,
}

impl Refused {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Empty,
        Self::TooManyBytes,
        Self::TooManyPixels,
        Self::Heavy,
        Self::Heic,
        Self::NotAPicture,
        Self::Animated,
        Self::Broken,
    ];

    /// A word for logs and tables; it does not change.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooManyBytes => "too_many_bytes",
            Self::TooManyPixels => "too_many_pixels",
            Self::Heavy => "heavy",
            Self::Heic => "heic",
            Self::NotAPicture => "not_a_picture",
            Self::Animated => "animated",
            Self::Broken => "broken",
        }
    }
}

/// Why there is no prepared picture.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The file is at fault; the person is told.
    #[error("refused: {0}")]
    Refused(#[from] Refused),
    /// The temporary file could not be written or read.
    #[error("temporary file: {0}")]
    Disk(#[from] io::Error),
    /// Not expected: the encoder refused, or a thread ended.
    #[error("not prepared: {0}")]
    Failed(String),
}
