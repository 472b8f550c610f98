//! Reads a ZIP from outside. Its directory is walked entry by entry, what it says about sizes is not trusted, and only files
//! that the sheet names are unpacked.

use super::names::{base, fit, is_clutter, normal, path};
use crate::{Error, Shop};
use domain::{
    error::ErrorCode,
    limit::{ZIP_ENTRIES, ZIP_UNPACKED},
    validate,
};
use flate2::bufread::DeflateDecoder;
use picture::{PictureError, Refused, Upload};
use rawzip::{
    CompressionMethod, FileReader, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipArchiveEntryWayfinder,
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
};

/// Bytes of a packed file that are read at a time.
const CHUNK: usize = 64 * 1024;
/// Names of files that are kept although the sheet does not name them.
const UNUSED: usize = 200;

/// A ZIP with the entries whose names are wanted.
pub(in crate::goods) struct Archive {
    zip: ZipArchive<FileReader>,
    entries: Vec<Entry>,
    /// Their places by name without folders.
    by_base: HashMap<String, Vec<usize>>,
    /// Bytes that may still be unpacked.
    left: AtomicU64,
    /// The first files that the sheet does not name.
    pub(in crate::goods) unused: Vec<String>,
    /// How many there are.
    pub(in crate::goods) unused_count: usize,
}

struct Entry {
    path: String,
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_locked: bool,
}

/// What is to be taken, and what cannot.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Entries with the names that mean each.
    pub(super) found: Vec<(usize, Vec<String>)>,
    pub(super) refused: Vec<(String, ErrorCode)>,
    pub(super) missing: Vec<String>,
}

impl Archive {
    /// Lists a ZIP and what it has of these names; `spent` bytes of it were unpacked before. Blocks.
    ///
    /// # Errors
    /// `Refused` with `ZipBroken` or `ZipTooLarge`.
    pub(in crate::goods) fn open(
        zip: File,
        names: &BTreeSet<String>,
        spent: u64,
    ) -> Result<Self, Error> {
        let broken = |_| Error::refused(ErrorCode::ZipBroken);
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let zip = ZipArchive::from_file(zip, &mut buffer).map_err(broken)?;
        let most = u64::try_from(ZIP_ENTRIES).unwrap_or(u64::MAX);
        let said = zip.entries_hint();
        if said > most {
            return Err(Error::refused(ErrorCode::ZipTooLarge));
        }
        let wanted: HashSet<String> = names
            .iter()
            .map(|name| base(&normal(name)).to_owned())
            .collect();
        let (mut entries, mut unused): (Vec<Entry>, Vec<String>) = (Vec::new(), Vec::new());
        let (mut count, mut unused_count) = (0_u64, 0_usize);
        let mut records = zip.entries(&mut buffer);
        while let Some(record) = records.next_entry().map_err(broken)? {
            count = count.saturating_add(1);
            if count > most {
                return Err(Error::refused(ErrorCode::ZipTooLarge));
            }
            if record.is_dir() {
                continue;
            }
            let shown = path(record.file_path().as_ref());
            let path = normal(&shown);
            if wanted.contains(base(&path)) {
                entries.push(Entry {
                    path,
                    place: record.wayfinder(),
                    method: record.compression_method(),
                    is_locked: record.flags().is_encrypted(),
                });
            } else if !is_clutter(&path) {
                unused_count = unused_count.saturating_add(1);
                if unused.len() < UNUSED {
                    unused.push(validate::file_name(&shown));
                }
            }
        }
        // A directory that is cut off ends early.
        if count < said {
            return Err(Error::refused(ErrorCode::ZipBroken));
        }
        let mut by_base: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, entry) in entries.iter().enumerate() {
            let own = base(&entry.path).to_owned();
            by_base.entry(own).or_default().push(place);
        }
        Ok(Self {
            zip,
            entries,
            by_base,
            left: AtomicU64::new(ZIP_UNPACKED.saturating_sub(spent)),
            unused,
            unused_count,
        })
    }

    /// Bytes that were unpacked, those before it was opened too.
    pub(in crate::goods) fn unpacked(&self) -> u64 {
        ZIP_UNPACKED.saturating_sub(self.left.load(Ordering::Relaxed))
    }

    /// Which entry each of these names means. They are among those that it was opened for.
    pub(super) fn plan(&self, names: &BTreeSet<String>) -> Plan {
        let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        let mut plan = Plan::default();
        for name in names {
            let wanted = normal(name);
            let same_base = self.by_base.get(base(&wanted)).map(Vec::as_slice);
            let mut fitting: Vec<_> = same_base
                .unwrap_or_default()
                .iter()
                .filter_map(|place| {
                    let entry = self.entries.get(*place)?;
                    Some((fit(&wanted, &entry.path)?, *place))
                })
                .collect();
            fitting.sort_unstable();
            match fitting.as_slice() {
                [] => plan.missing.push(name.clone()),
                [(best, _), (next, _), ..] if best == next => {
                    plan.refused.push((name.clone(), ErrorCode::PictureTwice));
                }
                [(_, place), ..] => found.entry(*place).or_default().push(name.clone()),
            }
        }
        plan.found = found.into_iter().collect();
        plan
    }

    /// Unpacks an entry into a temporary file. Blocks.
    ///
    /// # Errors
    /// `Refused` with the reason; `ZipTooLarge` once the ZIP has had its bytes; `Busy`, `Internal`.
    pub(super) fn take(&self, place: usize, name: &str, folder: &Path) -> Result<Upload, Error> {
        let refused = |error| Shop::picture_refused(name, error);
        let broken = || refused(PictureError::Refused(Refused::Broken));
        let entry = self.entries.get(place).ok_or_else(broken)?;
        if entry.is_locked {
            return Err(Error::refused(ErrorCode::PictureLocked));
        }
        let found = self
            .zip
            .get_entry(entry.place)
            .map_err(|_broken| broken())?;
        let packed = BufReader::with_capacity(CHUNK, found.reader());
        let plain: Box<dyn Read + '_> = if entry.method == CompressionMethod::DEFLATE {
            Box::new(found.verifying_reader(DeflateDecoder::new(packed)))
        } else if entry.method == CompressionMethod::STORE {
            Box::new(found.verifying_reader(packed))
        } else {
            return Err(broken());
        };
        let counted = Counted {
            plain,
            left: &self.left,
        };
        let taken = Upload::read_from(folder, counted);
        if self.left.load(Ordering::Relaxed) == 0 {
            return Err(Error::refused(ErrorCode::ZipTooLarge));
        }
        taken.map_err(refused)
    }
}

/// Counts what is unpacked from the whole ZIP.
struct Counted<'a> {
    plain: Box<dyn Read + 'a>,
    left: &'a AtomicU64,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.plain.read(buffer)?;
        let given = u64::try_from(count).unwrap_or(u64::MAX);
        let less = |left: u64| Some(left.saturating_sub(given));
        let before = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
        if before.unwrap_or_default() < given {
            return Err(io::Error::other("the ZIP exceeds what is unpacked"));
        }
        Ok(count)
    }
}
