//! Width and height.

use crate::{Refused, limits};

/// Width and height in pixels; neither is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Size {
    /// The size that a header names.
    ///
    /// # Errors
    /// `Broken` for a side of 0, `TooManyPixels`.
    pub(crate) fn of_header(width: u32, height: u32) -> Result<Self, Refused> {
        let size = Self { width, height };
        if size.pixels() == 0 {
            return Err(Refused::Broken);
        }
        if size.pixels() > limits::PIXELS || size.longer() > limits::SIDE {
            return Err(Refused::TooManyPixels);
        }
        Ok(size)
    }

    pub(crate) fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    pub(crate) fn longer(self) -> u32 {
        self.width.max(self.height)
    }

    /// The same shape with a longer side of at most `longest`.
    pub(crate) fn within(self, longest: u32) -> Self {
        let longer = self.longer();
        if longer <= longest {
            return self;
        }
        Self {
            width: part(self.width, longest, longer),
            height: part(self.height, longest, longer),
        }
    }

    /// The same shape with this width.
    pub(crate) fn at_width(self, width: u32) -> Self {
        Self {
            width,
            height: part(self.height, width, self.width),
        }
    }

    pub(crate) fn turned(self) -> Self {
        Self {
            width: self.height,
            height: self.width,
        }
    }

    /// Pixels in a row, as a length.
    pub(crate) fn columns(self) -> usize {
        length(self.width)
    }

    /// Number of rows, as a length.
    pub(crate) fn rows(self) -> usize {
        length(self.height)
    }
}

/// `side * of / whole`, rounded, and at least 1.
fn part(side: u32, of: u32, whole: u32) -> u32 {
    let whole = u64::from(whole).max(1);
    let scaled = (u64::from(side) * u64::from(of) + whole / 2) / whole;
    u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
}

/// Every platform that this runs on has lengths of 32 bits or more.
pub(crate) fn length(side: u32) -> usize {
    usize::try_from(side).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::Size;
    use crate::Refused;

    fn size(width: u32, height: u32) -> Size {
        Size { width, height }
    }

    #[test]
    fn a_header_is_judged_before_any_pixel() {
        assert_eq!(Size::of_header(8640, 5760), Ok(size(8640, 5760)));
        for (width, height) in [
            (50_000, 50_000),
            (u32::MAX, u32::MAX),
            (10_000, 5001),
            (65_536, 1),
        ] {
            assert_eq!(Size::of_header(width, height), Err(Refused::TooManyPixels));
        }
        assert_eq!(Size::of_header(0, 5), Err(Refused::Broken));
    }

    #[test]
    fn shapes_are_kept_and_nothing_is_enlarged() {
        assert_eq!(size(4000, 3000).within(2400), size(2400, 1800));
        assert_eq!(size(3000, 4000).within(2400), size(1800, 2400));
        assert_eq!(size(800, 600).within(2400), size(800, 600));
        assert_eq!(
            size(50_000, 1).within(2400),
            size(2400, 1),
            "a side must not become 0"
        );
        assert_eq!(size(2400, 1800).at_width(320), size(320, 240));
        assert_eq!(size(2400, 1).at_width(320), size(320, 1));
    }
}
