//! Values of options, equal for all products, and how many products have each.

use crate::{
    error::StoreError,
    models::listing::{ALL, Facet},
    schema::{facets, listing_counts, listings},
    tx::Tx,
};
use diesel::prelude::*;

/// Tries to find a free slug for a value.
const TRIES: u32 = 50;

/// A value of an option, as a product has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NewFacet {
    /// e.g. 颜色.
    pub axis_zh: String,
    /// e.g. 赭石.
    pub value_zh: String,
    /// The option in English; may be empty.
    pub axis_en: String,
    /// The value in English; may be empty.
    pub value_en: String,
}

/// The key of a value, which is inserted if it is new. `slug` proposes its name in addresses for
/// each try, the first being 1. Its English words become those of the product that was saved last.
///
/// # Errors
/// `Broken` if no proposed slug is free.
pub fn facet_id(
    tx: &mut Tx<'_>,
    new: &NewFacet,
    slug: impl Fn(u32) -> String,
) -> Result<i64, StoreError> {
    for number in 1..=TRIES {
        if let Some(known) = known(tx, new)? {
            if (&known.axis_en, &known.value_en) != (&new.axis_en, &new.value_en) {
                translate(tx, known.id, new)?;
            }
            return Ok(known.id);
        }
        let slug = slug(number);
        let inserted = tx.insert_or_known(|c| {
            diesel::insert_into(facets::table)
                .values((
                    facets::slug.eq(&slug),
                    facets::axis_zh.eq(&new.axis_zh),
                    facets::axis_en.eq(&new.axis_en),
                    facets::value_zh.eq(&new.value_zh),
                    facets::value_en.eq(&new.value_en),
                ))
                .returning(facets::id)
                .get_result(c)
        })?;
        // Refused: the slug is another value's, or the value was inserted in between.
        if let Some(id) = inserted {
            return Ok(id);
        }
    }
    Err(StoreError::broken("no slug is free for a value"))
}

fn known(tx: &mut Tx<'_>, new: &NewFacet) -> Result<Option<Facet>, StoreError> {
    tx.q(|c| {
        facets::table
            .filter(facets::axis_zh.eq(&new.axis_zh))
            .filter(facets::value_zh.eq(&new.value_zh))
            .select(Facet::as_select())
            .first(c)
            .optional()
    })
}

fn translate(tx: &mut Tx<'_>, id: i64, new: &NewFacet) -> Result<(), StoreError> {
    tx.catalog_changed();
    tx.one(|c| {
        diesel::update(facets::table.filter(facets::id.eq(id)))
            .set((
                facets::axis_en.eq(&new.axis_en),
                facets::value_en.eq(&new.value_en),
            ))
            .execute(c)
    })
}

/// The values that products of a category have, those of most products first, at most `limit`,
/// each with its number of products.
pub fn facets_of(
    tx: &mut Tx<'_>,
    category_id: i64,
    limit: i64,
) -> Result<Vec<(Facet, i64)>, StoreError> {
    // The counts alone first, because a planner that joins may read all facets.
    let counts: Vec<(i64, i64)> = tx.q(|c| {
        listing_counts::table
            .filter(listing_counts::category_id.eq(category_id))
            .filter(listing_counts::products.gt(0_i64))
            .order((
                listing_counts::products.desc(),
                listing_counts::facet_id.desc(),
            ))
            .limit(limit.saturating_add(1))
            .select((listing_counts::facet_id, listing_counts::products))
            .load(c)
    })?;
    let ids: Vec<i64> = counts.iter().map(|(id, _)| *id).collect();
    let rows: Vec<Facet> = tx.q(|c| {
        facets::table
            .filter(facets::id.eq_any(&ids))
            .select(Facet::as_select())
            .load(c)
    })?;
    Ok(counts
        .into_iter()
        .filter_map(|(id, products)| {
            let facet = rows.iter().find(|facet| facet.id == id)?;
            Some((facet.clone(), products))
        })
        .collect())
}

/// The values with these slugs.
pub fn facets_by_slug(tx: &mut Tx<'_>, slugs: &[String]) -> Result<Vec<Facet>, StoreError> {
    if slugs.is_empty() {
        return Ok(Vec::new());
    }
    tx.q(|c| {
        facets::table
            .filter(facets::slug.eq_any(slugs))
            .order(facets::id.asc())
            .select(Facet::as_select())
            .load(c)
    })
}

/// Category and value of each facet row of a product, for a comparison with what is due. The rows of
/// all products have no facets.
pub fn of_product(tx: &mut Tx<'_>, product_id: i64) -> Result<Vec<(i64, Facet)>, StoreError> {
    tx.q(|c| {
        listings::table
            .inner_join(facets::table.on(facets::id.eq(listings::facet_id)))
            .filter(listings::product_id.eq(product_id))
            .filter(listings::category_id.ne(ALL))
            .select((listings::category_id, Facet::as_select()))
            .load(c)
    })
}
