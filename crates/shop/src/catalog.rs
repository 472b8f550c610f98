//! What the storefront shows of the catalogue.

use crate::{Error, Shop};
use domain::{locale::Locale, view::catalog::{HomeView, ProductView}};

/// A picture file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// MIME type.
    pub mime: String,
    /// Path below the media folder: the hex SHA-256.
    pub sha256: String,
}

impl Shop {
    /// All active products, newest first.
    pub async fn home(&self, locale: Locale) -> Result<HomeView, Error> { todo!() }

    /// A product with the choice of `options_key` (the first sellable SKU without one, or with one unknown).
    ///
    /// # Errors
    /// `NotFound` if there is no active product of that slug.
    pub async fn product(&self, locale: Locale, slug: &str, options_key: Option<&str>) -> Result<ProductView, Error> { todo!() }

    /// The MIME type of a picture, if the shop knows one of that hash.
    pub async fn media(&self, sha256: &str) -> Result<Option<Media>, Error> { todo!() }
}
