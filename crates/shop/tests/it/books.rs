//! Queries that show the state of orders and money, one line of text for each row.

/// Orders: lifecycle, payment, reason of a cancellation.
pub(crate) const STATES: &str = "SELECT lifecycle || ' ' || pay_state || ' ' || COALESCE(cancel_reason, '-') AS answer \
                                 FROM orders ORDER BY id";
/// Payment attempts: state and disposition.
pub(crate) const ATTEMPTS: &str =
    "SELECT state || ' ' || COALESCE(disposition, '-') AS answer FROM payment_attempts ORDER BY id";
/// Refunds: origin, state, amount.
pub(crate) const REFUNDS: &str = "SELECT origin || ' ' || state || ' ' || CAST(amount_fen AS TEXT) AS answer \
                                  FROM refunds ORDER BY id";
/// The balance of SUSPENSE.
pub(crate) const SUSPENSE: &str = "SELECT CAST(COALESCE(SUM(amount_fen), 0) AS TEXT) AS answer FROM ledger_entries \
                                   WHERE account = 'SUSPENSE'";
/// Units that orders reserve.
pub(crate) const RESERVED: &str = "SELECT CAST(SUM(reserved) AS TEXT) AS answer FROM sku_stock";
/// Postings in the ledger.
pub(crate) const POSTINGS: &str = "SELECT CAST(COUNT(*) AS TEXT) AS answer FROM ledger_txns";
