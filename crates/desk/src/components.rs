//! Components that several pages of the desk share. Those that the shop shows too are in
//! [`kit::components`].

pub mod acts;
pub mod refunds;

pub use acts::{short, staff_acts};
pub use refunds::{drop_form, refunds};
