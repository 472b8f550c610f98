//! The dashboard, the lists behind it, and the log of staff acts.

use super::admin::AdminTab;
use crate::{
    job::JobKind,
    money::Fen,
    payment::{TradeStatus, Verdict, VerdictReason},
    staff::{LoggedField, Role, StaffAct},
    time::Millis,
};
use serde::{Deserialize, Serialize};

/// Counts stop here: at this many rows a figure reads `99+`.
pub const CAP: i64 = 100;

/// `/admin`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskView {
    /// Sum of the orders paid since midnight in Shanghai.
    pub paid_today: Fen,
    /// Orders in each saved view, at most [`CAP`].
    pub views: Vec<(AdminTab, i64)>,
    /// Jobs that were given up, at most [`CAP`].
    pub dead_jobs: i64,
    /// Notifies that were not accepted, at most [`CAP`].
    pub refused: i64,
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadJobView {
    /// What it was to do; `None` for a kind of a newer version.
    pub kind: Option<JobKind>,
    /// When it was filed.
    pub created_at: Millis,
    /// How often it was tried.
    pub tries: i64,
    /// What went wrong last.
    pub error: String,
}

/// A notify that was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedNotifyView {
    /// First delivery.
    pub at: Millis,
    /// Our number, as it claims.
    pub out_trade_no: String,
    /// The trade's status, as far as Alipay documents it.
    pub trade_status: Option<TradeStatus>,
    /// What became of it.
    pub verdict: Verdict,
    /// Why; `None` where an error is in the log.
    pub reason: Option<VerdictReason>,
    /// How often it came.
    pub deliveries: i64,
}

/// Which acts of the log are shown, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrailFilter {
    /// Login of the person.
    pub actor: String,
    /// Word of the act.
    pub action: String,
    /// Public number, slug or code of the thing.
    pub target: String,
}

/// One field that an act changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The field; `None` for one that this version does not know.
    pub field: Option<LoggedField>,
    /// Before; empty for nothing.
    pub before: String,
    /// After; empty for nothing.
    pub after: String,
}

/// An act of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActView {
    /// When.
    pub at: Millis,
    /// Who; empty if unknown.
    pub actor: String,
    /// In which roles.
    pub roles: Vec<Role>,
    /// From where.
    pub ip_prefix: String,
    /// What was done; `None` for an act of a newer version, which this one has no words for.
    pub act: Option<StaffAct>,
    /// Public number, slug or name of what it was done to.
    pub target_id: String,
    /// What changed.
    pub changes: Vec<Difference>,
    /// Its place in the chain.
    pub hash: String,
}

/// What a look at the chain found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainView {
    /// Rows looked at, the newest.
    pub checked: usize,
    /// There are older rows that were not looked at.
    pub older: bool,
    /// Hash and time of the first row that does not fit.
    pub broken: Option<(String, Millis)>,
}

/// `/admin/audit`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrailView {
    /// As typed.
    pub filter: TrailFilter,
    /// Newest first.
    pub acts: Vec<ActView>,
    /// `?after=` of the page with newer acts.
    pub newer: Option<String>,
    /// `?before=` of the page with older acts.
    pub older: Option<String>,
    /// The chain.
    pub chain: ChainView,
}
