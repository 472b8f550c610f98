//! Sends every request of the golden file, exactly as other SDKs sent it, to a simulator whose
//! clock shows their timestamp.

use std::fs;

use alipay::PublicKey;
use alipay_sim::{Config, start};
use serde_json::Value;

#[tokio::test(flavor = "multi_thread")]
async fn whatever_shape_other_sdks_send_is_understood() {
    let golden: Value =
        serde_json::from_str(include_str!("../../../alipay/tests/vectors/golden.json")).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("keys")).unwrap();
    let content_key = text(&golden["keys"]["content_key"]);
    fs::write(folder.path().join("keys/content_key.txt"), content_key).unwrap();
    let app_public = PublicKey::parse(&text(&golden["keys"]["app_public"])).unwrap();
    let sim = start(Config {
        app_id: text(&golden["app_id"]),
        app_public_key: Some(app_public),
        ..Config::local(folder.path())
    })
    .await
    .unwrap();
    sim.set_clock_ms(golden["now_ms"].as_i64().unwrap())
        .unwrap();
    let http = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();

    let requests = golden["requests"].as_array().unwrap();
    assert!(requests.len() >= 57);
    for request in requests {
        let id = text(&request["id"]);
        let params = &request["params"];
        let url = format!("{}?{}", sim.gateway_url(), text(&request["query"]));
        let asked = match request["body"].as_str() {
            Some(body) => http
                .post(url)
                .header("content-type", text(&request["content_type"]))
                .body(body.to_owned()),
            None => http.get(url),
        };
        let answer = asked.send().await.unwrap();
        let is_page = params["method"] == "alipay.trade.page.pay";
        let status = answer.status().as_u16();
        let said = answer.text().await.unwrap();
        // Expected in the response: an error code, or the redirect to the cashier if the request is
        // valid.
        let expected = match (&params["sign_type"], params.get("app_cert_sn"), is_page) {
            // The simulator's application is registered for RSA2.
            (Value::String(kind), _, _) if kind == "RSA" => "isv.invalid-signature-type",
            // The simulator only knows certificates that it issued.
            (_, Some(_), _) => "isv.app-cert-not-exist",
            (_, None, true) => {
                assert_eq!((status, said.as_str()), (303, ""), "{id}");
                continue;
            }
            (_, None, false) if params.get("encrypt_type").is_some() => {
                assert!(said.contains("_response\":\""), "{id}: {said}");
                continue;
            }
            (_, None, false) => "ACQ.TRADE_NOT_EXIST",
        };
        assert!(said.contains(expected), "{id}: {status} {said}");
    }
    sim.shutdown().await;
}
