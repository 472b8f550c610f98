//! A zip like the bill centre's: names in GBK without a flag.
//!
//! Written by hand because zip libraries set the UTF-8 flag for every non-ASCII name, and readers
//! must handle its absence.

use std::io::{self, Write};

use alipay::form::Charset;
use alipay::time::format_shanghai;
use flate2::{Compression, Crc, write::DeflateEncoder};

use super::File;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// Deflate needs a reader of version 2.0.
const VERSION: u16 = 20;
const DEFLATE: u16 = 8;

/// Packs the files; lines end in CRLF.
pub(crate) fn archive(files: &[File], now: i64) -> io::Result<Vec<u8>> {
    let mut zip = Vec::new();
    let mut directory = Vec::new();
    for file in files {
        let name = Charset::Gbk.write(&file.name).into_owned();
        let text: String = file
            .lines
            .iter()
            .flat_map(|line| [line.as_str(), "\r\n"])
            .collect();
        let plain = Charset::Gbk.write(&text);
        let mut crc = Crc::new();
        crc.update(&plain);
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&plain)?;
        let packed = encoder.finish()?;

        let mut entry = Vec::new();
        put16(&mut entry, VERSION);
        // No flags: sizes are in the header, names are not marked as UTF-8.
        put16(&mut entry, 0);
        put16(&mut entry, DEFLATE);
        let (date, time) = dos(now);
        put16(&mut entry, time);
        put16(&mut entry, date);
        put32(&mut entry, crc.sum());
        put32(&mut entry, size(packed.len())?);
        put32(&mut entry, size(plain.len())?);
        put16(&mut entry, count(name.len())?);
        // No extra field.
        put16(&mut entry, 0);

        let offset = size(zip.len())?;
        put32(&mut zip, LOCAL);
        zip.extend_from_slice(&entry);
        zip.extend_from_slice(&name);
        zip.extend_from_slice(&packed);

        put32(&mut directory, CENTRAL);
        put16(&mut directory, VERSION);
        directory.extend_from_slice(&entry);
        // Comment, disk, internal and external attributes: none.
        for _ in 0..5 {
            put16(&mut directory, 0);
        }
        put32(&mut directory, offset);
        directory.extend_from_slice(&name);
    }
    let offset = size(zip.len())?;
    let length = size(directory.len())?;
    zip.extend_from_slice(&directory);
    put32(&mut zip, END);
    put32(&mut zip, 0);
    put16(&mut zip, count(files.len())?);
    put16(&mut zip, count(files.len())?);
    put32(&mut zip, length);
    put32(&mut zip, offset);
    put16(&mut zip, 0);
    Ok(zip)
}

fn put16(bytes: &mut Vec<u8>, number: u16) {
    bytes.extend_from_slice(&number.to_le_bytes());
}

fn put32(bytes: &mut Vec<u8>, number: u32) {
    bytes.extend_from_slice(&number.to_le_bytes());
}

fn size(length: usize) -> io::Result<u32> {
    u32::try_from(length).map_err(io::Error::other)
}

fn count(length: usize) -> io::Result<u16> {
    u16::try_from(length).map_err(io::Error::other)
}

/// Date and time in DOS format, in Shanghai time; 0 if out of range.
fn dos(now: i64) -> (u16, u16) {
    let text = format_shanghai(now);
    let numbers: Vec<u16> = text
        .split(['-', ' ', ':'])
        .map(|part| part.parse().unwrap_or_default())
        .collect();
    let [year, month, day, hour, minute, second] = numbers.as_slice() else {
        return (0, 0);
    };
    let date = year.saturating_sub(1980).min(127) << 9 | month << 5 | day;
    (date, hour << 11 | minute << 5 | second >> 1)
}
