//! Islands: parts of a page that run in the browser. Every page works without them.
//!
//! An island sends a form in the background that also works without it, reads the page in the response, and updates the
//! current page from it. So all text and amounts are made on the server.

pub mod cart_live;
pub mod copy_number;
pub mod order_live;
pub mod pay_countdown;
pub mod request_sum;

pub use cart_live::CartLive;
pub use copy_number::CopyNumber;
pub use order_live::OrderLive;
pub use pay_countdown::PayCountdown;
pub use request_sum::RequestSum;
