//! Components of the shop's pages. Those that the desk shows too are in [`kit::components`].

pub mod elsewhere;
pub mod order;

pub use elsewhere::OpenElsewhere;
pub use order::{OrderActs, OrderLine, payable_here};
