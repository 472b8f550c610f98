//! Bills of the gateway, their lines, and where they differ from the books.

use super::word::{MaybeNumber, Number, Word};
use crate::schema::{bill_imports, bill_lines, recon_issues};
use diesel::{Insertable, Queryable, Selectable};
use domain::{
    money::Fen,
    recon::{BillDay, BillSource, BillState, Difference, Direction, IssueKind, IssueState, There},
    time::Millis,
};

/// A row of `bill_imports`: the bill of one day.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = bill_imports)]
pub struct BillImport {
    /// Key.
    pub id: i64,
    /// The day, `YYYY-MM-DD`.
    pub bill_date: String,
    /// Its first millisecond.
    #[diesel(deserialize_as = Number<Millis>)]
    pub starts_at: Millis,
    /// Where it is.
    #[diesel(deserialize_as = Word<BillState>)]
    pub state: BillState,
    /// Where the file came from.
    #[diesel(deserialize_as = Word<BillSource>)]
    pub source: BillSource,
    /// `users.id` of who uploaded the file.
    pub imported_by: Option<i64>,
    /// Digest of the rows of the file, of the last pass.
    pub digest: Option<String>,
    /// Number of the last pass.
    pub pass: i64,
    /// Rows of the file.
    pub total_rows: i64,
    /// Of them those compared in the last pass.
    pub done_rows: i64,
    /// Lines that the last pass added.
    pub new_rows: i64,
    /// Lines that the last pass changed.
    pub changed_rows: i64,
    /// Lines that the last file lacks.
    pub gone_rows: i64,
    /// Number of payments in the file.
    pub payments: i64,
    /// Their sum.
    #[diesel(deserialize_as = Number<Fen>)]
    pub payment_fen: Fen,
    /// Number of refunds in the file.
    pub refunds: i64,
    /// Their sum.
    #[diesel(deserialize_as = Number<Fen>)]
    pub refund_fen: Fen,
    /// The fees, less those given back.
    #[diesel(deserialize_as = Number<Fen>)]
    pub fee_fen: Fen,
    /// When it was first looked for.
    #[diesel(deserialize_as = Number<Millis>)]
    pub first_tried_at: Millis,
    /// When it was last looked for.
    #[diesel(deserialize_as = Number<Millis>)]
    pub tried_at: Millis,
    /// When the last pass ended.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub ended_at: Option<Millis>,
}

impl BillImport {
    /// Its day.
    #[must_use]
    pub const fn day(&self) -> BillDay {
        BillDay::of(self.starts_at)
    }
}

/// Figures of a whole file, read before its first line is imported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BillFigures {
    /// Digest of its rows.
    pub digest: String,
    /// Rows.
    pub rows: i64,
    /// Payments.
    pub payments: i64,
    /// Their sum.
    pub payment_fen: i64,
    /// Refunds.
    pub refunds: i64,
    /// Their sum.
    pub refund_fen: i64,
    /// The fees, less those given back.
    pub fee_fen: i64,
}

/// What a batch adds to the counts of a pass.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BillCounts {
    /// Rows.
    pub rows: i64,
    /// Lines that were not known.
    pub new: i64,
    /// Lines with other figures than before.
    pub changed: i64,
    /// Lines that this file lacks.
    pub gone: i64,
}

/// What the file says of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillRow {
    /// What identifies it.
    pub line_key: String,
    /// Direction of the money.
    pub direction: Direction,
    /// Alipay's number of the trade.
    pub trade_no: String,
    /// Our number of the payment.
    pub out_trade_no: String,
    /// Number of the refund; empty for a payment.
    pub request_no: String,
    /// When the money moved.
    pub completed_at: Millis,
    /// What was paid or refunded.
    pub amount: Fen,
    /// What the merchant received or returned of it.
    pub receipt: Fen,
    /// The fee, negative if it was given back.
    pub fee: Fen,
}

impl BillRow {
    /// What is compared with the books.
    #[must_use]
    pub fn there(&self) -> There<'_> {
        There {
            amount: self.amount,
            receipt: self.receipt,
            trade_no: &self.trade_no,
        }
    }
}

/// A row of `bill_lines`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = bill_lines)]
pub struct BillLine {
    /// Key.
    pub id: i64,
    /// Its bill.
    pub import_id: i64,
    /// What identifies it on its bill, with `copy_no`.
    pub line_key: String,
    /// 1, or more for a movement that the bill has more than once.
    pub copy_no: i64,
    /// Direction of the money.
    #[diesel(deserialize_as = Word<Direction>)]
    pub direction: Direction,
    /// Alipay's number of the trade.
    pub trade_no: String,
    /// Our number of the payment.
    pub out_trade_no: String,
    /// Number of the refund; empty for a payment.
    pub request_no: String,
    /// When the money moved.
    #[diesel(deserialize_as = Number<Millis>)]
    pub completed_at: Millis,
    /// What was paid or refunded.
    #[diesel(deserialize_as = Number<Fen>)]
    pub amount_fen: Fen,
    /// What the merchant received or returned of it.
    #[diesel(deserialize_as = Number<Fen>)]
    pub receipt_fen: Fen,
    /// The fee, negative if it was given back.
    #[diesel(deserialize_as = Number<Fen>)]
    pub fee_fen: Fen,
    /// What is posted of it.
    #[diesel(deserialize_as = Number<Fen>)]
    pub posted_fee_fen: Fen,
    /// Number of postings.
    pub fee_posts: i64,
    /// The attempt with its number.
    pub attempt_id: Option<i64>,
    /// The refund with its number.
    pub refund_id: Option<i64>,
    /// The last pass that read it.
    pub pass: i64,
    /// 1 if the last file lacks it.
    pub gone: i64,
}

impl BillLine {
    /// What the file said of it.
    #[must_use]
    pub fn row(&self) -> BillRow {
        BillRow {
            line_key: self.line_key.clone(),
            direction: self.direction,
            trade_no: self.trade_no.clone(),
            out_trade_no: self.out_trade_no.clone(),
            request_no: self.request_no.clone(),
            completed_at: self.completed_at,
            amount: self.amount_fen,
            receipt: self.receipt_fen,
            fee: self.fee_fen,
        }
    }
}

/// A line to insert.
#[derive(Debug, Clone, PartialEq, Eq, Insertable)]
// A row without a value has NULL, so that SQLite takes many rows in one statement.
#[diesel(table_name = bill_lines, treat_none_as_default_value = false)]
pub(crate) struct NewBillLine<'l> {
    pub(crate) import_id: i64,
    pub(crate) line_key: &'l str,
    pub(crate) copy_no: i64,
    pub(crate) direction: &'static str,
    pub(crate) trade_no: &'l str,
    pub(crate) out_trade_no: &'l str,
    pub(crate) request_no: &'l str,
    pub(crate) completed_at: i64,
    pub(crate) amount_fen: i64,
    pub(crate) receipt_fen: i64,
    pub(crate) fee_fen: i64,
    pub(crate) posted_fee_fen: i64,
    pub(crate) fee_posts: i64,
    pub(crate) attempt_id: Option<i64>,
    pub(crate) refund_id: Option<i64>,
    pub(crate) pass: i64,
    pub(crate) gone: i64,
}

/// A row of `recon_issues`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = recon_issues)]
pub struct ReconIssue {
    /// Key.
    pub id: i64,
    /// Random key of its form.
    pub issue_key: String,
    /// The movement it is about.
    pub subject: String,
    /// The bill of its day.
    pub import_id: i64,
    /// Its line, unless the bill lacks one.
    pub bill_line_id: Option<i64>,
    /// The attempt with its number.
    pub attempt_id: Option<i64>,
    /// The refund with its number.
    pub refund_id: Option<i64>,
    /// Direction of the money.
    #[diesel(deserialize_as = Word<Direction>)]
    pub direction: Direction,
    /// Our number of the payment.
    pub out_trade_no: String,
    /// Number of the refund; empty for a payment.
    pub request_no: String,
    /// When the money moved.
    #[diesel(deserialize_as = Number<Millis>)]
    pub occurred_at: Millis,
    /// How books and bill differ.
    #[diesel(deserialize_as = Word<IssueKind>)]
    pub kind: IssueKind,
    /// The amount in the books.
    #[diesel(deserialize_as = MaybeNumber<Fen>)]
    pub here_fen: Option<Fen>,
    /// The amount in the bill.
    #[diesel(deserialize_as = MaybeNumber<Fen>)]
    pub there_fen: Option<Fen>,
    /// What became of it.
    #[diesel(deserialize_as = Word<IssueState>)]
    pub state: IssueState,
    /// Why it was closed.
    pub note: Option<String>,
    /// When it was first found.
    #[diesel(deserialize_as = Number<Millis>)]
    pub opened_at: Millis,
    /// When the gateway was last asked about it.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub asked_at: Option<Millis>,
    /// When it was closed, or books and bill came to agree.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub closed_at: Option<Millis>,
    /// `users.id` of who closed it.
    pub closed_by: Option<i64>,
    /// When it was opened again.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub reopened_at: Option<Millis>,
    /// `users.id` of who opened it again; nobody if it differs in another way than before.
    pub reopened_by: Option<i64>,
    /// Version, for compare-and-set.
    pub version: i64,
}

impl ReconIssue {
    /// How books and bill differ.
    #[must_use]
    pub const fn difference(&self) -> Difference {
        Difference {
            kind: self.kind,
            here: self.here_fen,
            there: self.there_fen,
        }
    }
}

/// A difference that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The movement it is about.
    pub subject: String,
    /// The bill of its day.
    pub import_id: i64,
    /// Its line, unless the bill lacks one.
    pub bill_line_id: Option<i64>,
    /// The attempt with its number.
    pub attempt_id: Option<i64>,
    /// The refund with its number.
    pub refund_id: Option<i64>,
    /// Direction of the money.
    pub direction: Direction,
    /// Our number of the payment.
    pub out_trade_no: String,
    /// Number of the refund; empty for a payment.
    pub request_no: String,
    /// When the money moved.
    pub occurred_at: Millis,
    /// How books and bill differ.
    pub difference: Difference,
}
