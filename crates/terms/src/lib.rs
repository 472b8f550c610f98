//! What a search looks for: the terms of a text, the terms of a query, and names proposed from Chinese titles.
//!
//! Both databases find a product by equal terms, so Chinese is cut into characters and pairs here, and no engine's own
//! full-text search is needed. Pure: no database, no clock.

pub mod code;
pub mod near;
mod piece;
mod pinyin;
mod query;
pub mod slug;
mod text;

pub use piece::MAX_TERM;
pub use query::Query;
pub use text::{of_body, of_code, of_title};
