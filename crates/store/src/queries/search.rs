//! Search terms of products. A search reads the best products of its rarest term in order and looks
//! up the other terms for each of them.

use crate::{
    conn::Db,
    error::StoreError,
    models::listing::Hit,
    schema::{products, search_counts, search_terms},
    tx::Tx,
};
use diesel::{dsl::exists, prelude::*, sql_types::Bool};
use domain::catalog::ProductStatus;
use std::collections::BTreeSet;

/// The worst tier.
const WORST: i64 = 3;
/// Rows of one statement.
const AT_ONCE: usize = 500;

/// The terms of a product with their tiers, by term.
pub fn stored(tx: &mut Tx<'_>, product_id: i64) -> Result<Vec<(String, i64)>, StoreError> {
    tx.q(|c| {
        search_terms::table
            .filter(search_terms::product_id.eq(product_id))
            .order(search_terms::term.asc())
            .select((search_terms::term, search_terms::tier))
            .load(c)
    })
}

/// Adds terms, with their tiers, to a product.
///
/// # Errors
/// `Conflict` if it has one of them.
pub fn add(
    tx: &mut Tx<'_>,
    product_id: i64,
    terms: &[(String, i64)],
    sold_90d: i64,
) -> Result<(), StoreError> {
    let rows: Vec<_> = terms
        .iter()
        .map(|(term, tier)| {
            (
                search_terms::product_id.eq(product_id),
                search_terms::term.eq(term.as_str()),
                search_terms::tier.eq(*tier),
                search_terms::sold_90d.eq(sold_90d),
            )
        })
        .collect();
    for some in rows.chunks(AT_ONCE) {
        both!(tx, |c| diesel::insert_into(search_terms::table)
            .values(some)
            .execute(c))?;
    }
    let names: Vec<&str> = terms.iter().map(|(term, _)| term.as_str()).collect();
    for some in names.chunks(AT_ONCE) {
        count_up(tx, some)?;
    }
    Ok(())
}

/// One product more has each of these terms.
fn count_up(tx: &mut Tx<'_>, terms: &[&str]) -> Result<(), StoreError> {
    let known = tx.q(|c| {
        diesel::update(search_counts::table.filter(search_counts::term.eq_any(terms)))
            .set(search_counts::products.eq(search_counts::products + 1))
            .returning(search_counts::term)
            .get_results::<String>(c)
    })?;
    let known: BTreeSet<String> = known.into_iter().collect();
    for term in terms.iter().filter(|term| !known.contains(**term)) {
        let inserted = tx.insert_or_known(|c| {
            diesel::insert_into(search_counts::table)
                .values((
                    search_counts::term.eq(*term),
                    search_counts::products.eq(1_i64),
                ))
                .execute(c)
        })?;
        // Inserted by another transaction in between.
        if inserted.is_none() {
            tx.one(|c| {
                diesel::update(search_counts::table.filter(search_counts::term.eq(*term)))
                    .set(search_counts::products.eq(search_counts::products + 1))
                    .execute(c)
            })?;
        }
    }
    Ok(())
}

/// Removes terms from a product.
pub fn remove(tx: &mut Tx<'_>, product_id: i64, terms: &[String]) -> Result<(), StoreError> {
    for some in terms.chunks(AT_ONCE) {
        tx.q(|c| {
            diesel::delete(
                search_terms::table
                    .filter(search_terms::product_id.eq(product_id))
                    .filter(search_terms::term.eq_any(some)),
            )
            .execute(c)
        })?;
        tx.q(|c| {
            diesel::update(search_counts::table.filter(search_counts::term.eq_any(some)))
                .set(search_counts::products.eq(search_counts::products - 1))
                .execute(c)
        })?;
    }
    Ok(())
}

/// Changes the tiers of terms that a product has.
pub fn set_tiers(
    tx: &mut Tx<'_>,
    product_id: i64,
    terms: &[(String, i64)],
) -> Result<(), StoreError> {
    for (term, tier) in terms {
        tx.one(|c| {
            diesel::update(
                search_terms::table
                    .filter(search_terms::product_id.eq(product_id))
                    .filter(search_terms::term.eq(term)),
            )
            .set(search_terms::tier.eq(tier))
            .execute(c)
        })?;
    }
    Ok(())
}

/// How many products have each of these terms; terms of none are left out.
pub fn counts(tx: &mut Tx<'_>, terms: &[String]) -> Result<Vec<(String, i64)>, StoreError> {
    let mut found = Vec::new();
    for some in terms.chunks(AT_ONCE) {
        let rows: Vec<(String, i64)> = tx.q(|c| {
            search_counts::table
                .filter(search_counts::term.eq_any(some))
                .filter(search_counts::products.gt(0_i64))
                .select((search_counts::term, search_counts::products))
                .load(c)
        })?;
        found.extend(rows);
    }
    Ok(found)
}

/// At most `limit` products that have all these terms, the first of which should be the rarest: after
/// `from` in the order of results, or before it and nearest first. A product's tier is the worst of the terms'.
pub fn page(
    tx: &mut Tx<'_>,
    terms: &[String],
    from: Option<Hit>,
    backwards: bool,
    limit: i64,
) -> Result<Vec<Hit>, StoreError> {
    let Some((lead, others)) = terms.split_first() else {
        return Ok(Vec::new());
    };
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let begin = from.map_or(if backwards { WORST } else { 1 }, |hit| hit.tier);
    let tiers: Vec<i64> = if backwards {
        (1..=begin).rev().collect()
    } else {
        (begin..=WORST).collect()
    };
    let mut found = Vec::new();
    for tier in tiers {
        let within = from.filter(|hit| hit.tier == tier);
        let mut rows = Vec::new();
        // Alone, a term's own tier is the product's.
        let least = if others.is_empty() { tier } else { 1 };
        for of_lead in least..=tier {
            let sought = Sought {
                lead,
                others,
                of_lead,
                tier,
            };
            rows.extend(sought.stream(tx, within, backwards, limit)?);
        }
        rows.sort_unstable_by_key(Hit::rank);
        if backwards {
            rows.reverse();
        }
        found.extend(rows);
        if found.len() >= most {
            break;
        }
    }
    found.truncate(most);
    Ok(found)
}

/// The products of one tier whose first term has the tier `of_lead`.
struct Sought<'t> {
    lead: &'t str,
    others: &'t [String],
    of_lead: i64,
    tier: i64,
}

impl Sought<'_> {
    fn stream(
        &self,
        tx: &mut Tx<'_>,
        from: Option<Hit>,
        backwards: bool,
        limit: i64,
    ) -> Result<Vec<Hit>, StoreError> {
        let mut query = search_terms::table
            .filter(search_terms::term.eq(self.lead.to_owned()))
            .filter(search_terms::tier.eq(self.of_lead))
            .limit(limit)
            .into_boxed::<<Db as Connection>::Backend>();
        for term in self.others {
            let other = diesel::alias!(search_terms as other_terms);
            query = query.filter(exists(
                other
                    .filter(
                        other
                            .field(search_terms::product_id)
                            .eq(search_terms::product_id),
                    )
                    .filter(other.field(search_terms::term).eq(term.clone()))
                    .filter(other.field(search_terms::tier).le(self.tier)),
            ));
        }
        if self.of_lead < self.tier {
            let worst = diesel::alias!(search_terms as worst_terms);
            query = query.filter(exists(
                worst
                    .filter(
                        worst
                            .field(search_terms::product_id)
                            .eq(search_terms::product_id),
                    )
                    .filter(worst.field(search_terms::term).eq_any(self.others.to_vec()))
                    .filter(worst.field(search_terms::tier).eq(self.tier)),
            ));
        }
        if let Some(hit) = from {
            // Both columns in one comparison: an index finds the place of a pair, however many
            // products have sold the same.
            let sign = if backwards { '>' } else { '<' };
            query = query.filter(diesel::dsl::sql::<Bool>(&format!(
                "(search_terms.sold_90d, search_terms.product_id) {sign} ({}, {})",
                hit.sold_90d, hit.product_id
            )));
        }
        query = if backwards {
            query.order((search_terms::sold_90d.asc(), search_terms::product_id.asc()))
        } else {
            query.order((
                search_terms::sold_90d.desc(),
                search_terms::product_id.desc(),
            ))
        };
        let rows: Vec<(i64, i64)> = tx.q(|c| {
            query
                .select((search_terms::sold_90d, search_terms::product_id))
                .load(c)
        })?;
        Ok(rows
            .into_iter()
            .map(|(sold_90d, product_id)| Hit {
                tier: self.tier,
                sold_90d,
                product_id,
            })
            .collect())
    }
}

/// Product, term, tier and units sold of those of these terms that these products have.
pub fn tiers(
    tx: &mut Tx<'_>,
    product_ids: &[i64],
    terms: &[String],
) -> Result<Vec<(i64, String, i64, i64)>, StoreError> {
    tx.q(|c| {
        search_terms::table
            .filter(search_terms::product_id.eq_any(product_ids))
            .filter(search_terms::term.eq_any(terms))
            .select((
                search_terms::product_id,
                search_terms::term,
                search_terms::tier,
                search_terms::sold_90d,
            ))
            .load(c)
    })
}

/// Chinese and English titles of the products that have this term in their title, best first, at
/// most `limit`.
pub fn titles(
    tx: &mut Tx<'_>,
    term: &str,
    limit: i64,
) -> Result<Vec<(String, String)>, StoreError> {
    let best = page(tx, &[term.to_owned()], None, false, limit)?;
    let ids: Vec<i64> = best.iter().map(|hit| hit.product_id).collect();
    tx.q(|c| {
        products::table
            .filter(products::id.eq_any(&ids))
            .filter(products::status.eq(ProductStatus::Active.as_str()))
            .order(products::id.desc())
            .select((products::title_zh, products::title_en))
            .load(c)
    })
}
