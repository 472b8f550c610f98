//! Limits of uploads and sizes of what is kept: one table.

/// Files in one upload. The caller counts them.
pub const FILES: usize = 12;
/// Bytes of one file.
pub const BYTES: u64 = 15 * 1024 * 1024;
/// Millions of pixels of one picture.
pub const MEGAPIXELS: u64 = 50;
/// Pixels of one picture.
pub const PIXELS: u64 = MEGAPIXELS * 1_000_000;
/// Pixels of one side: the most that a JPEG can have.
pub const SIDE: u32 = 65_535;
/// The longer side of the original that is kept, in pixels.
pub const ORIGINAL: u32 = 2400;
/// The widths a browser chooses from, in pixels: a small card, a card on a sharp screen, a product
/// page, a product page on a sharp screen.
pub const WIDTHS: [u16; 4] = [320, 640, 960, 1600];

/// Bytes of memory for all pictures that are decoded at the same time.
pub(crate) const MEMORY: u64 = 250 * 1_000_000;
/// Scans of one JPEG. Programs write about 10; each costs a pass over the whole picture.
pub(crate) const SCANS: u32 = 100;
/// Bytes of embedded data (colour profile, EXIF) that are read.
pub(crate) const EMBEDDED: u32 = 2 * 1024 * 1024;
