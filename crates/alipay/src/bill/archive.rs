//! The zip of a bill. Names are GBK without a flag, and files come in any order.

use crate::form::Charset;
use flate2::bufread::DeflateDecoder;
use rawzip::{
    CompressionMethod, RECOMMENDED_BUFFER_SIZE, ReaderAt, ZipArchive, ZipArchiveEntryWayfinder,
    ZipFileHeaderRecord, ZipLocator,
};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::{Mutex, PoisonError};

/// A bill has two files; more than this is not a bill.
const MAX_FILES: usize = 16;
/// Largest unpacked size of a file: some five million rows.
const MAX_FILE_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// Why a zip is not read as a bill.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// Not a zip, or incomplete: e.g. an expired address returns a page.
    #[error("not a complete zip: {0}")]
    NotZip(#[from] rawzip::Error),
    /// The source failed.
    #[error("the zip cannot be read: {0}")]
    Read(#[from] io::Error),
    /// More than sixteen files.
    #[error("the zip has more than {MAX_FILES} files")]
    TooManyFiles,
    /// A name that is not text.
    #[error("the name of a file in the zip is not text in {0}")]
    Name(Charset),
    /// Its unpacked size exceeds that of any bill.
    #[error("{name} has {bytes} bytes unpacked, and {limit} are allowed")]
    TooLarge {
        /// The file's name.
        name: String,
        /// Its unpacked size, as stated in the zip.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Compressed with a method that bills do not use.
    #[error("{name} is compressed with a method other than deflate, or encrypted")]
    Packing {
        /// The file's name.
        name: String,
    },
    /// Not exactly one file of this kind.
    #[error("the zip has {0} files of this kind")]
    Ambiguous(usize),
}

/// The zip of a bill, listed and not yet unpacked.
pub struct BillArchive<R> {
    zip: ZipArchive<Shared<R>>,
    files: Vec<BillFile>,
    limit: u64,
}

/// A file in the zip.
#[derive(Debug, Clone)]
pub struct BillFile {
    name: String,
    is_packed: bool,
    is_readable: bool,
    place: ZipArchiveEntryWayfinder,
}

impl BillFile {
    /// The name, e.g. `20880000000001000156_20240501_业务明细.csv`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// True if the name marks it as totals.
    #[must_use]
    pub fn is_summary(&self) -> bool {
        self.name.contains("汇总")
    }

    fn is_csv(&self) -> bool {
        let end = self.name.len().saturating_sub(4);
        self.name
            .get(end..)
            .is_some_and(|end| end.eq_ignore_ascii_case(".csv"))
    }

    fn from_record(record: &ZipFileHeaderRecord<'_>) -> Result<Self, ArchiveError> {
        let charset = if record.flags().is_utf8() {
            Charset::Utf8
        } else {
            Charset::Gbk
        };
        let name = charset
            .read(record.file_path().as_ref())
            .map_err(|_no_text| ArchiveError::Name(charset))?;
        let method = record.compression_method();
        let is_packed = method == CompressionMethod::DEFLATE;
        let is_known = is_packed || method == CompressionMethod::STORE;
        Ok(Self {
            name,
            is_packed,
            is_readable: is_known && !record.flags().is_encrypted(),
            place: record.wayfinder(),
        })
    }
}

impl<R: Read + Seek> BillArchive<R> {
    /// Lists the files of a zip: at most sixteen, each unpacking to 2 GiB or less.
    ///
    /// # Errors
    /// [`ArchiveError`]: not the zip of a bill.
    pub fn open(zip: R) -> Result<Self, ArchiveError> {
        Self::with_limit(zip, MAX_FILE_BYTES)
    }

    /// As [`BillArchive::open`] with another limit for the unpacked size of a file, in bytes.
    ///
    /// # Errors
    /// As [`BillArchive::open`].
    pub fn with_limit(mut zip: R, limit: u64) -> Result<Self, ArchiveError> {
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let end = zip.seek(SeekFrom::End(0))?;
        let zip = ZipLocator::new()
            .locate_in_reader(Shared(Mutex::new(zip)), &mut buffer, end)
            .map_err(|(_, error)| error)?;
        let mut files = Vec::new();
        let mut entries = zip.entries(&mut buffer);
        while let Some(entry) = entries.next_entry()? {
            if entry.is_dir() {
                continue;
            }
            if files.len() == MAX_FILES {
                return Err(ArchiveError::TooManyFiles);
            }
            files.push(BillFile::from_record(&entry)?);
        }
        Ok(Self { zip, files, limit })
    }

    /// The files, in the order of the zip.
    #[must_use]
    pub fn files(&self) -> &[BillFile] {
        &self.files
    }

    /// Unpacks the one CSV file with the rows.
    ///
    /// # Errors
    /// [`ArchiveError::Ambiguous`] unless there is exactly one; else as [`BillArchive::read`].
    pub fn detail(&self) -> Result<Unpacked<'_>, ArchiveError> {
        self.only(|file| !file.is_summary())
    }

    /// Unpacks the one CSV file with the totals.
    ///
    /// # Errors
    /// [`ArchiveError::Ambiguous`] unless there is exactly one; else as [`BillArchive::read`].
    pub fn summary(&self) -> Result<Unpacked<'_>, ArchiveError> {
        self.only(BillFile::is_summary)
    }

    fn only(&self, is_it: impl Fn(&BillFile) -> bool) -> Result<Unpacked<'_>, ArchiveError> {
        let found: Vec<_> = self
            .files
            .iter()
            .filter(|file| file.is_csv() && is_it(file))
            .collect();
        match found.as_slice() {
            [file] => self.read(file),
            other => Err(ArchiveError::Ambiguous(other.len())),
        }
    }

    /// Unpacks a file as a stream, which fails if it exceeds the limit or its checksum does not
    /// match.
    ///
    /// # Errors
    /// [`ArchiveError`]: too large, or compressed with another method.
    pub fn read(&self, file: &BillFile) -> Result<Unpacked<'_>, ArchiveError> {
        if !file.is_readable {
            return Err(ArchiveError::Packing {
                name: file.name.clone(),
            });
        }
        let bytes = file.place.uncompressed_size_hint();
        if bytes > self.limit {
            return Err(ArchiveError::TooLarge {
                name: file.name.clone(),
                bytes,
                limit: self.limit,
            });
        }
        let entry = self.zip.get_entry(file.place)?;
        let packed = BufReader::with_capacity(64 * 1024, entry.reader());
        let plain: Box<dyn Read + '_> = if file.is_packed {
            Box::new(entry.verifying_reader(DeflateDecoder::new(packed)))
        } else {
            Box::new(entry.verifying_reader(packed))
        };
        Ok(Unpacked {
            plain,
            left: self.limit,
        })
    }
}

impl<R> std::fmt::Debug for BillArchive<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BillArchive")
            .field("files", &self.files)
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

/// A source with random access: each read has a position.
struct Shared<R>(Mutex<R>);

impl<R: Read + Seek> ReaderAt for Shared<R> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut source = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        source.seek(SeekFrom::Start(offset))?;
        source.read(buffer)
    }
}

/// A file of the zip while it is unpacked. The last read fails if the checksum does not match.
pub struct Unpacked<'a> {
    plain: Box<dyn Read + 'a>,
    left: u64,
}

impl Read for Unpacked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.plain.read(buffer)?;
        // The sizes in the zip are not trusted: bytes are counted.
        let given = u64::try_from(count).unwrap_or(u64::MAX);
        match self.left.checked_sub(given) {
            Some(left) => self.left = left,
            None => {
                return Err(io::Error::other(
                    "the file exceeds the allowed unpacked size",
                ));
            }
        }
        Ok(count)
    }
}

impl std::fmt::Debug for Unpacked<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Unpacked")
            .field("left", &self.left)
            .finish_non_exhaustive()
    }
}
