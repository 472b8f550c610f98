//! The control interface for tests and operators.

use serde_json::{Value, json};

use crate::rig::{Rig, params};

#[tokio::test(flavor = "multi_thread")]
async fn the_books_show_calls_refunds_and_deliveries() {
    let rig = Rig::new().await;
    rig.open(&Rig::order("SHOP_1")).await;
    let unborn = rig.trade("SHOP_1").await;
    assert_eq!(unborn["trade_status"], Value::Null);
    assert_eq!(unborn["calls"][0]["method"], "alipay.trade.page.pay");
    rig.control("POST", "/trades/SHOP_1/pay", json!({})).await;
    rig.refund("SHOP_1", "8.80", "R1").await;
    rig.heard(2).await;
    let trade = rig.trade("SHOP_1").await;
    assert_eq!(trade["trade_status"], "TRADE_SUCCESS");
    assert_eq!(trade["refundable_amount"], "80.00");
    assert_eq!(trade["refunds"][0]["out_request_no"], "R1");
    assert_eq!(trade["refunds"][0]["origin"], "api");
    assert_eq!(trade["calls"][1]["out_request_no"], "R1");
    assert_eq!(trade["calls"][1]["code"], "10000");
    assert_eq!(trade["deliveries"].as_array().unwrap().len(), 2);
    let all = rig.control("GET", "/trades", Value::Null).await;
    assert_eq!(all[0]["out_trade_no"], "SHOP_1");
    assert_eq!(
        rig.try_control("GET", "/trades/NONE", Value::Null).await.0,
        404
    );
    assert_eq!(
        rig.try_control("GET", "/nonsense", Value::Null).await.0,
        404
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_of_another_site_leads_to_nothing() {
    let rig = Rig::new().await;
    let url = format!("{}/trades", rig.sim.control_url());
    let ask = |host: &'static str| {
        let request = reqwest::Client::new().get(&url).header("host", host);
        async move { request.send().await.unwrap().status().as_u16() }
    };
    assert_eq!(ask("evil.example").await, 421);
    assert_eq!(ask("localhost").await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_console_refund_is_one_the_shop_did_not_ask_for() {
    let rig = Rig::new().await;
    rig.paid("SHOP_1").await;
    let body = json!({ "out_trade_no": "SHOP_1", "amount": "3.00" });
    let trade = rig.control("POST", "/refunds", body).await;
    assert_eq!(trade["refunds"][0]["origin"], "console");
    let number = trade["refunds"][0]["out_request_no"]
        .as_str()
        .unwrap()
        .to_owned();
    let heard = rig.heard(2).await;
    assert!(
        heard
            .iter()
            .any(|form| form.get("out_biz_no") == Some(&number))
    );
    let over = json!({ "out_trade_no": "SHOP_1", "amount": "86.00" });
    let (status, refused) = rig.try_control("POST", "/refunds", over).await;
    assert_eq!(
        (status, refused["sub_code"].as_str()),
        (409, Some("ACQ.REASON_TRADE_REFUND_FEE_ERR"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notify_is_as_right_or_wrong_as_wanted() {
    let rig = Rig::new().await;
    rig.paid("SHOP_1").await;
    let first = rig.heard(1).await.remove(0);
    let send = async |wish: Value, count: usize| {
        let mut body = json!({ "out_trade_no": "SHOP_1" });
        body.as_object_mut()
            .unwrap()
            .extend(wish.as_object().unwrap().clone());
        let answer = rig.control("POST", "/notify", body).await;
        assert_eq!(answer["answers"][0]["body"], "success");
        rig.heard(count).await.pop().unwrap()
    };
    let again = send(json!({}), 2).await;
    assert!(rig.is_authentic(&again));
    assert_eq!(again["notify_id"], first["notify_id"]);

    let fresh = send(json!({ "notify_id": "new" }), 3).await;
    assert_ne!(fresh["notify_id"], first["notify_id"]);

    let wrong = send(
        json!({ "tamper": { "total_amount": "0.01", "subject": null } }),
        4,
    )
    .await;
    assert_eq!(wrong["total_amount"], "0.01");
    assert!(!wrong.contains_key("subject") && rig.is_authentic(&wrong));

    let changed = json!({ "tamper": { "total_amount": "0.01" }, "sign": "bad" });
    assert!(!rig.is_authentic(&send(changed, 5).await));
    assert!(!rig.is_authentic(&send(json!({ "sign": "bad" }), 6).await));
    assert!(
        !send(json!({ "sign": "none" }), 7)
            .await
            .contains_key("sign")
    );

    let stranger = send(json!({ "sign": "app-key" }), 8).await;
    assert!(!rig.is_authentic(&stranger) && stranger.contains_key("sign"));
    let typed = send(json!({ "tamper": { "sign_type": "RSA" } }), 9).await;
    assert_eq!(typed["sign_type"], "RSA");
    let repeated = json!({ "out_trade_no": "SHOP_1", "repeat": 3 });
    let answer = rig.control("POST", "/notify", repeated).await;
    assert_eq!(answer["answers"].as_array().unwrap().len(), 3);
    rig.heard(12).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_are_told() {
    let rig = Rig::new().await;
    for (method, path, body, status) in [
        (
            "PUT",
            "/faults",
            json!([{ "method": "*", "fault": "nonsense" }]),
            422,
        ),
        (
            "PUT",
            "/faults",
            json!([{ "method": "*", "fault": "delay", "probability": 2 }]),
            422,
        ),
        ("PUT", "/clock", json!({ "advance": 1 }), 422),
        ("PUT", "/settings", json!({ "balance": "1.001" }), 422),
        ("POST", "/trades/NONE/pay", json!({}), 404),
        ("POST", "/trades/NONE/close", json!({}), 404),
        ("POST", "/notify", json!({ "out_trade_no": "NONE" }), 404),
    ] {
        let (answered, trouble) = rig.try_control(method, path, body).await;
        assert_eq!(answered, status, "{path}: {trouble}");
        assert!(trouble["error"].is_string());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_in_a_browser_has_no_business_here() {
    let rig = Rig::new().await;
    let url = format!("{}/trades", rig.sim.control_url());
    let response = rig
        .http
        .get(url)
        .header("origin", "http://evil.example")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_may_come_alone_and_shows_what_is_left() {
    let rig = Rig::new().await;
    rig.faults(json!({ "method": "*", "fault": "http-502", "times": 2 }))
        .await;
    rig.send(&rig.common("alipay.trade.query")).await.unwrap();
    let rules = rig.control("GET", "/faults", Value::Null).await;
    assert_eq!(
        (&rules[0]["times"], &rules[0]["struck"]),
        (&json!(1), &json!(1))
    );
    rig.faults(json!([])).await;
    assert_eq!(rig.query("NONE").await.verdict(), "ACQ.TRADE_NOT_EXIST");
}

#[tokio::test(flavor = "multi_thread")]
async fn sim_json_leads_to_everything() {
    // In an empty folder, so that the keys are its own.
    let rig = Rig::on(tempfile::tempdir().unwrap(), 1).await;
    let text = std::fs::read_to_string(rig.folder.path().join("sim.json")).unwrap();
    let info: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(info["url"], rig.sim.url());
    assert_eq!(info["control_url"], format!("{}/control", rig.sim.url()));
    for name in [
        "app_private_key_file",
        "app_public_key_file",
        "alipay_public_key_file",
        "alipay_private_key_file",
    ] {
        assert!(
            std::fs::metadata(info[name].as_str().unwrap())
                .unwrap()
                .is_file(),
            "{name}"
        );
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = info["app_private_key_file"].as_str().unwrap();
        let mode = std::fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "only the owner reads a private key");
    }
    assert_eq!(params("a=1+2")["a"], "1 2");
}
