//! alipay.trade.page.pay, wap.pay and precreate: parameters open a cashier; no trade yet.

use serde_json::Value;

use super::{biz::Biz, check::Checked, expiry::expiry, response::Payload, wire::Wire};
use crate::{
    books::{
        ledger::Denied,
        trade::{Order, Product, TradeStatus},
    },
    clock::scaled,
    refusal::Refusal,
    simulator::Simulator,
};

/// 100,000,000 yuan.
const MAX_FEN: i64 = 10_000_000_000;

/// Opens a cashier for a browser and returns its path.
pub(crate) fn page(
    simulator: &Simulator,
    wire: &Wire,
    checked: &Checked,
    biz: &Biz,
    product: Product,
) -> Result<String, Denied> {
    let order = order(simulator, wire, checked, biz, product)?;
    let out_trade_no = order.out_trade_no.clone();
    simulator.change(|books, moment| {
        let id = books.open_cashier(order, moment)?;
        let is_paid = books
            .trade(&out_trade_no)
            .is_some_and(|trade| trade.status.is_paid());
        // The page then shows that it is paid already, like ACQ.TRADE_HAS_SUCCESS.
        let again = if is_paid { "?again=1" } else { "" };
        Ok(format!("/cashier/{id}{again}"))
    })
}

/// alipay.trade.precreate: the same cashier, opened by scanning the code.
pub(crate) fn precreate(
    simulator: &Simulator,
    wire: &Wire,
    checked: &Checked,
    biz: &Biz,
) -> Result<Payload, Denied> {
    let order = order(simulator, wire, checked, biz, Product::Precreate)?;
    let out_trade_no = order.out_trade_no.clone();
    let id = simulator.change(|books, moment| {
        books.expire(moment)?;
        match books.trade(&out_trade_no).map(|trade| trade.status) {
            Some(TradeStatus::TradeSuccess | TradeStatus::TradeFinished) => {
                Err(Refusal::trade_has_success().into())
            }
            Some(TradeStatus::TradeClosed) => Err(Refusal::trade_has_closed().into()),
            Some(TradeStatus::WaitBuyerPay) | None => books.open_cashier(order, moment),
        }
    })?;
    let qr_code = format!("{}/cashier/{id}", simulator.url);
    Ok(Payload::success()
        .with("out_trade_no", out_trade_no)
        .with("qr_code", qr_code))
}

fn order(
    simulator: &Simulator,
    wire: &Wire,
    checked: &Checked,
    biz: &Biz,
    product: Product,
) -> Result<Order, Refusal> {
    let out_trade_no = biz.required("out_trade_no", 64)?;
    if !out_trade_no
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    {
        return Err(Refusal::invalid_parameter(
            "out_trade_no 仅支持字母、数字、下划线",
        ));
    }
    let total_fen = biz.amount("total_amount")?;
    if total_fen < 1 {
        return Err(Refusal::invalid_parameter("total_amount 须不小于 0.01"));
    }
    if total_fen > MAX_FEN {
        return Err(Refusal::business(
            "ACQ.TOTAL_FEE_EXCEED",
            "订单总金额超过限额",
        ));
    }
    let code = biz.text_up_to("product_code", 64)?;
    let fits = match code.as_deref() {
        Some(code) => product.codes().contains(&code),
        // The face-to-face product may omit its code.
        None => product == Product::Precreate,
    };
    if !fits {
        let own = product.codes().first().copied().unwrap_or_default();
        return Err(Refusal::invalid_parameter(&format!(
            "product_code 应为 {own}"
        )));
    }
    let now = simulator.clock.now();
    let (expires_at, relative_expiry) = expiry(biz, product, now, checked.shift_ms)?;
    Ok(Order {
        id: crate::random::random_hex(),
        app_id: simulator.app_id.clone(),
        product,
        by_certificate: checked.by_certificate,
        quit_url: biz.text_up_to("quit_url", 400)?,
        out_trade_no,
        total_fen,
        subject: biz.required("subject", 256)?,
        body: biz.text_up_to("body", 128)?,
        passback_params: biz.text_up_to("passback_params", 512)?,
        biz_content: canonical(&biz.0),
        notify_url: address(wire, "notify_url")?,
        return_url: address(wire, "return_url")?,
        charset: wire.charset.name().to_owned(),
        presented_at: now,
        expires_at: if expires_at > now {
            now.saturating_add(scaled(expires_at.saturating_sub(now), simulator.time_scale))
        } else {
            expires_at
        },
        relative_expiry,
    })
}

/// Removes empty members, so that they do not make two requests differ.
fn canonical(biz: &Value) -> Value {
    let mut biz = biz.clone();
    if let Some(members) = biz.as_object_mut() {
        members.retain(|_, value| !value.is_null() && value.as_str() != Some(""));
    }
    biz
}

fn address(wire: &Wire, name: &str) -> Result<Option<String>, Refusal> {
    let Some(text) = wire.get(name) else {
        return Ok(None);
    };
    let is_web = url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if !is_web || text.len() > 256 {
        return Err(Refusal::invalid_parameter(&format!("{name} 不是有效地址")));
    }
    Ok(Some(text.to_owned()))
}
