//! The parameters of a request: which are sent, in which order, and what is signed.

use super::Client;
use crate::canonical::string_to_sign;
use crate::form::encode;
#[cfg(feature = "methods")]
use crate::page_form::PageForm;
use crate::sign::{SignError, sign};
use crate::time::format_shanghai;
use std::borrow::Cow;
use url::Url;

/// Parameters in the order they are sent.
pub(super) type Params<'a> = Vec<(&'static str, &'a str)>;

impl Client {
    /// The address of a page of the gateway.
    pub(super) fn page(
        &self,
        method: &str,
        biz_content: &str,
        now_ms: i64,
    ) -> Result<Url, SignError> {
        self.signed_page(method, biz_content, now_ms, |params, contents| {
            let contents = [("biz_content", contents)];
            self.address(params.iter().copied().chain(contents))
        })
    }

    /// A page's form: the common parameters in its address, the contents in a field.
    #[cfg(feature = "methods")]
    pub(super) fn form(
        &self,
        method: &str,
        biz_content: &str,
        now_ms: i64,
    ) -> Result<PageForm, SignError> {
        self.signed_page(method, biz_content, now_ms, |params, contents| {
            PageForm::new(
                self.address(params.iter().copied()),
                contents,
                self.config.charset,
            )
        })
    }

    fn signed_page<T>(
        &self,
        method: &str,
        biz_content: &str,
        now_ms: i64,
        write: impl FnOnce(&Params<'_>, &str) -> T,
    ) -> Result<T, SignError> {
        let timestamp = format_shanghai(now_ms);
        let mut params = self.common(method, &timestamp);
        self.add_address(&mut params, "notify_url");
        self.add_address(&mut params, "return_url");
        let contents = self.contents(biz_content)?;
        let sign = self.sign(&params, &contents)?;
        params.push(("sign", &sign));
        Ok(write(&params, &contents))
    }

    /// The address for notifications, or for the returning browser (pages only).
    pub(super) fn add_address<'a>(&'a self, params: &mut Params<'a>, name: &'static str) {
        let url = match name {
            "notify_url" => self.config.notify_url.as_deref(),
            _ => self.config.return_url.as_deref(),
        };
        params.extend(url.map(|url| (name, url)).filter(is_sent));
    }

    /// The common parameters, in the order of the official SDK for Node.
    pub(super) fn common<'a>(&'a self, method: &'a str, timestamp: &'a str) -> Params<'a> {
        let mut params = vec![
            ("method", method),
            ("app_id", self.config.app_id.as_str()),
            ("charset", self.config.charset.name()),
            ("version", "1.0"),
            ("sign_type", self.config.sign_type.name()),
            ("timestamp", timestamp),
        ];
        params.extend(
            self.config
                .app_auth_token
                .as_deref()
                .map(|token| ("app_auth_token", token)),
        );
        if let Some(certificates) = self.config.keys.certificates() {
            params.push(("app_cert_sn", certificates.app().sn()));
            params.push(("alipay_root_cert_sn", certificates.roots().sn()));
        }
        if self.config.content_key.is_some() {
            params.push(("encrypt_type", "AES"));
        }
        params.retain(is_sent);
        params
    }

    pub(super) fn sign(&self, params: &Params<'_>, biz_content: &str) -> Result<String, SignError> {
        let all = params.iter().copied().chain([("biz_content", biz_content)]);
        let text = string_to_sign(all);
        let bytes = self.config.charset.encode(&text)?;
        sign(&self.config.private_key, self.config.sign_type, &bytes)
    }

    /// The contents to send: encrypted before signing, if configured.
    pub(super) fn contents<'a>(&self, biz_content: &'a str) -> Result<Cow<'a, str>, SignError> {
        let Some(key) = &self.config.content_key else {
            return Ok(Cow::Borrowed(biz_content));
        };
        let bytes = self.config.charset.encode(biz_content)?;
        Ok(Cow::Owned(key.encrypt(&bytes)?))
    }

    pub(super) fn address<'a>(&self, params: impl IntoIterator<Item = (&'a str, &'a str)>) -> Url {
        let mut url = self.config.gateway.clone();
        url.set_fragment(None);
        url.set_query(Some(&encode(params, self.config.charset)));
        url
    }
}

/// SDKs disagree on whether an empty value is signed, so none is sent.
fn is_sent((_, value): &(&'static str, &str)) -> bool {
    !value.is_empty()
}
