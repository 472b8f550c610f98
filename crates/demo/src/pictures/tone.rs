//! Colours as integers, and the tones of a drawing.

use std::fmt;

/// A colour, red, green and blue; written `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tone(pub u8, pub u8, pub u8);

/// White.
pub(super) const WHITE: Tone = Tone(0xFF, 0xFF, 0xFF);
/// The shop's ink.
pub(super) const INK: Tone = Tone(0x1E, 0x24, 0x22);

impl Tone {
    /// This colour with `percent` (0..=100) of `other` in it.
    #[must_use]
    pub fn with(self, other: Self, percent: u16) -> Self {
        let percent = percent.min(100);
        let mix = |a: u8, b: u8| {
            let sum = (u16::from(a) * (100 - percent) + u16::from(b) * percent + 50) / 100;
            u8::try_from(sum).unwrap_or(u8::MAX)
        };
        Self(
            mix(self.0, other.0),
            mix(self.1, other.1),
            mix(self.2, other.2),
        )
    }
}

impl fmt::Display for Tone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

/// The tones of one colour.
#[derive(Debug, Clone, Copy)]
pub(super) struct Palette {
    /// The colour itself.
    pub base: Tone,
    /// Towards the light.
    pub light: Tone,
    /// Hardly coloured.
    pub pale: Tone,
    /// Away from the light.
    pub shade: Tone,
    /// Inside, underneath, in a fold.
    pub deep: Tone,
    /// Wall behind it.
    pub wall: Tone,
    /// Tabletop, slightly tinted.
    pub table: Tone,
}

impl Palette {
    /// The tones of `base`.
    pub(super) fn of(base: Tone) -> Self {
        // A warm dark for shadows, because pure ink would make light glazes grey.
        let dusk = Tone(0x3B, 0x2E, 0x22);
        Self {
            base,
            light: base.with(WHITE, 24),
            pale: base.with(WHITE, 58),
            shade: base.with(dusk, 20),
            deep: base.with(dusk, 42),
            wall: Tone(0xEF, 0xEB, 0xE2),
            table: Tone(0xE2, 0xDA, 0xCA).with(base, 9),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixing_goes_from_one_colour_to_the_other() {
        let (a, b) = (Tone(0, 100, 255), Tone(255, 0, 255));
        assert_eq!(a.with(b, 0), a);
        assert_eq!(a.with(b, 100), b);
        assert_eq!(a.with(b, 50), Tone(128, 50, 255));
        assert_eq!(Tone(0x0A, 0xBC, 0x0F).to_string(), "#0ABC0F");
    }
}
