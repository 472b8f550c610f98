//! Any other method of the gateway: its name, its contents, and the answer as Alipay signed it.

use super::{Ask, InvalidRequest};
use crate::answer::Unknown;
use crate::form::Charset;
use crate::json::Payload;
use crate::sub_code::SubCode;
use serde_json::Value;
use std::collections::BTreeMap;

/// A call to a method this crate has no type for.
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
    /// Calls `method`, as `alipay.trade.orderinfo.sync`, with `biz_content`, the text of a JSON object, sent as it is:
    /// a character the charset does not hold keeps it from being signed.
    ///
    /// # Errors
    /// [`InvalidRequest::Form`] for a name that is no method's, or a text that is no JSON object.
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

    /// Sends the configured notify address along, for methods that make a trade.
    #[must_use]
    pub fn with_notify_url(mut self) -> Self {
        self.notifies = true;
        self
    }

    /// Takes these signed refusals, as `ACQ.TRADE_NOT_EXIST`, to mean that the call had no effect. Every other is
    /// [`Unknown::UnlistedRefusal`].
    #[must_use]
    pub fn with_definite<'a>(mut self, sub_codes: impl IntoIterator<Item = &'a str>) -> Self {
        let codes = sub_codes.into_iter().map(SubCode::parse).collect();
        self.refusals = Refusals::Listed(codes);
        self
    }

    /// Takes every signed business refusal (40004) to mean that the call had no effect: right for methods that only
    /// ask, wrong for any that moves money.
    #[must_use]
    pub fn asking_only(mut self) -> Self {
        self.refusals = Refusals::AllFinal;
        self
    }
}

/// A signed answer with code 10000.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenericResponse {
    /// The value of `<method>_response` exactly as it was verified (decrypted, if contents are): a JSON object.
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
