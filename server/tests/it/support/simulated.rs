//! A shop and the gateway simulator, configured as an operator does it.

use super::{
    Client, TestApp,
    app::{APP_ID, MORNING, SELLER_ID, Setup, keys},
    bench::Vars,
};
use alipay::Client as Gateway;
use alipay_sim::{Config, Running};
use serde_json::Value;
use server::config::{AlipayConfig, ServeConfig, Source};
use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf};
use test_support::{Application, lay_out};

/// The simulator. Its application has the key [`keys`]`().app`.
pub(crate) struct Simulated {
    pub(crate) sim: Running,
    key: PathBuf,
    _dir: tempfile::TempDir,
}

impl Simulated {
    pub(crate) async fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut config = Config::local(dir.path().join("sim"));
        config.seller_id = SELLER_ID.to_owned();
        config.app_id = APP_ID.to_owned();
        config.app_public_key = Some(keys().app.public_key());
        lay_out(&dir.path().join("sim"), Application::Brought);
        let sim = alipay_sim::start(config).await.unwrap();
        sim.set_clock_ms(MORNING).unwrap();
        let key = dir.path().join("app.pem");
        fs::write(&key, keys().app.to_pkcs8_pem().as_bytes()).unwrap();
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
        Self {
            sim,
            key,
            _dir: dir,
        }
    }

    /// The variables of a shop in key mode, overridden by `more`.
    pub(crate) fn vars(&self, more: &[(&str, &str)]) -> Vars {
        let file = self.sim.info.alipay_public_key_file.display();
        self.with(&[("ALIPAY_PUBLIC_KEY_FILE", &file.to_string())], more)
    }

    /// The same in certificate mode.
    pub(crate) fn certificate_vars(&self) -> Vars {
        let info = &self.sim.info;
        self.with(
            &[
                (
                    "ALIPAY_APP_CERT_FILE",
                    &info.app_cert_file.display().to_string(),
                ),
                (
                    "ALIPAY_CERT_FILE",
                    &info.alipay_cert_file.display().to_string(),
                ),
                (
                    "ALIPAY_ROOT_CERT_FILE",
                    &info.alipay_root_cert_file.display().to_string(),
                ),
            ],
            &[],
        )
    }

    fn with(&self, theirs: &[(&str, &str)], more: &[(&str, &str)]) -> Vars {
        let (gateway, key) = (self.sim.gateway_url(), self.key.display().to_string());
        let ours = [
            ("ALIPAY_GATEWAY", gateway.as_str()),
            ("ALIPAY_APP_ID", APP_ID),
            ("ALIPAY_SELLER_ID", SELLER_ID),
            ("ALIPAY_APP_PRIVATE_KEY_FILE", &key),
        ];
        let given = ours.iter().chain(theirs).chain(more);
        given
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    /// The configuration that `zhanggui serve` reads from these variables.
    pub(crate) fn config(vars: Vars) -> AlipayConfig {
        ServeConfig::load(Source::new(None, vars))
            .unwrap_or_else(|mistakes| panic!("{mistakes}"))
            .alipay
    }

    /// The mistakes that `zhanggui serve` reports for them.
    pub(crate) fn mistakes(vars: Vars) -> String {
        ServeConfig::load(Source::new(None, vars))
            .err()
            .unwrap()
            .to_string()
    }

    /// The client of a shop in key mode, with `more` variables.
    pub(crate) fn client(&self, more: &[(&str, &str)]) -> Gateway {
        Gateway::http(Self::config(self.vars(more)).app).unwrap()
    }

    /// A shop with these variables.
    pub(crate) async fn shop(&self, vars: Vars) -> TestApp {
        Self::shop_of(Self::config(vars)).await
    }

    /// A shop with this configuration.
    pub(crate) async fn shop_of(config: AlipayConfig) -> TestApp {
        TestApp::with(Setup {
            gateway: Gateway::http(config.app).unwrap(),
            ..Setup::default()
        })
        .await
    }

    /// Calls the control interface of the simulator.
    pub(crate) async fn control(&self, method: &str, path: &str, body: Value) -> Value {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let answer = reqwest::Client::new()
            .request(method, format!("{}{path}", self.sim.control_url()))
            .json(&body)
            .send()
            .await
            .unwrap();
        assert!(answer.status().is_success(), "{path}");
        answer.json().await.unwrap()
    }

    /// Orders `units` mugs and pays at the simulator. There is no notification, so the shop
    /// queries. Returns the order number.
    pub(crate) async fn paid(&self, shopper: &Client, units: &str) -> String {
        shopper.add("/p/stoneware-mug", units).await;
        let number = shopper.check_out().await;
        crate::refund::pay(&self.sim, shopper, &number).await;
        let page = shopper
            .get(&format!("/change_status?order_id={number}"))
            .await;
        let page = shopper
            .submit_and_follow(page.form("/api/payment/check"))
            .await;
        let heading = page.all("h1").join(" ");
        assert!(heading.contains("待发货"), "{}", page.text());
        number
    }
}
