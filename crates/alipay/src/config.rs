//! The configuration of an application.

use crate::cert::{CertificateError, Certificates};
use crate::crypt::ContentKey;
use crate::form::Charset;
use crate::keys::{AlipayKeys, PrivateKey};
use crate::sign::SignType;
use std::fmt;
use url::Url;

/// An application at Alipay: its gateway, its number, its keys.
///
/// `Debug` shows neither the private key, the content key nor the token.
#[derive(Clone)]
pub struct AppConfig {
    /// The gateway, e.g. `https://openapi.alipay.com/gateway.do`; a query in it is not sent.
    pub gateway: Url,
    /// The application's id, 16 digits, 32 at most.
    pub app_id: String,
    /// The application's private key.
    pub private_key: PrivateKey,
    /// Alipay's public keys, or in certificate mode the certificates.
    pub keys: AlipayKeys,
    /// Address for notifications; sent with payments. At most 256 characters.
    pub notify_url: Option<String>,
    /// Address for the returning browser; sent with payments. At most 256 characters.
    pub return_url: Option<String>,
    /// Token of another merchant that the application acts for.
    pub app_auth_token: Option<String>,
    /// Signature type of requests. [`AlipayKeys::with_sign_type`] sets that of Alipay's signatures.
    pub sign_type: SignType,
    /// Charset of requests and responses: UTF-8 unless the application was built on GBK.
    pub charset: Charset,
    /// Key to encrypt requests and decrypt responses, if the application uses it.
    pub content_key: Option<ContentKey>,
}

impl AppConfig {
    /// An application with the required values; the rest is absent, RSA2 and UTF-8 until assigned.
    pub fn new(
        gateway: Url,
        app_id: impl Into<String>,
        private_key: PrivateKey,
        keys: AlipayKeys,
    ) -> Self {
        Self {
            gateway,
            app_id: app_id.into(),
            private_key,
            keys,
            notify_url: None,
            return_url: None,
            app_auth_token: None,
            sign_type: SignType::default(),
            charset: Charset::default(),
            content_key: None,
        }
    }

    /// An application in certificate mode; otherwise as [`AppConfig::new`].
    ///
    /// # Errors
    /// Those of [`AlipayKeys::certified`].
    pub fn certified(
        gateway: Url,
        app_id: impl Into<String>,
        private_key: PrivateKey,
        certificates: Certificates,
    ) -> Result<Self, CertificateError> {
        let keys = AlipayKeys::certified(&private_key, certificates)?;
        Ok(Self::new(gateway, app_id, private_key, keys))
    }
}

impl fmt::Debug for AppConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppConfig")
            .field("gateway", &self.gateway.as_str())
            .field("app_id", &self.app_id)
            .field("private_key", &self.private_key)
            .field("keys", &self.keys)
            .field("notify_url", &self.notify_url)
            .field("return_url", &self.return_url)
            .field(
                "app_auth_token",
                &self.app_auth_token.as_ref().map(|_| "***"),
            )
            .field("sign_type", &self.sign_type)
            .field("charset", &self.charset)
            .field("content_key", &self.content_key)
            .finish()
    }
}
