//! Configuration of a simulator, and its data for clients.

use std::{net::SocketAddr, path::PathBuf};

use alipay::keys::PublicKey;
use serde::{Deserialize, Serialize};

/// Configuration of one simulator.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen; port 0 takes any free one.
    pub addr: SocketAddr,
    /// Folder for keys, `sim.json` and the journal; created if missing.
    pub data: PathBuf,
    /// Shortens the notification schedule and expiry: at 60 a minute passes in a second; 0 counts
    /// as 1.
    pub time_scale: u32,
    /// The merchant's number (`2088…`) in notifications and returns.
    pub seller_id: String,
    /// The only application that may call.
    pub app_id: String,
    /// The application's public key. `None`: a pair is generated, kept in `data/keys` and reused.
    pub app_public_key: Option<PublicKey>,
    /// Tolerance of a request's timestamp, in milliseconds; the real one is not documented.
    ///
    /// Twelve hours by default, because some SDKs write their machine's local time: in a container
    /// that is UTC, eight hours behind. A request kept for a day is stale.
    pub timestamp_tolerance_ms: i64,
}

impl Config {
    /// The seller's name on the cashier; the gateway knows no shop names.
    pub const SELLER_NAME: &'static str = "演示商家";

    /// A simulator on any free loopback port with the numbers of the test vectors.
    #[must_use]
    pub fn local(data: impl Into<PathBuf>) -> Self {
        Self {
            addr: SocketAddr::from(([127, 0, 0, 1], 0)),
            data: data.into(),
            time_scale: 1,
            seller_id: "2088000000000100".to_owned(),
            app_id: "9021000100000001".to_owned(),
            app_public_key: None,
            timestamp_tolerance_ms: 12 * 60 * 60 * 1000,
        }
    }
}

/// Content of `sim.json`: the simulator's addresses and key files.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SimInfo {
    /// Base URL without a trailing slash; the gateway is `{url}/gateway.do`.
    pub url: String,
    /// Base of the control API, `{url}/control`.
    pub control_url: String,
    /// The application that may call.
    pub app_id: String,
    /// The merchant's number.
    pub seller_id: String,
    /// PKCS#8 PEM; `None` if the simulator was given only the public key.
    pub app_private_key_file: Option<PathBuf>,
    /// SPKI PEM.
    pub app_public_key_file: PathBuf,
    /// SPKI PEM; the shop's "Alipay public key".
    pub alipay_public_key_file: PathBuf,
    /// PKCS#8 PEM; the gateway's own key, so that tests can sign as the gateway.
    pub alipay_private_key_file: PathBuf,
    /// Certificate mode: the application's certificate, PEM.
    pub app_cert_file: PathBuf,
    /// Certificate mode: the gateway's certificate as it was at the first start, PEM.
    pub alipay_cert_file: PathBuf,
    /// Certificate mode: four roots, of which the two with RSA signatures count.
    pub alipay_root_cert_file: PathBuf,
    /// Content encryption: 16 bytes in base64, the console's form.
    pub content_key: String,
    /// The same key in a file.
    pub content_key_file: PathBuf,
}
