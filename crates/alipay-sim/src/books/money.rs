//! Yuan text outside, fen inside.

use alipay::amount::Amount;

/// Two decimals, the form of every amount of the gateway.
pub(crate) fn yuan(fen: i64) -> String {
    Amount::from_fen(fen)
        .map(|amount| amount.to_string())
        .unwrap_or_default()
}

/// Strict yuan text; `None` for what the gateway refuses.
pub(crate) fn fen(yuan: &str) -> Option<i64> {
    Amount::parse(yuan).ok().map(|amount| amount.fen())
}
