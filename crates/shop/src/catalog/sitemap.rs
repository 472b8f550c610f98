//! The pages that search engines are told of, in files of a size they accept.

use super::tree::Tree;
use crate::{Error, Shop};
use store::queries::catalog::sitemap;
pub use store::queries::catalog::sitemap::Listed;

/// Products in one file. Each has an address per language, and a file holds at most 50,000.
pub const PER_FILE: i64 = 25_000;

/// Most categories; those beyond them are left out.
const MOST_CATEGORIES: usize = 20_000;

/// Most files with products; products beyond them are left out.
pub const MOST_FILES: i64 = 4;

impl Shop {
    /// The number of files with products, from 0 to [`MOST_FILES`].
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn sitemap_files(&self) -> Result<i64, Error> {
        let products = self.store.read(sitemap::count).await?;
        let files = products.saturating_add(PER_FILE - 1) / PER_FILE;
        Ok(files.min(MOST_FILES))
    }

    /// Slugs of the categories that are shown, in the order of the tree.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn sitemap_categories(&self) -> Result<Vec<String>, Error> {
        let tree = self.store.read(Tree::load).await?;
        let shown = tree.all_shown().into_iter().take(MOST_CATEGORIES);
        Ok(shown.map(|row| row.terms.slug.clone()).collect())
    }

    /// The products of a file, which is counted from 1. `None` if there is no such file.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn sitemap_products(&self, file: i64) -> Result<Option<Vec<Listed>>, Error> {
        if !(1..=MOST_FILES).contains(&file) {
            return Ok(None);
        }
        let skipped = (file - 1) * PER_FILE;
        let found = self
            .store
            .read(move |tx| sitemap::products(tx, skipped, PER_FILE))
            .await?;
        Ok((!found.is_empty()).then_some(found))
    }
}
