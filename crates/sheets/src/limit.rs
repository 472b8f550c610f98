//! What a file may hold. It comes from outside, so everything that is read is counted first.

/// Most bytes of a file.
pub const BYTES: u64 = 20 * 1024 * 1024;
/// Most bytes of a workbook once it is unpacked, all parts together.
pub const UNPACKED: u64 = 100 * 1024 * 1024;
/// Most parts of a workbook.
pub const PARTS: usize = 2_000;
/// Most different texts of a workbook.
pub const STRINGS: usize = 1_000_000;
/// Most rows below the header.
pub const ROWS: usize = domain::limit::SHEET_ROWS;
/// Most columns.
pub const COLUMNS: usize = 500;
/// Most bytes of memory for all cells together: one text of a workbook may be in many cells.
pub const TABLE: usize = 96 * 1024 * 1024;
/// Most bytes of a description in HTML, before its elements are taken away.
pub const HTML: usize = 256 * 1024;
/// Most characters of a picture's name or address.
pub const PICTURE_NAME: usize = 500;
