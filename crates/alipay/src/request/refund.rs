//! `alipay.trade.refund`: refunds money. The only call here that moves money.

use super::funds::FundBill;
use super::trade_id::TradeId;
use super::{Biz, InvalidRequest, Method, Unreadable, at_most, number};
use crate::amount::Amount;
use crate::form::Charset;
use crate::json::Payload;
use crate::sub_code::SubCode;
use serde_json::Value;
use std::collections::BTreeMap;

/// Longest reason in characters.
const MAX_REASON: usize = 256;

/// A refund, in part or in full.
///
/// Number and amount belong together: the same pair sent again is the same refund, the same number
/// with another amount is an error, and a new number is a second refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeRefund {
    trade: TradeId,
    out_request_no: String,
    refund_amount: Amount,
    refund_reason: Option<String>,
    details: RefundDetails,
}

/// Optional parts of a refund; every part is absent until assigned. They belong to the number like
/// the amount.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RefundDetails {
    /// `refund_goods_detail`: the refunded products.
    pub goods: Vec<RefundGoods>,
    /// `query_options`: additional parts of the response, e.g. `refund_detail_item_list`,
    /// `deposit_back_info`.
    pub query_options: Vec<String>,
    /// `operator_id`: at most 30 characters.
    pub operator_id: Option<String>,
    /// `store_id`: at most 32 characters.
    pub store_id: Option<String>,
    /// `terminal_id`: at most 32 characters.
    pub terminal_id: Option<String>,
    /// `refund_currency`: at most 8 characters, e.g. `CNY`.
    pub refund_currency: Option<String>,
    /// `refund_royalty_parameters`: what partners return, in the form of Alipay's documents.
    pub royalties: Vec<BTreeMap<String, Value>>,
}

/// One refunded product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundGoods {
    /// `goods_id`: as in the payment.
    pub goods_id: String,
    /// `refund_amount`: amount for this product.
    pub refund_amount: Amount,
    /// `out_item_id`.
    pub out_item_id: Option<String>,
    /// `out_sku_id`.
    pub out_sku_id: Option<String>,
}

impl RefundGoods {
    fn to_value(&self) -> Value {
        let mut members = serde_json::Map::new();
        for (name, value) in [
            ("goods_id", Some(&self.goods_id)),
            ("refund_amount", Some(&self.refund_amount.to_string())),
            ("out_item_id", self.out_item_id.as_ref()),
            ("out_sku_id", self.out_sku_id.as_ref()),
        ] {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                members.insert(name.to_owned(), Value::from(value.as_str()));
            }
        }
        Value::Object(members)
    }
}

impl TradeRefund {
    /// A refund of `refund_amount` on `trade` (a text is our number) under our number `out_request_no`.
    ///
    /// # Errors
    /// [`InvalidRequest`] for what the gateway would refuse.
    pub fn new(
        trade: impl Into<TradeId>,
        out_request_no: impl Into<String>,
        refund_amount: Amount,
    ) -> Result<Self, InvalidRequest> {
        if refund_amount.fen() == 0 {
            return Err(InvalidRequest::Amount("refund_amount"));
        }
        let trade = match trade.into() {
            TradeId::Ours(ours) => TradeId::Ours(number(ours, "out_trade_no")?),
            TradeId::Alipays(alipays) => TradeId::Alipays(number(alipays, "trade_no")?),
        };
        Ok(Self {
            trade,
            out_request_no: number(out_request_no.into(), "out_request_no")?,
            refund_amount,
            refund_reason: None,
            details: RefundDetails::default(),
        })
    }

    /// Sets the optional parts.
    ///
    /// # Errors
    /// [`InvalidRequest::Length`].
    pub fn with_details(mut self, details: RefundDetails) -> Result<Self, InvalidRequest> {
        for (value, max, name) in [
            (&details.operator_id, 30, "operator_id"),
            (&details.store_id, 32, "store_id"),
            (&details.terminal_id, 32, "terminal_id"),
            (&details.refund_currency, 8, "refund_currency"),
        ] {
            at_most(value.as_deref().unwrap_or_default(), max, name)?;
        }
        self.details = details;
        Ok(self)
    }

    /// True for a refusal that, if signed, means that this request refunded nothing and never will.
    /// Every other code leaves the result open: only a refund query shows it.
    #[must_use]
    pub fn is_final(code: &SubCode) -> bool {
        <Self as Method>::is_definite(code)
    }

    /// Adds a reason for the buyer, cut at 256 characters.
    #[must_use]
    pub fn with_reason(mut self, reason: &str) -> Self {
        self.refund_reason = Some(reason.chars().take(MAX_REASON).collect());
        self
    }
}

/// The gateway's response to a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TradeRefundResponse {
    /// Alipay's number of the trade.
    pub trade_no: Option<String>,
    /// Our number of the payment; empty only if the request named Alipay's and the response leaves
    /// it out.
    pub out_trade_no: String,
    /// True if this call moved money: only for `Y`. Otherwise send a refund query; a repeated
    /// refund returns `N`.
    pub fund_change: bool,
    /// The sum of all refunds of the trade so far; never compare it with one refund.
    pub refund_fee: Option<Amount>,
    /// What the merchant refunded with this call.
    pub send_back_fee: Option<Amount>,
    /// When it was refunded, epoch milliseconds; not always present.
    pub gmt_refund_pay_ms: Option<i64>,
    /// The buyer's login, masked by Alipay.
    pub buyer_logon_id: Option<String>,
    /// The buyer's id at Alipay, for older applications.
    pub buyer_user_id: Option<String>,
    /// The buyer's id for this application, for newer ones.
    pub buyer_open_id: Option<String>,
    /// Targets of the refund, if requested.
    pub refund_detail_item_list: Vec<FundBill>,
    /// The shop's name.
    pub store_name: Option<String>,
    /// Every other member, and unreadable ones of those above; numbers as text.
    pub extra: BTreeMap<String, Value>,
}

impl Method for TradeRefund {
    const NAME: &'static str = "alipay.trade.refund";
    type Response = TradeRefundResponse;

    fn biz_content(&self, charset: Charset) -> String {
        let details = &self.details;
        let mut biz = self
            .trade
            .write(Biz::new(charset))
            .text("refund_amount", &self.refund_amount.to_string())
            .text("out_request_no", &self.out_request_no)
            .optional_words("refund_reason", self.refund_reason.as_deref())
            .optional("operator_id", details.operator_id.as_deref())
            .optional("store_id", details.store_id.as_deref())
            .optional("terminal_id", details.terminal_id.as_deref())
            .optional("refund_currency", details.refund_currency.as_deref())
            .options("query_options", &details.query_options);
        if !details.goods.is_empty() {
            let goods = details.goods.iter().map(RefundGoods::to_value).collect();
            biz = biz.member("refund_goods_detail", &Value::Array(goods));
        }
        if !details.royalties.is_empty() {
            let royalties = details.royalties.iter().cloned();
            let royalties = royalties.map(|one| Value::Object(one.into_iter().collect()));
            biz = biz.member(
                "refund_royalty_parameters",
                &Value::Array(royalties.collect()),
            );
        }
        biz.end()
    }

    fn is_definite(code: &SubCode) -> bool {
        matches!(
            code,
            SubCode::ReasonTradeRefundFeeErr
                | SubCode::RefundAmtNotEqualTotal
                | SubCode::DiscordantRepeatRequest
                | SubCode::TradeHasFinished
                | SubCode::TradeNotAllowRefund
                | SubCode::TradeNotExist
                | SubCode::TradeStatusError
                | SubCode::ReasonTradeBeenFreezen
                | SubCode::SellerBalanceNotEnough
                | SubCode::InvalidParameter
        )
    }

    fn read(&self, mut payload: Payload) -> Result<TradeRefundResponse, Unreadable> {
        let numbers = self.trade.take(&mut payload)?;
        Ok(TradeRefundResponse {
            out_trade_no: numbers.out_trade_no.unwrap_or_default(),
            trade_no: numbers.trade_no,
            fund_change: payload.text("fund_change")?.as_deref() == Some("Y"),
            refund_fee: payload.amount("refund_fee")?,
            send_back_fee: payload.amount("send_back_fee")?,
            gmt_refund_pay_ms: payload.time_ms("gmt_refund_pay")?,
            buyer_logon_id: payload.text("buyer_logon_id")?,
            buyer_user_id: payload.told("buyer_user_id"),
            buyer_open_id: payload.told("buyer_open_id"),
            refund_detail_item_list: FundBill::list(&mut payload, "refund_detail_item_list"),
            store_name: payload.told("store_name"),
            extra: payload.rest(),
        })
    }
}
