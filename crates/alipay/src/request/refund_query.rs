//! `alipay.trade.fastpay.refund.query`: what became of a refund.

use super::funds::{DepositBack, FundBill};
use super::trade_id::TradeId;
use super::{Biz, Method, Unreadable};
use crate::amount::Amount;
use crate::form::Charset;
use crate::json::Payload;
use crate::sub_code::SubCode;
use serde_json::Value;
use std::collections::BTreeMap;

/// Asks after one refund. Alipay wants ten seconds between the refund and the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundQuery {
    /// Which trade.
    pub trade: TradeId,
    /// Our number of the refund.
    pub out_request_no: String,
    /// What the answer should hold besides: `refund_detail_item_list`, `deposit_back_info`. The time of the refund,
    /// `gmt_refund_pay`, is always asked for.
    pub query_options: Vec<String>,
}

impl RefundQuery {
    /// Asks after the refund `out_request_no` of `trade`; a text is our number of the attempt.
    pub fn new(trade: impl Into<TradeId>, out_request_no: impl Into<String>) -> Self {
        Self {
            trade: trade.into(),
            out_request_no: out_request_no.into(),
            query_options: Vec::new(),
        }
    }
}

/// What a refund query says about the refund asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundFinding {
    /// The refund was made, over this amount; to be compared with our own.
    Succeeded(Amount),
    /// There is no such refund, or it did not succeed: it may be sent again, same number, same amount.
    NotFound,
    /// The answer holds some of the signs of a refund but not all: ask again later.
    Unclear,
}

/// The gateway's answer. An unknown refund is an answer too, with almost nothing in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundQueryResponse {
    /// Alipay's number of the trade.
    pub trade_no: Option<String>,
    /// Our number of the attempt; the one asked for, if told.
    pub out_trade_no: Option<String>,
    /// Our number of the refund; the one asked for, if told.
    pub out_request_no: Option<String>,
    /// What the trade was over.
    pub total_amount: Option<Amount>,
    /// The amount of this refund.
    pub refund_amount: Option<Amount>,
    /// `REFUND_SUCCESS`; older gateways say nothing.
    pub refund_status: Option<String>,
    /// When, epoch milliseconds.
    pub gmt_refund_pay_ms: Option<i64>,
    /// What the merchant gave back.
    pub send_back_fee: Option<Amount>,
    /// Where the money went to, if asked for.
    pub refund_detail_item_list: Vec<FundBill>,
    /// What became of money on its way to a bank card, if asked for.
    pub deposit_back_info: Option<DepositBack>,
    /// `refund_royaltys`: what partners gave back; numbers as text.
    pub refund_royaltys: Vec<BTreeMap<String, Value>>,
    /// Every other member, and those among the named that could not be read; numbers as text.
    pub extra: BTreeMap<String, Value>,
}

impl RefundQueryResponse {
    /// Reads the answer as Alipay documents it: an amount with `REFUND_SUCCESS` or without any status is a refund
    /// made, neither amount nor status is none.
    #[must_use]
    pub fn finding(&self) -> RefundFinding {
        let named = self.out_trade_no.is_some() && self.out_request_no.is_some();
        match (self.refund_amount, self.refund_status.as_deref()) {
            (Some(amount), None | Some("REFUND_SUCCESS")) if named => {
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
