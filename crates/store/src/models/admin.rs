//! Rows for the order page of staff.

use super::word::{Number, Word};
use crate::schema::{ledger_entries, ledger_txns, provider_calls};
use diesel::{Queryable, Selectable};
use domain::{
    ledger::{Account, PostingKind},
    money::Fen,
    payment::CallOutcome,
    time::Millis,
};

/// A ledger entry with its transaction.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = ledger_txns)]
pub struct Leg {
    /// When it was posted.
    #[diesel(deserialize_as = Number<Millis>)]
    pub at: Millis,
    /// What it books.
    #[diesel(deserialize_as = Word<PostingKind>)]
    pub kind: PostingKind,
    /// Account.
    #[diesel(select_expression = ledger_entries::account, deserialize_as = Word<Account>)]
    pub account: Account,
    /// Debit positive.
    #[diesel(select_expression = ledger_entries::amount_fen, deserialize_as = Number<Fen>)]
    pub amount: Fen,
}

/// A call to the gateway, for the admin pages.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = provider_calls)]
pub struct Talk {
    /// When.
    #[diesel(deserialize_as = Number<Millis>)]
    pub at: Millis,
    /// Method.
    pub method: String,
    /// The response as received.
    pub response_raw: String,
    /// 1 if its signature was verified.
    pub sign_ok: i64,
    /// HTTP status, if there was a response.
    pub http_status: Option<i64>,
    /// How it ended.
    #[diesel(deserialize_as = Word<CallOutcome>)]
    pub outcome: CallOutcome,
}
