//! The double-entry ledger.

use super::word::{Number, Word};
use crate::schema::{ledger_entries, ledger_txns};
use diesel::{Queryable, Selectable};
use domain::{ledger::Account, money::Fen, time::Millis};

/// A row of `ledger_txns`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = ledger_txns)]
pub struct LedgerTxn {
    /// Key.
    pub id: i64,
    /// `pay:<attempt>` and the like: a second posting of the same event is refused.
    pub idem_key: String,
    /// What it books.
    pub kind: String,
    /// The order it is about.
    pub order_id: Option<i64>,
    /// When it was posted.
    #[diesel(deserialize_as = Number<Millis>)]
    pub at: Millis,
    /// Remark for people who read the books.
    pub memo: String,
}

/// A row of `ledger_entries`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = ledger_entries)]
pub struct LedgerEntry {
    /// Its transaction.
    pub txn_id: i64,
    /// 1, 2, ..
    pub seq: i64,
    /// Account.
    #[diesel(deserialize_as = Word<Account>)]
    pub account: Account,
    /// Attempt (ALIPAY, SUSPENSE), order (ORDER, SALES), refund (REFUND_DUE).
    pub subject_id: i64,
    /// Debit positive, credit negative.
    #[diesel(deserialize_as = Number<Fen>)]
    pub amount_fen: Fen,
}
