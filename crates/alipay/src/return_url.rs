//! The return: the query with which the browser comes back from the cashier.
//!
//! It can be repeated, skipped or opened on another device, and it has no trade status. It helps to
//! find the order; only a query or a notification confirms the payment.

use crate::amount::Amount;
use crate::form::{self, FormError};
use crate::keys::AlipayKeys;
use crate::message::{self, MessageError};
use crate::time::parse_shanghai;

/// Longest accepted query, in bytes.
pub const MAX_QUERY: usize = 8 * 1024;

/// The fields that Alipay appends. Others belong to the shop or to tracking, and are not signed.
const SIGNED: [&str; 13] = [
    "alipay_cert_sn",
    "app_id",
    "auth_app_id",
    "charset",
    "method",
    "out_trade_no",
    "seller_id",
    "sign",
    "sign_type",
    "timestamp",
    "total_amount",
    "trade_no",
    "version",
];

/// True if Alipay appends and signs this field.
pub(crate) fn is_signed(name: &[u8]) -> bool {
    SIGNED.iter().any(|known| known.as_bytes() == name)
}

/// Not an authentic return: show the order by your own books.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReturnError {
    /// More than [`MAX_QUERY`] bytes.
    #[error("the query has {0} bytes")]
    TooLarge(usize),
    /// Not a well-formed set of fields, or not signed by Alipay.
    #[error(transparent)]
    Message(#[from] MessageError),
    /// Signed by Alipay, but for another purpose.
    #[error("method is {0:?}, which is not a return from a payment page")]
    Method(String),
    /// Signed by Alipay, but not an amount.
    #[error("total_amount is not an amount in yuan")]
    Amount,
}

impl From<FormError> for ReturnError {
    fn from(error: FormError) -> Self {
        Self::Message(MessageError::Form(error))
    }
}

/// An authentic return. It identifies the order, but does not prove a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// Compare it with your own.
    pub app_id: String,
    /// Our number of the payment.
    pub out_trade_no: String,
    /// Alipay's number of the trade.
    pub trade_no: Option<String>,
    /// Amount of the trade.
    pub total_amount: Option<Amount>,
    /// Compare it with your own.
    pub seller_id: Option<String>,
    /// When Alipay signed the address, epoch milliseconds.
    pub timestamp_ms: Option<i64>,
}

/// Verifies the query of a return.
///
/// `query`: everything after the `?`, as received, not decoded. Fields that are not Alipay's are
/// ignored.
///
/// # Errors
/// [`ReturnError`]: do not trust it.
///
/// Source: Alipay open platform, page return; vector `return-page-pay`.
pub fn verify_return(query: &str, keys: &AlipayKeys) -> Result<Return, ReturnError> {
    if query.len() > MAX_QUERY {
        return Err(ReturnError::TooLarge(query.len()));
    }
    let mut pairs: Vec<_> = form::split(query.as_bytes()).collect::<Result<_, _>>()?;
    pairs.retain(|(name, _)| is_signed(name));
    let fields = message::verify(pairs, keys)?;
    let text = |name: &str| fields.get(name).map(str::to_owned);
    let needed = |name: &'static str| text(name).ok_or(MessageError::Missing(name));
    let method = needed("method")?;
    if !matches!(
        method.as_str(),
        "alipay.trade.page.pay.return" | "alipay.trade.wap.pay.return"
    ) {
        return Err(ReturnError::Method(method));
    }
    let total_amount = match fields.get("total_amount").map(Amount::parse) {
        None => None,
        Some(Ok(amount)) => Some(amount),
        Some(Err(_not_an_amount)) => return Err(ReturnError::Amount),
    };
    Ok(Return {
        app_id: needed("app_id")?,
        out_trade_no: needed("out_trade_no")?,
        trade_no: text("trade_no"),
        total_amount,
        seller_id: text("seller_id"),
        timestamp_ms: fields.get("timestamp").and_then(parse_shanghai),
    })
}
