//! A simulator, a shop that receives its notifications, and a client that signs requests like a
//! shop.

use std::{
    collections::{BTreeMap, VecDeque},
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use alipay::{
    canonical::string_to_sign,
    keys::{PrivateKey, PublicKey},
    sign::sign_rsa2,
    time::format_shanghai,
    verify::verify_rsa2,
};
use alipay_sim::{Config, Running, start};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What the shop received and how it will respond.
#[derive(Default)]
pub(crate) struct Heard {
    pub(crate) forms: Vec<BTreeMap<String, String>>,
    /// The bodies as received.
    pub(crate) raw: Vec<String>,
    pub(crate) answers: VecDeque<(u16, &'static str)>,
}

pub(crate) struct Rig {
    pub(crate) sim: Running,
    pub(crate) folder: TempDir,
    pub(crate) http: reqwest::Client,
    pub(crate) app_key: PrivateKey,
    pub(crate) alipay_key: PublicKey,
    pub(crate) heard: Arc<Mutex<Heard>>,
    pub(crate) notify_url: String,
}

/// A response, split on its raw bytes.
pub(crate) struct Answer {
    pub(crate) raw: String,
    pub(crate) payload: Value,
    /// `None` without a signature.
    pub(crate) is_authentic: Option<bool>,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) cert_sn: Option<String>,
    /// The raw payload and its signature.
    pub(crate) signed: (String, String),
}

impl Answer {
    pub(crate) fn text(&self, name: &str) -> &str {
        self.payload[name]
            .as_str()
            .unwrap_or_else(|| panic!("no {name} in {}", self.raw))
    }

    /// `10000`, or the sub code of a refusal. Panics if the signature does not verify.
    pub(crate) fn verdict(&self) -> &str {
        assert_eq!(self.is_authentic, Some(true), "{}", self.raw);
        self.payload["sub_code"]
            .as_str()
            .unwrap_or_else(|| self.text("code"))
    }
}

/// Writes ready-made keys: to generate them takes longer than most tests.
fn lay_out_keys(folder: &Path) {
    let keys = folder.join("keys");
    std::fs::create_dir(&keys).unwrap();
    for (name, pem) in [
        (
            "app",
            include_str!("../../../test-support/src/keys/app.pem"),
        ),
        (
            "alipay",
            include_str!("../../../test-support/src/keys/alipay.pem"),
        ),
        (
            "authority",
            include_str!("../../../test-support/src/keys/stranger.pem"),
        ),
    ] {
        std::fs::write(keys.join(format!("{name}_private_key.pem")), pem).unwrap();
    }
}

impl Rig {
    pub(crate) async fn new() -> Self {
        Self::scaled(1).await
    }

    pub(crate) async fn scaled(time_scale: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        lay_out_keys(folder.path());
        Self::on(folder, time_scale).await
    }

    /// Starts in a folder that may hold the ledger of an earlier run.
    pub(crate) async fn on(folder: TempDir, time_scale: u32) -> Self {
        let config = Config {
            time_scale,
            ..Config::local(folder.path())
        };
        let sim = start(config).await.unwrap();
        let read = |path: &Path| std::fs::read_to_string(path).unwrap();
        let app_key =
            PrivateKey::parse(&read(sim.info.app_private_key_file.as_ref().unwrap())).unwrap();
        let alipay_key = PublicKey::parse(&read(&sim.info.alipay_public_key_file)).unwrap();
        let heard = Arc::<Mutex<Heard>>::default();
        let notify_url = listen(Arc::clone(&heard)).await;
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .pool_max_idle_per_host(0)
            .build()
            .unwrap();
        Self {
            sim,
            folder,
            http,
            app_key,
            alipay_key,
            heard,
            notify_url,
        }
    }

    /// Common parameters of a request, with the simulator's time as timestamp.
    pub(crate) fn common(&self, method: &str) -> BTreeMap<String, String> {
        BTreeMap::from(
            [
                ("app_id", self.sim.info.app_id.as_str()),
                ("method", method),
                ("format", "JSON"),
                ("charset", "utf-8"),
                ("sign_type", "RSA2"),
                ("version", "1.0"),
                ("timestamp", &format_shanghai(self.sim.now_ms())),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned())),
        )
    }

    pub(crate) fn sign(&self, params: &mut BTreeMap<String, String>) {
        let string = string_to_sign(params.iter().map(|(k, v)| (k.as_str(), v.as_str())));
        params.insert(
            "sign".to_owned(),
            sign_rsa2(&self.app_key, string.as_bytes()).unwrap(),
        );
    }

    pub(crate) fn url(&self, params: &BTreeMap<String, String>) -> String {
        let mut url = url::Url::parse(&self.sim.gateway_url()).unwrap();
        url.query_pairs_mut().extend_pairs(params);
        url.into()
    }

    pub(crate) async fn send(
        &self,
        params: &BTreeMap<String, String>,
    ) -> reqwest::Result<reqwest::Response> {
        self.http.post(self.url(params)).send().await
    }

    pub(crate) async fn answer(&self, params: &BTreeMap<String, String>) -> Answer {
        self.take_apart(self.send(params).await.unwrap()).await
    }

    pub(crate) async fn take_apart(&self, response: reqwest::Response) -> Answer {
        assert_eq!(response.status(), 200);
        let headers = response.headers().clone();
        let raw = response.text().await.unwrap();
        let (payload, sign) = match raw.split_once(",\"sign\":\"") {
            Some((head, tail)) => (head, Some(tail.strip_suffix("\"}").unwrap())),
            None => (raw.strip_suffix('}').unwrap_or(&raw), None),
        };
        let payload = payload.split_once(':').unwrap().1;
        let (payload, cert_sn) = match payload.split_once(",\"alipay_cert_sn\":\"") {
            Some((payload, sn)) => (payload, Some(sn.trim_end_matches('"').to_owned())),
            None => (payload, None),
        };
        let is_authentic =
            sign.map(|sign| verify_rsa2(&self.alipay_key, payload.as_bytes(), sign).is_ok());
        let signed = (payload.to_owned(), sign.unwrap_or_default().to_owned());
        let payload = serde_json::from_str(payload).unwrap();
        Answer {
            raw,
            payload,
            is_authentic,
            headers,
            cert_sn,
            signed,
        }
    }

    /// One signed API call.
    pub(crate) async fn call(&self, method: &str, biz: Value) -> Answer {
        self.answer(&self.request(method, &biz)).await
    }

    pub(crate) fn request(&self, method: &str, biz: &Value) -> BTreeMap<String, String> {
        let mut params = self.common(method);
        params.insert("biz_content".to_owned(), biz.to_string());
        self.sign(&mut params);
        params
    }

    pub(crate) async fn query(&self, out_trade_no: &str) -> Answer {
        self.call(
            "alipay.trade.query",
            json!({ "out_trade_no": out_trade_no }),
        )
        .await
    }

    pub(crate) async fn refund(&self, out_trade_no: &str, amount: &str, number: &str) -> Answer {
        self.call(
            "alipay.trade.refund",
            json!({
                "out_trade_no": out_trade_no,
                "refund_amount": amount,
                "out_request_no": number,
            }),
        )
        .await
    }

    pub(crate) fn order(out_trade_no: &str) -> Value {
        json!({
            "out_trade_no": out_trade_no,
            "total_amount": "88.80",
            "subject": "手冲壶 & <茶>",
            "product_code": "FAST_INSTANT_TRADE_PAY",
            "qr_pay_mode": "2",
        })
    }

    /// The parameters of a page pay request with `notify_url` and `return_url`.
    pub(crate) fn page_params(&self, biz: &Value) -> BTreeMap<String, String> {
        let mut params = self.common("alipay.trade.page.pay");
        params.insert("biz_content".to_owned(), biz.to_string());
        params.insert("notify_url".to_owned(), self.notify_url.clone());
        params.insert(
            "return_url".to_owned(),
            "http://shop.example/alipay/return?from=alipay".to_owned(),
        );
        self.sign(&mut params);
        params
    }

    /// Opens the cashier and returns its path.
    pub(crate) async fn open(&self, biz: &Value) -> String {
        let response = self
            .http
            .get(self.url(&self.page_params(biz)))
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 303, "{}", response.text().await.unwrap());
        response.headers()["location"].to_str().unwrap().to_owned()
    }

    /// Makes a paid trade of 88.80.
    pub(crate) async fn paid(&self, out_trade_no: &str) {
        self.open(&Self::order(out_trade_no)).await;
        self.control("POST", &format!("/trades/{out_trade_no}/pay"), json!({}))
            .await;
    }

    /// A control call that must succeed.
    pub(crate) async fn control(&self, method: &str, path: &str, body: Value) -> Value {
        let (status, answer) = self.try_control(method, path, body).await;
        assert_eq!(status, 200, "{method} {path}: {answer}");
        answer
    }

    pub(crate) async fn try_control(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let url = format!("{}{path}", self.sim.control_url());
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let request = self.http.request(method, url);
        let request = if body.is_null() {
            request
        } else {
            request.body(body.to_string())
        };
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        (status, response.json().await.unwrap())
    }

    pub(crate) async fn trade(&self, out_trade_no: &str) -> Value {
        self.control("GET", &format!("/trades/{out_trade_no}"), Value::Null)
            .await
    }

    pub(crate) async fn faults(&self, rules: Value) {
        self.control("PUT", "/faults", rules).await;
    }

    pub(crate) async fn advance(&self, seconds: i64) {
        self.control("PUT", "/clock", json!({ "advance_s": seconds }))
            .await;
    }

    /// Sets the shop's next responses; after them it responds `success`.
    pub(crate) fn will_answer(&self, answers: &[(u16, &'static str)]) {
        self.heard.lock().unwrap().answers = answers.iter().copied().collect();
    }

    /// Waits until the shop received `count` messages and returns them.
    pub(crate) async fn heard(&self, count: usize) -> Vec<BTreeMap<String, String>> {
        for _ in 0..500 {
            let forms = self.heard.lock().unwrap().forms.clone();
            if forms.len() >= count {
                assert_eq!(forms.len(), count, "received more than expected");
                return forms;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!(
            "only {} of {count} messages received",
            self.heard.lock().unwrap().forms.len()
        );
    }

    /// Waits until the only delivery has this many recorded tries.
    pub(crate) async fn tried(&self, count: usize) -> Value {
        for _ in 0..500 {
            let deliveries = self.control("GET", "/deliveries", Value::Null).await;
            if deliveries[0]["tries"]
                .as_array()
                .is_some_and(|tries| tries.len() >= count)
            {
                return deliveries[0].clone();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{count} tries were never made");
    }

    /// Whether a notification or return has the gateway's signature.
    pub(crate) fn is_authentic(&self, params: &BTreeMap<String, String>) -> bool {
        let Some(sign) = params.get("sign") else {
            return false;
        };
        let string = string_to_sign(
            params
                .iter()
                .filter(|(name, _)| !matches!(name.as_str(), "sign" | "sign_type" | "from"))
                .map(|(name, value)| (name.as_str(), value.as_str())),
        );
        verify_rsa2(&self.alipay_key, string.as_bytes(), sign).is_ok()
    }
}

/// Parameters of a query string or form body.
pub(crate) fn params(form: &str) -> BTreeMap<String, String> {
    form_urlencoded::parse(form.as_bytes())
        .into_owned()
        .collect()
}

async fn listen(heard: Arc<Mutex<Heard>>) -> String {
    let app = axum::Router::new().route(
        "/notify",
        axum::routing::post(async move |body: String| {
            let mut heard = heard.lock().unwrap();
            heard.forms.push(params(&body));
            heard.raw.push(body);
            let (status, text) = heard.answers.pop_front().unwrap_or((200, "success"));
            (axum::http::StatusCode::from_u16(status).unwrap(), text)
        }),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    format!("http://{addr}/notify")
}
