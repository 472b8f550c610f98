//! Rows for exports.

use super::word::{Number, Word};
use crate::schema::{ledger_entries, ledger_txns};
use diesel::{Queryable, Selectable};
use domain::{
    ledger::{Account, PostingKind},
    money::Fen,
    time::Millis,
};

/// A posting of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = ledger_txns)]
pub struct Posted {
    /// Key.
    pub id: i64,
    /// When it was made.
    #[diesel(deserialize_as = Number<Millis>)]
    pub at: Millis,
    /// What it books.
    #[diesel(deserialize_as = Word<PostingKind>)]
    pub kind: PostingKind,
    /// The order.
    pub order_id: Option<i64>,
    /// `out_trade_no` or `out_request_no`.
    pub memo: String,
}

/// An entry of a posting.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = ledger_entries)]
pub struct Entry {
    /// The posting.
    pub txn_id: i64,
    /// Account.
    #[diesel(deserialize_as = Word<Account>)]
    pub account: Account,
    /// Debit positive.
    #[diesel(deserialize_as = Number<Fen>)]
    pub amount_fen: Fen,
}
