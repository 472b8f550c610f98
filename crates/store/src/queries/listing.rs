//! Shelves: where a product is shown, with what facets, and in which order.
//!
//! Only `shop::catalog::listing` writes these rows; a stock row that becomes empty or is filled does
//! so here (`turn_stock`).

mod facet;
mod sales;
mod shelf;
mod write;

pub use facet::{NewFacet, facet_id, facets_by_slug, facets_of, of_product};
pub use sales::{counted, set_sold, sold_of, sold_since};
pub use shelf::{figures, is_empty, page, products_after};
pub(crate) use write::turn_stock;
pub use write::{add, lock, remove, set_figures, stored};
