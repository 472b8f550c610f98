//! The dashboard, the lists that its figures lead to, and the activity log.

use super::{admin::AdminTab, setting::OpeningView};
use crate::{
    job::{Failure, JobKind},
    money::Fen,
    payment::{TradeStatus, Verdict, VerdictReason},
    staff::{LoggedField, Role, StaffAct},
    time::Millis,
};
use serde::{Deserialize, Serialize};

/// Counts stop at this number of rows; the page then shows `99+`.
pub const CAP: i64 = 100;

/// `/admin`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskView {
    /// The opening checklist, until every step is done.
    pub opening: Option<OpeningView>,
    /// Sum of the orders paid since midnight in Shanghai.
    pub paid_today: Fen,
    /// Orders in each saved view, at most [`CAP`].
    pub views: Vec<(AdminTab, i64)>,
    /// Products with a variant at or below its threshold, at most [`CAP`].
    pub low_stock: i64,
    /// Dead jobs, at most [`CAP`].
    pub dead_jobs: i64,
    /// Notifications that need staff, at most [`CAP`].
    pub refused: i64,
    /// True if no mail server is configured: buyers get no mail.
    pub mail_is_off: bool,
    /// Mail of the last days that did not arrive, at most [`CAP`].
    pub undelivered: i64,
}

/// Why a job or a notification failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureView {
    /// The failure, which pages put into words.
    pub kind: Failure,
    /// The error as stored, for the administrator of the machine.
    pub technical: String,
}

/// A dead job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadJobView {
    /// Its kind; `None` for a kind that only a newer version knows.
    pub kind: Option<JobKind>,
    /// When it was filed.
    pub created_at: Millis,
    /// Number of tries.
    pub tries: i64,
    /// Its last failure.
    pub failure: Option<FailureView>,
}

/// A notification that needs staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedNotifyView {
    /// First delivery.
    pub at: Millis,
    /// Our number, as the message has it.
    pub out_trade_no: String,
    /// The trade's status; `None` for one that Alipay does not document.
    pub trade_status: Option<TradeStatus>,
    /// The verdict.
    pub verdict: Verdict,
    /// Reason of the verdict.
    pub reason: Option<VerdictReason>,
    /// Set if it failed while it was applied.
    pub failure: Option<FailureView>,
    /// Number of deliveries.
    pub deliveries: i64,
}

/// Filter of the activity log, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrailFilter {
    /// Login of the member of staff.
    pub actor: String,
    /// Word of the action.
    pub action: String,
    /// Public number, slug or code of the object.
    pub target: String,
}

/// One field that an action changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The field; `None` for one that this version does not know.
    pub field: Option<LoggedField>,
    /// Value before; empty for none.
    pub before: String,
    /// Value after; empty for none.
    pub after: String,
}

/// An entry of the activity log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActView {
    /// When it was done.
    pub at: Millis,
    /// Name of the member of staff; empty if unknown.
    pub actor: String,
    /// True if a command on the shop's machine did it.
    pub is_command: bool,
    /// Roles at that time.
    pub roles: Vec<Role>,
    /// Network prefix of the client.
    pub ip_prefix: String,
    /// The action; `None` for one that only a newer version knows.
    pub act: Option<StaffAct>,
    /// Public number, slug or name of the object.
    pub target_id: String,
    /// What changed.
    pub changes: Vec<Difference>,
    /// Its hash in the chain.
    pub hash: String,
}

/// Result of a check of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainView {
    /// Number of rows checked, from the newest.
    pub checked: usize,
    /// True if older rows were not checked.
    pub older: bool,
    /// Hash and time of the first row that fails.
    pub broken: Option<(String, Millis)>,
}

/// `/admin/audit`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrailView {
    /// Filter as typed.
    pub filter: TrailFilter,
    /// Newest first.
    pub acts: Vec<ActView>,
    /// `?after=` of the page with newer entries.
    pub newer: Option<String>,
    /// `?before=` of the page with older entries.
    pub older: Option<String>,
    /// Result of the check.
    pub chain: ChainView,
}
