//! Islands: the parts of a page that live on in the browser. Every page is whole without them.
//!
//! An island shortens the way of a form that works without it: it sends the same form to the same door, reads the page
//! that answers, and brings the present page up to it. So words and figures are made in one place, on the server.

pub mod cart_live;
pub mod order_live;
pub mod pay_countdown;
pub mod refund_preview;

#[cfg(feature = "hydrate")]
mod page;

pub use cart_live::CartLive;
pub use order_live::OrderLive;
pub use pay_countdown::PayCountdown;
pub use refund_preview::RefundPreview;
