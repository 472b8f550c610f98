//! The gateway's asynchronous notice, applied exactly once.

use crate::Shop;

/// What the gateway is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotifyAnswer {
    /// 200 `success`: committed, or found committed.
    Success,
    /// 200 `failure`: authentic, not (yet) applied; it is to be sent again.
    Failure,
    /// 400 `failure`: not authentic; nothing was stored.
    NotAuthentic,
}

impl Shop {
    /// Verifies the raw form body and applies it in one transaction. Never fails: what goes wrong is `Failure`.
    pub async fn on_notify(&self, raw: &[u8]) -> NotifyAnswer { todo!() }
}
