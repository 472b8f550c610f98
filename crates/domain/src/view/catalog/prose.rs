//! Formatted text as a tree. What is not in it cannot reach a page: there is no place for HTML, a script, or a picture of
//! another site.

use super::ImageView;
use serde::{Deserialize, Serialize};

/// A part of a description.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading; 1 is the highest below the page's own.
    Heading(u8, Vec<Inline>),
    /// A list: the number of its first item if it is numbered, and its items.
    List(Option<u64>, Vec<Vec<Self>>),
    /// A quotation.
    Quote(Vec<Self>),
    /// Text as typed.
    Verbatim(String),
    /// A table: its head, and its rows of cells.
    Table(Vec<Vec<Inline>>, Vec<Vec<Vec<Inline>>>),
    /// A line between two parts.
    Rule,
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Text.
    Text(String),
    /// Important text.
    Strong(Vec<Self>),
    /// Stressed text.
    Emphasis(Vec<Self>),
    /// Text that no longer holds.
    Struck(Vec<Self>),
    /// Text as typed.
    Verbatim(String),
    /// A link: its address, which is one of this shop's paths or begins with `https://`, `http://`, `mailto:` or `tel:`.
    Link(String, Vec<Self>),
    /// A picture of the product.
    Picture(Box<ImageView>),
    /// A line end.
    Break,
}
