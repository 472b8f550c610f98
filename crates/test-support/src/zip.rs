//! Writes ZIPs byte by byte, wrong ones too.
#![expect(clippy::expect_used, reason = "for tests only")]

use flate2::{Compression, Crc, write::DeflateEncoder};
use std::{
    fs::File,
    io::{Seek, SeekFrom, Write},
};

/// The mark of a file with a password.
pub const LOCKED: u16 = 1;

/// A ZIP that is being written.
#[derive(Debug, Default)]
pub struct Zip {
    files: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Zip {
    /// Adds a file as it is.
    #[must_use]
    pub fn file(self, name: &str, data: &[u8]) -> Self {
        let length = data.len();
        self.raw(name.as_bytes(), 0, 0, data, (length, crc(data)))
    }

    /// Adds a compressed file.
    ///
    /// # Panics
    /// If it is larger than a ZIP of one part holds.
    #[must_use]
    pub fn packed(self, name: &str, data: &[u8]) -> Self {
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::best());
        packer.write_all(data).expect("small enough to write");
        let packed = packer.finish().expect("small enough to write");
        self.raw(name.as_bytes(), 0, 8, &packed, (data.len(), crc(data)))
    }

    /// Adds a file with these marks: flags, method, and what is said about length and checksum.
    ///
    /// # Panics
    /// If it is larger than a ZIP of one part holds.
    #[must_use]
    pub fn raw(
        mut self,
        name: &[u8],
        flags: u16,
        method: u16,
        data: &[u8],
        (length, crc): (usize, u32),
    ) -> Self {
        let at = u32::try_from(self.files.len()).expect("small enough to write");
        let mut shared = Vec::new();
        shared.extend(20_u16.to_le_bytes());
        for word in [flags, method, 0, 0x21] {
            shared.extend(word.to_le_bytes());
        }
        shared.extend(crc.to_le_bytes());
        shared.extend(
            u32::try_from(data.len())
                .expect("small enough to write")
                .to_le_bytes(),
        );
        shared.extend(
            u32::try_from(length)
                .expect("small enough to write")
                .to_le_bytes(),
        );
        shared.extend(
            u16::try_from(name.len())
                .expect("small enough to write")
                .to_le_bytes(),
        );
        shared.extend([0, 0]);
        self.files.extend(b"PK\x03\x04");
        self.files.extend(&shared);
        self.files.extend(name);
        self.files.extend(data);
        self.directory.extend(b"PK\x01\x02\x14\x00");
        self.directory.extend(&shared);
        // No remark, first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(at.to_le_bytes());
        self.directory.extend(name);
        self.count = self.count.wrapping_add(1);
        self
    }

    /// The whole file.
    ///
    /// # Panics
    /// If it is larger than a ZIP of one part holds.
    #[must_use]
    pub fn bytes(self) -> Vec<u8> {
        let mut all = self.files;
        let at = u32::try_from(all.len()).expect("small enough to write");
        all.extend(&self.directory);
        all.extend(b"PK\x05\x06\0\0\0\0");
        all.extend(self.count.to_le_bytes());
        all.extend(self.count.to_le_bytes());
        all.extend(
            u32::try_from(self.directory.len())
                .expect("small enough to write")
                .to_le_bytes(),
        );
        all.extend(at.to_le_bytes());
        all.extend([0, 0]);
        all
    }
}

fn crc(data: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(data);
    crc.sum()
}

/// A file with these bytes.
///
/// # Panics
/// If a temporary file cannot be made.
#[must_use]
pub fn on_disk(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().expect("small enough to write");
    file.write_all(bytes).expect("small enough to write");
    file.seek(SeekFrom::Start(0))
        .expect("small enough to write");
    file
}
