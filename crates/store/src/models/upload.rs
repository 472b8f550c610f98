//! Prepared pictures that no product shows yet.

use super::word::Number;
use crate::schema::uploads;
use diesel::{Queryable, Selectable};
use domain::time::Millis;

/// A row of `uploads`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = uploads)]
pub struct Upload {
    /// Key.
    pub id: i64,
    /// The random key in the form that will save it.
    pub upload_key: String,
    /// Name of the file on the uploader's machine; only shown.
    pub file_name: String,
    /// Hex SHA-256 of the original that is kept, and its name.
    pub sha256: String,
    /// MIME type of the original.
    pub mime: String,
    /// Width of the original in pixels.
    pub width: i64,
    /// Height of the original in pixels.
    pub height: i64,
    /// `#rrggbb` shown until the picture has loaded.
    pub colour: String,
    /// The smaller files, as JSON: a list of `width`, `height`, `sha256`, `bytes`.
    pub widths_json: String,
    /// `users.id` of the uploader; nobody is a command on this machine.
    pub uploaded_by: Option<i64>,
    /// When it was uploaded.
    #[diesel(deserialize_as = Number<Millis>)]
    pub uploaded_at: Millis,
}

/// A prepared picture to insert; fields as in [`Upload`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUpload {
    /// The random key.
    pub upload_key: String,
    /// Name of the file.
    pub file_name: String,
    /// Hash of the original.
    pub sha256: String,
    /// MIME type of the original.
    pub mime: String,
    /// Width in pixels.
    pub width: i64,
    /// Height in pixels.
    pub height: i64,
    /// Ground colour.
    pub colour: String,
    /// The smaller files.
    pub widths_json: String,
    /// `users.id` of the uploader; nobody is a command on this machine.
    pub uploaded_by: Option<i64>,
    /// When it was uploaded.
    pub uploaded_at: Millis,
}
