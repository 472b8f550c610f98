//! The methods of the gateway, one file each: request, response, and the final refusals.

#[cfg(feature = "bill")]
pub mod bill;
#[cfg(feature = "methods")]
pub mod cancel;
pub mod close;
pub mod details;
pub mod funds;
#[cfg(feature = "methods")]
pub mod generic;
pub mod goods;
pub mod page_pay;
#[cfg(feature = "methods")]
pub mod precreate;
pub mod query;
pub mod refund;
pub mod refund_query;
pub mod trade_id;
#[cfg(feature = "methods")]
pub mod wap_pay;

mod biz;
mod order;

use crate::call::Unknown;
use crate::form::Charset;
use crate::json::{BadMember, Payload};
use crate::sub_code::SubCode;

pub(crate) use biz::Biz;

/// Longest subject of a payment in characters; the excess is cut.
pub const MAX_SUBJECT: usize = 256;

/// Why a request would be refused by the gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRequest {
    /// A number of ours: 1 to 64 of `A-Z a-z 0-9 _`.
    #[error("{0} must be 1 to 64 ASCII letters, digits or underscores")]
    Number(&'static str),
    /// An amount of zero.
    #[error("{0} must be at least 0.01")]
    Amount(&'static str),
    /// A subject without any allowed character.
    #[error("subject has no usable character")]
    Subject,
    /// A text that is too long, too short or empty; names it.
    #[error("{0} is empty or longer than the gateway accepts")]
    Length(&'static str),
    /// An additional member has the name of one that is sent already.
    #[error("a member would be sent twice")]
    Twice,
    /// An invalid method name, or contents that are not a JSON object.
    #[error("{0} is not in the gateway's form")]
    Form(&'static str),
    /// Neither a day nor a month.
    #[error("bill_date must be yyyy-MM-dd or yyyy-MM")]
    BillDate,
}

/// A method with a synchronous response.
pub(crate) trait Method {
    const NAME: &'static str;
    type Response;

    /// True if its notifications go to the configured address: for methods that create a trade.
    const NOTIFIES: bool = false;

    /// The JSON text to send in `charset`, with texts made to fit.
    fn biz_content(&self, charset: Charset) -> String;

    /// True if this refusal, once signed, means that the call had no effect and never will.
    fn is_definite(code: &SubCode) -> bool;

    /// Reads a signed response with code 10000.
    fn read(&self, payload: Payload) -> Result<Self::Response, Unreadable>;
}

/// A request with a readable response: the methods of this crate, and generic calls.
pub(crate) trait Ask {
    type Response;

    fn name(&self) -> &str;
    fn notifies(&self) -> bool {
        false
    }
    fn biz_content(&self, charset: Charset) -> String;
    fn is_definite(&self, code: &SubCode) -> bool;
    /// Reads a signed response with code 10000: `json` as verified, `payload` parsed.
    fn read(&self, json: &[u8], payload: Payload) -> Result<Self::Response, Unknown>;
}

impl<M: Method> Ask for M {
    type Response = M::Response;

    fn name(&self) -> &str {
        M::NAME
    }

    fn notifies(&self) -> bool {
        M::NOTIFIES
    }

    fn biz_content(&self, charset: Charset) -> String {
        Method::biz_content(self, charset)
    }

    fn is_definite(&self, code: &SubCode) -> bool {
        M::is_definite(code)
    }

    fn read(&self, _json: &[u8], payload: Payload) -> Result<M::Response, Unknown> {
        Ok(Method::read(self, payload)?)
    }
}

/// Why a signed response is not the expected one.
pub(crate) enum Unreadable {
    Member(BadMember),
    Another(&'static str),
}

impl From<BadMember> for Unreadable {
    fn from(name: BadMember) -> Self {
        Self::Member(name)
    }
}

impl From<Unreadable> for Unknown {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::Member(name) => Self::Malformed(format!("member {name}")),
            Unreadable::Another(name) => Self::Mismatch(name),
        }
    }
}

/// Reads a member that must equal the requested value: a signed response about another trade does
/// not count.
fn echo(payload: &mut Payload, name: BadMember, asked: &str) -> Result<String, Unreadable> {
    let told = payload.need(name)?;
    if told != asked {
        return Err(Unreadable::Another(name));
    }
    Ok(told)
}

fn number(text: String, name: &'static str) -> Result<String, InvalidRequest> {
    let fits = (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if fits {
        Ok(text)
    } else {
        Err(InvalidRequest::Number(name))
    }
}

fn at_most(text: &str, max: usize, name: &'static str) -> Result<(), InvalidRequest> {
    if text.chars().count() > max {
        return Err(InvalidRequest::Length(name));
    }
    Ok(())
}

/// One line without the characters that the gateway refuses.
fn plain(text: &str, max: usize) -> String {
    let spaced = text.replace(
        |c: char| c.is_control() || matches!(c, '/' | '=' | '&'),
        " ",
    );
    let line = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars()
        .take(max)
        .collect::<String>()
        .trim_end()
        .to_owned()
}
