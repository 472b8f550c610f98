//! Writing the rows of one product.

use crate::{
    error::StoreError,
    models::listing::{ANY, Figures, IN_STOCK, Place},
    schema::{listing_counts, listings, products, sku_stock, skus},
    tx::Tx,
};
use diesel::prelude::*;
use domain::catalog::SkuStatus;
use std::collections::BTreeMap;

/// Locks a product, so that two changes of it, e.g. its last two units sold at once, see each other.
/// False if there is no such product.
pub fn lock(tx: &mut Tx<'_>, product_id: i64) -> Result<bool, StoreError> {
    let locked = tx.q(|c| {
        diesel::update(products::table.filter(products::id.eq(product_id)))
            .set(products::version.eq(products::version))
            .execute(c)
    })?;
    Ok(locked == 1)
}

/// The rows of a product.
pub fn stored(tx: &mut Tx<'_>, product_id: i64) -> Result<Vec<(Place, Figures)>, StoreError> {
    tx.q(|c| {
        listings::table
            .filter(listings::product_id.eq(product_id))
            .order((listings::category_id.asc(), listings::facet_id.asc()))
            .select((
                (listings::category_id, listings::facet_id),
                (
                    listings::published_at,
                    listings::price_min_fen,
                    listings::sold_90d,
                    listings::in_stock,
                ),
            ))
            .load(c)
    })
}

/// Adds a product to these places.
///
/// # Errors
/// `Conflict` if it is in one of them.
pub fn add(
    tx: &mut Tx<'_>,
    product_id: i64,
    places: &[Place],
    figures: &Figures,
) -> Result<(), StoreError> {
    if places.is_empty() {
        return Ok(());
    }
    tx.catalog_changed();
    let rows: Vec<_> = places
        .iter()
        .map(|(category_id, facet_id)| {
            (
                listings::category_id.eq(*category_id),
                listings::facet_id.eq(*facet_id),
                listings::product_id.eq(product_id),
                listings::published_at.eq(figures.published_at),
                listings::price_min_fen.eq(figures.price_min_fen),
                listings::sold_90d.eq(figures.sold_90d),
                listings::in_stock.eq(figures.in_stock),
            )
        })
        .collect();
    for some in rows.chunks(500) {
        both!(tx, |c| diesel::insert_into(listings::table)
            .values(some)
            .execute(c))?;
    }
    count(tx, places, 1)
}

/// Removes a product from these places.
pub fn remove(tx: &mut Tx<'_>, product_id: i64, places: &[Place]) -> Result<(), StoreError> {
    if places.is_empty() {
        return Ok(());
    }
    tx.catalog_changed();
    for (category_id, facet_id) in places {
        tx.one(|c| {
            diesel::delete(
                listings::table
                    .filter(listings::product_id.eq(product_id))
                    .filter(listings::category_id.eq(category_id))
                    .filter(listings::facet_id.eq(facet_id)),
            )
            .execute(c)
        })?;
    }
    count(tx, places, -1)
}

/// Sets the figures of all rows of a product.
pub fn set_figures(tx: &mut Tx<'_>, product_id: i64, figures: &Figures) -> Result<(), StoreError> {
    tx.catalog_changed();
    tx.q(|c| {
        diesel::update(listings::table.filter(listings::product_id.eq(product_id)))
            .set((
                listings::published_at.eq(figures.published_at),
                listings::price_min_fen.eq(figures.price_min_fen),
                listings::sold_90d.eq(figures.sold_90d),
                listings::in_stock.eq(figures.in_stock),
            ))
            .execute(c)
    })?;
    Ok(())
}

/// Changes the counts of these places by `step`, in the order of the places, so that two
/// transactions do not wait for each other. What is in stock is not counted, because each sale of a last
/// unit would wait for the same row.
fn count(tx: &mut Tx<'_>, places: &[Place], step: i64) -> Result<(), StoreError> {
    let mut steps: BTreeMap<Place, i64> = BTreeMap::new();
    for place in places.iter().filter(|(_, facet)| *facet != IN_STOCK) {
        let sum = steps.entry(*place).or_default();
        *sum = sum.saturating_add(step);
    }
    for ((category_id, facet_id), step) in steps {
        if changed(tx, category_id, facet_id, step)? {
            continue;
        }
        let inserted = tx.insert_or_known(|c| {
            diesel::insert_into(listing_counts::table)
                .values((
                    listing_counts::category_id.eq(category_id),
                    listing_counts::facet_id.eq(facet_id),
                    listing_counts::products.eq(step),
                ))
                .execute(c)
        })?;
        // Inserted by another transaction in between.
        if inserted.is_none() && !changed(tx, category_id, facet_id, step)? {
            return Err(StoreError::Gone);
        }
    }
    Ok(())
}

fn changed(
    tx: &mut Tx<'_>,
    category_id: i64,
    facet_id: i64,
    step: i64,
) -> Result<bool, StoreError> {
    let rows = tx.q(|c| {
        diesel::update(
            listing_counts::table
                .filter(listing_counts::category_id.eq(category_id))
                .filter(listing_counts::facet_id.eq(facet_id)),
        )
        .set(listing_counts::products.eq(listing_counts::products + step))
        .execute(c)
    })?;
    Ok(rows == 1)
}

/// Updates where a product is shown as in stock, after a SKU's stock became empty or was filled.
pub(crate) fn turn_stock(tx: &mut Tx<'_>, sku_id: i64) -> Result<(), StoreError> {
    let product_id: i64 = tx.q(|c| {
        skus::table
            .filter(skus::id.eq(sku_id))
            .select(skus::product_id)
            .first(c)
    })?;
    // Locked before the stock is read: the other SKU of it may be sold out at the same time.
    lock(tx, product_id)?;
    let left: Option<i64> = tx.q(|c| {
        skus::table
            .inner_join(sku_stock::table.on(sku_stock::sku_id.eq(skus::id)))
            .filter(skus::product_id.eq(product_id))
            .filter(skus::status.eq(SkuStatus::Active.as_str()))
            .filter(sku_stock::on_hand.gt(sku_stock::reserved))
            .select(skus::id)
            .first(c)
            .optional()
    })?;
    let rows = stored(tx, product_id)?;
    let Some((_, shown)) = rows.first() else {
        return Ok(());
    };
    let figures = Figures {
        in_stock: i64::from(left.is_some()),
        ..*shown
    };
    if figures == *shown {
        return Ok(());
    }
    set_figures(tx, product_id, &figures)?;
    let places: Vec<Place> = rows
        .iter()
        .map(|(place, _)| *place)
        .filter(|(_, facet)| *facet == ANY)
        .map(|(category, _)| (category, IN_STOCK))
        .collect();
    if left.is_some() {
        add(tx, product_id, &places, &figures)
    } else {
        remove(tx, product_id, &places)
    }
}
