//! Mail, for staff.

use crate::{
    mail::{MailKind, MailState},
    time::Millis,
};
use serde::{Deserialize, Serialize};

text_enum! {
    /// A view of the list of mail.
    MailTab {
        /// What was refused, came too late, or was put off.
        Undelivered = "undelivered",
        /// All of it.
        All = "all",
    }
}

/// A mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailView {
    /// Its public key.
    pub key: String,
    /// What it is about.
    pub kind: MailKind,
    /// The number of its order, if it has one.
    pub order: Option<String>,
    /// Recipient, masked: `l***@example.com`.
    pub recipient: String,
    /// What became of it.
    pub state: MailState,
    /// Number of tries.
    pub tries: i64,
    /// Code of the mail server's last answer; `None` without an answer.
    pub code: Option<i64>,
    /// Its words, or why there was no answer; empty before the first try.
    pub words: String,
    /// When it was queued.
    pub queued_at: Millis,
    /// When it was last tried.
    pub tried_at: Option<Millis>,
}

/// `/admin/mail?tab=`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailsView {
    /// Selected view.
    pub tab: MailTab,
    /// True if a mail server is configured.
    pub is_on: bool,
    /// True if the reader may send one again.
    pub may_send: bool,
    /// Newest first, at most 100.
    pub rows: Vec<MailView>,
}
