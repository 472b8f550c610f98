//! An order: its buttons and its lines.

pub mod acts;
pub mod line;

pub use acts::{OrderActs, payable_here};
pub use line::OrderLine;
