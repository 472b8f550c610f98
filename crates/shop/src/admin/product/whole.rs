//! A product's columns, as the activity log names them.

use super::{fields, stored::Stored};
use crate::Error;
use domain::form::ProductForm;
use serde::Serialize;
use store::models::catalog::ProductListing;

/// Characters of a hash that tell pictures apart in the log.
const HASH: usize = 8;

/// The columns. Serialized, they are before and after in the activity log.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Whole {
    #[serde(flatten)]
    pub(super) listing: ProductListing,
    pub(super) slug: String,
    category: String,
    more_categories: String,
    options: String,
    pictures: String,
}

impl Whole {
    /// The columns that a form stands for.
    pub(super) fn of(form: &ProductForm, listing: ProductListing, slug: &str) -> Self {
        let [_, _, _, _, _, category, more_categories, options, _, _] = fields::texts(form);
        let pictures: Vec<String> = form
            .pictures
            .iter()
            .map(|picture| {
                let hash: String = picture.key.chars().take(HASH).collect();
                let alt = [&picture.alt_zh, &picture.alt_en].map(String::as_str);
                format!("{hash} {}", alt.join(" ").trim())
                    .trim_end()
                    .to_owned()
            })
            .collect();
        Self {
            listing,
            slug: slug.to_owned(),
            category,
            more_categories,
            options,
            pictures: pictures.join("\n"),
        }
    }

    /// The columns as stored; `None` for a new product.
    ///
    /// # Errors
    /// `Internal`.
    pub(super) fn stored(stored: &Stored) -> Result<Option<Self>, Error> {
        let Some(product) = &stored.product else {
            return Ok(None);
        };
        let form = stored.form()?;
        Ok(Some(Self::of(
            &form,
            product.listing.clone(),
            &product.slug,
        )))
    }
}
