//! What rows a product is due, from its words, SKUs, stock, categories and sales.

use crate::{
    Error,
    catalog::{
        options::{self, Axis},
        tree::Tree,
    },
};
use domain::{catalog::ProductStatus, time::Millis};
use std::collections::{BTreeMap, BTreeSet};
use store::{
    Tx,
    models::{
        catalog::{Product, Sku},
        listing::{ALL, Figures},
    },
    queries::{catalog, category, listing, search},
};

/// A value of an option.
pub(super) use store::queries::listing::NewFacet as Value;

/// Tiers of search terms.
const TITLE: i64 = 1;
const CATEGORY: i64 = 2;
const BODY: i64 = 3;
/// The database holds longer texts of a shop that imported them; their end is not searched.
const MOST_BODY: usize = 20_000;

/// The rows of a product.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Due {
    /// The categories that show it, all products as [`ALL`] included.
    pub(super) categories: BTreeSet<i64>,
    /// The values that its active SKUs have.
    pub(super) values: BTreeSet<Value>,
    /// What it is ordered by.
    pub(super) figures: Figures,
    /// Terms with the best tier of each.
    pub(super) terms: BTreeMap<String, i64>,
}

impl Due {
    /// The rows of this product; `None` if it is not to be shown.
    pub(super) fn of(tx: &mut Tx<'_>, tree: &Tree, product_id: i64) -> Result<Option<Self>, Error> {
        let Some(product) = catalog::product(tx, product_id)? else {
            return Ok(None);
        };
        let skus = catalog::active_skus(tx, &[product_id])?;
        let Some(price) = skus.iter().map(|sku| sku.price).min() else {
            return Ok(None);
        };
        if product.listing.status != ProductStatus::Active {
            return Ok(None);
        }
        let mut categories = BTreeSet::from([ALL]);
        for assigned in category::of_products(tx, &[product_id])? {
            let chain = tree.chain(assigned.category_id).unwrap_or_default();
            categories.extend(chain.iter().map(|row| row.id));
        }
        let figures = Figures {
            published_at: product.listing.published_at.map_or(0, Millis::get),
            price_min_fen: price.get(),
            sold_90d: listing::sold_of(tx, product_id)?,
            in_stock: i64::from(skus.iter().any(|sku| sku.free() > 0)),
        };
        let axes = options::read(&product.options_json).map_err(Error::internal)?;
        Ok(Some(Self {
            values: values(&axes, &skus),
            terms: terms(&product, &skus, tree, &categories),
            categories,
            figures,
        }))
    }

    /// Differences from what is stored, one text each: for the audit.
    pub(crate) fn faults(
        tx: &mut Tx<'_>,
        tree: &Tree,
        product_id: i64,
    ) -> Result<Vec<String>, Error> {
        let due = Self::of(tx, tree, product_id)?;
        let mut faults = Vec::new();
        let stored: BTreeMap<String, i64> = search::stored(tx, product_id)?.into_iter().collect();
        let none = BTreeMap::new();
        let wanted = due.as_ref().map_or(&none, |due| &due.terms);
        let names = wanted.keys().chain(stored.keys()).collect::<BTreeSet<_>>();
        for term in names {
            if wanted.get(term) != stored.get(term) {
                faults.push(format!("search_terms product_id={product_id} term={term}"));
            }
        }
        let mut expected: BTreeSet<(i64, String, String)> = BTreeSet::new();
        if let Some(due) = &due {
            for category_id in due.categories.iter().filter(|id| **id != ALL) {
                expected.extend(
                    due.values
                        .iter()
                        .map(|value| (*category_id, value.axis_zh.clone(), value.value_zh.clone())),
                );
            }
        }
        let found: BTreeSet<(i64, String, String)> = listing::of_product(tx, product_id)?
            .into_iter()
            .map(|(category_id, facet)| (category_id, facet.axis_zh, facet.value_zh))
            .collect();
        for (category_id, axis, value) in expected.symmetric_difference(&found) {
            faults.push(format!(
                "listings product_id={product_id} category_id={category_id} {axis}={value}"
            ));
        }
        Ok(faults)
    }
}

/// The values of the active SKUs; a value that no SKU has cannot be chosen.
fn values(axes: &[Axis], skus: &[Sku]) -> BTreeSet<Value> {
    let mut found = BTreeMap::new();
    for sku in skus {
        for (axis, key) in axes.iter().zip(options::split(&sku.options_key)) {
            if let Some(value) = axis.values.iter().find(|value| value.key == key) {
                let name = (axis.zh.clone(), value.zh.clone());
                found.entry(name).or_insert_with(|| Value {
                    axis_zh: axis.zh.clone(),
                    value_zh: value.zh.clone(),
                    axis_en: axis.en.clone(),
                    value_en: value.en.clone(),
                });
            }
        }
    }
    found.into_values().collect()
}

fn terms(
    product: &Product,
    skus: &[Sku],
    tree: &Tree,
    categories: &BTreeSet<i64>,
) -> BTreeMap<String, i64> {
    let mut found = BTreeMap::new();
    // From the worst tier to the best, which stays.
    let mut note = |tier: i64, terms: BTreeSet<String>| {
        for term in terms {
            found.insert(term, tier);
        }
    };
    let listing = &product.listing;
    for body in [&listing.body_zh, &listing.body_en] {
        let part: String = body.chars().take(MOST_BODY).collect();
        note(BODY, terms::of_body(&part));
    }
    for sku in skus {
        note(BODY, terms::of_body(&sku.options_zh));
        note(BODY, terms::of_body(&sku.options_en));
    }
    for row in categories.iter().filter_map(|id| tree.get(*id)) {
        note(CATEGORY, terms::of_title(&row.terms.name_zh));
        note(CATEGORY, terms::of_title(&row.terms.name_en));
    }
    for sku in skus {
        note(TITLE, terms::of_code(&sku.code));
    }
    note(TITLE, terms::of_title(&listing.title_zh));
    note(TITLE, terms::of_title(&listing.title_en));
    found
}
