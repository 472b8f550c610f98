//! Calls the gateway and sorts the results: done, refused, unknown.

mod asking;
#[cfg(feature = "bill")]
mod bill;
mod certificate;
#[cfg(feature = "methods")]
mod methods;
mod observer;
mod reading;
mod record;
mod release;
mod signing;

use crate::call::Called;
use crate::config::AppConfig;
use crate::request::close::{TradeClose, TradeCloseResponse};
use crate::request::page_pay;
use crate::request::query::{TradeQuery, TradeQueryResponse};
use crate::request::refund::{TradeRefund, TradeRefundResponse};
use crate::request::refund_query::{RefundQuery, RefundQueryResponse};
use crate::sign::SignError;
use crate::transport::Transport;
#[cfg(feature = "http")]
use crate::transport::{HttpTransport, TransportError};
use std::sync::Arc;
use url::Url;

pub use observer::Observer;
pub use release::Release;

/// A client for one application. Clones are cheap and share everything.
///
/// A call is one request and never repeated here, because only the caller knows when a repeat is
/// safe. In certificate mode a response signed with an unknown certificate causes one more request,
/// for that certificate.
#[derive(Clone)]
pub struct Client {
    config: Arc<AppConfig>,
    transport: Arc<dyn Transport>,
    observer: Option<Arc<dyn Observer>>,
    release: Option<Arc<dyn Release>>,
}

impl Client {
    /// A client over any transport.
    #[must_use]
    pub fn new(config: AppConfig, transport: Arc<dyn Transport>) -> Self {
        Self {
            config: Arc::new(config),
            transport,
            observer: None,
            release: None,
        }
    }

    /// A client over HTTP: 3 s to connect, 10 s in all, no redirects, no proxies, the gateway's host only.
    ///
    /// # Errors
    /// [`TransportError::Unusable`] if the gateway's address is neither HTTPS nor on this machine.
    #[cfg(feature = "http")]
    pub fn http(config: AppConfig) -> Result<Self, TransportError> {
        let transport = HttpTransport::new(&config.gateway)?;
        Ok(Self::new(config, Arc::new(transport)))
    }

    /// Passes the record of every finished call to `observer`, those for certificates included.
    #[must_use]
    pub fn with_observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// The configuration of the application.
    #[must_use]
    pub fn config(&self) -> &AppConfig {
        &self.config
    }

    /// The cashier's address, which the buyer's browser opens with GET.
    ///
    /// `biz_content`: the stored text of [`page_pay::PagePay::biz_content`]. `now_ms`: epoch
    /// milliseconds.
    ///
    /// # Errors
    /// [`SignError`] if the cryptographic library fails.
    pub fn page_pay_url(&self, biz_content: &str, now_ms: i64) -> Result<Url, SignError> {
        self.page(page_pay::NAME, biz_content, now_ms)
    }

    /// Queries a payment.
    ///
    /// `Rejected(TradeNotExist)` is normal until the buyer has scanned or signed in.
    pub async fn query(&self, r: &TradeQuery, now_ms: i64) -> Called<TradeQueryResponse> {
        self.call(r, now_ms).await
    }

    /// Sends a refund. After any result but `Ok` with `fund_change` call [`Client::refund_query`].
    pub async fn refund(&self, r: &TradeRefund, now_ms: i64) -> Called<TradeRefundResponse> {
        self.call(r, now_ms).await
    }

    /// Queries a refund; see [`RefundQueryResponse::finding`].
    pub async fn refund_query(&self, r: &RefundQuery, now_ms: i64) -> Called<RefundQueryResponse> {
        self.call(r, now_ms).await
    }

    /// Closes an unpaid trade.
    pub async fn close(&self, r: &TradeClose, now_ms: i64) -> Called<TradeCloseResponse> {
        self.call(r, now_ms).await
    }
}
