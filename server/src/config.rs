//! Configuration: environment variables over an optional TOML file. Both are read before the start
//! fails, so that one start reports every mistake with its setting, its source and the fix.
//!
//! The variable `NAME_REST` is the key `rest` of the table `[name]`, e.g. `ALIPAY_APP_ID` is `[alipay] app_id`.

pub mod alipay;
pub mod data;
pub mod http;
pub mod key;
pub mod keyfile;
pub mod mail;
pub mod mistake;
pub mod policy;
pub mod source;

pub use self::{
    alipay::{AlipayConfig, AlipayParts},
    data::DataConfig,
    http::HttpConfig,
    key::Key,
    mail::MailConfig,
    mistake::{Mistake, Mistakes},
    source::Source,
};
use ::alipay::{PrivateKey, PublicKey, SignType};
use domain::staff::factor::Demand;
use shop::policy::Policy;

/// The configuration of `serve`.
pub struct ServeConfig {
    /// Listener, public address, proxies.
    pub http: HttpConfig,
    /// Database and data folder.
    pub data: DataConfig,
    /// The application at Alipay.
    pub alipay: AlipayConfig,
    /// First values of the merchant's settings, and what the environment alone decides.
    pub policy: Policy,
    /// The mail server, if there is one.
    pub mail: Option<MailConfig>,
}

impl ServeConfig {
    /// Reads everything.
    ///
    /// # Errors
    /// All mistakes.
    pub fn load(source: Source) -> Result<Self, Mistakes> {
        let (parts, mistakes) = Parts::read(source);
        let alipay = parts.alipay.complete();
        let policy = parts
            .policy
            .map(|policy| with_mail(policy, parts.mail.is_some()));
        let (Some(http), Some(data), Some(alipay), Some(policy), true) =
            (parts.http, parts.data, alipay, policy, mistakes.is_empty())
        else {
            return Err(Mistakes(mistakes));
        };
        Ok(Self {
            http,
            data,
            alipay,
            policy,
            mail: parts.mail,
        })
    }
}

/// A shop that sends mail can tell a member of staff about a reset, so the second step is never optional.
fn with_mail(policy: Policy, sends_mail: bool) -> Policy {
    Policy {
        second_factor: if sends_mail {
            Demand::Always
        } else {
            policy.second_factor
        },
        ..policy
    }
}

/// The parts that could be read, so that `doctor` can continue after a mistake.
pub struct Parts {
    /// Listener, public address, proxies.
    pub http: Option<HttpConfig>,
    /// Database and data folder.
    pub data: Option<DataConfig>,
    /// The application at Alipay, piece by piece.
    pub alipay: AlipayParts,
    /// First values of the merchant's settings, and what the environment alone decides.
    pub policy: Option<Policy>,
    /// The mail server, if there is one.
    pub mail: Option<MailConfig>,
}

impl Parts {
    /// Reads everything, and collects the mistakes.
    #[must_use]
    pub fn read(mut source: Source) -> (Self, Vec<Mistake>) {
        let http = http::read(&mut source);
        let data = data::read(&mut source);
        let policy = policy::read(&mut source);
        let mail = mail::read(&mut source);
        let alipay = alipay::read(&mut source, http.as_ref());
        if let (Some(policy), Some(charset)) = (&policy, alipay.charset) {
            policy::check_shop_name(&mut source, &policy.first.shop_name, charset);
        }
        let parts = Self {
            http,
            data,
            alipay,
            policy,
            mail,
        };
        (parts, source.into_mistakes().0)
    }
}

/// The configuration of `zhanggui alipay`: configured keys and numbers. None is required, and they
/// are not compared with each other.
pub struct KeysConfig {
    /// The application's private key.
    pub private: Option<PrivateKey>,
    /// Alipay's public keys, or the one in its certificate.
    pub alipay: Vec<PublicKey>,
    /// The application's number.
    pub app_id: Option<String>,
    /// The merchant's number.
    pub seller_id: Option<String>,
    /// The signature type of the application.
    pub sign_type: SignType,
}

impl KeysConfig {
    /// Reads what is configured. `private`, `alipay`: whether these are needed.
    ///
    /// # Errors
    /// A configured value that cannot be used.
    pub fn load(mut source: Source, private: bool, alipay: bool) -> Result<Self, Mistakes> {
        let sign_type = alipay::sign_type(&mut source).unwrap_or_default();
        let config = Self {
            sign_type,
            private: private.then(|| alipay::keys::ours(&mut source)).flatten(),
            alipay: alipay
                .then(|| alipay::keys::theirs(&mut source, sign_type))
                .flatten()
                .unwrap_or_default(),
            app_id: alipay::app_id(&mut source),
            seller_id: alipay::seller_id(&mut source),
        };
        source.finish()?;
        Ok(config)
    }
}

/// The configuration of commands that use only the database.
pub struct BooksConfig {
    /// Database and data folder.
    pub data: DataConfig,
    /// First values of the merchant's settings, and what the environment alone decides.
    pub policy: Policy,
}

impl BooksConfig {
    /// Reads the settings of the database; of others it only checks that they exist.
    ///
    /// # Errors
    /// All mistakes.
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
