//! Payments with every optional field, and the form that opens the cashier.

use crate::stage::{APP, NOW, fits, gateway};
use alipay::canonical::string_to_sign;
use alipay::form::Charset;
use alipay::transport::TransportError;
use alipay::{
    Amount, Client, GoodsDetail, GoodsType, InvalidRequest, PagePay, PayChannels, PayDetails,
    Timeout, WapPay,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn page() -> PagePay {
    PagePay::new("P1", amount("88.80"), "茶", NOW).unwrap()
}

fn client() -> Client {
    gateway(|| Err(TransportError::Unusable("no call is made".to_owned()))).0
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn every_optional_field_is_sent() {
    let goods = GoodsDetail {
        alipay_goods_id: Some("A1".to_owned()),
        goods_category: Some("7".to_owned()),
        categories_tree: Some("1|2".to_owned()),
        body: Some("b".to_owned()),
        show_url: Some("https://shop.example/p/1".to_owned()),
        out_item_id: Some("I1".to_owned()),
        out_sku_id: Some("S1".to_owned()),
        ..GoodsDetail::new("G1", "茶", 2, amount("44.40"))
    };
    let details = PayDetails {
        body: Some("两罐\n礼盒".to_owned()),
        goods: vec![goods],
        timeout_express: Some(Timeout::Minutes(90)),
        passback_params: Some("uid=7&note=你 好%".to_owned()),
        store_id: Some("ST".to_owned()),
        merchant_order_no: Some("M1".to_owned()),
        goods_type: Some(GoodsType::Physical),
        channels: Some(PayChannels::Disable(vec![
            "creditCard".to_owned(),
            "pcredit".to_owned(),
        ])),
        extend_params: BTreeMap::from([("hb_fq_num".to_owned(), "3".to_owned())]),
        promo_params: Some("{}".to_owned()),
        others: BTreeMap::from([("ext_user_info".to_owned(), json!({ "min_age": "18" }))]),
    };
    let sent = json(
        &page()
            .with_details(details.clone())
            .unwrap()
            .biz_content(Charset::Utf8),
    );
    assert_eq!(
        sent,
        json!({
            "out_trade_no": "P1", "total_amount": "88.80", "subject": "茶",
            "product_code": "FAST_INSTANT_TRADE_PAY", "body": "两罐 礼盒", "qr_pay_mode": "2",
            "time_expire": "2024-05-01 12:02:00",
            "goods_detail": [{
                "goods_id": "G1", "goods_name": "茶", "quantity": 2, "price": "44.40",
                "alipay_goods_id": "A1", "goods_category": "7", "categories_tree": "1|2",
                "body": "b", "show_url": "https://shop.example/p/1", "out_item_id": "I1",
                "out_sku_id": "S1"
            }],
            "timeout_express": "90m",
            "passback_params": "uid%3D7%26note%3D%E4%BD%A0%20%E5%A5%BD%25",
            "store_id": "ST", "merchant_order_no": "M1", "goods_type": "1",
            "promo_params": "{}", "disable_pay_channels": "creditCard,pcredit",
            "extend_params": { "hb_fq_num": "3" }, "ext_user_info": { "min_age": "18" }
        })
    );
    let wap = WapPay::new("P1", amount("88.80"), "茶", NOW)
        .unwrap()
        .with_quit_url("https://shop.example/quit")
        .unwrap()
        .with_details(details)
        .unwrap();
    let sent = json(&wap.biz_content(Charset::Utf8));
    assert_eq!(sent["product_code"], "QUICK_WAP_WAY");
    assert_eq!(sent["quit_url"], "https://shop.example/quit");
    assert_eq!(sent["goods_type"], "1");
    assert_eq!(sent.get("qr_pay_mode"), None);
}

#[test]
fn what_the_gateway_would_refuse_is_refused_here() {
    let refused = |details: PayDetails| page().with_details(details).map(|_| ()).unwrap_err();
    let default = PayDetails::default;
    let long = || Some("x".repeat(513));
    let goods = |quantity| vec![GoodsDetail::new("G1", "茶", quantity, amount("1"))];
    for (details, error) in [
        (
            PayDetails {
                passback_params: Some("茶".repeat(57)),
                ..default()
            },
            InvalidRequest::Length("passback_params"),
        ),
        (
            PayDetails {
                promo_params: long(),
                ..default()
            },
            InvalidRequest::Length("promo_params"),
        ),
        (
            PayDetails {
                goods: goods(0),
                ..default()
            },
            InvalidRequest::Length("goods_detail"),
        ),
        (
            PayDetails {
                timeout_express: Some(Timeout::Days(16)),
                ..default()
            },
            InvalidRequest::Length("timeout_express"),
        ),
        (
            PayDetails {
                channels: Some(PayChannels::Enable(Vec::new())),
                ..default()
            },
            InvalidRequest::Length("enable_pay_channels"),
        ),
        (
            PayDetails {
                others: BTreeMap::from([("total_amount".to_owned(), json!("0.01"))]),
                ..default()
            },
            InvalidRequest::Twice,
        ),
        (
            PayDetails {
                others: BTreeMap::from([("time_expire".to_owned(), json!("x"))]),
                ..default()
            },
            InvalidRequest::Twice,
        ),
    ] {
        assert_eq!(refused(details), error);
    }
    page()
        .with_details(PayDetails {
            goods: goods(1),
            ..default()
        })
        .unwrap();
}

#[test]
fn the_form_posts_what_was_signed() {
    // Text that looks like a character reference must survive escaping.
    let biz = r#"{"out_trade_no":"P1","subject":"a &quot;b&quot; <c> 'd' &amp; \"e\""}"#;
    let form = client().page_pay_form(biz, NOW).unwrap();
    let html = form.html("去支付宝付款 & \"走\"");
    let page = scraper_free_fields(&html);
    assert_eq!(page["biz_content"], biz);
    let mut params: BTreeMap<String, String> = form.action().query_pairs().into_owned().collect();
    params.insert("biz_content".to_owned(), page["biz_content"].clone());
    let text = string_to_sign(params.iter().map(|(n, v)| (n.as_str(), v.as_str())));
    assert!(fits(&APP.public_key(), text.as_bytes(), &params["sign"]));
    assert_eq!(params["method"], "alipay.trade.page.pay");
    assert!(params.contains_key("notify_url") && params.contains_key("return_url"));
    assert!(html.contains("<button type=\"submit\">去支付宝付款 &amp; &quot;走&quot;</button>"));
    assert!(!html.contains("<script") && !html.contains("<c>"));

    let scripted = form.html_submitting("付款", "r4nd0m+/=");
    assert!(scripted.ends_with(
        "<script nonce=\"r4nd0m+/=\">document.getElementById(\"alipay\").submit()</script>"
    ));
    for odd in ["", "a\"b", "><script>", "a b"] {
        assert_eq!(form.html_submitting("付款", odd), form.html("付款"));
    }
    let wap = client().wap_pay_form(biz, NOW).unwrap();
    assert!(
        wap.action()
            .as_str()
            .contains("method=alipay.trade.wap.pay")
    );
    let url = client().wap_pay_url(biz, NOW).unwrap();
    assert!(
        url.query_pairs()
            .any(|(name, value)| name == "biz_content" && value == biz)
    );
}

/// The hidden fields of a form, with character references decoded once, as a browser does.
fn scraper_free_fields(html: &str) -> BTreeMap<String, String> {
    html.split("<input type=\"hidden\" name=\"")
        .skip(1)
        .map(|rest| {
            let (name, rest) = rest.split_once("\" value=\"").unwrap();
            let (value, _) = rest.split_once("\">").unwrap();
            let value = value
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
            (name.to_owned(), value)
        })
        .collect()
}
