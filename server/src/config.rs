//! Configuration: an optional TOML file under environment variables, read together so that one start names every
//! mistake with its key, its source and the remedy.
//!
//! One rule maps the two: the variable `NAME_REST` is the key `rest` of the table `[name]`, as `ALIPAY_APP_ID` is
//! `[alipay] app_id`.

pub mod alipay;
pub mod data;
pub mod http;
pub mod keyfile;
pub mod mistake;
pub mod policy;
pub mod source;

pub use self::{
    alipay::{AlipayConfig, AlipayParts},
    data::DataConfig,
    http::HttpConfig,
    mistake::{Mistake, Mistakes},
    source::Source,
};
use ::alipay::{PrivateKey, PublicKey};
use shop::policy::Policy;

/// Every key there is. What stands nowhere here is refused in a file.
pub const KEYS: &[&str] = &[
    "zhanggui.addr",
    "zhanggui.metrics_addr",
    "zhanggui.public_url",
    "zhanggui.data_dir",
    "zhanggui.site_dir",
    "zhanggui.page_cache_mb",
    "zhanggui.trusted_proxies",
    "zhanggui.shop_name",
    "zhanggui.postage",
    "zhanggui.postage_free_from",
    "zhanggui.pay_minutes",
    "zhanggui.reinstate_late",
    "database.url",
    "alipay.gateway",
    "alipay.app_id",
    "alipay.seller_id",
    "alipay.app_private_key_file",
    "alipay.public_key_file",
    "alipay.app_cert_file",
    "alipay.cert_file",
    "alipay.root_cert_file",
    "alipay.sign_type",
    "alipay.charset",
    "alipay.notify_url",
    "alipay.return_url",
    "alipay.app_auth_token",
];

/// What `serve` needs.
pub struct ServeConfig {
    /// Listener, public address, proxies.
    pub http: HttpConfig,
    /// Database and data folder.
    pub data: DataConfig,
    /// The application at Alipay.
    pub alipay: AlipayConfig,
    /// The merchant's choices.
    pub policy: Policy,
}

impl ServeConfig {
    /// Reads everything.
    ///
    /// # Errors
    /// Every mistake there is.
    pub fn load(source: Source) -> Result<Self, Mistakes> {
        let (parts, mistakes) = Parts::read(source);
        let alipay = parts.alipay.complete();
        let (Some(http), Some(data), Some(alipay), Some(policy), true) = (
            parts.http,
            parts.data,
            alipay,
            parts.policy,
            mistakes.is_empty(),
        ) else {
            return Err(Mistakes(mistakes));
        };
        Ok(Self {
            http,
            data,
            alipay,
            policy,
        })
    }
}

/// What could be read, for an examination that goes on past a mistake.
pub struct Parts {
    /// Listener, public address, proxies.
    pub http: Option<HttpConfig>,
    /// Database and data folder.
    pub data: Option<DataConfig>,
    /// The application at Alipay, piece by piece.
    pub alipay: AlipayParts,
    /// The merchant's choices.
    pub policy: Option<Policy>,
}

impl Parts {
    /// Reads everything there is, and every mistake.
    #[must_use]
    pub fn read(mut source: Source) -> (Self, Vec<Mistake>) {
        let http = http::read(&mut source);
        let data = data::read(&mut source);
        let policy = policy::read(&mut source);
        let alipay = alipay::read(&mut source, http.as_ref());
        let parts = Self {
            http,
            data,
            alipay,
            policy,
        };
        (parts, source.into_mistakes().0)
    }
}

/// What tools need that sign and verify by hand: whatever keys and numbers are configured, none of them required, and
/// not compared with each other.
pub struct KeysConfig {
    /// The application's private key.
    pub private: Option<PrivateKey>,
    /// Alipay's public keys, or the one in its certificate.
    pub alipay: Vec<PublicKey>,
    /// The application's number.
    pub app_id: Option<String>,
    /// The merchant's number.
    pub seller_id: Option<String>,
}

impl KeysConfig {
    /// Reads what is there. `private`, `alipay`: whether these are wanted at all.
    ///
    /// # Errors
    /// What is there and cannot be used.
    pub fn load(mut source: Source, private: bool, alipay: bool) -> Result<Self, Mistakes> {
        let config = Self {
            private: private.then(|| alipay::keys::ours(&mut source)).flatten(),
            alipay: alipay
                .then(|| alipay::keys::theirs(&mut source))
                .flatten()
                .unwrap_or_default(),
            app_id: alipay::app_id(&mut source).ok().flatten(),
            seller_id: alipay::seller_id(&mut source).ok().flatten(),
        };
        source.finish()?;
        Ok(config)
    }
}

/// What commands need that work on the database alone.
pub struct BooksConfig {
    /// Database and data folder.
    pub data: DataConfig,
    /// The merchant's choices.
    pub policy: Policy,
}

impl BooksConfig {
    /// Reads what concerns the books; keys of other concerns are only checked for being known.
    ///
    /// # Errors
    /// Every mistake there is.
    pub fn load(mut source: Source) -> Result<Self, Mistakes> {
        let data = data::read(&mut source);
        let policy = policy::read(&mut source);
        let (Some(data), Some(policy)) = (data, policy) else {
            return Err(source.into_mistakes());
        };
        source.finish()?;
        Ok(Self { data, policy })
    }
}
