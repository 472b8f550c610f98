//! `/admin/recon`.

use crate::{
    money::Fen,
    payment::AttemptState,
    recon::{BillSource, BillState, Direction, IssueKind, IssueState},
    refund::RefundState,
    time::Millis,
};
use serde::{Deserialize, Serialize};

/// The reconciliation page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReconView {
    /// True for who may upload bills and close differences.
    pub may_change: bool,
    /// Number of open differences.
    pub open_count: i64,
    /// The oldest open differences.
    pub open: Vec<IssueView>,
    /// The days, newest first.
    pub days: Vec<BillDayView>,
    /// The day that older ones follow, `YYYY-MM-DD`, if there are any.
    pub older: Option<String>,
    /// Differences that were closed or settled last.
    pub ended: Vec<IssueView>,
}

/// The bill of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillDayView {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Where it is.
    pub state: BillState,
    /// Where it came from.
    pub source: BillSource,
    /// Number of its lines.
    pub rows: i64,
    /// Sum of its payments.
    pub payments: Fen,
    /// Sum of its refunds.
    pub refunds: Fen,
    /// Its fees, less those given back.
    pub fees: Fen,
    /// Open differences.
    pub open: i64,
    /// When it was last looked for.
    pub tried_at: Millis,
}

/// A difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueView {
    /// Random key of its form.
    pub key: String,
    /// Its version.
    pub version: i64,
    /// How books and bill differ.
    pub kind: IssueKind,
    /// Direction of the money.
    pub direction: Direction,
    /// Number of its order, if the shop has one.
    pub order: Option<String>,
    /// Number of the payment.
    pub out_trade_no: String,
    /// Number of the refund; empty for a payment.
    pub request_no: String,
    /// Day of the bill, `YYYY-MM-DD`.
    pub date: String,
    /// When the money moved.
    pub occurred_at: Millis,
    /// Amount in the books.
    pub here: Option<Fen>,
    /// State of the attempt in the books.
    pub here_payment: Option<AttemptState>,
    /// State of the refund in the books.
    pub here_refund: Option<RefundState>,
    /// Amount in the bill.
    pub there: Option<Fen>,
    /// The fen in question.
    pub at_stake: Fen,
    /// What became of it.
    pub state: IssueState,
    /// Why it was closed, last time.
    pub note: Option<String>,
    /// Who closed it.
    pub closed_by: Option<String>,
    /// When it ended.
    pub closed_at: Option<Millis>,
    /// When it was opened again.
    pub reopened_at: Option<Millis>,
}
