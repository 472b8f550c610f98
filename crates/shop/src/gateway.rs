//! The gateway as a trait, which tests replace.

mod release;

use self::release::FixedTime;
use alipay::{
    BillQuery, BillQueryResponse, Called, Client, Notice, NotifyError, RefundQuery,
    RefundQueryResponse, Return, ReturnError, SignError, SignType, TradeClose, TradeCloseResponse,
    TradeQuery, TradeQueryResponse, TradeRefund, TradeRefundResponse,
    bill::download::{Download, DownloadError, HttpDownload},
    form::Charset,
    verify_notify, verify_return,
};
use async_trait::async_trait;
use domain::time::Millis;
use std::{io, sync::Arc};
use url::Url;

/// The calls that the shop makes to Alipay. Time is an argument; the data of a call is committed
/// before.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// Our application's number; messages for another one are refused.
    fn app_id(&self) -> &str;
    /// Our seller number.
    fn seller_id(&self) -> &str;
    /// The charset of requests; texts for the gateway must fit it.
    fn charset(&self) -> Charset;
    /// The signed cashier URL for a frozen request.
    ///
    /// # Errors
    /// If the key cannot sign.
    async fn pay_url(&self, biz_content: &str, now: Millis) -> Result<String, SignError>;
    /// `alipay.trade.query`.
    async fn query(&self, ask: &TradeQuery, now: Millis) -> Called<TradeQueryResponse>;
    /// `alipay.trade.close`.
    async fn close(&self, ask: &TradeClose, now: Millis) -> Called<TradeCloseResponse>;
    /// `alipay.trade.refund`.
    async fn refund(&self, ask: &TradeRefund, now: Millis) -> Called<TradeRefundResponse>;
    /// `alipay.trade.fastpay.refund.query`.
    async fn refund_query(&self, ask: &RefundQuery, now: Millis) -> Called<RefundQueryResponse>;
    /// `alipay.data.dataservice.bill.downloadurl.query`.
    async fn bill_query(&self, ask: &BillQuery, now: Millis) -> Called<BillQueryResponse>;
    /// Fetches the file of a bill. It has no signature. Returns its length in bytes.
    ///
    /// # Errors
    /// [`DownloadError`]; what was written is useless then.
    async fn bill_file(
        &self,
        url: &Url,
        into: &mut (dyn io::Write + Send),
    ) -> Result<u64, DownloadError>;
    /// Verifies and reads a notification.
    ///
    /// # Errors
    /// If it is not authentic, or not a form.
    fn verify_notify(&self, raw: &[u8]) -> Result<Notice, NotifyError>;
    /// Verifies and reads the query string of a browser's return.
    ///
    /// # Errors
    /// If it is not authentic, or not a form.
    fn verify_return(&self, query: &str) -> Result<Return, ReturnError>;
}

/// Alipay, through the SDK's client.
pub struct AlipayGateway {
    client: Client,
    seller_id: String,
    downloads: Option<Arc<dyn Download>>,
}

impl AlipayGateway {
    /// `seller_id`: the account that is paid, 16 digits; messages for another one are refused.
    #[must_use]
    pub fn new(client: Client, seller_id: String) -> Self {
        let client = match client.config().sign_type {
            SignType::Rsa2 => client,
            SignType::Rsa => client.with_release(Arc::new(FixedTime)),
        };
        Self {
            client,
            seller_id,
            downloads: None,
        }
    }

    /// Fetches bills in another way than over HTTP.
    #[must_use]
    pub fn with_downloads(mut self, downloads: Arc<dyn Download>) -> Self {
        self.downloads = Some(downloads);
        self
    }
}

#[async_trait]
impl Gateway for AlipayGateway {
    fn app_id(&self) -> &str {
        &self.client.config().app_id
    }

    fn seller_id(&self) -> &str {
        &self.seller_id
    }

    fn charset(&self) -> Charset {
        self.client.config().charset
    }

    async fn pay_url(&self, biz_content: &str, now: Millis) -> Result<String, SignError> {
        let sign = || self.client.page_pay_url(biz_content, now.get());
        self.client.released(sign).await.map(String::from)
    }

    async fn query(&self, ask: &TradeQuery, now: Millis) -> Called<TradeQueryResponse> {
        self.client.query(ask, now.get()).await
    }

    async fn close(&self, ask: &TradeClose, now: Millis) -> Called<TradeCloseResponse> {
        self.client.close(ask, now.get()).await
    }

    async fn refund(&self, ask: &TradeRefund, now: Millis) -> Called<TradeRefundResponse> {
        self.client.refund(ask, now.get()).await
    }

    async fn refund_query(&self, ask: &RefundQuery, now: Millis) -> Called<RefundQueryResponse> {
        self.client.refund_query(ask, now.get()).await
    }

    async fn bill_query(&self, ask: &BillQuery, now: Millis) -> Called<BillQueryResponse> {
        self.client.bill_query(ask, now.get()).await
    }

    async fn bill_file(
        &self,
        url: &Url,
        into: &mut (dyn io::Write + Send),
    ) -> Result<u64, DownloadError> {
        match &self.downloads {
            Some(downloads) => downloads.get(url, into).await,
            // One file a day, so the client is made for it.
            None => {
                let http = HttpDownload::for_gateway(&self.client.config().gateway)?;
                http.get(url, into).await
            }
        }
    }

    fn verify_notify(&self, raw: &[u8]) -> Result<Notice, NotifyError> {
        verify_notify(raw, &self.client.config().keys)
    }

    fn verify_return(&self, query: &str) -> Result<Return, ReturnError> {
        verify_return(query, &self.client.config().keys)
    }
}
