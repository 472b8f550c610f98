//! `alipay.trade.wap.pay`: sends a phone's browser to the cashier. It has no synchronous response.

use super::details::PayDetails;
use super::order::{Order, no_member_twice};
use super::{Biz, InvalidRequest};
use crate::amount::Amount;
use crate::form::Charset;

pub(crate) const NAME: &str = "alipay.trade.wap.pay";

/// A payment on Alipay's page for phones; [`super::page_pay::PagePay`] describes what both share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WapPay {
    order: Order,
    quit_url: Option<String>,
}

impl WapPay {
    /// As [`super::page_pay::PagePay::new`].
    ///
    /// # Errors
    /// [`InvalidRequest`] for what the gateway would refuse.
    pub fn new(
        out_trade_no: impl Into<String>,
        total_amount: Amount,
        subject: &str,
        time_expire_ms: i64,
    ) -> Result<Self, InvalidRequest> {
        let number = out_trade_no.into();
        Ok(Self {
            order: Order::new(number, total_amount, subject, Some(time_expire_ms))?,
            quit_url: None,
        })
    }

    /// The address for a buyer who gives up, at most 400 characters.
    ///
    /// # Errors
    /// [`InvalidRequest::Length`] for a longer one.
    pub fn with_quit_url(mut self, url: &str) -> Result<Self, InvalidRequest> {
        super::at_most(url, 400, "quit_url")?;
        self.quit_url = Some(url.to_owned());
        Ok(self)
    }

    /// Replaces all optional parts.
    ///
    /// # Errors
    /// [`InvalidRequest`] for what the gateway would refuse.
    pub fn with_details(mut self, details: PayDetails) -> Result<Self, InvalidRequest> {
        details.check()?;
        let sent = self
            .own(Charset::Utf8)
            .text("time_expire", "")
            .text("body", "");
        no_member_twice(&details, &details.write(sent.text("quit_url", "")))?;
        self.order.details = details;
        Ok(self)
    }

    /// As [`super::page_pay::PagePay::biz_content`].
    #[must_use]
    pub fn biz_content(&self, charset: Charset) -> String {
        self.order.end(self.own(charset)).end()
    }

    fn own(&self, charset: Charset) -> Biz {
        self.order
            .begin("QUICK_WAP_WAY", charset)
            .optional("quit_url", self.quit_url.as_deref())
    }
}
