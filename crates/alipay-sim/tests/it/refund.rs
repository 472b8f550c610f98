//! The rules of refunds.

use serde_json::{Value, json};

use crate::rig::Rig;

#[tokio::test(flavor = "multi_thread")]
async fn partial_refunds_add_up_and_the_last_one_closes() {
    let rig = Rig::new().await;
    rig.paid("SHOP_1").await;
    let first = rig.refund("SHOP_1", "8.80", "R1").await;
    assert_eq!(first.verdict(), "10000");
    assert_eq!(
        (first.text("fund_change"), first.text("refund_fee")),
        ("Y", "8.80")
    );
    assert_eq!(
        rig.query("SHOP_1").await.text("trade_status"),
        "TRADE_SUCCESS"
    );
    let second = rig.refund("SHOP_1", "30.00", "R2").await;
    assert_eq!(
        (second.text("refund_fee"), second.text("send_back_fee")),
        ("38.80", "30.00")
    );
    let last = rig.refund("SHOP_1", "50.00", "R3").await;
    assert_eq!(last.text("refund_fee"), "88.80");
    assert_eq!(
        rig.query("SHOP_1").await.text("trade_status"),
        "TRADE_CLOSED"
    );

    // One payment and two partial refunds; a full refund sends no notification.
    let heard = rig.heard(3).await;
    assert!(heard.iter().all(|form| rig.is_authentic(form)));
    let refund = heard
        .iter()
        .find(|form| form.get("out_biz_no").is_some_and(|n| n == "R2"));
    let refund = refund.unwrap();
    assert_eq!(refund["trade_status"], "TRADE_SUCCESS");
    assert_eq!(refund["refund_fee"], "38.80", "the sum, not this refund");
    assert_eq!(refund["gmt_refund"].len(), "2024-05-02 09:00:00.123".len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_moves_nothing_and_a_discordant_one_is_refused() {
    let rig = Rig::new().await;
    rig.paid("SHOP_1").await;
    rig.refund("SHOP_1", "8.80", "R1").await;
    let repeat = rig.refund("SHOP_1", "8.80", "R1").await;
    assert_eq!(
        (repeat.verdict(), repeat.text("fund_change")),
        ("10000", "N")
    );
    assert_eq!(repeat.text("refund_fee"), "8.80");
    let other = rig.refund("SHOP_1", "8.81", "R1").await;
    assert_eq!(other.verdict(), "ACQ.DISCORDANT_REPEAT_REQUEST");
    rig.refund("SHOP_1", "80.00", "R2").await;
    let repeat = rig.refund("SHOP_1", "80.00", "R2").await;
    assert_eq!(
        repeat.text("fund_change"),
        "N",
        "also after the trade closed"
    );
    assert_eq!(rig.trade("SHOP_1").await["refunded_amount"], "88.80");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_cannot_exceed_what_was_paid() {
    let rig = Rig::new().await;
    rig.paid("SHOP_1").await;
    let over = rig.refund("SHOP_1", "88.81", "R1").await;
    assert_eq!(over.verdict(), "ACQ.REASON_TRADE_REFUND_FEE_ERR");
    rig.refund("SHOP_1", "80.00", "R2").await;
    let over = rig.refund("SHOP_1", "8.81", "R3").await;
    assert_eq!(over.verdict(), "ACQ.REASON_TRADE_REFUND_FEE_ERR");
    let nothing = rig.refund("SHOP_1", "0.00", "R4").await;
    assert_ne!(nothing.verdict(), "10000");
    let text = rig.refund("SHOP_1", "1.001", "R5").await;
    assert_eq!(text.verdict(), "ACQ.INVALID_PARAMETER");
    rig.refund("SHOP_1", "8.80", "R6").await;
    let closed = rig.refund("SHOP_1", "0.01", "R7").await;
    assert_eq!(closed.verdict(), "ACQ.REASON_TRADE_REFUND_FEE_ERR");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_number_only_the_whole_goes_back() {
    let rig = Rig::new().await;
    rig.paid("SHOP_1").await;
    let part = json!({ "out_trade_no": "SHOP_1", "refund_amount": "1.00" });
    let part = rig.call("alipay.trade.refund", part).await;
    assert_eq!(part.verdict(), "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");
    let whole = json!({ "out_trade_no": "SHOP_1", "refund_amount": 88.8 });
    let whole = rig.call("alipay.trade.refund", whole).await;
    assert_eq!((whole.verdict(), whole.text("fund_change")), ("10000", "Y"));
    let asked = json!({ "out_trade_no": "SHOP_1", "out_request_no": "SHOP_1" });
    let asked = rig.call("alipay.trade.fastpay.refund.query", asked).await;
    assert_eq!(
        asked.text("refund_amount"),
        "88.80",
        "out_trade_no is used as out_request_no"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn states_and_balance_can_forbid_a_refund() {
    let rig = Rig::new().await;
    rig.open(&Rig::order("SHOP_1")).await;
    rig.control("POST", "/trades/SHOP_1/login", json!({})).await;
    assert_eq!(
        rig.refund("SHOP_1", "1.00", "R1").await.verdict(),
        "ACQ.TRADE_STATUS_ERROR"
    );
    rig.control("POST", "/trades/SHOP_1/pay", json!({})).await;

    rig.control("PUT", "/settings", json!({ "balance": "5.00" }))
        .await;
    let poor = rig.refund("SHOP_1", "5.01", "R1").await;
    assert_eq!(poor.verdict(), "ACQ.SELLER_BALANCE_NOT_ENOUGH");
    assert_eq!(rig.refund("SHOP_1", "5.00", "R2").await.verdict(), "10000");
    let settings = rig.control("GET", "/settings", Value::Null).await;
    assert_eq!(settings["balance"], "0.00");
    rig.control("PUT", "/settings", json!({})).await;
    assert_eq!(
        rig.refund("SHOP_1", "5.01", "R1").await.verdict(),
        "10000",
        "the same out_request_no succeeds later"
    );

    rig.control("POST", "/trades/SHOP_1/finish", Value::Null)
        .await;
    assert_eq!(
        rig.refund("SHOP_1", "1.00", "R3").await.verdict(),
        "ACQ.TRADE_HAS_FINISHED"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn refund_query_knows_only_what_moved() {
    let rig = Rig::new().await;
    rig.paid("SHOP_1").await;
    rig.refund("SHOP_1", "8.80", "R1").await;
    let ask = |number: &str, options: Value| json!({ "out_trade_no": "SHOP_1", "out_request_no": number, "query_options": options });
    let method = "alipay.trade.fastpay.refund.query";
    let known = rig.call(method, ask("R1", json!([]))).await;
    assert_eq!(known.text("refund_status"), "REFUND_SUCCESS");
    assert_eq!(
        (known.text("refund_amount"), known.text("total_amount")),
        ("8.80", "88.80")
    );
    assert!(known.payload.get("gmt_refund_pay").is_none());
    let dated = rig.call(method, ask("R1", json!(["gmt_refund_pay"]))).await;
    assert_eq!(dated.text("gmt_refund_pay").len(), 19);
    let unknown = rig.call(method, ask("R2", json!([]))).await;
    assert_eq!(unknown.verdict(), "10000");
    assert_eq!(
        unknown.payload.as_object().unwrap().len(),
        2,
        "code and msg, nothing else"
    );
    let bare = rig.call(method, json!({ "out_trade_no": "SHOP_1" })).await;
    assert_eq!(bare.verdict(), "ACQ.INVALID_PARAMETER");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_switch_makes_full_refunds_heard() {
    let rig = Rig::new().await;
    rig.control("PUT", "/settings", json!({ "notify_all": true }))
        .await;
    rig.paid("SHOP_1").await;
    rig.refund("SHOP_1", "88.80", "R1").await;
    let heard = rig.heard(2).await;
    let closed = heard
        .iter()
        .find(|form| form["trade_status"] == "TRADE_CLOSED")
        .unwrap();
    assert_eq!(closed["refund_fee"], "88.80");
    assert!(closed.contains_key("gmt_close") && closed.contains_key("gmt_payment"));
}
