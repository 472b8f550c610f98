//! `alipay.trade.fastpay.refund.query`: the result of a refund.

use super::funds::{DepositBack, FundBill};
use super::trade_id::TradeId;
use super::{Biz, Method, Unreadable};
use crate::amount::Amount;
use crate::form::Charset;
use crate::json::Payload;
use crate::sub_code::SubCode;
use serde_json::Value;
use std::collections::BTreeMap;

/// Queries one refund. Alipay requires ten seconds between the refund and the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundQuery {
    /// The trade of the refund.
    pub trade: TradeId,
    /// Our number of the refund.
    pub out_request_no: String,
    /// Additional parts of the response: `refund_detail_item_list`, `deposit_back_info`. The time
    /// of the refund, `gmt_refund_pay`, is always requested.
    pub query_options: Vec<String>,
}

impl RefundQuery {
    /// Queries the refund `out_request_no` of `trade`; a text is our number of the payment.
    pub fn new(trade: impl Into<TradeId>, out_request_no: impl Into<String>) -> Self {
        Self {
            trade: trade.into(),
            out_request_no: out_request_no.into(),
            query_options: Vec::new(),
        }
    }
}

/// The result of a refund query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundFinding {
    /// The refund was made, with this amount; compare it with your own.
    Succeeded(Amount),
    /// The refund does not exist or did not succeed: it may be sent again with the same number and
    /// amount.
    NotFound,
    /// The response has some signs of a refund but not all: query again later.
    Unclear,
}

/// The gateway's response. An unknown refund gives a response too, almost empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundQueryResponse {
    /// Alipay's number of the trade.
    pub trade_no: Option<String>,
    /// Our number of the payment, as requested, if present.
    pub out_trade_no: Option<String>,
    /// Our number of the refund, as requested, if present.
    pub out_request_no: Option<String>,
    /// Amount of the trade.
    pub total_amount: Option<Amount>,
    /// The amount of this refund.
    pub refund_amount: Option<Amount>,
    /// `REFUND_SUCCESS`; older gateways leave it out.
    pub refund_status: Option<String>,
    /// When it was refunded, epoch milliseconds.
    pub gmt_refund_pay_ms: Option<i64>,
    /// What the merchant refunded.
    pub send_back_fee: Option<Amount>,
    /// Targets of the refund, if requested.
    pub refund_detail_item_list: Vec<FundBill>,
    /// State of a refund to a bank card, if requested.
    pub deposit_back_info: Option<DepositBack>,
    /// `refund_royaltys`: what partners returned; numbers as text.
    pub refund_royaltys: Vec<BTreeMap<String, Value>>,
    /// Every other member, and unreadable ones of those above; numbers as text.
    pub extra: BTreeMap<String, Value>,
}

impl RefundQueryResponse {
    /// Reads the response by Alipay's documents: an amount with `REFUND_SUCCESS` or without a
    /// status is a refund made; neither amount nor status is none. An amount of 0.00 is neither.
    #[must_use]
    pub fn finding(&self) -> RefundFinding {
        let named = self.out_trade_no.is_some() && self.out_request_no.is_some();
        match (self.refund_amount, self.refund_status.as_deref()) {
            (Some(amount), None | Some("REFUND_SUCCESS")) if named && amount.fen() > 0 => {
                RefundFinding::Succeeded(amount)
            }
            (None, None) => RefundFinding::NotFound,
            (Some(_) | None, _) => RefundFinding::Unclear,
        }
    }
}

impl Method for RefundQuery {
    const NAME: &'static str = "alipay.trade.fastpay.refund.query";
    type Response = RefundQueryResponse;

    fn biz_content(&self, charset: Charset) -> String {
        let mut options = vec!["gmt_refund_pay".to_owned()];
        options.extend(self.query_options.iter().cloned());
        options.dedup();
        self.trade
            .write(Biz::new(charset))
            .text("out_request_no", &self.out_request_no)
            .options("query_options", &options)
            .end()
    }

    fn is_definite(code: &SubCode) -> bool {
        matches!(code, SubCode::TradeNotExist | SubCode::InvalidParameter)
    }

    fn read(&self, mut payload: Payload) -> Result<RefundQueryResponse, Unreadable> {
        let numbers = self.trade.take_if_told(&mut payload)?;
        let out_request_no = payload.text("out_request_no")?;
        if out_request_no
            .as_ref()
            .is_some_and(|told| *told != self.out_request_no)
        {
            return Err(Unreadable::Another("out_request_no"));
        }
        Ok(RefundQueryResponse {
            trade_no: numbers.trade_no,
            out_trade_no: numbers.out_trade_no,
            out_request_no,
            total_amount: payload.amount("total_amount")?,
            refund_amount: payload.amount("refund_amount")?,
            refund_status: payload.text("refund_status")?,
            gmt_refund_pay_ms: payload.time_ms("gmt_refund_pay")?,
            send_back_fee: payload.told_amount("send_back_fee"),
            refund_detail_item_list: FundBill::list(&mut payload, "refund_detail_item_list"),
            deposit_back_info: DepositBack::take(&mut payload),
            refund_royaltys: payload
                .items("refund_royaltys")
                .into_iter()
                .map(Payload::rest)
                .collect(),
            extra: payload.rest(),
        })
    }
}
