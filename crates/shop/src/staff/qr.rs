//! A QR code as the path of an SVG: one rectangle for each run of dark modules.

use crate::Error;
use qrcode::{Color, QrCode};
use std::fmt::Write as _;

/// A drawn QR code, without its quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Drawing {
    /// Modules on a side.
    pub(super) size: usize,
    /// The dark modules.
    pub(super) path: String,
}

/// Draws a text.
///
/// # Errors
/// `Internal` for a text that is too long.
pub(super) fn draw(text: &str) -> Result<Drawing, Error> {
    let code = QrCode::new(text).map_err(|bad| Error::internal(bad.to_string()))?;
    let size = code.width();
    let mut path = String::new();
    for (y, row) in code.into_colors().chunks(size.max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                write!(path, "M{x} {y}h{0}v1h-{0}z", run.len()).map_err(Error::internal)?;
            }
            x += run.len();
        }
    }
    Ok(Drawing { size, path })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::draw;

    #[test]
    fn the_three_corners_are_there() {
        let drawing = draw("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP").unwrap();
        // The upper edges of the finder patterns, left and right.
        let right = drawing.size - 7;
        assert!(drawing.path.starts_with("M0 0h7v1h-7z"));
        assert!(drawing.path.contains(&format!("M{right} 0h7v1h-7z")));
        assert!(
            drawing
                .path
                .contains(&format!("M0 {}h7v1h-7z", drawing.size - 1))
        );
    }
}
