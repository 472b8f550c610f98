//! Slugs that a product or category had before: they lead to the present one.

use crate::{error::StoreError, schema::old_slugs, text::may_stand, tx::Tx};
use diesel::prelude::*;
use domain::time::Millis;

/// What a slug names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlugKind {
    /// A product.
    Product,
    /// A category.
    Category,
}

impl SlugKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::Category => "category",
        }
    }
}

/// Keeps a slug that its owner gives up: it leads to `ref_id` from now on.
pub fn leave(
    tx: &mut Tx<'_>,
    kind: SlugKind,
    slug: &str,
    ref_id: i64,
    at: Millis,
) -> Result<(), StoreError> {
    free(tx, kind, slug)?;
    tx.one(|c| {
        diesel::insert_into(old_slugs::table)
            .values((
                old_slugs::kind.eq(kind.as_str()),
                old_slugs::slug.eq(slug),
                old_slugs::ref_id.eq(ref_id),
                old_slugs::changed_at.eq(at.get()),
            ))
            .execute(c)
    })
}

/// Forgets an old slug, because it has an owner again.
pub fn free(tx: &mut Tx<'_>, kind: SlugKind, slug: &str) -> Result<(), StoreError> {
    tx.catalog_changed();
    tx.q(|c| {
        diesel::delete(
            old_slugs::table
                .filter(old_slugs::kind.eq(kind.as_str()))
                .filter(old_slugs::slug.eq(slug)),
        )
        .execute(c)
    })?;
    Ok(())
}

/// Forgets the old slugs of a row that is deleted.
pub fn forget(tx: &mut Tx<'_>, kind: SlugKind, ref_id: i64) -> Result<(), StoreError> {
    tx.q(|c| {
        diesel::delete(
            old_slugs::table
                .filter(old_slugs::kind.eq(kind.as_str()))
                .filter(old_slugs::ref_id.eq(ref_id)),
        )
        .execute(c)
    })?;
    Ok(())
}

/// The key of the row that an old slug leads to.
pub fn leads_to(tx: &mut Tx<'_>, kind: SlugKind, slug: &str) -> Result<Option<i64>, StoreError> {
    if !may_stand(slug) {
        return Ok(None);
    }
    tx.q(|c| {
        old_slugs::table
            .filter(old_slugs::kind.eq(kind.as_str()))
            .filter(old_slugs::slug.eq(slug))
            .select(old_slugs::ref_id)
            .first(c)
            .optional()
    })
}

/// Those of these slugs that lead to a row, with its key.
pub fn owners(
    tx: &mut Tx<'_>,
    kind: SlugKind,
    slugs: &[String],
) -> Result<Vec<(String, i64)>, StoreError> {
    tx.q(|c| {
        old_slugs::table
            .filter(old_slugs::kind.eq(kind.as_str()))
            .filter(old_slugs::slug.eq_any(slugs))
            .select((old_slugs::slug, old_slugs::ref_id))
            .load(c)
    })
}
