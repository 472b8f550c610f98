//! Delays signatures, so that their duration cannot be measured.

use super::Client;
use crate::transport::BoxFuture;

/// Decides when a signature is sent. The library behind [`crate::SignType::Rsa`] takes longer for
/// some texts than for others, and many measurements may reveal the key (RUSTSEC-2023-0071), so an
/// implementation releases each signature a fixed time after it began. Without one a signature is
/// sent at once, which is right for RSA2.
pub trait Release: Send + Sync {
    /// Called when signing begins. Its future is awaited before the signature is sent.
    fn begin(&self) -> BoxFuture<'static, ()>;
}

impl Client {
    /// Delays signatures by `release`: those of calls, and of pages through [`Client::released`].
    #[must_use]
    pub fn with_release(mut self, release: std::sync::Arc<dyn Release>) -> Self {
        self.release = Some(release);
        self
    }

    /// Runs `sign`, which must not block, and returns its result when it may be sent. Calls do this
    /// already; for a page: `client.released(|| client.page_pay_url(&biz_content, now_ms)).await`.
    pub async fn released<T>(&self, sign: impl FnOnce() -> T) -> T {
        let may_leave = self.release.as_ref().map(|release| release.begin());
        let signed = sign();
        if let Some(may_leave) = may_leave {
            may_leave.await;
        }
        signed
    }
}
