//! Islands of the desk's pages, in a bundle of their own: none of them reaches a customer. As in the shop, every page works
//! without them.

pub mod editor_live;
pub mod import_live;
pub mod refund_preview;
pub mod scan_next;

#[cfg(feature = "hydrate")]
mod dom;

pub use editor_live::EditorLive;
pub use import_live::ImportLive;
pub use refund_preview::RefundPreview;
pub use scan_next::ScanNext;
