//! Islands of the desk's pages, in a bundle of their own: none of them reaches a customer. As in the shop, every page works
//! without them.

pub mod refund_preview;

pub use refund_preview::RefundPreview;
