//! The gateway's side, for tests of this crate's users: signs notifications, returns and responses
//! with a key that the test gives to the shop as Alipay's. Behind the feature `test-util`; do not
//! enable it in a release.

use crate::canonical::{Empty, message_to_sign};
use crate::form::{Charset, encode};
use crate::keys::{KeyError, PrivateKey, PublicKey};
use crate::sign::{SignError, sign_rsa2};

/// Signs like Alipay, with RSA2.
#[derive(Debug, Clone)]
pub struct GatewaySigner {
    key: PrivateKey,
    charset: Charset,
}

impl GatewaySigner {
    /// Signs with `key`.
    #[must_use]
    pub fn new(key: PrivateKey) -> Self {
        Self {
            key,
            charset: Charset::Utf8,
        }
    }

    /// Signs with a new key.
    ///
    /// # Errors
    /// Those of [`PrivateKey::generate`].
    pub fn generate() -> Result<Self, KeyError> {
        Ok(Self::new(PrivateKey::generate()?))
    }

    /// Writes and signs in another charset.
    #[must_use]
    pub fn with_charset(mut self, charset: Charset) -> Self {
        self.charset = charset;
        self
    }

    /// The key that the tested shop is given as Alipay's.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        self.key.public_key()
    }

    /// The body of a notification with these fields; `charset`, `sign_type` and `sign` are added.
    ///
    /// # Errors
    /// [`SignError`] if the library fails or a character cannot be encoded.
    pub fn notice(&self, fields: &[(&str, &str)]) -> Result<String, SignError> {
        self.message(fields)
    }

    /// The query of a return with these fields; `charset`, `sign_type` and `sign` are added.
    ///
    /// # Errors
    /// As [`GatewaySigner::notice`].
    pub fn return_query(&self, fields: &[(&str, &str)]) -> Result<String, SignError> {
        self.message(fields)
    }

    /// The response to `method` (e.g. `alipay.trade.query`) with `payload`, the text of a JSON object: bytes in the
    /// signer's charset.
    ///
    /// # Errors
    /// As [`GatewaySigner::notice`].
    pub fn answer(&self, method: &str, payload: &str) -> Result<Vec<u8>, SignError> {
        self.enveloped(
            &format!("{}_response", method.replace('.', "_")),
            payload,
            None,
        )
    }

    /// As [`GatewaySigner::answer`], with the number `sn` of a certificate.
    ///
    /// # Errors
    /// As [`GatewaySigner::notice`].
    pub fn certified_answer(
        &self,
        method: &str,
        payload: &str,
        sn: &str,
    ) -> Result<Vec<u8>, SignError> {
        let member = format!("{}_response", method.replace('.', "_"));
        self.enveloped(&member, payload, Some(sn))
    }

    /// A signed `error_response`.
    ///
    /// # Errors
    /// As [`GatewaySigner::notice`].
    pub fn error_response(&self, payload: &str) -> Result<Vec<u8>, SignError> {
        self.enveloped("error_response", payload, None)
    }

    fn enveloped(
        &self,
        member: &str,
        payload: &str,
        sn: Option<&str>,
    ) -> Result<Vec<u8>, SignError> {
        let sign = sign_rsa2(&self.key, &self.charset.encode(payload)?)?;
        let named = sn
            .map(|sn| format!("\"alipay_cert_sn\":\"{sn}\","))
            .unwrap_or_default();
        let body = format!("{{\"{member}\":{payload},{named}\"sign\":\"{sign}\"}}");
        Ok(self.charset.encode(&body)?.into_owned())
    }

    fn message(&self, fields: &[(&str, &str)]) -> Result<String, SignError> {
        let given = |name: &str| fields.iter().any(|(known, _)| *known == name);
        let mut pairs: Vec<(&str, &str)> = fields
            .iter()
            .copied()
            .filter(|(name, _)| !matches!(*name, "sign" | "sign_type"))
            .collect();
        if !given("charset") {
            pairs.push(("charset", self.charset.name()));
        }
        let mut bytes = Vec::with_capacity(pairs.len());
        for (name, value) in &pairs {
            bytes.push((self.charset.encode(name)?, self.charset.encode(value)?));
        }
        let text = message_to_sign(bytes.iter().map(|(n, v)| (&**n, &**v)), Empty::LeftOut);
        let sign = sign_rsa2(&self.key, &text)?;
        pairs.extend([("sign_type", "RSA2"), ("sign", sign.as_str())]);
        Ok(encode(pairs, self.charset))
    }
}
