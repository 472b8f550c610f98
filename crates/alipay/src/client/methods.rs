//! Calls and pages that a website shop does not need.

use super::Client;
use crate::call::Called;
use crate::page_form::PageForm;
use crate::request::cancel::{TradeCancel, TradeCancelResponse};
use crate::request::generic::{GenericCall, GenericResponse};
use crate::request::precreate::{Precreate, PrecreateResponse};
use crate::request::{page_pay, wap_pay};
use crate::sign::SignError;
use url::Url;

impl Client {
    /// The cashier as a form, for contents too long for an address. [`PageForm`] tells how to show
    /// it.
    ///
    /// # Errors
    /// [`SignError`] if the cryptographic library fails.
    pub fn page_pay_form(&self, biz_content: &str, now_ms: i64) -> Result<PageForm, SignError> {
        self.form(page_pay::NAME, biz_content, now_ms)
    }

    /// The address of the cashier for phones; `biz_content` of [`crate::WapPay::biz_content`].
    ///
    /// # Errors
    /// [`SignError`] if the cryptographic library fails.
    pub fn wap_pay_url(&self, biz_content: &str, now_ms: i64) -> Result<Url, SignError> {
        self.page(wap_pay::NAME, biz_content, now_ms)
    }

    /// The cashier for phones as a form.
    ///
    /// # Errors
    /// [`SignError`] if the cryptographic library fails.
    pub fn wap_pay_form(&self, biz_content: &str, now_ms: i64) -> Result<PageForm, SignError> {
        self.form(wap_pay::NAME, biz_content, now_ms)
    }

    /// Requests a code that the buyer scans.
    pub async fn precreate(&self, r: &Precreate, now_ms: i64) -> Called<PrecreateResponse> {
        self.call(r, now_ms).await
    }

    /// Cancels a trade, **refunding it if it was paid**: not for web shops, see [`TradeCancel`].
    pub async fn cancel(&self, r: &TradeCancel, now_ms: i64) -> Called<TradeCancelResponse> {
        self.call(r, now_ms).await
    }

    /// Calls any other method.
    pub async fn generic(&self, r: &GenericCall, now_ms: i64) -> Called<GenericResponse> {
        self.call(r, now_ms).await
    }
}
