//! Orders as staff see them.

mod act;
mod index;
pub(crate) mod log;
pub(crate) mod order;
mod talk;

/// A place in the keyset-paged index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The newest orders.
    First,
    /// Orders older than this number.
    Before(String),
    /// Orders newer than this number.
    After(String),
}
