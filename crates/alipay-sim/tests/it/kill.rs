//! A real process that is killed while it works.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use alipay::{canonical::string_to_sign, keys::PrivateKey, sign::sign_rsa2};
use serde_json::{Value, json};

struct Process {
    child: Child,
    url: String,
}

impl Process {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_alipay-sim"))
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let url = line.trim().strip_prefix("ready ").unwrap().to_owned();
        Self { child, url }
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn signed(info: &Value, method: &str, biz: &Value) -> Vec<(String, String)> {
    let file = info["app_private_key_file"].as_str().unwrap();
    let key = PrivateKey::parse(&fs::read_to_string(file).unwrap()).unwrap();
    let mut params: Vec<(String, String)> = [
        ("app_id", info["app_id"].as_str().unwrap().to_owned()),
        ("method", method.to_owned()),
        ("charset", "utf-8".to_owned()),
        ("sign_type", "RSA2".to_owned()),
        ("version", "1.0".to_owned()),
        ("timestamp", info["timestamp"].as_str().unwrap().to_owned()),
        ("biz_content", biz.to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    let string = string_to_sign(params.iter().map(|(k, v)| (k.as_str(), v.as_str())));
    params.push((
        "sign".to_owned(),
        sign_rsa2(&key, string.as_bytes()).unwrap(),
    ));
    params
}

fn info(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("sim.json")).unwrap()).unwrap()
}

/// The trade without `calls`, which grow with every query, so that two runs can be compared.
async fn books(http: &reqwest::Client, url: &str, number: &str) -> Value {
    let response = http
        .get(format!("{url}/control/trades/{number}"))
        .send()
        .await
        .unwrap();
    let mut entry: Value = response.json().await.unwrap();
    entry.as_object_mut().unwrap().remove("calls");
    entry
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_answered_is_lost_to_sigkill() {
    let folder = tempfile::tempdir().unwrap();
    let http = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .pool_max_idle_per_host(0)
        .timeout(Duration::from_secs(10))
        .build()
        .unwrap();
    let process = Process::start(folder.path());
    let mut info = info(folder.path());
    let clock = http.get(format!("{}/control/clock", process.url));
    let clock: Value = clock.send().await.unwrap().json().await.unwrap();
    info["timestamp"] = clock["now"].clone();
    let gateway = format!("{}/gateway.do", process.url);
    let order = json!({
        "out_trade_no": "SHOP_1",
        "total_amount": "88.80",
        "subject": "手冲壶",
        "product_code": "FAST_INSTANT_TRADE_PAY",
        "time_expire": "2099-01-01 00:00:00",
    });
    let page = http
        .get(&gateway)
        .query(&signed(&info, "alipay.trade.page.pay", &order));
    assert_eq!(page.send().await.unwrap().status(), 303);
    let pay = format!("{}/control/trades/SHOP_1/pay", process.url);
    assert_eq!(http.post(pay).send().await.unwrap().status(), 200);

    // Refunds of one fen as fast as possible; the process is killed meanwhile.
    let refund = |gateway: String, number: u32| {
        let biz = json!({
            "out_trade_no": "SHOP_1",
            "refund_amount": "0.01",
            "out_request_no": format!("R{number}"),
        });
        http.post(gateway)
            .query(&signed(&info, "alipay.trade.refund", &biz))
            .send()
    };
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    let traffic = async {
        for number in 0..400 {
            let Ok(response) = refund(gateway.clone(), number).await else {
                break;
            };
            let Ok(answer) = response.text().await else {
                break;
            };
            assert!(answer.contains(r#""fund_change":"Y""#), "{answer}");
            tell.send(number).unwrap();
        }
        drop(tell);
    };
    let death = async {
        let mut answered = Vec::new();
        while let Some(number) = told.recv().await {
            answered.push(number);
            if answered.len() == 10 {
                break;
            }
        }
        process.kill();
        while let Some(number) = told.recv().await {
            answered.push(number);
        }
        answered
    };
    let ((), answered) = tokio::join!(traffic, death);
    assert!((10..400).contains(&answered.len()), "{}", answered.len());

    let second = Process::start(folder.path());
    let after = books(&http, &second.url, "SHOP_1").await;
    let refunds = after["refunds"].as_array().unwrap();
    for number in &answered {
        let name = format!("R{number}");
        assert!(
            refunds
                .iter()
                .any(|refund| refund["out_request_no"] == name),
            "{name} was confirmed and is lost"
        );
    }
    // At most one more: the refund in progress when the process was killed.
    assert!(refunds.len() <= answered.len() + 1);
    let gateway = format!("{}/gateway.do", second.url);
    let again = refund(gateway, answered[0]).await.unwrap();
    assert!(again.text().await.unwrap().contains(r#""fund_change":"N""#));
    second.kill();

    // Killing an idle process does not change the ledger.
    let third = Process::start(folder.path());
    assert_eq!(books(&http, &third.url, "SHOP_1").await, after);
    third.kill();
}
