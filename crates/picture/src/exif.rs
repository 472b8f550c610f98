//! The orientation in EXIF data; nothing else of it is read, and nothing of it is kept.

/// Tag of the orientation.
const ORIENTATION: u16 = 0x0112;
/// Type of a 16-bit number.
const SHORT: u16 = 3;

/// The orientation, 1 to 8, that this EXIF block names; with or without the six bytes `Exif\0\0`
/// before the TIFF header. 1 if it names none.
pub(crate) fn orientation(block: &[u8]) -> u16 {
    let tiff = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    read(tiff)
        .filter(|found| (1..=8).contains(found))
        .unwrap_or(1)
}

fn read(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.get(..4)? {
        b"II\x2a\0" => true,
        b"MM\0\x2a" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        Some(if little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let long = |at: usize| -> Option<usize> {
        let bytes = *tiff.get(at..)?.first_chunk()?;
        let number = if little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        };
        usize::try_from(number).ok()
    };
    let directory = long(4)?;
    let entries = usize::from(short(directory)?);
    for entry in 0..entries {
        let at = directory.checked_add(2 + entry * 12)?;
        if short(at)? == ORIENTATION {
            return (short(at + 2)? == SHORT).then(|| short(at + 8)).flatten();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::orientation;

    fn block(little: bool, tag: u16, kind: u16, value: u16) -> Vec<u8> {
        let short = |n: u16| {
            if little {
                n.to_le_bytes()
            } else {
                n.to_be_bytes()
            }
        };
        let long = |n: u32| {
            if little {
                n.to_le_bytes()
            } else {
                n.to_be_bytes()
            }
        };
        let mut block = if little {
            b"II".to_vec()
        } else {
            b"MM".to_vec()
        };
        block.extend(short(42));
        block.extend(long(8));
        block.extend(short(2));
        // Another tag comes first: the width.
        for (tag, kind, value) in [(0x0100, 3, 77), (tag, kind, value)] {
            block.extend(short(tag));
            block.extend(short(kind));
            block.extend(long(1));
            block.extend(short(value));
            block.extend(short(0));
        }
        block.extend(long(0));
        block
    }

    #[test]
    fn it_is_found_in_both_byte_orders_and_nowhere_else() {
        for value in 1..=8 {
            assert_eq!(orientation(&block(true, 0x0112, 3, value)), value);
            let big = block(false, 0x0112, 3, value);
            assert_eq!(orientation(&big), value);
            assert_eq!(orientation(&[b"Exif\0\0", big.as_slice()].concat()), value);
        }
        for none in [
            block(true, 0x0112, 3, 0),
            block(true, 0x0112, 3, 9),
            block(true, 0x0112, 4, 6),
            block(true, 0x0113, 3, 6),
            b"II\x2a\0\xff\xff\xff\xff".to_vec(),
            b"Exif\0\0".to_vec(),
            Vec::new(),
        ] {
            assert_eq!(orientation(&none), 1);
        }
        let whole = block(true, 0x0112, 3, 6);
        for end in 0..whole.len() - 8 {
            let cut = whole.get(..end).unwrap_or_default();
            assert_eq!(orientation(cut), 1, "truncated after {end} bytes");
        }
    }
}
