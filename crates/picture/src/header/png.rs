//! The header chunk of a PNG.

use super::Bytes;
use crate::{Refused, limits, size::Size};

/// Rows are decoded one by one: the row, the one before it, and the one that is given out, each
/// with at most 8 bytes a pixel.
const ROW: u64 = 3 * 8;

pub(super) fn read(bytes: &mut Bytes<'_>) -> Result<(Size, u64), Refused> {
    let [.., b'I', b'H', b'D', b'R'] = bytes.array::<16>()? else {
        return Err(Refused::Broken);
    };
    let width = u32::from_be_bytes(bytes.array()?);
    let height = u32::from_be_bytes(bytes.array()?);
    let [_depth, _colour, _compression, _filter, interlace] = bytes.array()?;
    let size = Size::of_header(width, height)?;
    // An interlaced picture is complete only at its end: with at most 4 bytes a pixel.
    let whole = if interlace == 0 { 0 } else { 4 * size.pixels() };
    let embedded = 2 * u64::from(limits::EMBEDDED);
    Ok((size, whole + ROW * u64::from(width) + embedded))
}
