//! The errands: a customer orders and starts a payment, the gateway notifies of it.

use crate::{
    client::post,
    load::{Errand, Step},
    world::{APP_ID, SELLER_ID, Shopper},
};
use alipay::{PrivateKey, sign::sign_rsa2};
use anyhow::Context;
use bytes::Bytes;
use form_urlencoded::Serializer;
use http::{Response, header};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

/// The started payments: `out_trade_no` and amount, from the cashier's URL.
pub(crate) type Started = Arc<Mutex<Vec<(String, String)>>>;

/// W5: commits an order, then signs and commits a payment attempt, with the two forms of a browser.
pub(crate) struct Checkout {
    /// The origin of the shop or of its limit.
    pub(crate) origin: String,
    /// The shoppers, one per errand.
    pub(crate) shoppers: Arc<Vec<Shopper>>,
    /// True for the limit server, which has other paths and starts no payments.
    pub(crate) limit: bool,
    /// Filled with the payments that can be notified.
    pub(crate) started: Started,
}

fn is_led(answer: &Response<Bytes>) -> bool {
    // A refusal redirects to the form with its errors.
    answer.status() == 303 && !location(answer).contains("#errors")
}

fn location(answer: &Response<Bytes>) -> &str {
    let to = answer.headers().get(header::LOCATION);
    to.and_then(|to| to.to_str().ok()).unwrap_or_default()
}

impl Errand for Checkout {
    fn step(
        &self,
        errand: usize,
        index: usize,
        last: Option<&Response<Bytes>>,
    ) -> anyhow::Result<Option<Step>> {
        let shopper = self.shoppers.get(errand).context("no such shopper")?;
        // Rate limits count per IP address, so each customer has its own.
        let from = format!("10.{}.{}.1", errand / 250, errand % 250);
        let form =
            |pairs: &[(&str, &str)]| Serializer::new(String::new()).extend_pairs(pairs).finish();
        let (path, form) = match index {
            0 => {
                let total = shopper.total_fen.to_string();
                let form = form(&[
                    ("form[checkout_key]", &shopper.checkout_key),
                    ("form[total_fen]", &total),
                    ("form[contact_name]", "林夏"),
                    ("form[contact_phone]", "13800138000"),
                    ("form[region]", "浙江省 杭州市 西湖区"),
                    ("form[street]", "文三路 1 号 2 单元 301"),
                    ("form[buyer_note]", ""),
                ]);
                (
                    if self.limit {
                        "/order"
                    } else {
                        "/api/checkout/place_order"
                    },
                    form,
                )
            }
            1 => {
                let to = last.map(location).unwrap_or_default();
                let number = to.rsplit('=').next().unwrap_or_default();
                (
                    if self.limit {
                        "/pay"
                    } else {
                        "/api/payment/start"
                    },
                    form(&[("form[number]", number)]),
                )
            }
            _done => {
                if !self.limit {
                    let to = last.map(location).unwrap_or_default();
                    let told = started(to).with_context(|| format!("led to {to}"))?;
                    self.started
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push(told);
                }
                return Ok(None);
            }
        };
        Ok(Some(Step {
            request: post(path, &self.origin, &shopper.cookie, &from, form)?,
            is_right: is_led,
        }))
    }
}

/// The `out_trade_no` and the amount in the cashier's URL.
fn started(address: &str) -> anyhow::Result<(String, String)> {
    let url = url::Url::parse(address)?;
    let (_, biz) = url
        .query_pairs()
        .find(|(name, _)| name == "biz_content")
        .context("no biz_content")?;
    let biz: serde_json::Value = serde_json::from_str(&biz)?;
    let text = |name: &str| {
        biz.get(name)
            .and_then(|v| v.as_str())
            .map(str::to_owned)
            .context("a member is missing")
    };
    Ok((text("out_trade_no")?, text("total_amount")?))
}

/// W6: notifications, each of which pays an order; they are signed before the measurement.
pub(crate) struct Notifies {
    /// The origin of the shop or of its limit.
    pub(crate) origin: String,
    /// `/alipay/notify`, or the path of the limit server.
    pub(crate) path: &'static str,
    /// The bodies of the notifications.
    pub(crate) bodies: Vec<String>,
}

fn is_success(answer: &Response<Bytes>) -> bool {
    answer.status() == 200 && answer.body().as_ref() == b"success"
}

impl Errand for Notifies {
    fn step(
        &self,
        errand: usize,
        index: usize,
        _: Option<&Response<Bytes>>,
    ) -> anyhow::Result<Option<Step>> {
        if index > 0 {
            return Ok(None);
        }
        let body = self.bodies.get(errand).context("no such notify")?.clone();
        Ok(Some(Step {
            request: post(self.path, &self.origin, "", "10.0.0.1", body)?,
            is_right: is_success,
        }))
    }
}

/// The notification of a payment, as the gateway signs it.
pub(crate) fn notify(key: &PrivateKey, out_trade_no: &str, amount: &str) -> anyhow::Result<String> {
    let mut fields = BTreeMap::from([
        ("app_id", APP_ID),
        ("seller_id", SELLER_ID),
        ("charset", "utf-8"),
        ("version", "1.0"),
        ("notify_type", "trade_status_sync"),
        ("notify_time", "2026-11-23 12:00:00"),
        ("gmt_create", "2026-11-23 11:59:00"),
        ("gmt_payment", "2026-11-23 12:00:00"),
        ("trade_status", "TRADE_SUCCESS"),
        ("buyer_logon_id", "138****0000"),
        ("subject", "商品"),
        ("out_trade_no", out_trade_no),
        ("total_amount", amount),
    ]);
    let (trade_no, notify_id) = (format!("T{out_trade_no}"), format!("N{out_trade_no}"));
    fields.insert("trade_no", &trade_no);
    fields.insert("notify_id", &notify_id);
    let text: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let sign = sign_rsa2(key, text.join("&").as_bytes())?;
    fields.insert("sign_type", "RSA2");
    fields.insert("sign", &sign);
    Ok(Serializer::new(String::new()).extend_pairs(fields).finish())
}
