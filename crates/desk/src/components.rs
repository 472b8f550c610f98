//! Components that several staff pages share.

pub mod acts;
pub mod refunds;

pub use acts::{short, staff_acts};
pub use refunds::{drop_form, refunds};
