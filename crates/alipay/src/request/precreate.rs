//! `alipay.trade.precreate`: a code that the buyer scans. It needs the contract for face-to-face
//! payments.

use super::details::{PayDetails, Timeout};
use super::order::{Order, no_member_twice};
use super::{Biz, InvalidRequest, Method, Unreadable, at_most, echo};
use crate::amount::Amount;
use crate::form::Charset;
use crate::json::Payload;
use crate::sub_code::SubCode;
use serde_json::Value;
use std::collections::BTreeMap;

/// A payment by scanning a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Precreate {
    order: Order,
    counter: Counter,
}

/// Optional parts of a payment at a counter; every part is absent until assigned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counter {
    /// `product_code` other than `FACE_TO_FACE_PAYMENT`, e.g. `QR_CODE_OFFLINE`.
    pub product_code: Option<String>,
    /// `qr_code_timeout_express`: how long the code is valid; two hours by default.
    pub qr_code_timeout: Option<Timeout>,
    /// `operator_id`: at most 28 characters.
    pub operator_id: Option<String>,
    /// `terminal_id`: at most 32 characters.
    pub terminal_id: Option<String>,
    /// `seller_id`: the account that is paid, at most 28 characters.
    pub seller_id: Option<String>,
    /// `discountable_amount`: the part with promotions.
    pub discountable_amount: Option<Amount>,
    /// `undiscountable_amount`: the part without promotions.
    pub undiscountable_amount: Option<Amount>,
    /// `query_options`: additional parts of the response.
    pub query_options: Vec<String>,
}

impl Precreate {
    /// A payment of `total_amount` under our number `out_trade_no`. `time_expire_ms`: epoch milliseconds.
    ///
    /// # Errors
    /// [`InvalidRequest`] for what the gateway would refuse.
    pub fn new(
        out_trade_no: impl Into<String>,
        total_amount: Amount,
        subject: &str,
        time_expire_ms: Option<i64>,
    ) -> Result<Self, InvalidRequest> {
        Ok(Self {
            order: Order::new(out_trade_no.into(), total_amount, subject, time_expire_ms)?,
            counter: Counter::default(),
        })
    }

    /// Sets the parts of the counter.
    ///
    /// # Errors
    /// [`InvalidRequest::Length`].
    pub fn with_counter(mut self, counter: Counter) -> Result<Self, InvalidRequest> {
        for (value, max, name) in [
            (&counter.product_code, 64, "product_code"),
            (&counter.operator_id, 28, "operator_id"),
            (&counter.terminal_id, 32, "terminal_id"),
            (&counter.seller_id, 28, "seller_id"),
        ] {
            at_most(value.as_deref().unwrap_or_default(), max, name)?;
        }
        if let Some(timeout) = counter.qr_code_timeout {
            timeout.text("qr_code_timeout_express")?;
        }
        self.counter = counter;
        Ok(self)
    }

    /// Replaces the optional parts that all payments share.
    ///
    /// # Errors
    /// [`InvalidRequest`] for what the gateway would refuse.
    pub fn with_details(mut self, details: PayDetails) -> Result<Self, InvalidRequest> {
        details.check()?;
        let sent = self
            .own(Charset::Utf8)
            .text("time_expire", "")
            .text("body", "");
        no_member_twice(&details, &details.write(sent))?;
        self.order.details = details;
        Ok(self)
    }

    fn own(&self, charset: Charset) -> Biz {
        let counter = &self.counter;
        let product = counter.product_code.as_deref();
        let timeout = counter
            .qr_code_timeout
            .and_then(|timeout| timeout.text("qr_code_timeout_express").ok());
        self.order
            .begin(product.unwrap_or("FACE_TO_FACE_PAYMENT"), charset)
            .optional("qr_code_timeout_express", timeout.as_deref())
            .optional("operator_id", counter.operator_id.as_deref())
            .optional("terminal_id", counter.terminal_id.as_deref())
            .optional("seller_id", counter.seller_id.as_deref())
            .amount("discountable_amount", counter.discountable_amount)
            .amount("undiscountable_amount", counter.undiscountable_amount)
            .options("query_options", &counter.query_options)
    }
}

/// The code for the buyer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrecreateResponse {
    /// Our number of the payment, as requested.
    pub out_trade_no: String,
    /// The text of the code, e.g. `https://qr.alipay.com/bax…`; to be shown as a QR code.
    pub qr_code: String,
    /// `share_code`, where available.
    pub share_code: Option<String>,
    /// `prepay_id`, where available.
    pub prepay_id: Option<String>,
    /// Every other member; numbers as text.
    pub extra: BTreeMap<String, Value>,
}

impl Method for Precreate {
    const NAME: &'static str = "alipay.trade.precreate";
    const NOTIFIES: bool = true;
    type Response = PrecreateResponse;

    fn biz_content(&self, charset: Charset) -> String {
        self.order.end(self.own(charset)).end()
    }

    fn is_definite(code: &SubCode) -> bool {
        matches!(
            code,
            SubCode::InvalidParameter
                | SubCode::TradeHasSuccess
                | SubCode::TradeHasClose
                | SubCode::ContextInconsistent
                | SubCode::TotalFeeExceed
                | SubCode::ExistForbiddenWord
                | SubCode::PartnerError
                | SubCode::AccessForbidden
                | SubCode::SellerBeenBlocked
        )
    }

    fn read(&self, mut payload: Payload) -> Result<PrecreateResponse, Unreadable> {
        Ok(PrecreateResponse {
            out_trade_no: echo(&mut payload, "out_trade_no", &self.order.out_trade_no)?,
            qr_code: payload.need("qr_code")?,
            share_code: payload.told("share_code"),
            prepay_id: payload.told("prepay_id"),
            extra: payload.rest(),
        })
    }
}
