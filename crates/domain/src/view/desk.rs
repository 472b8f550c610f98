//! The dashboard, the lists that its figures lead to, and the activity log.

use super::{admin::AdminTab, setting::OpeningView, watch::AlarmView};
use crate::{
    locale::Words,
    money::Fen,
    staff::{LoggedField, Role, StaffAct},
    time::Millis,
};
use serde::{Deserialize, Serialize};

/// Counts stop at this number of rows; the page then shows `99+`.
pub const CAP: i64 = 100;

text_enum! {
    /// Work that waits, counted: beside a link of the navigation, or in the to-do list of `/admin`, in
    /// this order.
    DeskCount {
        /// Orders to ship.
        ToShip = "to_ship",
        /// Refunds to review.
        Decide = "decide",
        /// Refunds that Alipay has not confirmed.
        Unknown = "unknown",
        /// Refunds on hold.
        Failed = "failed",
        /// Payments that Alipay returned, to check.
        WentBack = "went_back",
        /// Overdue orders whose payment is unconfirmed.
        Confirming = "confirming",
        /// Unapplied payments.
        Surplus = "surplus",
        /// Differences between the books and Alipay's bills.
        Recon = "recon",
        /// Products with a variant at or below its threshold.
        LowStock = "low_stock",
        /// Notifications that can be replayed.
        Inbox = "inbox",
        /// Failed jobs.
        Jobs = "jobs",
        /// Open alarms.
        Alarms = "alarms",
    }
}

impl DeskCount {
    /// The list of orders that it counts, if it counts one.
    #[must_use]
    pub const fn orders(self) -> Option<AdminTab> {
        match self {
            Self::ToShip => Some(AdminTab::ToShip),
            Self::Decide => Some(AdminTab::Decide),
            Self::Unknown => Some(AdminTab::Unknown),
            Self::Failed => Some(AdminTab::Failed),
            Self::WentBack => Some(AdminTab::WentBack),
            Self::Confirming => Some(AdminTab::Confirming),
            Self::Surplus => Some(AdminTab::Surplus),
            Self::Recon | Self::LowStock | Self::Inbox | Self::Jobs | Self::Alarms => None,
        }
    }
}

/// The frame around each page of staff.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskFrameView {
    /// The counts that the navigation asked for, at most [`CAP`] each.
    pub counts: Vec<(DeskCount, i64)>,
    /// The latest open alarm.
    pub alarm: Option<AlarmView>,
}

/// Work that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TodoView {
    /// What it is.
    pub what: DeskCount,
    /// How many, at most [`CAP`].
    pub count: i64,
    /// Since when the oldest of them waits, where that matters.
    pub oldest: Option<Millis>,
}

/// Money since midnight in Shanghai, or the day before until the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayView {
    /// Orders paid.
    pub paid: Fen,
    /// Refunds made to orders.
    pub refunded: Fen,
}

/// `/admin`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskView {
    /// The opening checklist, until every step is done.
    pub opening: Option<OpeningView>,
    /// Open alarms, the latest first, and only the first few.
    pub alarms: Vec<AlarmView>,
    /// Whether this reader may note them.
    pub may_note: bool,
    /// What waits; nothing that is zero.
    pub todo: Vec<TodoView>,
    /// Since midnight.
    pub today: DayView,
    /// The same hours of the day before.
    pub before: DayView,
    /// True if no mail server is configured: buyers get no mail.
    pub mail_is_off: bool,
    /// Mail of the last days that did not arrive, at most [`CAP`].
    pub undelivered: i64,
}

impl DeskView {
    /// How many of `what` wait.
    #[must_use]
    pub fn count(&self, what: DeskCount) -> i64 {
        self.todo
            .iter()
            .find(|todo| todo.what == what)
            .map_or(0, |todo| todo.count)
    }
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
    /// Its name of today, for a product or a category.
    pub target_name: Option<Words>,
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
