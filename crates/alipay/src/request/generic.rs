//! Any other method of the gateway: its name, its contents, and the signed response.

use super::{Ask, InvalidRequest};
use crate::call::Unknown;
use crate::form::Charset;
use crate::json::Payload;
use crate::sub_code::SubCode;
use serde_json::Value;
use std::collections::BTreeMap;

/// A call to a method without a type in this crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenericCall {
    method: String,
    biz_content: String,
    notifies: bool,
    refusals: Refusals,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Refusals {
    Listed(Vec<SubCode>),
    AllFinal,
}

impl GenericCall {
    /// Calls `method`, e.g. `alipay.trade.orderinfo.sync`, with `biz_content`, the text of a JSON
    /// object, sent unchanged: a character outside the charset makes it unsignable.
    ///
    /// # Errors
    /// [`InvalidRequest::Form`] for a name that is not a method's, or a text that is not a JSON
    /// object.
    pub fn new(
        method: impl Into<String>,
        biz_content: impl Into<String>,
    ) -> Result<Self, InvalidRequest> {
        let (method, biz_content) = (method.into(), biz_content.into());
        let is_name = (1..=128).contains(&method.len())
            && method
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_'));
        if !is_name {
            return Err(InvalidRequest::Form("method"));
        }
        if Payload::read(biz_content.as_bytes()).is_err() {
            return Err(InvalidRequest::Form("biz_content"));
        }
        Ok(Self {
            method,
            biz_content,
            notifies: false,
            refusals: Refusals::Listed(Vec::new()),
        })
    }

    /// Sends the configured notify address too, for methods that create a trade.
    #[must_use]
    pub fn with_notify_url(mut self) -> Self {
        self.notifies = true;
        self
    }

    /// Declares that these signed refusals, e.g. `ACQ.TRADE_NOT_EXIST`, mean that the call had no
    /// effect. Every other is [`Unknown::UnlistedRefusal`].
    #[must_use]
    pub fn with_definite<'a>(mut self, sub_codes: impl IntoIterator<Item = &'a str>) -> Self {
        let codes = sub_codes.into_iter().map(SubCode::parse).collect();
        self.refusals = Refusals::Listed(codes);
        self
    }

    /// Declares that every signed business refusal (40004) means that the call had no effect: right
    /// for queries, wrong for methods that move money.
    #[must_use]
    pub fn asking_only(mut self) -> Self {
        self.refusals = Refusals::AllFinal;
        self
    }
}

/// A signed response with code 10000.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenericResponse {
    /// The value of `<method>_response` exactly as verified (decrypted, if contents are): a JSON
    /// object.
    pub raw: String,
    /// Its members, without `code`, `msg`, `sub_code` and `sub_msg`; numbers as text.
    pub members: BTreeMap<String, Value>,
}

impl Ask for GenericCall {
    type Response = GenericResponse;

    fn name(&self) -> &str {
        &self.method
    }

    fn notifies(&self) -> bool {
        self.notifies
    }

    fn biz_content(&self, _charset: Charset) -> String {
        self.biz_content.clone()
    }

    fn is_definite(&self, code: &SubCode) -> bool {
        match &self.refusals {
            Refusals::Listed(codes) => codes.contains(code),
            Refusals::AllFinal => true,
        }
    }

    fn read(&self, json: &[u8], payload: Payload) -> Result<GenericResponse, Unknown> {
        let raw =
            std::str::from_utf8(json).map_err(|error| Unknown::Malformed(error.to_string()))?;
        Ok(GenericResponse {
            raw: raw.to_owned(),
            members: payload.rest(),
        })
    }
}
