//! The shop's logo: two files of a prepared picture, as one line of text.

use super::{Setting, value::Value};
use crate::{
    error::ErrorCode,
    locale::Words,
    view::catalog::{ImageView, WidthView},
};

/// Characters of a file's name: a SHA-256 in hex.
const NAME: usize = 64;
/// The MIME type of prepared pictures.
const MIME: &str = "image/webp";

/// A picture that stands beside the shop's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The largest file.
    pub original: LogoFile,
    /// The file that pages show.
    pub shown: LogoFile,
}

/// A file of the logo, under `/media/{sha256}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogoFile {
    /// Hex SHA-256.
    pub sha256: String,
    /// Width in pixels.
    pub width: i64,
    /// Height in pixels.
    pub height: i64,
}

impl Logo {
    /// Height in a page's header, in CSS pixels.
    pub const HEIGHT: i64 = 32;
    /// Most width there; a wider logo is lower.
    pub const WIDTH: i64 = 120;

    /// Width and height in a page's header, in CSS pixels.
    #[must_use]
    pub fn frame(&self) -> (i64, i64) {
        let LogoFile { width, height, .. } = self.original;
        let scaled = |side: i64, to: i64, of: i64| {
            let pixels = side.saturating_mul(to).checked_div(of);
            pixels.unwrap_or(to).max(1)
        };
        let wide = scaled(width, Self::HEIGHT, height);
        if wide > Self::WIDTH {
            let low = scaled(height, Self::WIDTH, width);
            (Self::WIDTH, low.min(Self::HEIGHT))
        } else {
            (wide, Self::HEIGHT)
        }
    }

    /// The names of its files.
    #[must_use]
    pub fn names(&self) -> [&str; 2] {
        [&self.original.sha256, &self.shown.sha256]
    }

    /// The MIME type of its files.
    #[must_use]
    pub const fn mime(&self) -> &'static str {
        MIME
    }

    /// The logo as a picture that previews of links show.
    #[must_use]
    pub fn image(&self, alt: Words) -> ImageView {
        let LogoFile {
            sha256,
            width,
            height,
        } = self.original.clone();
        ImageView {
            widths: vec![WidthView {
                sha256: sha256.clone(),
                mime: MIME.to_owned(),
                width,
            }],
            sha256,
            width,
            height,
            alt,
            colour: None,
            drawn: false,
        }
    }
}

impl LogoFile {
    fn text(&self) -> String {
        format!("{} {}x{}", self.sha256, self.width, self.height)
    }

    fn read(name: &str, size: &str) -> Option<Self> {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let (width, height) = size.split_once('x')?;
        let (width, height) = (width.parse().ok()?, height.parse().ok()?);
        let is_file = name.len() == NAME && name.bytes().all(is_hex) && width > 0 && height > 0;
        is_file.then(|| Self {
            sha256: name.to_owned(),
            width,
            height,
        })
    }
}

/// Name and size of each file.
impl Value for Logo {
    fn text(&self) -> String {
        format!("{} {}", self.original.text(), self.shown.text())
    }

    fn read(text: &str, _: Setting) -> Result<Self, ErrorCode> {
        let parts: Vec<&str> = text.split_whitespace().collect();
        let read = match parts.as_slice() {
            [] => return Err(ErrorCode::Required),
            [name, size, shown, shown_size] => LogoFile::read(name, size)
                .zip(LogoFile::read(shown, shown_size))
                .map(|(original, shown)| Self { original, shown }),
            _ => None,
        };
        read.ok_or(ErrorCode::Format)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::setting::{SettingName, Settings};

    fn logo(width: i64, height: i64) -> Logo {
        let file = |letter: &str, width, height| LogoFile {
            sha256: letter.repeat(NAME),
            width,
            height,
        };
        Logo {
            original: file("a", width, height),
            shown: file("0", 320, 200),
        }
    }

    #[test]
    fn a_logo_fits_the_header_and_keeps_its_shape() {
        for ((width, height), frame) in [
            ((600, 600), (32, 32)),
            ((2_400, 800), (96, 32)),
            ((2_400, 200), (120, 10)),
            ((10, 2_400), (1, 32)),
            ((2_400, 1), (120, 1)),
            ((0, 0), (32, 32)),
        ] {
            assert_eq!(logo(width, height).frame(), frame, "{width}x{height}");
        }
    }

    #[test]
    fn a_row_holds_names_and_sizes_and_nothing_else() {
        let mut settings = Settings::default();
        assert_eq!(settings.logo, None);
        let line = logo(640, 400).text();
        settings.set(SettingName::Logo, &line).unwrap();
        assert_eq!(settings.logo, Some(logo(640, 400)));
        assert_eq!(settings.text(SettingName::Logo), line);
        let name = "a".repeat(NAME);
        for wrong in [
            "logo.png".to_owned(),
            format!("{name} 640x400"),
            format!("{name} 640x400 {name} 320"),
            format!("{name} 0x400 {name} 320x200"),
            format!("../{} 640x400 {name} 320x200", "a".repeat(61)),
            format!("{} 640x400 {name} 320x200", "A".repeat(NAME)),
        ] {
            let refused = settings.set(SettingName::Logo, &wrong);
            assert_eq!(refused, Err(ErrorCode::Format), "{wrong}");
        }
        settings.set(SettingName::Logo, "").unwrap();
        assert_eq!(settings.logo, None);
    }
}
