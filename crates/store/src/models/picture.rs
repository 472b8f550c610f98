//! Pictures of products, and the files each one is served as.

use crate::schema::{image_files, product_images};
use diesel::{Queryable, Selectable};

/// A row of `product_images`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = product_images)]
pub struct Image {
    /// Key.
    pub id: i64,
    /// Its product.
    pub product_id: i64,
    /// Hex SHA-256 of the file, and its name.
    pub sha256: String,
    /// MIME type.
    pub mime: String,
    /// Width in pixels.
    pub width: i64,
    /// Height in pixels.
    pub height: i64,
    /// Description in Chinese.
    pub alt_zh: String,
    /// Description in English.
    pub alt_en: String,
    /// Place in the gallery.
    pub position: i64,
    /// `#RRGGBB` shown until the picture has loaded.
    pub colour: Option<String>,
}

/// A picture to insert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewImage {
    /// Hex SHA-256 of the file.
    pub sha256: String,
    /// MIME type.
    pub mime: String,
    /// Width in pixels.
    pub width: i64,
    /// Height in pixels.
    pub height: i64,
    /// Description in Chinese.
    pub alt_zh: String,
    /// Description in English.
    pub alt_en: String,
    /// Place in the gallery.
    pub position: i64,
    /// `#RRGGBB` shown until the picture has loaded.
    pub colour: Option<String>,
}

/// A row of `image_files`: one width of a picture in one format.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = image_files)]
pub struct ImageFile {
    /// Its picture.
    pub image_id: i64,
    /// Hex SHA-256 of the file, and its name.
    pub sha256: String,
    /// MIME type.
    pub mime: String,
    /// Width in pixels.
    pub width: i64,
    /// Height in pixels.
    pub height: i64,
    /// Size in bytes.
    pub bytes: i64,
}
