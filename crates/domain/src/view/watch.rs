//! What staff watch: alarms, notifications of the gateway, jobs.

use crate::{
    alarm::AlarmCode,
    job::{Failure, JobDuty, JobKind, JobTab},
    payment::{TradeStatus, Verdict, VerdictReason},
    time::Millis,
};
use serde::{Deserialize, Serialize};

/// An alarm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlarmView {
    /// Its code; `None` for one that only another version knows.
    pub code: Option<AlarmCode>,
    /// The code as stored, for its form.
    pub word: String,
    /// Number of the payment, refund or notification; empty for the whole shop.
    pub subject: String,
    /// Number of the order that it concerns.
    pub order: Option<String>,
    /// When it was first raised.
    pub first_at: Millis,
    /// When it was last raised.
    pub last_at: Millis,
    /// How often it was raised.
    pub count: i64,
    /// Raised since it was last noted.
    pub is_open: bool,
    /// Who noted it last, and when.
    pub noted: Option<(String, Millis)>,
    /// Version, for its form.
    pub version: i64,
}

/// `/admin/alarms`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlarmsView {
    /// Open ones, the latest first.
    pub open: Vec<AlarmView>,
    /// Noted ones, the latest first.
    pub noted: Vec<AlarmView>,
    /// Whether this reader may note them.
    pub may_note: bool,
}

text_enum! {
    /// A list of `/admin/inbox`.
    InboxTab {
        /// Those that can be replayed: of an unknown trade, or failed while being applied.
        Open = "open",
        /// Every notification.
        All = "all",
        /// Of one verdict.
        Applied = "applied",
        /// Of one verdict.
        NoEffect = "no_effect",
        /// Of one verdict.
        UnknownTrade = "unknown_trade",
        /// Of one verdict.
        Rejected = "rejected",
        /// Of one verdict.
        Error = "error",
    }
}

impl InboxTab {
    /// The verdicts of its rows.
    #[must_use]
    pub const fn verdicts(self) -> &'static [Verdict] {
        match self {
            Self::Open => &[Verdict::UnknownTrade, Verdict::Error],
            Self::All => Verdict::ALL,
            Self::Applied => &[Verdict::Applied],
            Self::NoEffect => &[Verdict::NoEffect],
            Self::UnknownTrade => &[Verdict::UnknownTrade],
            Self::Rejected => &[Verdict::Rejected],
            Self::Error => &[Verdict::Error],
        }
    }
}

/// Why a job or a notification failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureView {
    /// The failure, which pages put into words.
    pub kind: Failure,
    /// The error as stored, for the administrator of the machine.
    pub technical: String,
}

/// A notification in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotifyRow {
    /// Its key in addresses: `notify_id` and digest.
    pub key: String,
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

/// `/admin/inbox?tab=&before=&after=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxView {
    /// Selected tab.
    pub tab: InboxTab,
    /// Newest first.
    pub rows: Vec<NotifyRow>,
    /// `?after=` of the page with newer ones.
    pub newer: Option<String>,
    /// `?before=` of the page with older ones.
    pub older: Option<String>,
}

/// `/admin/inbox/{key}`: one notification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotifyView {
    /// As in the list.
    pub row: NotifyRow,
    /// Last delivery.
    pub last_at: Millis,
    /// The gateway's `notify_id`.
    pub notify_id: String,
    /// The gateway's number.
    pub trade_no: String,
    /// Number of the order that it is about.
    pub order: Option<String>,
    /// Fields of the message as received, by name; empty once the message was deleted.
    pub fields: Vec<(String, String)>,
    /// Whether it can be replayed by this reader.
    pub may_replay: bool,
}

/// A job in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobView {
    /// Names the job and its present failure in a form.
    pub handle: String,
    /// Its kind; `None` for a kind that only another version knows.
    pub kind: Option<JobKind>,
    /// Number of the order that it concerns.
    pub order: Option<String>,
    /// When it was filed.
    pub created_at: Millis,
    /// When it runs, or last ran.
    pub run_at: Millis,
    /// Number of tries.
    pub tries: i64,
    /// Its last failure.
    pub failure: Option<FailureView>,
    /// Why it must not be dropped, for a failed one.
    pub duty: Option<JobDuty>,
}

/// `/admin/jobs?tab=`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobsView {
    /// Selected tab.
    pub tab: JobTab,
    /// The first ones, as many as counts go up to.
    pub rows: Vec<JobView>,
    /// Whether this reader may retry and drop failed ones.
    pub may_decide: bool,
}
