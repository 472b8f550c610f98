//! Verified notifications, kept as evidence.

use super::word::{Number, Word};
use crate::schema::notify_inbox;
use diesel::{Queryable, Selectable};
use domain::{payment::Verdict, time::Millis};

/// A row of `notify_inbox`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = notify_inbox)]
pub struct InboxRow {
    /// Key.
    pub id: i64,
    /// The gateway's `notify_id`.
    pub notify_id: String,
    /// Hex SHA-256 of the signed fields without `notify_time`.
    pub digest: String,
    /// From the message.
    pub out_trade_no: String,
    /// From the message.
    pub trade_no: String,
    /// From the message.
    pub trade_status: String,
    /// The body as received; `None` once it was cleared.
    pub raw_body: Option<String>,
    /// First delivery.
    #[diesel(deserialize_as = Number<Millis>)]
    pub received_at: Millis,
    /// Number of deliveries.
    pub deliveries: i64,
    /// Last delivery.
    #[diesel(deserialize_as = Number<Millis>)]
    pub last_delivery_at: Millis,
    /// The verdict.
    #[diesel(deserialize_as = Word<Verdict>)]
    pub verdict: Verdict,
    /// Reason of the verdict.
    pub reason: Option<String>,
    /// The attempt it is about.
    pub attempt_id: Option<i64>,
    /// Version, for compare-and-set.
    pub version: i64,
}

/// A message to insert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInboxRow {
    /// The gateway's `notify_id`.
    pub notify_id: String,
    /// Hex SHA-256 of the signed fields without `notify_time`.
    pub digest: String,
    /// From the message.
    pub out_trade_no: String,
    /// From the message.
    pub trade_no: String,
    /// From the message.
    pub trade_status: String,
    /// The body as received.
    pub raw_body: String,
    /// When it was received.
    pub received_at: Millis,
}
