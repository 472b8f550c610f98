//! The segments of a JPEG. All of them are walked, so that a file without an end, or without all
//! its scans, is refused and not shown half grey.

use super::Bytes;
use crate::{Refused, limits, size::Size};

/// Samples of a block.
const BLOCK: u64 = 64;

/// A colour channel.
#[derive(Debug, Clone, Copy)]
struct Channel {
    id: u8,
    across: u64,
    down: u64,
    /// One bit for each of the 64 frequencies that has arrived in full.
    arrived: u64,
}

/// What the frame header says.
#[derive(Debug)]
struct Frame {
    size: Size,
    progressive: bool,
    channels: Vec<Channel>,
}

pub(super) fn read(bytes: &mut Bytes<'_>) -> Result<(Size, u64), Refused> {
    let [0xff, 0xd8] = bytes.array()? else {
        return Err(Refused::Broken);
    };
    let mut frame: Option<Frame> = None;
    let mut scans = 0;
    loop {
        match marker(bytes)? {
            // Baseline, extended and progressive; others are lossless, hierarchical or arithmetic.
            kind @ 0xc0..=0xc2 if frame.is_none() => frame = Some(start(bytes, kind == 0xc2)?),
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcf => return Err(Refused::Broken),
            0xda => {
                scans += 1;
                if scans > limits::SCANS {
                    return Err(Refused::Broken);
                }
                scan(bytes, frame.as_mut().ok_or(Refused::Broken)?)?;
            }
            0xd9 => break,
            // Markers without content.
            0x01 | 0xd0..=0xd7 => {}
            0xd8 => return Err(Refused::Broken),
            _ => {
                let length = length(bytes)?;
                bytes.skip(length)?;
            }
        }
    }
    let frame = frame.ok_or(Refused::Broken)?;
    if frame.channels.iter().any(|channel| channel.arrived != !0) {
        return Err(Refused::Broken);
    }
    Ok((frame.size, frame.memory()))
}

/// The next marker. As the decoder does, skips what is between segments and within a scan.
fn marker(bytes: &mut Bytes<'_>) -> Result<u8, Refused> {
    loop {
        bytes.skip_past(0xff)?;
        let mut code = bytes.byte()?;
        while code == 0xff {
            code = bytes.byte()?;
        }
        if code != 0 {
            return Ok(code);
        }
    }
}

/// Bytes that follow the length of a segment.
fn length(bytes: &mut Bytes<'_>) -> Result<i64, Refused> {
    let length = i64::from(u16::from_be_bytes(bytes.array()?));
    if length < 2 {
        Err(Refused::Broken)
    } else {
        Ok(length - 2)
    }
}

fn start(bytes: &mut Bytes<'_>, progressive: bool) -> Result<Frame, Refused> {
    let length = length(bytes)?;
    let [precision] = bytes.array()?;
    let height = u16::from_be_bytes(bytes.array()?);
    let width = u16::from_be_bytes(bytes.array()?);
    let count = bytes.byte()?;
    if precision != 8 || !matches!(count, 1 | 3 | 4) || length != 6 + 3 * i64::from(count) {
        return Err(Refused::Broken);
    }
    let mut channels = Vec::with_capacity(usize::from(count));
    for _ in 0..count {
        let [id, sampling, _table] = bytes.array()?;
        let (across, down) = (u64::from(sampling >> 4), u64::from(sampling & 0x0f));
        if !(1..=4).contains(&across) || !(1..=4).contains(&down) {
            return Err(Refused::Broken);
        }
        channels.push(Channel {
            id,
            across,
            down,
            arrived: 0,
        });
    }
    Ok(Frame {
        size: Size::of_header(width.into(), height.into())?,
        progressive,
        channels,
    })
}

/// Notes what the scan brings. Its data is skipped by the search for the next marker.
fn scan(bytes: &mut Bytes<'_>, frame: &mut Frame) -> Result<(), Refused> {
    length(bytes)?;
    let count = bytes.byte()?;
    let mut named = Vec::with_capacity(usize::from(count));
    for _ in 0..count {
        let [id, _tables] = bytes.array()?;
        named.push(id);
    }
    let [first, last, approximation] = bytes.array()?;
    if first > last || last > 63 {
        return Err(Refused::Broken);
    }
    // Its lower half: bits that later scans bring.
    if approximation & 0x0f != 0 {
        return Ok(());
    }
    let brought = if frame.progressive {
        (first..=last).fold(0, |bits, frequency| bits | (1 << frequency))
    } else {
        !0
    };
    for channel in &mut frame.channels {
        if named.contains(&channel.id) {
            channel.arrived |= brought;
        }
    }
    Ok(())
}

impl Frame {
    /// Memory of the decoder: the planes at the scale that is decoded, the pixels made of them, and
    /// for a progressive file all coefficients.
    fn memory(&self) -> u64 {
        let (width, height) = (u64::from(self.size.width), u64::from(self.size.height));
        let most = |of: fn(&Channel) -> u64| self.channels.iter().map(of).max().unwrap_or(1);
        let units = width.div_ceil(8 * most(|channel| channel.across))
            * height.div_ceil(8 * most(|channel| channel.down));
        let samples: u64 = self
            .channels
            .iter()
            .map(|channel| units * channel.across * channel.down * BLOCK)
            .sum();
        let scale = scale(self.size);
        let planes = samples * scale * scale / BLOCK;
        let eighth = |side: u64| (side * scale).div_ceil(8);
        let count = u64::try_from(self.channels.len()).unwrap_or(u64::MAX);
        let pixels = eighth(width) * eighth(height) * count;
        let coefficients = if self.progressive { 2 * samples } else { 0 };
        planes + pixels + coefficients
    }
}

/// The smallest scale, in eighths, that still gives the original its size.
fn scale(size: Size) -> u64 {
    let enough =
        |scale: &u64| (u64::from(size.longer()) * scale).div_ceil(8) >= u64::from(limits::ORIGINAL);
    [1, 2, 4].into_iter().find(enough).unwrap_or(8)
}

#[cfg(test)]
mod tests {
    use super::{Channel, Frame, scale};
    use crate::size::Size;

    fn memory(width: u32, height: u32, down: u64, progressive: bool) -> u64 {
        let channel = |across, down| Channel {
            id: 0,
            across,
            down,
            arrived: 0,
        };
        Frame {
            size: Size { width, height },
            progressive,
            channels: vec![channel(2, down), channel(1, 1), channel(1, 1)],
        }
        .memory()
            / 1_000_000
    }

    #[test]
    fn a_large_picture_is_decoded_small() {
        for (side, eighths) in [
            (2400, 8),
            (4798, 8),
            (4799, 4),
            (9599, 2),
            (65_535, 1),
            (100, 8),
        ] {
            let size = Size {
                width: 9,
                height: side,
            };
            assert_eq!(scale(size), eighths, "{side}");
        }
        assert_eq!(
            memory(8640, 5760, 2, false),
            18 + 37,
            "decoded at half scale"
        );
        assert_eq!(
            memory(8640, 5760, 2, true),
            18 + 37 + 149 + 1,
            "progressive files also need their coefficients"
        );
        assert_eq!(
            memory(4798, 4798, 1, false),
            46 + 69,
            "the largest file decoded at full scale"
        );
    }
}
