//! The chunks of a WebP.

use super::Bytes;
use crate::{Refused, limits, size::Size};
use std::{
    fs::File,
    io::{Read, Seek, SeekFrom, Write},
};

/// Flags of the extended header.
const ANIMATION: u8 = 0x02;
const ALPHA: u8 = 0x10;

/// A bit of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bit {
    at: u64,
    mask: u8,
}

/// What the chunks say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) size: Size,
    pub(super) memory: u64,
    /// In an opaque lossless picture, the bit that would call it transparent. The decoder writes
    /// such a picture into the caller's memory; an opaque one takes 4 bytes a pixel beside it.
    pub(super) alpha_bit: Option<Bit>,
    /// True if nothing of it is transparent, whatever the decoder says then.
    pub(super) opaque: bool,
}

/// The pixels of a file are in one chunk of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frame {
    Lossy,
    Lossless { alpha: bool },
}

pub(super) fn read(bytes: &mut Bytes<'_>) -> Result<Found, Refused> {
    bytes.array::<12>()?;
    let (name, length) = chunk(bytes)?;
    bytes.holds(length)?;
    match &name {
        b"VP8 " => {
            let size = lossy(bytes)?;
            Ok(found(size, Frame::Lossy, false, 0))
        }
        b"VP8L" => {
            let (size, alpha) = lossless(bytes)?;
            Ok(found(size, Frame::Lossless { alpha }, alpha, FIRST + 4))
        }
        b"VP8X" => extended(bytes, length),
        _ => Err(Refused::Broken),
    }
}

/// Where the content of the first chunk begins: after `RIFF`, a length, `WEBP`, a name, a length.
const FIRST: u64 = 20;

/// `flagged`: the file says at `alpha_at` that it is transparent.
fn found(size: Size, frame: Frame, flagged: bool, alpha_at: u64) -> Found {
    // Halves of a byte a pixel. Lossy: three planes of 1.5 bytes, the pixels, and to read the
    // transparency once more 4 bytes and 1.
    let halves = match (frame, flagged) {
        (Frame::Lossy, false) => 3 + 6,
        (Frame::Lossy, true) => 3 + 8 + 8 + 2,
        (Frame::Lossless { .. }, _) => 8,
    };
    let (alpha_bit, opaque) = match frame {
        Frame::Lossless { alpha } if !flagged => {
            let bit = Bit {
                at: alpha_at,
                mask: ALPHA,
            };
            (Some(bit), !alpha)
        }
        Frame::Lossless { .. } | Frame::Lossy => (None, false),
    };
    Found {
        size,
        memory: size.pixels() * halves / 2 + 2 * u64::from(limits::EMBEDDED),
        alpha_bit,
        opaque,
    }
}

/// Name and length of a chunk.
fn chunk(bytes: &mut Bytes<'_>) -> Result<([u8; 4], u32), Refused> {
    Ok((bytes.array()?, u32::from_le_bytes(bytes.array()?)))
}

/// The header of a lossy frame: a tag of 3 bytes, a signature, 14 bits each for width and height.
fn lossy(bytes: &mut Bytes<'_>) -> Result<Size, Refused> {
    let [_, _, _, 0x9d, 0x01, 0x2a] = bytes.array()? else {
        return Err(Refused::Broken);
    };
    let side = |two| u32::from(u16::from_le_bytes(two) & 0x3fff);
    Size::of_header(side(bytes.array()?), side(bytes.array()?))
}

/// The header of a lossless frame: a signature, 14 bits each for width and height less 1, and one
/// that says whether it is transparent.
fn lossless(bytes: &mut Bytes<'_>) -> Result<(Size, bool), Refused> {
    if bytes.byte()? != 0x2f {
        return Err(Refused::Broken);
    }
    let bits = u32::from_le_bytes(bytes.array()?);
    let size = Size::of_header((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1)?;
    Ok((size, bits & (1 << 28) != 0))
}

/// The frame has a header of its own, and the decoder believes that one: it must say the same.
fn extended(bytes: &mut Bytes<'_>, length: u32) -> Result<Found, Refused> {
    let [flags, _, _, _] = bytes.array()?;
    let side = |[low, middle, high]: [u8; 3]| u32::from_le_bytes([low, middle, high, 0]) + 1;
    let size = Size::of_header(side(bytes.array()?), side(bytes.array()?))?;
    if flags & ANIMATION != 0 {
        return Err(Refused::Animated);
    }
    bytes.skip(rest(length, 10)?)?;
    loop {
        let (name, length) = chunk(bytes)?;
        bytes.holds(length)?;
        let (framed, frame, read) = match &name {
            b"VP8 " => (lossy(bytes)?, Frame::Lossy, 10),
            b"VP8L" => {
                let (size, alpha) = lossless(bytes)?;
                (size, Frame::Lossless { alpha }, 5)
            }
            b"ANMF" | b"ANIM" => return Err(Refused::Animated),
            _ => {
                bytes.skip(rest(length, 0)?)?;
                continue;
            }
        };
        if framed != size {
            return Err(Refused::Broken);
        }
        only(bytes, rest(length, read)?)?;
        return Ok(found(size, frame, flags & ALPHA != 0, FIRST));
    }
}

/// What is left of a chunk, of which `read` bytes are read. Chunks have an even length.
fn rest(length: u32, read: u32) -> Result<i64, Refused> {
    let padded = i64::from(length) + i64::from(length % 2);
    let rest = padded - i64::from(read);
    if rest < 0 {
        Err(Refused::Broken)
    } else {
        Ok(rest)
    }
}

/// No second frame may follow, because the decoder prefers a lossless one.
fn only(bytes: &mut Bytes<'_>, rest: i64) -> Result<(), Refused> {
    bytes.skip(rest)?;
    while let Ok((name, length)) = chunk(bytes) {
        if matches!(&name, b"VP8 " | b"VP8L" | b"ANMF" | b"ANIM") {
            return Err(Refused::Broken);
        }
        if bytes.skip(self::rest(length, 0)?).is_err() {
            break;
        }
    }
    Ok(())
}

/// Sets the bit in the file, which is ours.
pub(super) fn set(file: &mut File, bit: Bit) -> Result<(), Refused> {
    let mut change = || -> std::io::Result<()> {
        let mut byte = [0];
        file.seek(SeekFrom::Start(bit.at))?;
        file.read_exact(&mut byte)?;
        file.seek(SeekFrom::Start(bit.at))?;
        file.write_all(&byte.map(|byte| byte | bit.mask))
    };
    change().ok().ok_or(Refused::Broken)
}
