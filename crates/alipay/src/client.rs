//! Calls the gateway and sorts what comes back into done, refused and unknown.

mod reading;

use crate::answer::{Answer, CallRecord, Called, Unknown};
use crate::canonical::string_to_sign;
use crate::config::AppConfig;
use crate::form::encode;
use crate::request::close::{TradeClose, TradeCloseResponse};
use crate::request::query::{TradeQuery, TradeQueryResponse};
use crate::request::refund::{TradeRefund, TradeRefundResponse};
use crate::request::refund_query::{RefundQuery, RefundQueryResponse};
use crate::request::{Biz, Method, page_pay};
use crate::sign::{SignError, sign};
use crate::time::format_shanghai;
#[cfg(feature = "http")]
use crate::transport::HttpTransport;
use crate::transport::{Transport, TransportError};
use std::borrow::Cow;
use std::sync::Arc;
use url::Url;

/// Most of an answer that is kept, in bytes.
const MAX_KEPT: usize = 64 * 1024;

/// Speaks for one application. Clones are cheap and share everything.
///
/// Every call is one request, never repeated here: whether and when to ask again is decided by whoever wrote down
/// what the call was for.
#[derive(Clone)]
pub struct Client {
    config: Arc<AppConfig>,
    transport: Arc<dyn Transport>,
}

/// Parameters in the order they are sent.
type Params<'a> = Vec<(&'static str, &'a str)>;

impl Client {
    /// A client over any transport.
    #[must_use]
    pub fn new(config: AppConfig, transport: Arc<dyn Transport>) -> Self {
        Self {
            config: Arc::new(config),
            transport,
        }
    }

    /// A client over HTTP: 3 s to connect, 10 s in all, no redirects, no proxies, the gateway's host only.
    ///
    /// # Errors
    /// [`TransportError::Unusable`] if the gateway's address is neither HTTPS nor on this machine.
    #[cfg(feature = "http")]
    pub fn http(config: AppConfig) -> Result<Self, TransportError> {
        let transport = HttpTransport::new(&config.gateway)?;
        Ok(Self::new(config, Arc::new(transport)))
    }

    /// The application this client speaks for.
    #[must_use]
    pub fn config(&self) -> &AppConfig {
        &self.config
    }

    /// The address of the cashier: to be opened by the buyer's browser with GET.
    ///
    /// `biz_content`: the text of [`page_pay::PagePay::biz_content`], as it was written down. `now_ms`: epoch
    /// milliseconds.
    ///
    /// # Errors
    /// [`SignError`] if the cryptographic library fails.
    pub fn page_pay_url(&self, biz_content: &str, now_ms: i64) -> Result<Url, SignError> {
        let timestamp = format_shanghai(now_ms);
        let mut params = self.common(page_pay::NAME, &timestamp);
        params.extend(
            self.config
                .notify_url
                .as_deref()
                .map(|url| ("notify_url", url)),
        );
        params.extend(
            self.config
                .return_url
                .as_deref()
                .map(|url| ("return_url", url)),
        );
        params.retain(is_sent);
        let contents = self.contents(biz_content)?;
        let sign = self.sign(&params, &contents)?;
        params.push(("sign", &sign));
        params.push(("biz_content", &contents));
        Ok(self.address(params))
    }

    /// Asks what Alipay knows of a payment.
    ///
    /// `Rejected(TradeNotExist)` is normal until the buyer has scanned or logged in.
    pub async fn query(&self, r: &TradeQuery, now_ms: i64) -> Called<TradeQueryResponse> {
        self.call(r, now_ms).await
    }

    /// Sends a refund. After anything but `Ok` with `fund_change` ask by [`Client::refund_query`].
    pub async fn refund(&self, r: &TradeRefund, now_ms: i64) -> Called<TradeRefundResponse> {
        self.call(r, now_ms).await
    }

    /// Asks what became of a refund; see [`RefundQueryResponse::finding`].
    pub async fn refund_query(&self, r: &RefundQuery, now_ms: i64) -> Called<RefundQueryResponse> {
        self.call(r, now_ms).await
    }

    /// Closes a trade nobody paid.
    pub async fn close(&self, r: &TradeClose, now_ms: i64) -> Called<TradeCloseResponse> {
        self.call(r, now_ms).await
    }

    async fn call<M: Method>(&self, request: &M, now_ms: i64) -> Called<M::Response> {
        let biz_content = request.biz_content();
        let timestamp = format_shanghai(now_ms);
        let mut params = self.common(M::NAME, &timestamp);
        let mut record = CallRecord {
            method: M::NAME,
            request_redacted: redacted(&params, &biz_content),
            response_raw: String::new(),
            sign_ok: false,
            http_status: None,
            trace_id: None,
            trouble: None,
            outcome: crate::answer::Outcome::Unknown,
        };
        let signed = self
            .contents(&biz_content)
            .and_then(|contents| Ok((self.sign(&params, &contents)?, contents)));
        let (sign, contents) = match signed {
            Ok(signed) => signed,
            Err(error) => {
                let answer = Answer::Unknown(Unknown::Unsent(error));
                return Called { answer, record };
            }
        };
        params.push(("sign", &sign));
        let url = self.address(params);
        let body = encode([("biz_content", &*contents)], self.config.charset);

        let answer = match self.transport.post(&url, body).await {
            Err(error) => {
                record.trouble = Some(causes(&error));
                Answer::Unknown(why(&error))
            }
            Ok(http) => {
                record.http_status = Some(http.status);
                record.trace_id.clone_from(&http.trace_id);
                record.response_raw = kept(&http.body);
                let read = reading::read(request, &http, &self.config);
                record.sign_ok = read.sign_ok;
                read.answer
            }
        };
        record.outcome = answer.outcome();
        Called { answer, record }
    }

    /// The common parameters, in the order the official SDK for Node sends them.
    fn common<'a>(&'a self, method: &'static str, timestamp: &'a str) -> Params<'a> {
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
        if self.config.content_key.is_some() {
            params.push(("encrypt_type", "AES"));
        }
        params.retain(is_sent);
        params
    }

    fn sign(&self, params: &Params<'_>, biz_content: &str) -> Result<String, SignError> {
        let all = params.iter().copied().chain([("biz_content", biz_content)]);
        let text = string_to_sign(all);
        let bytes = self.config.charset.encode(&text)?;
        sign(&self.config.private_key, self.config.sign_type, &bytes)
    }

    /// The contents as they are sent: encrypted before they are signed, if at all.
    fn contents<'a>(&self, biz_content: &'a str) -> Result<Cow<'a, str>, SignError> {
        let Some(key) = &self.config.content_key else {
            return Ok(Cow::Borrowed(biz_content));
        };
        let bytes = self.config.charset.encode(biz_content)?;
        Ok(Cow::Owned(key.encrypt(&bytes)?))
    }

    fn address(&self, params: Params<'_>) -> Url {
        let mut url = self.config.gateway.clone();
        url.set_fragment(None);
        url.set_query(Some(&encode(params, self.config.charset)));
        url
    }
}

/// Readers disagree on whether an empty value is signed, so none is sent.
fn is_sent((_, value): &(&'static str, &str)) -> bool {
    !value.is_empty()
}

/// What may be kept of a request: called before there is a signature.
fn redacted(params: &Params<'_>, biz_content: &str) -> String {
    params
        .iter()
        .map(|(name, value)| {
            (
                *name,
                if *name == "app_auth_token" {
                    "***"
                } else {
                    value
                },
            )
        })
        .chain([("biz_content", biz_content)])
        .fold(Biz::new(), |json, (name, value)| json.text(name, value))
        .end()
}

fn kept(body: &[u8]) -> String {
    // Text columns of some databases hold no NUL, and an answer that cannot be kept would be asked for again and again.
    let mut text =
        String::from_utf8_lossy(body.get(..MAX_KEPT).unwrap_or(body)).replace('\0', "\u{fffd}");
    // A replaced byte takes three.
    text.truncate(text.floor_char_boundary(MAX_KEPT));
    text
}

fn why(error: &TransportError) -> Unknown {
    match error {
        TransportError::Unusable(_) | TransportError::Connect(_) => Unknown::Connect,
        TransportError::Timeout(_) => Unknown::Timeout,
        TransportError::Interrupted(_) => Unknown::Interrupted,
        TransportError::TooLarge(_) => Unknown::Malformed(error.to_string()),
    }
}

/// The error and everything behind it in one line.
fn causes(error: &TransportError) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
