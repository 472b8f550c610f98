//! When a signature may leave, for those who must not show how long it took.

use super::Client;
use crate::transport::BoxFuture;

/// Decides when a signature leaves. The library behind [`crate::SignType::Rsa`] takes longer for some texts than for
/// others, and who can measure that many times may learn about the key (RUSTSEC-2023-0071): an implementation lets each
/// signature out at the same time after its beginning. Without one a signature leaves when it is made, which is right
/// for RSA2.
pub trait Release: Send + Sync {
    /// Notes that signing begins. What it returns is awaited before anything that holds the signature leaves.
    fn begin(&self) -> BoxFuture<'static, ()>;
}

impl Client {
    /// Lets no signature out before `release` says so: of calls, and of pages through [`Client::released`].
    #[must_use]
    pub fn with_release(mut self, release: std::sync::Arc<dyn Release>) -> Self {
        self.release = Some(release);
        self
    }

    /// Does `sign`, which returns at once, and gives its result when it may leave. Calls do so already; for a page:
    /// `client.released(|| client.page_pay_url(&biz_content, now_ms)).await`.
    pub async fn released<T>(&self, sign: impl FnOnce() -> T) -> T {
        let may_leave = self.release.as_ref().map(|release| release.begin());
        let signed = sign();
        if let Some(may_leave) = may_leave {
            may_leave.await;
        }
        signed
    }
}
