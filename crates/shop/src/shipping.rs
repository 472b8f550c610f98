//! Shipping: a parcel of one order, many orders at once, correcting and taking back, and what is
//! printed for packing.

pub(crate) mod form;
mod many;
mod packing;
mod parcel;
mod send;
pub(crate) mod view;

pub use many::ManyShipped;
