//! The gateway as the shop needs it; tests put another one in its place.

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

/// What the shop asks of Alipay. Time is always an argument; what is asked was committed before.
#[async_trait]
pub trait Gateway: Send + Sync {
    /// Our application's number: messages for another one are not for us.
    fn app_id(&self) -> &str;
    /// Our seller number.
    fn seller_id(&self) -> &str;
    /// What requests are written in: words for the gateway are made to fit it.
    fn charset(&self) -> Charset;
    /// The signed address of the cashier for a frozen request.
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
    /// Reads a notify; only what Alipay signed is read.
    ///
    /// # Errors
    /// If it is not authentic, or no form.
    fn verify_notify(&self, raw: &[u8]) -> Result<Notice, NotifyError>;
    /// Reads the query string of a browser's return.
    ///
    /// # Errors
    /// If it is not authentic, or no form.
    fn verify_return(&self, query: &str) -> Result<Return, ReturnError>;
}

/// Alipay itself, over the SDK's client.
pub struct AlipayGateway {
    client: Client,
    seller_id: String,
}

impl AlipayGateway {
    /// `seller_id`: the account that is paid, 16 digits; messages about another one are not for us.
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
