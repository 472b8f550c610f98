//! alipay.trade.page.pay: parameters become a cashier; no trade yet.

use serde_json::Value;

use super::{biz::Biz, check::Checked, wire::Wire};
use crate::{
    books::{ledger::Denied, trade::Order},
    clock::scaled,
    refusal::Refusal,
    simulator::Simulator,
};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
const SHANGHAI_MS: i64 = 8 * 60 * MINUTE_MS;
/// 100,000,000 yuan.
const MAX_FEN: i64 = 10_000_000_000;

/// Opens a cashier and returns its id.
pub(crate) fn page_pay(
    simulator: &Simulator,
    wire: &Wire,
    checked: &Checked,
    biz: &Biz,
) -> Result<String, Denied> {
    let out_trade_no = biz.required("out_trade_no", 64)?;
    if !out_trade_no
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    {
        return Err(Refusal::invalid_parameter("out_trade_no 仅支持字母、数字、下划线").into());
    }
    let total_fen = biz.amount("total_amount")?;
    if total_fen < 1 {
        return Err(Refusal::invalid_parameter("total_amount 须不小于 0.01").into());
    }
    if total_fen > MAX_FEN {
        return Err(Refusal::business("ACQ.TOTAL_FEE_EXCEED", "订单总金额超过限额").into());
    }
    let product_code = biz.required("product_code", 64)?;
    if product_code != "FAST_INSTANT_TRADE_PAY" {
        let refusal = Refusal::invalid_parameter("product_code 应为 FAST_INSTANT_TRADE_PAY");
        return Err(refusal.into());
    }
    let now = simulator.clock.now();
    let (expires_at, relative_expiry) = expiry(biz, now, checked.shift_ms)?;
    let order = Order {
        id: crate::simulator::random_hex(),
        app_id: simulator.app_id.clone(),
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
    };
    simulator.change(|books, moment| books.open_cashier(order, moment))
}

/// Empty members count as absent, so that they do not make two requests differ.
fn canonical(biz: &Value) -> Value {
    let mut biz = biz.clone();
    if let Some(members) = biz.as_object_mut() {
        members.retain(|_, value| !value.is_null() && value.as_str() != Some(""));
    }
    biz
}

/// When the trade dies, before compression, and whether that counts from showing the cashier.
fn expiry(biz: &Biz, now: i64, shift_ms: i64) -> Result<(i64, bool), Refusal> {
    if let Some(text) = biz.text("time_expire") {
        // Older documents allow minute precision.
        let text = if text.len() == 16 {
            format!("{text}:00")
        } else {
            text
        };
        return alipay::time::parse_shanghai(&text)
            .map(|at| (at.saturating_add(shift_ms), false))
            .ok_or_else(|| Refusal::invalid_parameter("time_expire 格式错误"));
    }
    let Some(text) = biz.text("timeout_express") else {
        return Ok((now.saturating_add(15 * DAY_MS), true));
    };
    let span = timeout_express(&text, now).ok_or_else(|| {
        Refusal::invalid_parameter("timeout_express 格式错误，取值 1m～15d 或 1c")
    })?;
    Ok((now.saturating_add(span), true))
}

/// `90m`, `2h`, `15d`, or `1c`: until midnight in Shanghai.
fn timeout_express(text: &str, now: i64) -> Option<i64> {
    if text == "1c" {
        let into_day = now.saturating_add(SHANGHAI_MS).rem_euclid(DAY_MS);
        return Some(DAY_MS.saturating_sub(into_day));
    }
    let unit = match text.chars().last()? {
        'm' => MINUTE_MS,
        'h' => 60 * MINUTE_MS,
        'd' => DAY_MS,
        _ => return None,
    };
    let digits = text.get(..text.len().checked_sub(1)?)?;
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let span = digits.parse::<i64>().ok()?.checked_mul(unit)?;
    (MINUTE_MS..=15 * DAY_MS).contains(&span).then_some(span)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_timeouts_take_whole_units_only() {
        assert_eq!(timeout_express("90m", 0), Some(90 * MINUTE_MS));
        assert_eq!(timeout_express("15d", 0), Some(15 * DAY_MS));
        assert_eq!(timeout_express("1.5h", 0), None);
        assert_eq!(timeout_express("0m", 0), None);
        assert_eq!(timeout_express("16d", 0), None);
        assert_eq!(timeout_express("m", 0), None);
    }

    #[test]
    fn the_end_of_day_is_the_shanghai_one() {
        // 1970-01-01 08:00 in Shanghai: 16 hours are left.
        assert_eq!(timeout_express("1c", 0), Some(16 * 60 * MINUTE_MS));
    }
}
