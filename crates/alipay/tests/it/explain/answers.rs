//! Responses, input of the wrong kind, and messages shown field by field.

use super::{explain_pasted, known, mistakes};
use crate::stage::{APP, answer, payment, set, signed, wire};
use crate::vectors::{text, vector};
use alipay::ContentKey;
use alipay::explain::{Explanation, Kind, decode, explain_response, read};
use alipay::sign::sign_rsa2;

#[test]
fn what_was_done_to_an_answer_is_named() {
    let payload = r#"{"code":"10000","msg":"Success","subject":"茶","out_trade_no":"P1","url":"https:\/\/x\/y"}"#;
    let method = "alipay.trade.query";
    let body = answer(method, payload);
    assert_eq!(mistakes(&body), [""; 0]);
    assert_eq!(mistakes(body.replace("\\/", "/")), ["answer.slashes"]);
    let pretty = body.replace("\",\"", "\", \"").replace("\":\"", "\": \"");
    assert_eq!(mistakes(&pretty), ["answer.reformatted"]);
    assert_eq!(
        mistakes(body.replace('茶', "\\u8336")),
        ["answer.unicode-escapes"]
    );
    let all = pretty.replace('茶', "\\u8336").replace("\\/", "/");
    assert_eq!(
        mistakes(&all),
        [
            "answer.reformatted",
            "answer.unicode-escapes",
            "answer.slashes"
        ]
    );
    assert_eq!(mistakes(body.replace("P1", "P2")), ["answer.changed"]);
    assert_eq!(mistakes(&body[..body.len() - 20]), ["answer.broken"]);
    let gbk = "{\"alipay_trade_query_response\":";
    assert!(body.starts_with(gbk));
    assert_eq!(
        mistakes(text(vector("resp-gateway-error-unsigned"), "raw_body")),
        ["answer.unsigned"]
    );
    let own = sign_rsa2(&APP, payload.as_bytes()).unwrap();
    let own = format!("{{\"alipay_trade_query_response\":{payload},\"sign\":\"{own}\"}}");
    assert_eq!(mistakes(own), ["key.own"]);
}

#[test]
fn encrypted_answers_are_verified_before_they_are_opened() {
    let (right, wrong) = (
        ContentKey::generate().unwrap(),
        ContentKey::generate().unwrap(),
    );
    let plain = r#"{"code":"10000","msg":"Success","out_trade_no":"P1"}"#;
    let packed = format!("\"{}\"", right.encrypt(plain.as_bytes()).unwrap());
    let body = answer("alipay.trade.query", &packed);
    let explain = |body: &str, key| explain_response(body.as_bytes(), &known(), key);
    let codes = |found: &Explanation| -> Vec<&str> {
        found.remarks.iter().map(|finding| finding.code).collect()
    };
    let found = explain(&body, Some(&right));
    assert!(found.verified && found.remarks.is_empty(), "{found:?}");
    let found = explain(&body, Some(&wrong));
    assert!(found.verified);
    assert_eq!(codes(&found), ["content.wrong-key"]);
    assert_eq!(codes(&explain(&body, None)), ["content.no-key"]);
    let opened = body.replace(&packed, plain);
    let found = explain(&opened, Some(&right));
    assert_eq!(found.mistakes[0].code, "answer.decrypted", "{found:?}");
}

#[test]
fn remarks_tell_what_a_message_is_not() {
    let remarks = |pasted: &str| -> Vec<&'static str> {
        explain_pasted(pasted.as_bytes())
            .remarks
            .iter()
            .map(|finding| finding.code)
            .collect()
    };
    let refund = text(vector("notify-partial-refund"), "form_body");
    assert!(
        remarks(refund).contains(&"notice.refund-echo"),
        "{:?}",
        remarks(refund)
    );
    let paid = text(vector("notify-trade-success"), "form_body");
    assert!(!remarks(paid).contains(&"notice.refund-echo"));
    let mut other = payment();
    set(&mut other, "app_id", "2021000000000001");
    assert!(remarks(&wire(&signed(other))).contains(&"message.not-for-us"));
    let ask = "method=alipay.trade.refund&app_id=9021000100000001&charset=utf-8&sign_type=RSA2&timestamp=2024-05-01 04:02:00\
               &biz_content={\"out_trade_no\":\"P1\",\"refund_amount\":\"1\"}&sign=AAAA";
    assert_eq!(remarks(ask), ["time.zone", "refund.no-request-number"]);
    let failed = answer(
        "alipay.trade.refund",
        r#"{"code":"10000","msg":"Success","fund_change":"N","refund_fee":"1.00"}"#,
    );
    assert_eq!(
        remarks(&failed),
        ["refund.no-fund-change", "refund.fee-is-sum"]
    );
    let denied = answer(
        "alipay.trade.query",
        r#"{"code":"40006","msg":"x","sub_code":"isv.insufficient-isv-permissions"}"#,
    );
    assert_eq!(remarks(&denied), ["gateway.no-permission"]);
}

#[test]
fn a_message_is_taken_apart() {
    let read_it = |pasted: &str| decode(&read(pasted.as_bytes()).unwrap(), None);
    let url = text(vector("req-page-get-rsa2"), "url");
    let found = read_it(url);
    assert_eq!(found.kind, Kind::Request);
    let value = |name: &str| {
        let line = found.fields.iter().find(|line| line.name == name);
        line.unwrap_or_else(|| panic!("{name}: {found:?}")).clone()
    };
    assert_eq!(value("method").value, "alipay.trade.page.pay");
    let amount = value("biz_content.total_amount");
    assert!(
        amount.means.as_ref().unwrap().ends_with("fen"),
        "{amount:?}"
    );
    let at = value("timestamp");
    assert!(at.means.unwrap().contains("UTC"), "{}", at.value);
    let notice = read_it(text(vector("notify-trade-success"), "form_body"));
    let passback = notice
        .fields
        .iter()
        .find(|line| line.name == "passback_params")
        .unwrap();
    assert!(
        passback
            .means
            .as_ref()
            .unwrap()
            .ends_with("uid=7&note=你好"),
        "{passback:?}"
    );
    let answer = read_it(text(vector("resp-ok"), "raw_body"));
    assert_eq!(answer.kind, Kind::Response);
    assert!(
        answer
            .fields
            .iter()
            .any(|line| line.name == "alipay_trade_query_response.trade_status")
    );
}
