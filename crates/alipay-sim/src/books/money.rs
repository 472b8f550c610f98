//! Yuan text at the edge, fen inside.

use alipay::amount::Amount;

/// Two decimals, as the gateway writes every amount.
pub(crate) fn yuan(fen: i64) -> String {
    Amount::from_fen(fen)
        .map(|amount| amount.to_string())
        .unwrap_or_default()
}

/// Strict yuan text; `None` for anything the gateway would not take.
pub(crate) fn fen(yuan: &str) -> Option<i64> {
    Amount::parse(yuan).ok().map(|amount| amount.fen())
}
