//! Optional parts of a payment, for every payment page.

use super::goods::GoodsDetail;
use super::{Biz, InvalidRequest, at_most};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use std::collections::BTreeMap;

/// Longest description in characters.
const MAX_BODY: usize = 128;
/// Every character that could end a query value.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'*');

/// The optional parts of a payment; every one is absent until assigned.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PayDetails {
    /// `body`: a description, repeated in notifications and bills. Cleaned like the subject and cut
    /// at 128 characters.
    pub body: Option<String>,
    /// `goods_detail`: the lines of the order.
    pub goods: Vec<GoodsDetail>,
    /// `timeout_express`: time to pay from the opening of the cashier, which restarts with each
    /// opening. The absolute `time_expire` has precedence and is better for a shop.
    pub timeout_express: Option<Timeout>,
    /// `passback_params`, unencoded: it is percent-encoded here, then at most 512 characters, and
    /// [`crate::Notice::passback_params`] returns it unencoded.
    pub passback_params: Option<String>,
    /// `store_id`: at most 32 characters.
    pub store_id: Option<String>,
    /// `merchant_order_no`: at most 32 characters.
    pub merchant_order_no: Option<String>,
    /// `goods_type`: kind of product.
    pub goods_type: Option<GoodsType>,
    /// The offered payment channels.
    pub channels: Option<PayChannels>,
    /// `extend_params`, e.g. `hb_fq_num`, `hb_fq_seller_percent`, `sys_service_provider_id`, `royalty_freeze`.
    pub extend_params: BTreeMap<String, String>,
    /// `promo_params`: at most 512 characters.
    pub promo_params: Option<String>,
    /// Members without a field in this crate, sent unchanged. A name with a field is refused.
    pub others: BTreeMap<String, Value>,
}

/// Kind of product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoodsType {
    /// `0`: virtual; some payment channels are not offered for it.
    Virtual,
    /// `1`: physical.
    Physical,
}

/// The offered payment channels; Alipay allows one of the two lists. At most 128 characters
/// together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayChannels {
    /// `enable_pay_channels`: these and no others, e.g. `balance`, `moneyFund`, `debitCardExpress`.
    Enable(Vec<String>),
    /// `disable_pay_channels`: all but these, e.g. `creditCard`.
    Disable(Vec<String>),
}

/// A time to pay: whole minutes, hours or days from one minute to fifteen days, or to the end of
/// the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeout {
    /// `m`: minutes, 1 to 21600.
    Minutes(u16),
    /// `h`: hours, 1 to 360.
    Hours(u16),
    /// `d`: days, 1 to 15.
    Days(u16),
    /// `1c`: until midnight in Shanghai.
    EndOfDay,
}

impl Timeout {
    pub(super) fn text(self, name: &'static str) -> Result<String, InvalidRequest> {
        let (number, unit, most) = match self {
            Self::Minutes(n) => (n, 'm', 15 * 24 * 60),
            Self::Hours(n) => (n, 'h', 15 * 24),
            Self::Days(n) => (n, 'd', 15),
            Self::EndOfDay => (1, 'c', 1),
        };
        if (1..=most).contains(&number) {
            Ok(format!("{number}{unit}"))
        } else {
            Err(InvalidRequest::Length(name))
        }
    }
}

impl PayDetails {
    /// Refuses what the gateway would refuse, and duplicate members.
    pub(super) fn check(&self) -> Result<(), InvalidRequest> {
        for (value, max, name) in [
            (&self.store_id, 32, "store_id"),
            (&self.merchant_order_no, 32, "merchant_order_no"),
            (&self.promo_params, 512, "promo_params"),
        ] {
            at_most(value.as_deref().unwrap_or_default(), max, name)?;
        }
        at_most(&self.passback().unwrap_or_default(), 512, "passback_params")?;
        self.goods.iter().try_for_each(GoodsDetail::check)?;
        if let Some(timeout) = self.timeout_express {
            timeout.text("timeout_express")?;
        }
        let Some((name, list)) = self.channels.as_ref().map(PayChannels::named) else {
            return Ok(());
        };
        if list.is_empty() || list.iter().any(|one| one.is_empty() || one.contains(',')) {
            return Err(InvalidRequest::Length(name));
        }
        at_most(&list.join(","), 128, name)
    }

    pub(super) fn write(&self, biz: Biz) -> Biz {
        let mut biz = biz;
        if !self.goods.is_empty() {
            let goods: Vec<_> = self
                .goods
                .iter()
                .map(|line| line.to_value(biz.charset()))
                .collect();
            biz = biz.member("goods_detail", &Value::Array(goods));
        }
        let timeout = self
            .timeout_express
            .and_then(|timeout| timeout.text("timeout_express").ok());
        let goods_type = self.goods_type.map(|kind| match kind {
            GoodsType::Virtual => "0",
            GoodsType::Physical => "1",
        });
        biz = biz
            .optional("timeout_express", timeout.as_deref())
            .optional("passback_params", self.passback().as_deref())
            .optional("store_id", self.store_id.as_deref())
            .optional("merchant_order_no", self.merchant_order_no.as_deref())
            .optional("goods_type", goods_type)
            .optional("promo_params", self.promo_params.as_deref());
        if let Some((name, list)) = self.channels.as_ref().map(PayChannels::named) {
            biz = biz.text(name, &list.join(","));
        }
        if !self.extend_params.is_empty() {
            let members = self.extend_params.iter();
            let params = members.map(|(name, value)| (name.clone(), Value::from(value.as_str())));
            biz = biz.member("extend_params", &Value::Object(params.collect()));
        }
        biz
    }

    /// The description to send.
    pub(super) fn body(&self) -> Option<String> {
        self.body
            .as_deref()
            .map(|body| super::plain(body, MAX_BODY))
    }

    fn passback(&self) -> Option<String> {
        let plain = self.passback_params.as_deref()?;
        Some(utf8_percent_encode(plain, RESERVED).to_string())
    }
}

impl PayChannels {
    fn named(&self) -> (&'static str, &[String]) {
        match self {
            Self::Enable(list) => ("enable_pay_channels", list),
            Self::Disable(list) => ("disable_pay_channels", list),
        }
    }
}
