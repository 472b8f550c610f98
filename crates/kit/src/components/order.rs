//! Components of an order.

pub mod acts;
pub mod event;
pub mod line;

pub use acts::{OrderActs, payable_here};
pub use event::change;
pub use line::{OrderLine, line_name, line_words};
