//! `alipay.trade.page.pay`: sends a browser to the cashier. There is no synchronous answer.

use super::{Biz, InvalidRequest, number};
use crate::amount::Amount;
use crate::time::format_shanghai;

pub(crate) const NAME: &str = "alipay.trade.page.pay";

/// Longest subject in characters.
const MAX_SUBJECT: usize = 256;
/// Longest description in characters.
const MAX_BODY: usize = 128;

/// How the cashier is shown.
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
}

impl QrPayMode {
    fn as_str(self) -> &'static str {
        match self {
            Self::Simple => "0",
            Self::Front => "1",
            Self::Jump => "2",
            Self::Mini => "3",
        }
    }
}

/// A payment on Alipay's page.
///
/// Write [`PagePay::biz_content`] down before it is signed and send the same text whenever the cashier is opened
/// again: Alipay refuses the same number with other contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagePay {
    out_trade_no: String,
    total_amount: Amount,
    subject: String,
    body: Option<String>,
    time_expire_ms: i64,
    qr_pay_mode: QrPayMode,
}

impl PagePay {
    /// A payment of `total_amount` under our number `out_trade_no`, to be made before `time_expire_ms` (epoch
    /// milliseconds, sent with the precision of a second).
    ///
    /// `subject` is what the buyer reads. Characters the gateway refuses (`/ = &`, controls) become spaces, and what
    /// exceeds 256 characters is cut.
    ///
    /// # Errors
    /// [`InvalidRequest`] for what the gateway would refuse.
    pub fn new(
        out_trade_no: impl Into<String>,
        total_amount: Amount,
        subject: &str,
        time_expire_ms: i64,
    ) -> Result<Self, InvalidRequest> {
        if total_amount.fen() == 0 {
            return Err(InvalidRequest::Amount("total_amount"));
        }
        let subject = plain(subject, MAX_SUBJECT);
        if subject.is_empty() {
            return Err(InvalidRequest::Subject);
        }
        Ok(Self {
            out_trade_no: number(out_trade_no.into(), "out_trade_no")?,
            total_amount,
            subject,
            body: None,
            time_expire_ms,
            qr_pay_mode: QrPayMode::default(),
        })
    }

    /// Adds a description, cleaned like the subject and cut at 128 characters.
    #[must_use]
    pub fn with_body(mut self, body: &str) -> Self {
        self.body = Some(plain(body, MAX_BODY));
        self
    }

    /// Chooses how the cashier is shown; a redirect needs the default, [`QrPayMode::Jump`].
    #[must_use]
    pub fn with_qr_pay_mode(mut self, mode: QrPayMode) -> Self {
        self.qr_pay_mode = mode;
        self
    }

    /// The JSON text to be signed and sent: compact, members in a fixed order, Chinese as it is.
    #[must_use]
    pub fn biz_content(&self) -> String {
        Biz::new()
            .text("out_trade_no", &self.out_trade_no)
            .text("total_amount", &self.total_amount.to_string())
            .text("subject", &self.subject)
            .text("product_code", "FAST_INSTANT_TRADE_PAY")
            .optional("body", self.body.as_deref())
            .text("qr_pay_mode", self.qr_pay_mode.as_str())
            .text("time_expire", &format_shanghai(self.time_expire_ms))
            .end()
    }
}

/// One line without the characters the gateway refuses.
fn plain(text: &str, max: usize) -> String {
    let spaced = text.replace(
        |c: char| c.is_control() || matches!(c, '/' | '=' | '&'),
        " ",
    );
    let line = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars()
        .take(max)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::{PagePay, plain};
    use crate::amount::Amount;
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
            pay.biz_content(),
            r#"{"out_trade_no":"P1","total_amount":"88.80","subject":"茶 \"特价\" A B","product_code":"FAST_INSTANT_TRADE_PAY","qr_pay_mode":"2","time_expire":"2024-05-01 12:30:00"}"#
        );
        let pay = pay.with_body("两罐\n礼盒");
        assert!(
            pay.biz_content()
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
