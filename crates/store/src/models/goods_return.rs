//! Goods on their way back, and photographs of refund requests.

use super::word::{MaybeNumber, Number};
use crate::schema::{refund_photos, returns};
use diesel::{Queryable, Selectable};
use domain::time::Millis;

/// A row of `returns`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = returns)]
pub struct GoodsReturn {
    /// Key.
    pub id: i64,
    /// The refund that follows.
    pub refund_id: i64,
    /// Where the customer was told to send them.
    pub address: String,
    /// When they were asked for.
    #[diesel(deserialize_as = Number<Millis>)]
    pub asked_at: Millis,
    /// When the request ends without a parcel.
    #[diesel(deserialize_as = Number<Millis>)]
    pub until_at: Millis,
    /// The carrier that the customer named.
    pub carrier: Option<String>,
    /// The parcel's number.
    pub tracking_no: Option<String>,
    /// When the customer named them.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub sent_at: Option<Millis>,
    /// When the goods were received.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub received_at: Option<Millis>,
    /// Version: every write compares it.
    pub version: i64,
}

/// A return to insert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGoodsReturn {
    /// The refund that follows.
    pub refund_id: i64,
    /// Where to send them.
    pub address: String,
    /// When they are asked for.
    pub asked_at: Millis,
    /// The member of staff.
    pub asked_by: i64,
    /// When the request ends without a parcel.
    pub until_at: Millis,
}

/// A row of `refund_photos`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = refund_photos)]
pub struct RefundPhoto {
    /// Key.
    pub id: i64,
    /// The random key in the form that will send it.
    pub photo_key: String,
    /// The customer.
    pub user_id: i64,
    /// The refund; none while it waits for its form.
    pub refund_id: Option<i64>,
    /// Its place among the photographs of the refund, from 1.
    pub place: Option<i64>,
    /// Hex SHA-256 of the file, and its name.
    pub sha256: String,
    /// MIME type of the file.
    pub mime: String,
    /// Width in pixels.
    pub width: i64,
    /// Height in pixels.
    pub height: i64,
    /// Name of the file on the customer's machine; only shown.
    pub file_name: String,
    /// When it was uploaded.
    #[diesel(deserialize_as = Number<Millis>)]
    pub uploaded_at: Millis,
}

/// A photograph to insert; fields as in [`RefundPhoto`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRefundPhoto {
    /// The random key.
    pub photo_key: String,
    /// The customer.
    pub user_id: i64,
    /// Hash of the file.
    pub sha256: String,
    /// MIME type.
    pub mime: String,
    /// Width in pixels.
    pub width: i64,
    /// Height in pixels.
    pub height: i64,
    /// Name of the file.
    pub file_name: String,
    /// When it is uploaded.
    pub uploaded_at: Millis,
}
