//! The common part of every payment page.

use super::details::PayDetails;
use super::{Biz, InvalidRequest, MAX_SUBJECT, number, plain};
use crate::amount::Amount;
use crate::form::Charset;
use crate::time::format_shanghai;

/// Number, amount, subject, expiry and the optional rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) out_trade_no: String,
    total_amount: Amount,
    subject: String,
    time_expire_ms: Option<i64>,
    pub(super) details: PayDetails,
}

impl Order {
    pub(super) fn new(
        out_trade_no: String,
        total_amount: Amount,
        subject: &str,
        time_expire_ms: Option<i64>,
    ) -> Result<Self, InvalidRequest> {
        if total_amount.fen() == 0 {
            return Err(InvalidRequest::Amount("total_amount"));
        }
        let subject = plain(subject, MAX_SUBJECT);
        if subject.is_empty() {
            return Err(InvalidRequest::Subject);
        }
        Ok(Self {
            out_trade_no: number(out_trade_no, "out_trade_no")?,
            total_amount,
            subject,
            time_expire_ms,
            details: PayDetails::default(),
        })
    }

    /// The first members of every payment.
    pub(super) fn begin(&self, product_code: &str, charset: Charset) -> Biz {
        Biz::new(charset)
            .text("out_trade_no", &self.out_trade_no)
            .text("total_amount", &self.total_amount.to_string())
            .words("subject", &self.subject)
            .text("product_code", product_code)
            .optional_words("body", self.details.body().as_deref())
    }

    /// The last members of every payment.
    pub(super) fn end(&self, biz: Biz) -> Biz {
        let expiry = self.time_expire_ms.map(format_shanghai);
        let biz = biz.optional("time_expire", expiry.as_deref());
        self.details.write(biz).members(&self.details.others)
    }
}

/// Checks that no additional member has the name of one that is sent already.
pub(super) fn no_member_twice(details: &PayDetails, sent: &Biz) -> Result<(), InvalidRequest> {
    let twice = details.others.keys().any(|name| sent.holds(name));
    if twice {
        return Err(InvalidRequest::Twice);
    }
    Ok(())
}
