//! The HTML of the cashier. Every value from outside goes through [`escape`].

use std::time::Duration;

use alipay::time::format_shanghai;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{Stage, View, qr};
use crate::{books::money::yuan, config::Config, gateway::response::Payload, refusal::Refusal};

/// The cashier page for the trade's state.
pub(crate) fn cashier(view: &View) -> Response {
    let (title, main) = if view.has_left {
        ("已放弃付款", left(view))
    } else {
        match &view.stage {
            Stage::Fresh => ("扫码或登录付款", fresh(view)),
            Stage::WaitsForPayment => ("确认付款", confirm(view)),
            Stage::Paid { return_to } => ("付款成功", paid(view, return_to.as_deref())),
            Stage::Closed => ("交易已关闭", closed(view)),
            Stage::Expired => ("订单已超时", expired(view)),
        }
    };
    html(StatusCode::OK, title, &format!("{}{main}", summary(view)))
}

/// The page for refused parameters or a refused signature.
pub(crate) fn gateway_error(payload: &Payload) -> Response {
    let text = |name| escape(payload.text(name).unwrap_or_default());
    let sub_code = payload.text("sub_code").unwrap_or_default();
    let code = escape(sub_code.rsplit('.').next().unwrap_or(sub_code));
    let main = format!(
        "<section class=\"card notice bad\"><h1>订单信息有误，无法付款</h1>\
         <p>商家的请求没有通过网关检查，请回到商家页面重新下单，或联系商家处理。</p>\
         <dl class=\"facts\"><dt>错误码</dt><dd><code>{code}</code></dd>\
         <dt>code</dt><dd>{} {}</dd><dt>sub_code</dt><dd>{}</dd></dl>\
         <p class=\"reason\">{}</p></section>",
        text("code"),
        text("msg"),
        text("sub_code"),
        // The string has `&amp;` for `&`, as JSON callers expect; people read `&`.
        text("sub_msg").replace("&amp;amp;", "&amp;"),
    );
    html(StatusCode::OK, "无法付款", &main)
}

/// The page for a refused step.
pub(crate) fn refused(refusal: &Refusal) -> Response {
    gateway_error(&Payload::refused(refusal))
}

/// The page for an unknown cashier or address.
pub(crate) fn not_found() -> Response {
    let main = "<section class=\"card notice\"><h1>页面不存在</h1>\
                <p>链接可能不完整，请从商家页面重新进入收银台。</p></section>";
    html(StatusCode::NOT_FOUND, "页面不存在", main)
}

/// `/`: describes this address.
pub(crate) fn home() -> Response {
    let main = "<section class=\"card notice\"><h1>支付网关模拟器</h1>\
                <p>商家把浏览器带到这里付款。网关地址为 <code>/gateway.do</code>，\
                控制接口为 <code>/control</code>（仅限本机）。</p></section>";
    html(StatusCode::OK, "支付网关模拟器", main)
}

fn summary(view: &View) -> String {
    let order = &view.order;
    let total = view
        .trade
        .as_ref()
        .map_or(order.total_fen, |trade| trade.total_fen);
    format!(
        "<section class=\"card order\" aria-label=\"订单\">\
         <div class=\"what\"><p class=\"subject\">{}</p><dl class=\"facts\">\
         <dt>收款方</dt><dd>{}（{}）</dd><dt>商户订单号</dt><dd>{}</dd>{}</dl></div>\
         <p class=\"amount\"><span class=\"label\">应付金额</span><strong>¥{}</strong></p></section>",
        escape(&order.subject),
        escape(Config::SELLER_NAME),
        escape(&view.seller_id),
        escape(&order.out_trade_no),
        view.trade.as_ref().map_or_else(String::new, |trade| {
            format!("<dt>交易号</dt><dd>{}</dd>", escape(&trade.trade_no))
        }),
        yuan(total),
    )
}

fn fresh(view: &View) -> String {
    let id = &view.order.id;
    format!(
        "<section class=\"card split\"><div class=\"scan\">{}<p>用手机扫一扫，或直接登录</p></div>\
         <div class=\"act\"><h1>扫码或登录付款</h1>\
         <p>登录后网关才会创建这笔交易。</p>{}{}\
         <h2>演示快捷操作</h2>{}{}{}<hr>{}</div></section>",
        qr::svg(id),
        deadline(view),
        button(id, "login", "扫码登录", "main"),
        button(id, "pay", "一键付款", "second"),
        button(id, "pay-and-stay", "付款但不返回", "second"),
        button(id, "fail", "付款失败", "second"),
        button(id, "leave", "放弃付款", "quiet"),
    )
}

fn confirm(view: &View) -> String {
    let id = &view.order.id;
    let buyer = view
        .trade
        .as_ref()
        .map(|trade| trade.buyer.logon_id.as_str())
        .unwrap_or_default();
    let failed = if view.has_failed {
        "<p role=\"alert\"><strong>付款失败：</strong>账户余额不足，没有扣款。请换一种方式再试。</p>"
    } else {
        ""
    };
    format!(
        "<section class=\"card\"><div class=\"act\">{failed}<h1>确认付款</h1>\
         <dl class=\"facts\"><dt>付款账户</dt><dd>{}</dd><dt>付款方式</dt><dd>账户余额</dd></dl>{}\
         {}<h2>演示快捷操作</h2>{}{}{}<hr>{}</div></section>",
        escape(buyer),
        deadline(view),
        button(id, "pay", "确认付款", "main"),
        button(id, "pay", "一键付款", "second"),
        button(id, "pay-and-stay", "付款但不返回", "second"),
        button(id, "fail", "付款失败", "second"),
        button(id, "leave", "放弃付款", "quiet"),
    )
}

fn paid(view: &View, return_to: Option<&str>) -> String {
    let at = view
        .trade
        .as_ref()
        .and_then(|trade| trade.paid_at)
        .map(format_shanghai);
    let back = return_to.map_or_else(String::new, |url| {
        format!(
            "<p><a class=\"button main\" href=\"{}\">返回商家</a></p>",
            escape(url)
        )
    });
    let again = if view.is_again {
        "<p>这笔订单此前已经付清，不需要再次付款。</p><p class=\"reason\">ACQ.TRADE_HAS_SUCCESS</p>"
    } else {
        ""
    };
    format!(
        "<section class=\"card notice good\"><h1>付款成功</h1>{again}\
         <p>付款时间 {}。商家会收到网关的异步通知，可以关闭本页。</p>{back}</section>",
        at.unwrap_or_default(),
    )
}

fn closed(view: &View) -> String {
    let was_paid = view
        .trade
        .as_ref()
        .is_some_and(|trade| trade.paid_at.is_some());
    let what = if was_paid {
        "款项已全额退回。"
    } else {
        "交易因超时或商家取消而关闭，没有扣款。"
    };
    format!(
        "<section class=\"card notice\"><h1>交易已关闭</h1><p>{what}如仍需购买，请回到商家重新下单。\
         </p><p class=\"reason\">ACQ.TRADE_HAS_CLOSE</p></section>"
    )
}

fn expired(view: &View) -> String {
    format!(
        "<section class=\"card notice\"><h1>订单已超时</h1><p>付款截止时间为 {}，没有扣款。\
         请回到商家重新下单。</p></section>",
        format_shanghai(view.order.expires_at),
    )
}

fn left(view: &View) -> String {
    let order = &view.order;
    let quit = order.quit_url.clone().filter(|url| {
        url::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
    });
    let home = || {
        let url = url::Url::parse(order.return_url.as_deref()?).ok()?;
        Some(format!("{}/", url.origin().ascii_serialization()))
    };
    let shop = quit.or_else(home).map_or_else(String::new, |url| {
        format!(
            "<a class=\"button second\" href=\"{}\">回到商家网站</a>",
            escape(&url)
        )
    });
    format!(
        "<section class=\"card notice\"><h1>已放弃付款</h1>\
         <p>没有扣款。在截止时间 {} 之前，仍可以继续付款。</p>\
         <p class=\"row\"><a class=\"button main\" href=\"/cashier/{}\">继续付款</a>{shop}</p></section>",
        format_shanghai(view.order.expires_at),
        escape(&view.order.id),
    )
}

fn deadline(view: &View) -> String {
    let at = view
        .trade
        .as_ref()
        .map_or(view.order.expires_at, |trade| trade.expires_at);
    let left_ms = u64::try_from(at.saturating_sub(view.now)).unwrap_or_default();
    format!(
        "<p class=\"deadline\">请在 <time>{}</time> 前完成付款，剩余 {}</p>",
        format_shanghai(at),
        remaining(Duration::from_millis(left_ms)),
    )
}

/// The two largest units.
fn remaining(span: Duration) -> String {
    let seconds = span.as_secs();
    let part = |unit: u64| seconds.checked_div(unit).unwrap_or_default();
    let rest = |of: u64, unit: u64| {
        seconds
            .checked_rem(of)
            .and_then(|rest| rest.checked_div(unit))
            .unwrap_or_default()
    };
    match seconds {
        86_400.. => format!("{} 天 {} 小时", part(86_400), rest(86_400, 3600)),
        3600.. => format!("{} 小时 {} 分钟", part(3600), rest(3600, 60)),
        60.. => format!("{} 分 {} 秒", part(60), rest(60, 1)),
        _ => format!("{seconds} 秒"),
    }
}

fn button(id: &str, step: &str, name: &str, class: &str) -> String {
    format!(
        "<form method=\"post\" action=\"/cashier/{}/{step}\">\
         <button class=\"button {class}\" type=\"submit\">{name}</button></form>",
        escape(id),
    )
}

fn html(status: StatusCode, title: &str, main: &str) -> Response {
    let page = format!(
        "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} - 模拟收银台</title>\
         <link rel=\"icon\" href=\"data:,\">\
         <link rel=\"stylesheet\" href=\"/cashier/style.css\"></head><body>\
         <p class=\"strip\">模拟收银台 · 演示环境，不会产生真实付款</p>\
         <header><span class=\"mark\" aria-hidden=\"true\">付</span>收银台</header>\
         <main>{main}</main>\
         <footer>本页由支付网关模拟器提供，与任何支付机构无关。</footer></body></html>"
    );
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (
            header::CONTENT_SECURITY_POLICY,
            // No `form-action`, because browsers apply it to the redirect back to the shop as well.
            HeaderValue::from_static(
                "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'",
            ),
        ),
    ];
    (status, headers, page).into_response()
}

/// Escapes text for elements and quoted attributes.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_becomes_markup() {
        assert_eq!(
            escape("<b title='\"'>&"),
            "&lt;b title=&#39;&quot;&#39;&gt;&amp;"
        );
    }

    #[test]
    fn the_time_left_is_said_in_two_units() {
        assert_eq!(remaining(Duration::from_secs(29 * 60 + 5)), "29 分 5 秒");
        assert_eq!(remaining(Duration::from_secs(2 * 3600)), "2 小时 0 分钟");
        assert_eq!(remaining(Duration::from_secs(15 * 86_400)), "15 天 0 小时");
        assert_eq!(remaining(Duration::from_secs(9)), "9 秒");
    }
}
