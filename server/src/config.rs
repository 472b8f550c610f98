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
    alipay::AlipayConfig, data::DataConfig, http::HttpConfig, mistake::Mistakes, source::Source,
};
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
    pub fn load(mut source: Source) -> Result<Self, Mistakes> {
        let http = http::read(&mut source);
        let data = data::read(&mut source);
        let policy = policy::read(&mut source);
        let alipay = alipay::read(&mut source, http.as_ref());
        let (Some(http), Some(data), Some(alipay), Some(policy)) = (http, data, alipay, policy)
        else {
            return Err(source.into_mistakes());
        };
        source.finish()?;
        Ok(Self {
            http,
            data,
            alipay,
            policy,
        })
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
