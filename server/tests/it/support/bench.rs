//! A simulator inside the test, a configuration of a shop for it, and a server that records what is
//! posted to it.

use super::tool::{fed, zhanggui};
use alipay_sim::{Config, Running, SimInfo};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    routing::any,
};
use http::{Response, StatusCode};
use serde_json::{Value, json};
use server::{
    config::{Parts, Source},
    doctor::{self, Reach},
};
use shop::{
    clock::{Clock, SystemClock},
    doctor::Report,
};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    sync::{Arc, Mutex},
};
use store::{DatabaseUrl, OpenOptions, Store};
use test_support::{Application, lay_out};
use tokio::net::TcpListener;

pub(crate) type Vars = Vec<(String, String)>;

/// The simulator, its files, and a migrated database.
pub(crate) struct Bench {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) info: SimInfo,
    sim: Running,
}

impl Bench {
    pub(crate) async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        lay_out(&dir.path().join("sim"), Application::Own);
        let sim = alipay_sim::start(Config::local(dir.path().join("sim")))
            .await
            .unwrap();
        let data = dir.path().join("data");
        fs::create_dir(&data).unwrap();
        fs::set_permissions(&data, fs::Permissions::from_mode(0o700)).unwrap();
        let options = OpenOptions {
            create: true,
            ..OpenOptions::default()
        };
        let store = Store::open(&DatabaseUrl::sqlite(data.join("zhanggui.db")), options)
            .await
            .unwrap();
        store.migrate().await.unwrap();
        Self {
            info: sim.info.clone(),
            dir,
            sim,
        }
    }

    /// Writes a file of the test; returns its path.
    pub(crate) fn write(&self, name: &str, text: &str) -> String {
        let path = self.dir.path().join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        path.display().to_string()
    }

    /// The configuration of a shop in key mode. Nothing listens at its public URL.
    pub(crate) fn vars(&self) -> Vars {
        let path = |path: &PathBuf| path.display().to_string();
        [
            ("ZHANGGUI_DATA_DIR", path(&self.dir.path().join("data"))),
            ("ZHANGGUI_PUBLIC_URL", "http://127.0.0.1:9".to_owned()),
            ("ALIPAY_GATEWAY", format!("{}/gateway.do", self.info.url)),
            ("ALIPAY_APP_ID", self.info.app_id.clone()),
            ("ALIPAY_SELLER_ID", self.info.seller_id.clone()),
            (
                "ALIPAY_APP_PRIVATE_KEY_FILE",
                path(self.info.app_private_key_file.as_ref().unwrap()),
            ),
            (
                "ALIPAY_PUBLIC_KEY_FILE",
                path(&self.info.alipay_public_key_file),
            ),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
    }

    /// The same in certificate mode.
    pub(crate) fn certificate_vars(&self) -> Vars {
        let mut vars = self.vars();
        vars.retain(|(name, _)| name != "ALIPAY_PUBLIC_KEY_FILE");
        for (name, path) in [
            ("ALIPAY_APP_CERT_FILE", &self.info.app_cert_file),
            ("ALIPAY_CERT_FILE", &self.info.alipay_cert_file),
            ("ALIPAY_ROOT_CERT_FILE", &self.info.alipay_root_cert_file),
        ] {
            vars.push((name.to_owned(), path.display().to_string()));
        }
        vars
    }

    /// Calls the control interface of the simulator.
    pub(crate) async fn control(&self, method: &str, path: &str, body: Value) -> Value {
        let url = format!("{}{path}", self.sim.control_url());
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let answer = reqwest::Client::new()
            .request(method, url)
            .json(&body)
            .send()
            .await
            .unwrap();
        assert!(
            answer.status().is_success(),
            "{path}: {}",
            answer.text().await.unwrap()
        );
        answer.json().await.unwrap()
    }

    /// Signs parameters with `zhanggui alipay sign`.
    pub(crate) fn signed(&self, params: &[(&str, &str)]) -> Value {
        let given: serde_json::Map<String, Value> = params
            .iter()
            .map(|(name, value)| ((*name).to_owned(), Value::from(*value)))
            .collect();
        let input = Value::from(given).to_string();
        let mut command = zhanggui();
        command.args(["alipay", "sign", "--json"]).envs(self.vars());
        let (code, stdout, stderr) = fed(&mut command, input.as_bytes());
        assert_eq!(code, 0, "{stderr}");
        serde_json::from_str(&stdout).unwrap()
    }

    /// The parameters of a request with the current time.
    pub(crate) fn request<'a>(
        &'a self,
        method: &'a str,
        timestamp: &'a str,
        biz_content: &'a str,
    ) -> Vec<(&'a str, &'a str)> {
        vec![
            ("app_id", &self.info.app_id),
            ("method", method),
            ("charset", "utf-8"),
            ("sign_type", "RSA2"),
            ("timestamp", timestamp),
            ("version", "1.0"),
            ("biz_content", biz_content),
        ]
    }

    /// Signs and sends a request; returns the query string and the raw body of the response.
    pub(crate) async fn call(&self, params: &[(&str, &str)]) -> (String, String) {
        let signed = self.signed(params);
        let query = signed["query"].as_str().unwrap().to_owned();
        let answer = reqwest::get(format!("{}/gateway.do?{query}", self.info.url))
            .await
            .unwrap();
        (query, answer.text().await.unwrap())
    }

    /// Runs `zhanggui alipay <args> --json`; returns the exit code and the JSON.
    pub(crate) fn alipay(
        &self,
        args: &[&str],
        vars: &Vars,
        input: impl AsRef<[u8]>,
    ) -> (i32, Value) {
        let mut command = zhanggui();
        command
            .arg("alipay")
            .args(args)
            .arg("--json")
            .envs(vars.clone());
        let (code, stdout, stderr) = fed(&mut command, input.as_ref());
        let said = serde_json::from_str(&stdout).unwrap_or_else(|_| panic!("{stdout}{stderr}"));
        (code, said)
    }

    /// Creates and pays a trade of 88.80 yuan whose notifications go to `notify_url`.
    pub(crate) async fn paid(&self, out_trade_no: &str, notify_url: &str) {
        let content = json!({
            "out_trade_no": out_trade_no, "total_amount": "88.80", "subject": "茶 A+B \"特价\" & 100%25",
        })
        .to_string();
        let now = shanghai_now();
        let mut params = self.request("alipay.trade.precreate", &now, &content);
        params.push(("notify_url", notify_url));
        let (_, answer) = self.call(&params).await;
        assert!(answer.contains("10000"), "{answer}");
        let path = format!("/trades/{out_trade_no}/pay");
        self.control("POST", &path, json!({"notify": false})).await;
    }
}

/// The current time as the timestamp of a request.
pub(crate) fn shanghai_now() -> String {
    alipay::time::format_shanghai(SystemClock.now().get())
}

/// Replaces or adds a setting.
pub(crate) fn set(mut vars: Vars, name: &str, value: &str) -> Vars {
    vars.retain(|(known, _)| known != name);
    vars.push((name.to_owned(), value.to_owned()));
    vars
}

/// Runs the doctor on this configuration.
pub(crate) async fn examine(vars: Vars) -> Report {
    examine_at(vars, Arc::new(SystemClock)).await
}

pub(crate) async fn examine_at(vars: Vars, clock: Arc<dyn Clock>) -> Report {
    let (parts, mistakes) = Parts::read(Source::new(None, vars));
    doctor::examine(parts, mistakes, Reach::Everybody, clock).await
}

/// The codes of a report, without `notify.unreachable`, because nothing listens at the shop's URL.
pub(crate) fn codes(report: &Report) -> Vec<&str> {
    assert!(
        report
            .findings
            .iter()
            .all(|finding| !finding.remedy.is_empty() && !finding.what.is_empty()),
        "{report:?}"
    );
    report
        .findings
        .iter()
        .map(|finding| finding.code.as_str())
        .filter(|code| *code != "notify.unreachable")
        .collect()
}

/// The codes in one list of the JSON of `alipay verify`.
pub(crate) fn listed(said: &Value, list: &str) -> Vec<String> {
    said[list]
        .as_array()
        .map(|found| {
            found
                .iter()
                .map(|finding| finding["code"].as_str().unwrap().to_owned())
                .collect()
        })
        .unwrap_or_default()
}

/// A server with a fixed response that records the bodies of requests.
pub(crate) struct Ear {
    pub(crate) url: String,
    bodies: Arc<Mutex<Vec<Bytes>>>,
}

impl Ear {
    pub(crate) async fn answering(
        status: u16,
        location: Option<&'static str>,
        words: &'static str,
    ) -> Self {
        let bodies: Arc<Mutex<Vec<Bytes>>> = Arc::default();
        let hear = move |State(bodies): State<Arc<Mutex<Vec<Bytes>>>>, body: Bytes| async move {
            bodies.lock().unwrap().push(body);
            let mut answer = Response::builder().status(StatusCode::from_u16(status).unwrap());
            if let Some(location) = location {
                answer = answer.header("location", location);
            }
            answer.body(Body::from(words)).unwrap()
        };
        let router = Router::new()
            .fallback(any(hear))
            .with_state(Arc::clone(&bodies));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/notify", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, bodies }
    }

    /// The last received body.
    pub(crate) fn heard(&self) -> Vec<u8> {
        self.bodies
            .lock()
            .unwrap()
            .last()
            .expect("something was posted")
            .to_vec()
    }
}
