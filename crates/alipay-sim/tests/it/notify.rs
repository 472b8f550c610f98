//! Notifications and their schedule, with a manual clock.

use serde_json::json;

use crate::rig::Rig;

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_is_told_as_the_real_gateway_tells_it() {
    let rig = Rig::new().await;
    let mut biz = Rig::order("SHOP_1");
    biz["passback_params"] = json!("uid%3D7%26note%3D%E4%BD%A0");
    rig.open(&biz).await;
    rig.control(
        "POST",
        "/trades/SHOP_1/pay",
        json!({ "buyer": "2088000000000077" }),
    )
    .await;
    let form = rig.heard(1).await.remove(0);
    assert!(rig.is_authentic(&form));
    for (name, value) in [
        ("app_id", "9021000100000001"),
        ("auth_app_id", "9021000100000001"),
        ("buyer_id", "2088000000000077"),
        ("buyer_pay_amount", "88.80"),
        ("charset", "utf-8"),
        (
            "fund_bill_list",
            r#"[{"amount":"88.80","fundChannel":"ALIPAYACCOUNT"}]"#,
        ),
        ("invoice_amount", "88.80"),
        ("notify_type", "trade_status_sync"),
        ("out_trade_no", "SHOP_1"),
        ("passback_params", "uid%3D7%26note%3D%E4%BD%A0"),
        ("point_amount", "0.00"),
        ("receipt_amount", "88.80"),
        ("seller_id", "2088000000000100"),
        ("sign_type", "RSA2"),
        ("subject", "手冲壶 & <茶>"),
        ("total_amount", "88.80"),
        ("trade_status", "TRADE_SUCCESS"),
        ("version", "1.0"),
    ] {
        assert_eq!(form[name], value, "{name}");
    }
    for name in ["gmt_create", "gmt_payment", "notify_time"] {
        assert_eq!(form[name].len(), 19, "{name}");
    }
    assert_eq!(form["notify_id"].len(), 34);
    assert!(form.values().all(|value| !value.is_empty()));
    assert_eq!(rig.tried(1).await["state"], "delivered");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ladder_is_climbed_until_the_exact_word() {
    let rig = Rig::new().await;
    rig.will_answer(&[
        (200, "fail"),
        (200, "success\n"),
        (500, "success"),
        (302, "success"),
    ]);
    rig.paid("SHOP_1").await;
    rig.heard(1).await;
    for (step, gap) in [240, 600, 600, 3600].into_iter().enumerate() {
        let delivery = rig.tried(step + 1).await;
        assert_eq!(delivery["state"], "pending");
        let last = delivery["tries"][step]["at_ms"].as_i64().unwrap();
        let wait = delivery["due_at_ms"].as_i64().unwrap() - last;
        assert!(
            (gap * 1000..gap * 1000 + 5000).contains(&wait),
            "step {step}: {wait}"
        );
        rig.advance(gap - 10).await;
        assert_eq!(
            rig.heard.lock().unwrap().forms.len(),
            step + 1,
            "no retry before it is due"
        );
        rig.advance(11).await;
        rig.heard(step + 2).await;
    }
    let delivery = rig.tried(5).await;
    assert_eq!(delivery["state"], "delivered");
    assert!(delivery["due_at"].is_null());
    let heard = rig.heard(5).await;
    assert!(
        heard
            .iter()
            .all(|form| form["notify_id"] == heard[0]["notify_id"])
    );
    assert!(heard.iter().all(|form| rig.is_authentic(form)));
    assert_ne!(heard[0]["notify_time"], heard[4]["notify_time"]);
    assert_ne!(heard[0]["sign"], heard[4]["sign"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_eight_tries_the_gateway_gives_up() {
    let rig = Rig::new().await;
    rig.will_answer(&[(200, "failure"); 8]);
    rig.paid("SHOP_1").await;
    for (step, gap) in [240, 600, 600, 3600, 7200, 21_600, 54_000]
        .into_iter()
        .enumerate()
    {
        rig.tried(step + 1).await;
        rig.advance(gap + 5).await;
    }
    let delivery = rig.tried(8).await;
    assert_eq!(delivery["state"], "given_up");
    rig.advance(100_000).await;
    rig.heard(8).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn compression_shortens_the_ladder() {
    let rig = Rig::scaled(60).await;
    rig.will_answer(&[(200, "failure")]);
    rig.paid("SHOP_1").await;
    let delivery = rig.tried(1).await;
    let wait =
        delivery["due_at_ms"].as_i64().unwrap() - delivery["tries"][0]["at_ms"].as_i64().unwrap();
    assert!((4000..9000).contains(&wait), "{wait}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_is_not_there_is_tried_again() {
    let rig = Rig::new().await;
    let mut params = rig.common("alipay.trade.page.pay");
    params.insert("biz_content".to_owned(), Rig::order("SHOP_1").to_string());
    params.insert(
        "notify_url".to_owned(),
        "http://127.0.0.1:1/notify".to_owned(),
    );
    rig.sign(&mut params);
    rig.http.get(rig.url(&params)).send().await.unwrap();
    rig.control("POST", "/trades/SHOP_1/pay", json!({})).await;
    let delivery = rig.tried(1).await;
    assert_eq!(delivery["state"], "pending");
    assert!(delivery["tries"][0]["error"].is_string());
    assert!(delivery["tries"][0]["status"].is_null());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quiet_payment_is_found_only_by_query() {
    let rig = Rig::new().await;
    rig.open(&Rig::order("SHOP_1")).await;
    let paid = rig
        .control(
            "POST",
            "/trades/SHOP_1/pay",
            json!({ "amount": "88.79", "notify": false }),
        )
        .await;
    assert_eq!(paid["deliveries"], json!([]));
    assert_eq!(rig.query("SHOP_1").await.text("total_amount"), "88.79");
}
