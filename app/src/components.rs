//! Components of the shop's pages. Those that the desk shows too are in [`kit::components`].

pub mod card;
pub mod categories;
pub mod elsewhere;
pub mod facets;
pub mod order;

pub use card::{EAGER, card_price, grid};
pub use categories::{breadcrumb, pager, rail, tree};
pub use elsewhere::OpenElsewhere;
pub use facets::{chip_words, chips, facet_form};
pub use order::{OrderActs, OrderLine, payable_here};
