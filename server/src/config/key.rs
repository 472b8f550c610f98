//! Every setting, declared once: its key, what it means, how to write it, and its default. The readers,
//! `serve --help` and the table in README.md come from here. A new setting is one row here and one line in a reader.

use crate::page_cache::DEFAULT_MB;
use domain::{money::Fen, setting::Settings};
use shop::policy::Policy;

/// A setting.
#[derive(Debug)]
pub struct Key {
    /// `table.name` as in the file, e.g. `alipay.app_id`.
    pub path: &'static str,
    /// What it sets, in a few words.
    pub help: &'static str,
    /// How to write it: the fix if it is missing or unreadable.
    pub remedy: &'static str,
    /// Its value if it is not given.
    pub default: Fallback,
}

/// The value of a setting that is not given.
#[derive(Debug, Clone, Copy)]
pub enum Fallback {
    /// This text, read as if given.
    Text(&'static str),
    /// The same, from the code that owns the value.
    Value(fn() -> String),
    /// Derived from other settings; this text says how.
    Derived(&'static str),
    /// None: the setting is optional.
    Nothing,
    /// None: the setting is required.
    Required,
}

impl Key {
    /// The environment variable: `ALIPAY_APP_ID` for `alipay.app_id`.
    #[must_use]
    pub fn variable(&self) -> String {
        self.path.replace('.', "_").to_uppercase()
    }

    /// Table and name.
    #[must_use]
    pub fn parts(&self) -> (&'static str, &'static str) {
        self.path.split_once('.').unwrap_or(("", self.path))
    }

    /// The text to read if the setting is not given.
    #[must_use]
    pub fn default_text(&self) -> Option<String> {
        match self.default {
            Fallback::Text(text) => Some(text.to_owned()),
            Fallback::Value(value) => Some(value()),
            Fallback::Derived(_) | Fallback::Nothing | Fallback::Required => None,
        }
    }

    /// The default for readers.
    fn default_shown(&self) -> Option<String> {
        match self.default {
            Fallback::Derived(words) => Some(words.to_owned()),
            Fallback::Required => Some("required".to_owned()),
            Fallback::Nothing => Some("none".to_owned()),
            Fallback::Text(_) | Fallback::Value(_) => self.default_text(),
        }
    }
}

/// The key of `path`, if there is one.
#[must_use]
pub fn find(path: &str) -> Option<&'static Key> {
    ALL.iter().copied().find(|key| key.path == path)
}

/// The settings as `serve --help` lists them.
#[must_use]
pub fn help() -> String {
    let mut text =
        "Settings (variable NAME_REST is the key `rest` of the table [name] in the file):"
            .to_owned();
    let width = shown().map(|(key, _)| key.variable().len()).max();
    let width = width.unwrap_or_default();
    for (key, default) in shown() {
        let variable = key.variable();
        text.push_str(&format!("\n  {variable:<width$} {} [{default}]", key.help));
    }
    text
}

/// The settings as the table in README.md.
#[must_use]
pub fn markdown() -> String {
    let mut text = "| variable | meaning | default |\n|---|---|---|\n".to_owned();
    for (key, default) in shown() {
        let default = match key.default {
            Fallback::Text(_) | Fallback::Value(_) => format!("`{default}`"),
            // A placeholder would be read as a tag.
            Fallback::Derived(_) if default.contains('<') => format!("`{default}`"),
            Fallback::Derived(_) | Fallback::Nothing | Fallback::Required => default,
        };
        text.push_str(&format!(
            "| `{}` | {} | {default} |\n",
            key.variable(),
            key.help
        ));
    }
    text
}

fn shown() -> impl Iterator<Item = (&'static Key, String)> {
    ALL.iter()
        .filter_map(|key| Some((*key, key.default_shown()?)))
}

const COUNT: &str = "write a whole number from 1 to 99999999, or unlimited";
const LINE: &str = "write one line of at most 60 characters";
const YUAN: &str = "write yuan with at most two decimals, e.g. 8.00";

/// Declares each key as a constant, and all of them as a list.
macro_rules! keys {
    ($($name:ident: $path:literal, $default:expr, $help:literal, $remedy:expr;)*) => {
        $(
            #[doc = $help]
            pub const $name: &Key = &Key {
                path: $path,
                help: $help,
                remedy: $remedy,
                default: $default,
            };
        )*
        /// Every key. A file with any other key is refused.
        pub const ALL: &[&Key] = &[$($name),*];
    };
}

keys! {
    ADDR: "zhanggui.addr", Fallback::Text("127.0.0.1:8080"),
        "address to listen on; put a TLS proxy in front",
        "write address and port, e.g. 127.0.0.1:8080 or [::]:8080";
    METRICS_ADDR: "zhanggui.metrics_addr", Fallback::Nothing,
        "address of this machine to listen on for GET /metrics",
        "write a loopback address and a port, e.g. 127.0.0.1:9464";
    PUBLIC_URL: "zhanggui.public_url", Fallback::Text("http://127.0.0.1:8080"),
        "how browsers and Alipay reach the shop; https except on this machine",
        "write the address browsers use, e.g. https://shop.example, with nothing after the host";
    DATA_DIR: "zhanggui.data_dir", Fallback::Text("./data"),
        "folder of the pictures and the default database",
        "name a folder of the shop's own";
    SECRET_FILE: "zhanggui.secret_file", Fallback::Derived("secret.key in the data folder"),
        "key of the secrets in the database, e.g. of two-step sign-in; the first start creates it",
        "name a file that is the shop's own, the same for all processes of the shop";
    SITE_DIR: "zhanggui.site_dir", Fallback::Derived("site beside the executable"),
        "folder of the built assets",
        "name the folder of the built assets";
    PAGE_CACHE_MB: "zhanggui.page_cache_mb", Fallback::Value(|| DEFAULT_MB.to_string()),
        "memory for cached public pages, in MiB; 0 disables the cache",
        "write whole mebibytes, e.g. 32; 0 disables the cache";
    TRUSTED_PROXIES: "zhanggui.trusted_proxies", Fallback::Nothing,
        "addresses or ranges whose X-Forwarded-For is trusted",
        "list addresses or ranges with commas, e.g. 127.0.0.1,10.0.0.0/8";
    SHOP_NAME: "zhanggui.shop_name", Fallback::Value(|| Settings::default().shop_name),
        "first value: name of the shop on pages and in the subject of a payment",
        "write the name";
    SLOGAN: "zhanggui.slogan", Fallback::Nothing,
        "first value: slogan of the shop on customers' pages",
        LINE;
    SLOGAN_EN: "zhanggui.slogan_en", Fallback::Derived("the Chinese slogan"),
        "first value: slogan on English pages",
        LINE;
    POSTAGE: "zhanggui.postage", Fallback::Value(|| Settings::default().postage.yuan()),
        "first value: shipping of an order, in yuan",
        YUAN;
    POSTAGE_FREE_FROM: "zhanggui.postage_free_from", Fallback::Value(postage_free_from),
        "first value: free shipping from this product total, in yuan, or never",
        "write yuan with at most two decimals, e.g. 99.00, or never";
    PAY_MINUTES: "zhanggui.pay_minutes", Fallback::Value(|| Settings::default().pay_minutes.to_string()),
        "first value: minutes to pay an order, 5 to 1440",
        "write minutes, 5 to 1440";
    UNPAID_ORDERS_PER_ACCOUNT: "zhanggui.unpaid_orders_per_account",
        Fallback::Value(|| limit(Settings::default().unpaid_orders_per_account)),
        "first value: unpaid orders of one account at most, or unlimited",
        COUNT;
    UNPAID_UNITS_PER_ACCOUNT: "zhanggui.unpaid_units_per_account",
        Fallback::Value(|| limit(Settings::default().unpaid_units_per_account)),
        "first value: units that the unpaid orders of one account reserve at most, or unlimited",
        COUNT;
    UNPAID_ORDERS_PER_NETWORK: "zhanggui.unpaid_orders_per_network",
        Fallback::Value(|| limit(Settings::default().unpaid_orders_per_network)),
        "first value: unpaid orders from one network (IPv4 /24, IPv6 /48) at most, or unlimited",
        COUNT;
    UNPAID_UNITS_PER_NETWORK: "zhanggui.unpaid_units_per_network",
        Fallback::Value(|| limit(Settings::default().unpaid_units_per_network)),
        "first value: units that the unpaid orders from one network reserve at most, or unlimited",
        COUNT;
    REINSTATE_LATE: "zhanggui.reinstate_late", Fallback::Value(|| Policy::default().reinstate_late.to_string()),
        "whether a late payment may reopen its order while there is stock",
        "write true or false";
    SMTP_URL: "zhanggui.smtp_url", Fallback::Nothing,
        "mail server: smtps://user:password@host, or smtp://… with STARTTLS; without it no mail is sent",
        "write smtps://user:password@host or smtp://user:password@host, with %40 for an @ in user or password";
    MAIL_FROM: "zhanggui.mail_from", Fallback::Nothing,
        "address that mail comes from; goes with the mail server",
        "write the address alone, e.g. shop@shop.example, and the mail server in ZHANGGUI_SMTP_URL";
    OTLP_ENDPOINT: "otel.exporter_otlp_endpoint", Fallback::Nothing,
        "where traces are sent by OTLP over HTTP",
        "write the address of a collector, e.g. http://127.0.0.1:4318";
    DATABASE_URL: "database.url", Fallback::Derived("sqlite:<data dir>/zhanggui.db"),
        "sqlite:PATH, postgres://… or postgresql://…",
        "write sqlite:PATH, postgres://user:password@host/name or postgresql://…";
    GATEWAY: "alipay.gateway", Fallback::Text("sandbox"),
        "production, sandbox, or the URL of a simulator on this machine",
        "write production, sandbox, or a simulator's http://127.0.0.1:PORT/gateway.do";
    APP_ID: "alipay.app_id", Fallback::Required,
        "number of your application (APPID)",
        "copy the 16 digits of APPID from the application's page";
    SELLER_ID: "alipay.seller_id", Fallback::Required,
        "number of your merchant account (PID, 2088…)",
        "copy the 16 digits of PID that begin with 2088";
    APP_PRIVATE_KEY_FILE: "alipay.app_private_key_file", Fallback::Required,
        "file of the application's private key; mode 0600",
        "name the file of the application's private key";
    PUBLIC_KEY_FILE: "alipay.public_key_file", Fallback::Derived("required without certificates"),
        "file of Alipay's public key; two files with a comma while it changes",
        "name the file of Alipay's public key (支付宝公钥, not the application's own)";
    APP_CERT_FILE: "alipay.app_cert_file", Fallback::Nothing,
        "certificate mode: appCertPublicKey_….crt, in place of the public key",
        "download appCertPublicKey_<app id>.crt from the application's page";
    CERT_FILE: "alipay.cert_file", Fallback::Nothing,
        "certificate mode: alipayCertPublicKey_RSA2.crt",
        "download alipayCertPublicKey_RSA2.crt from the application's page";
    ROOT_CERT_FILE: "alipay.root_cert_file", Fallback::Nothing,
        "certificate mode: alipayRootCert.crt",
        "download alipayRootCert.crt from the application's page and leave it as it is";
    SIGN_TYPE: "alipay.sign_type", Fallback::Text("RSA2"),
        "RSA2, or RSA for an application that is still registered for it",
        "write RSA2, or RSA if Alipay still knows the application by it, or remove it";
    CHARSET: "alipay.charset", Fallback::Text("utf-8"),
        "utf-8, or gbk for an application built on it",
        "write utf-8 or gbk, or remove it";
    NOTIFY_URL: "alipay.notify_url", Fallback::Derived("<public url>/alipay/notify"),
        "where Alipay posts notifications",
        "write a full URL that reaches this shop";
    RETURN_URL: "alipay.return_url", Fallback::Derived("<public url>/alipay/return"),
        "where browsers return to after paying",
        "write a full URL that reaches this shop";
    APP_AUTH_TOKEN: "alipay.app_auth_token", Fallback::Nothing,
        "token for acting for another merchant",
        "copy the token unchanged";
}

fn postage_free_from() -> String {
    Settings::default()
        .postage_free_from
        .map_or_else(|| "never".to_owned(), Fen::yuan)
}

fn limit(most: Option<i64>) -> String {
    most.map_or_else(|| "unlimited".to_owned(), |most| most.to_string())
}
