//! The gateway as a trait, which tests replace.

mod release;

use self::release::FixedTime;
use alipay::{
    Called, Client, Notice, NotifyError, RefundQuery, RefundQueryResponse, Return, ReturnError,
    SignError, SignType, TradeClose, TradeCloseResponse, TradeQuery, TradeQueryResponse,
    TradeRefund, TradeRefundResponse, form::Charset, verify_notify, verify_return,
};
use async_trait::async_trait;
use domain::time::Millis;
use std::sync::Arc;

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
}

impl AlipayGateway {
    /// `seller_id`: the account that is paid, 16 digits; messages for another one are refused.
    #[must_use]
    pub fn new(client: Client, seller_id: String) -> Self {
        let client = match client.config().sign_type {
            SignType::Rsa2 => client,
            SignType::Rsa => client.with_release(Arc::new(FixedTime)),
        };
        Self { client, seller_id }
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

    fn verify_notify(&self, raw: &[u8]) -> Result<Notice, NotifyError> {
        verify_notify(raw, &self.client.config().keys)
    }

    fn verify_return(&self, query: &str) -> Result<Return, ReturnError> {
        verify_return(query, &self.client.config().keys)
    }
}
