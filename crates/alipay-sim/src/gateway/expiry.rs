//! Expiry of a trade: absolute, relative, or the product's default.

use super::biz::Biz;
use crate::{books::trade::Product, refusal::Refusal};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
const SHANGHAI_MS: i64 = 8 * 60 * MINUTE_MS;

/// When the trade expires, before scaling, and whether that counts from opening the cashier.
pub(crate) fn expiry(
    biz: &Biz,
    product: Product,
    now: i64,
    shift_ms: i64,
) -> Result<(i64, bool), Refusal> {
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
    let relative = biz.text("timeout_express").or_else(|| {
        let own = product == Product::Precreate;
        own.then(|| biz.text("qr_code_timeout_express")).flatten()
    });
    let Some(text) = relative else {
        let span = match product {
            Product::PagePay | Product::WapPay => 15 * DAY_MS,
            // A QR code is valid for two hours.
            Product::Precreate => 120 * MINUTE_MS,
        };
        return Ok((now.saturating_add(span), true));
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
