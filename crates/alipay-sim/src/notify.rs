//! Notifications: their content, their signature, and the worker that repeats them.

pub(crate) mod message;
pub(crate) mod notice;
pub(crate) mod worker;
