//! Islands: the parts of a page that live on in the browser. Every page is whole without them.

pub mod order_live;

pub use order_live::OrderLive;
