//! The tree of categories, and the categories of products.

use crate::{
    error::StoreError,
    models::category::{Assigned, Category, CategoryTerms, NewCategory},
    schema::{categories, product_categories},
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::time::Millis;

/// All categories, hidden ones too, each level in its order.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Category>, StoreError> {
    tx.q(|c| {
        categories::table
            .order((categories::position.asc(), categories::id.asc()))
            .select(Category::as_select())
            .load(c)
    })
}

/// The category with this slug, hidden or not.
pub fn by_slug(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Category>, StoreError> {
    if !may_stand(slug) {
        return Ok(None);
    }
    tx.q(|c| {
        categories::table
            .filter(categories::slug.eq(slug))
            .select(Category::as_select())
            .first(c)
            .optional()
    })
}

/// Inserts a category. Returns its key.
///
/// # Errors
/// `Conflict` if the slug is taken.
pub fn insert(tx: &mut Tx<'_>, new: &NewCategory) -> Result<i64, StoreError> {
    tx.catalog_changed();
    tx.q(|c| {
        diesel::insert_into(categories::table)
            .values((
                categories::parent_id.eq(new.parent_id),
                categories::slug.eq(&new.slug),
                categories::name_zh.eq(&new.name_zh),
                categories::name_en.eq(&new.name_en),
                categories::position.eq(new.position),
                categories::hidden.eq(i64::from(new.hidden)),
                categories::created_at.eq(new.at.get()),
                categories::updated_at.eq(new.at.get()),
                categories::version.eq(1_i64),
            ))
            .returning(categories::id)
            .get_result(c)
    })
}

/// Changes a category if it still has this `version`; false otherwise.
///
/// # Errors
/// `Conflict` if the slug is taken.
pub fn change(
    tx: &mut Tx<'_>,
    id: i64,
    version: i64,
    terms: &CategoryTerms,
    parent_id: Option<i64>,
    hidden: bool,
    now: Millis,
) -> Result<bool, StoreError> {
    tx.catalog_changed();
    let changed = tx.q(|c| {
        diesel::update(
            categories::table
                .filter(categories::id.eq(id))
                .filter(categories::version.eq(version)),
        )
        .set((
            categories::slug.eq(&terms.slug),
            categories::name_zh.eq(&terms.name_zh),
            categories::name_en.eq(&terms.name_en),
            categories::parent_id.eq(parent_id),
            categories::hidden.eq(i64::from(hidden)),
            categories::updated_at.eq(now.get()),
            categories::version.eq(categories::version + 1),
        ))
        .execute(c)
    })?;
    Ok(changed == 1)
}

/// Sets the place of a category among its siblings. Places have no version: the last press counts.
pub fn place(tx: &mut Tx<'_>, id: i64, position: i64) -> Result<(), StoreError> {
    tx.catalog_changed();
    tx.q(|c| {
        diesel::update(categories::table.filter(categories::id.eq(id)))
            .set(categories::position.eq(position))
            .execute(c)
    })?;
    Ok(())
}

/// Deletes a category if it still has this `version`; false otherwise. The caller checks that it is
/// empty.
pub fn delete(tx: &mut Tx<'_>, id: i64, version: i64) -> Result<bool, StoreError> {
    tx.catalog_changed();
    let gone = tx.q(|c| {
        diesel::delete(
            categories::table
                .filter(categories::id.eq(id))
                .filter(categories::version.eq(version)),
        )
        .execute(c)
    })?;
    Ok(gone == 1)
}

/// True if a product of any status is in one of these categories.
pub fn any_product(tx: &mut Tx<'_>, category_ids: &[i64]) -> Result<bool, StoreError> {
    Ok(!products_of(tx, category_ids, 0, 1)?.is_empty())
}

/// The products of these categories by key, from the one after `after`, at most `limit`, each once.
pub fn products_of(
    tx: &mut Tx<'_>,
    category_ids: &[i64],
    after: i64,
    limit: i64,
) -> Result<Vec<i64>, StoreError> {
    let mut found = Vec::new();
    // One range of the index per category; the nearest of all of them are taken.
    for category_id in category_ids {
        let rows: Vec<i64> = tx.q(|c| {
            product_categories::table
                .filter(product_categories::category_id.eq(category_id))
                .filter(product_categories::product_id.gt(after))
                .order(product_categories::product_id.asc())
                .limit(limit)
                .select(product_categories::product_id)
                .load(c)
        })?;
        found.extend(rows);
    }
    found.sort_unstable();
    found.dedup();
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// The categories of these products, the main one of each first.
pub fn of_products(tx: &mut Tx<'_>, product_ids: &[i64]) -> Result<Vec<Assigned>, StoreError> {
    tx.q(|c| {
        product_categories::table
            .filter(product_categories::product_id.eq_any(product_ids))
            .order((
                product_categories::product_id.asc(),
                product_categories::is_main.desc(),
                product_categories::category_id.asc(),
            ))
            .select((
                product_categories::product_id,
                product_categories::category_id,
                product_categories::is_main,
            ))
            .load(c)
    })
}

/// Replaces the categories of a product. Call `shop::catalog::listing::refresh` afterwards.
pub fn assign(
    tx: &mut Tx<'_>,
    product_id: i64,
    main: Option<i64>,
    others: &[i64],
) -> Result<(), StoreError> {
    tx.catalog_changed();
    tx.q(|c| {
        diesel::delete(
            product_categories::table.filter(product_categories::product_id.eq(product_id)),
        )
        .execute(c)
    })?;
    let mut wanted: Vec<(i64, i64)> = others
        .iter()
        .filter(|id| Some(**id) != main)
        .map(|id| (*id, 0))
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    wanted.extend(main.map(|id| (id, 1)));
    for (category_id, is_main) in wanted {
        tx.one(|c| {
            diesel::insert_into(product_categories::table)
                .values((
                    product_categories::product_id.eq(product_id),
                    product_categories::category_id.eq(category_id),
                    product_categories::is_main.eq(is_main),
                ))
                .execute(c)
        })?;
    }
    Ok(())
}
