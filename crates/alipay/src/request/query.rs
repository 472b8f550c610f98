//! `alipay.trade.query`: the state of a payment at Alipay.

use super::funds::FundBill;
use super::trade_id::TradeId;
use super::{Biz, Method, Unreadable};
use crate::amount::Amount;
use crate::form::Charset;
use crate::json::Payload;
use crate::sub_code::SubCode;
use crate::trade::TradeStatus;
use serde_json::Value;
use std::collections::BTreeMap;

/// Queries a trade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeQuery {
    /// The trade to query.
    pub trade: TradeId,
    /// `org_pid`: the bank's number, for queries on behalf of one; at most 16 characters.
    pub org_pid: Option<String>,
    /// Additional parts of the response: `trade_settle_info`, `fund_bill_list`,
    /// `voucher_detail_list`, `discount_goods_detail`, `mdiscount_amount`.
    pub query_options: Vec<String>,
}

impl TradeQuery {
    /// Queries `trade`; a text is our number.
    pub fn new(trade: impl Into<TradeId>) -> Self {
        Self {
            trade: trade.into(),
            org_pid: None,
            query_options: Vec::new(),
        }
    }
}

/// A trade at Alipay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeQueryResponse {
    /// Alipay's number. Always present once the trade is paid.
    pub trade_no: Option<String>,
    /// Our number, as requested.
    pub out_trade_no: String,
    /// Status of the trade.
    pub trade_status: TradeStatus,
    /// Amount of the trade; compare it with your own.
    pub total_amount: Amount,
    /// What the buyer paid, after Alipay's own discounts. 0.00 in the sandbox.
    pub buyer_pay_amount: Option<Amount>,
    /// What the merchant receives. 0.00 in the sandbox.
    pub receipt_amount: Option<Amount>,
    /// The buyer's login, masked by Alipay.
    pub buyer_logon_id: Option<String>,
    /// The buyer's id at Alipay, for older applications.
    pub buyer_user_id: Option<String>,
    /// The buyer's id for this application, for newer ones.
    pub buyer_open_id: Option<String>,
    /// When it was paid, epoch milliseconds.
    pub send_pay_date_ms: Option<i64>,
    /// The amount for an invoice.
    pub invoice_amount: Option<Amount>,
    /// The part paid with points.
    pub point_amount: Option<Amount>,
    /// Alipay's discount.
    pub discount_amount: Option<Amount>,
    /// The merchant's discount.
    pub mdiscount_amount: Option<Amount>,
    /// Sources of the payment.
    pub fund_bill_list: Vec<FundBill>,
    /// The subject shown to the buyer.
    pub subject: Option<String>,
    /// The description.
    pub body: Option<String>,
    /// The shop's number.
    pub store_id: Option<String>,
    /// The terminal's number.
    pub terminal_id: Option<String>,
    /// The shop's name.
    pub store_name: Option<String>,
    /// As sent, still percent-encoded.
    pub passback_params: Option<String>,
    /// `ext_infos`: JSON text.
    pub ext_infos: Option<String>,
    /// `trade_settle_info`: how the payment was divided.
    pub trade_settle_info: Option<BTreeMap<String, Value>>,
    /// Every other member, and unreadable ones of those above; numbers as text.
    pub extra: BTreeMap<String, Value>,
}

impl TradeQueryResponse {
    /// True if the buyer paid, whatever happened since. A trade closed after a full refund was
    /// paid.
    #[must_use]
    pub fn was_paid(&self) -> bool {
        match self.trade_status {
            TradeStatus::TradeSuccess | TradeStatus::TradeFinished => true,
            TradeStatus::TradeClosed => self.send_pay_date_ms.is_some(),
            TradeStatus::WaitBuyerPay => false,
        }
    }
}

impl Method for TradeQuery {
    const NAME: &'static str = "alipay.trade.query";
    type Response = TradeQueryResponse;

    fn biz_content(&self, charset: Charset) -> String {
        self.trade
            .write(Biz::new(charset))
            .optional("org_pid", self.org_pid.as_deref())
            .options("query_options", &self.query_options)
            .end()
    }

    fn is_definite(code: &SubCode) -> bool {
        matches!(code, SubCode::TradeNotExist | SubCode::InvalidParameter)
    }

    fn read(&self, mut payload: Payload) -> Result<TradeQueryResponse, Unreadable> {
        let numbers = self.trade.take(&mut payload)?;
        let out_trade_no = numbers.out_trade_no.ok_or("out_trade_no")?;
        let status = payload.need("trade_status")?;
        let trade_status = TradeStatus::parse(&status).ok_or("trade_status")?;
        let trade_no = numbers.trade_no;
        let is_paid = matches!(
            trade_status,
            TradeStatus::TradeSuccess | TradeStatus::TradeFinished
        );
        // Without Alipay's number a second payment could not be told from the first.
        if is_paid && trade_no.is_none() {
            return Err("trade_no".into());
        }
        Ok(TradeQueryResponse {
            trade_no,
            out_trade_no,
            trade_status,
            total_amount: payload.amount("total_amount")?.ok_or("total_amount")?,
            buyer_pay_amount: payload.amount("buyer_pay_amount")?,
            receipt_amount: payload.amount("receipt_amount")?,
            buyer_logon_id: payload.text("buyer_logon_id")?,
            buyer_user_id: payload.text("buyer_user_id")?,
            buyer_open_id: payload.text("buyer_open_id")?,
            send_pay_date_ms: payload.time_ms("send_pay_date")?,
            invoice_amount: payload.told_amount("invoice_amount"),
            point_amount: payload.told_amount("point_amount"),
            discount_amount: payload.told_amount("discount_amount"),
            mdiscount_amount: payload.told_amount("mdiscount_amount"),
            fund_bill_list: FundBill::list(&mut payload, "fund_bill_list"),
            subject: payload.told("subject"),
            body: payload.told("body"),
            store_id: payload.told("store_id"),
            terminal_id: payload.told("terminal_id"),
            store_name: payload.told("store_name"),
            passback_params: payload.told("passback_params"),
            ext_infos: payload.told("ext_infos"),
            trade_settle_info: payload.item("trade_settle_info").map(Payload::rest),
            extra: payload.rest(),
        })
    }
}
