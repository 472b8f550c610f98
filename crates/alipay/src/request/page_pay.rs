//! `alipay.trade.page.pay`: sends a browser to the cashier. It has no synchronous response.

use super::details::PayDetails;
use super::order::{Order, no_member_twice};
use super::{Biz, InvalidRequest};
use crate::amount::Amount;
use crate::form::Charset;
use serde_json::Value;

pub(crate) const NAME: &str = "alipay.trade.page.pay";

/// Display of the cashier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QrPayMode {
    /// `0`: a frame of at least 600 by 300.
    Simple,
    /// `1`: a frame of at least 300 by 600.
    Front,
    /// `2`: the browser goes to Alipay's own page.
    #[default]
    Jump,
    /// `3`: a frame of at least 75 by 75.
    Mini,
    /// `4`: a frame of this many pixels (`qrcode_width`).
    Width(u16),
}

impl QrPayMode {
    fn as_str(self) -> &'static str {
        match self {
            Self::Simple => "0",
            Self::Front => "1",
            Self::Jump => "2",
            Self::Mini => "3",
            Self::Width(_) => "4",
        }
    }
}

/// A payment on Alipay's page.
///
/// Store [`PagePay::biz_content`] before it is signed and send the same text whenever the cashier
/// is opened again, because Alipay refuses the same number with other contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePay {
    order: Order,
    qr_pay_mode: QrPayMode,
    integration_type: Option<IntegrationType>,
    request_from_url: Option<String>,
}

/// Where the page is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntegrationType {
    /// `PCWEB`: in a browser, the default.
    PcWeb,
    /// `ALIAPP`: inside Alipay's own app.
    AliApp,
}

impl PagePay {
    /// A payment of `total_amount` under our number `out_trade_no`, to be made before `time_expire_ms` (epoch
    /// milliseconds, sent with the precision of a second).
    ///
    /// `subject` is shown to the buyer. Characters that the gateway refuses (`/ = &`, controls)
    /// become spaces, and it is cut at 256 characters.
    ///
    /// # Errors
    /// [`InvalidRequest`] for what the gateway would refuse.
    pub fn new(
        out_trade_no: impl Into<String>,
        total_amount: Amount,
        subject: &str,
        time_expire_ms: i64,
    ) -> Result<Self, InvalidRequest> {
        Ok(Self {
            order: Order::new(
                out_trade_no.into(),
                total_amount,
                subject,
                Some(time_expire_ms),
            )?,
            qr_pay_mode: QrPayMode::default(),
            integration_type: None,
            request_from_url: None,
        })
    }

    /// Replaces all optional parts.
    ///
    /// # Errors
    /// [`InvalidRequest`] for what the gateway would refuse.
    pub fn with_details(mut self, details: PayDetails) -> Result<Self, InvalidRequest> {
        details.check()?;
        no_member_twice(&details, &self.before_others(&details))?;
        self.order.details = details;
        Ok(self)
    }

    /// Sets where the page is opened.
    #[must_use]
    pub fn with_integration_type(mut self, kind: IntegrationType) -> Self {
        self.integration_type = Some(kind);
        self
    }

    /// Sets the page that contains the cashier's frame, at most 256 characters.
    ///
    /// # Errors
    /// [`InvalidRequest::Length`] for a longer one.
    pub fn with_request_from_url(mut self, url: &str) -> Result<Self, InvalidRequest> {
        super::at_most(url, 256, "request_from_url")?;
        self.request_from_url = Some(url.to_owned());
        Ok(self)
    }

    /// Adds a description, cleaned like the subject and cut at 128 characters.
    #[must_use]
    pub fn with_body(mut self, body: &str) -> Self {
        self.order.details.body = Some(body.to_owned());
        self
    }

    /// Sets the display of the cashier; a redirect needs the default, [`QrPayMode::Jump`].
    #[must_use]
    pub fn with_qr_pay_mode(mut self, mode: QrPayMode) -> Self {
        self.qr_pay_mode = mode;
        self
    }

    /// The JSON text to sign and send in `charset`: compact, members in a fixed order, Chinese
    /// unescaped. Subject, body and product names are made to fit the charset ([`Charset::fit`]).
    #[must_use]
    pub fn biz_content(&self, charset: Charset) -> String {
        self.order.end(self.own(charset)).end()
    }

    fn own(&self, charset: Charset) -> Biz {
        let biz = self
            .order
            .begin("FAST_INSTANT_TRADE_PAY", charset)
            .text("qr_pay_mode", self.qr_pay_mode.as_str());
        let biz = match self.qr_pay_mode {
            QrPayMode::Width(pixels) => biz.member("qrcode_width", &Value::from(pixels)),
            QrPayMode::Simple | QrPayMode::Front | QrPayMode::Jump | QrPayMode::Mini => biz,
        };
        let integration = self.integration_type.map(|kind| match kind {
            IntegrationType::PcWeb => "PCWEB",
            IntegrationType::AliApp => "ALIAPP",
        });
        biz.optional("integration_type", integration)
            .optional("request_from_url", self.request_from_url.as_deref())
    }

    /// The members sent before the additional ones.
    fn before_others(&self, details: &PayDetails) -> Biz {
        details.write(
            self.own(Charset::Utf8)
                .text("time_expire", "")
                .text("body", ""),
        )
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::super::plain;
    use super::PagePay;
    use crate::amount::Amount;
    use crate::form::Charset;
    use crate::request::InvalidRequest;

    /// 2024-05-01 12:30:00 in Shanghai.
    const EXPIRY: i64 = 1_714_537_800_000;

    fn amount(text: &str) -> Amount {
        Amount::parse(text).unwrap()
    }

    #[test]
    fn the_text_is_compact_and_ordered() {
        let pay = PagePay::new("P1", amount("88.8"), "茶 \"特价\" A/B", EXPIRY).unwrap();
        assert_eq!(
            pay.biz_content(Charset::Utf8),
            r#"{"out_trade_no":"P1","total_amount":"88.80","subject":"茶 \"特价\" A B","product_code":"FAST_INSTANT_TRADE_PAY","qr_pay_mode":"2","time_expire":"2024-05-01 12:30:00"}"#
        );
        let pay = pay.with_body("两罐\n礼盒");
        assert!(
            pay.biz_content(Charset::Utf8)
                .contains(r#""body":"两罐 礼盒","qr_pay_mode""#)
        );
    }

    #[test]
    fn what_the_gateway_would_refuse_is_refused_here() {
        let new = |number: &str, yuan, subject| {
            PagePay::new(number, amount(yuan), subject, EXPIRY).map(|_| ())
        };
        assert_eq!(
            new("", "1", "茶"),
            Err(InvalidRequest::Number("out_trade_no"))
        );
        assert_eq!(
            new("P-1", "1", "茶"),
            Err(InvalidRequest::Number("out_trade_no"))
        );
        assert_eq!(
            new(&"P".repeat(65), "1", "茶"),
            Err(InvalidRequest::Number("out_trade_no"))
        );
        assert_eq!(
            new("P1", "0", "茶"),
            Err(InvalidRequest::Amount("total_amount"))
        );
        assert_eq!(new("P1", "1", " / & ="), Err(InvalidRequest::Subject));
        assert_eq!(new("P1", "0.01", "茶"), Ok(()));
    }

    #[test]
    fn long_subjects_are_cut_between_characters() {
        assert_eq!(plain(&"茶".repeat(300), 256).chars().count(), 256);
        assert_eq!(plain(" a\t\tb\u{0} ", 256), "a b");
    }
}
