//! Components of an order.

pub mod event;
pub mod line;

pub use event::change;
pub use line::{line_name, line_words};
