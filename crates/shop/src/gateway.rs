//! The gateway as the shop needs it; tests put another one in its place.

/// What the shop asks of Alipay.
pub trait Gateway: Send + Sync {}
