//! Reading a shelf, page by page.

use crate::{
    conn::Db,
    error::StoreError,
    models::listing::{ANY, By, Figures, From, IN_STOCK, Placed, Shelf},
    schema::{listing_counts, listings, products},
    tx::Tx,
};
use diesel::{dsl::exists, prelude::*, sql_types::Bool};

type Query = listings::BoxedQuery<'static, <Db as Connection>::Backend>;

/// At most `limit` products of a shelf, in the order that is asked for. With [`From::Before`] those
/// nearest before the row, in the same order.
pub fn page(
    tx: &mut Tx<'_>,
    shelf: &Shelf,
    by: By,
    from: From,
    limit: i64,
) -> Result<Vec<Placed>, StoreError> {
    let backwards = matches!(from, From::Before(..));
    let rising = by.is_rising() != backwards;
    let (lead, others) = lead(tx, shelf)?;
    let mut found = Vec::new();
    for facet in lead {
        found.extend(stream(tx, shelf, facet, &others, by, from, limit)?);
    }
    found.sort_unstable_by_key(|row| {
        let place = (row.key, row.product_id);
        if rising {
            place
        } else {
            (place.0.saturating_neg(), place.1.saturating_neg())
        }
    });
    // A product with two of the values comes twice, in neighbouring rows.
    found.dedup();
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    if backwards {
        found.reverse();
    }
    Ok(found)
}

/// The facets whose rows are read in order, those of fewest products; and the groups that are
/// looked up for each of them.
fn lead(tx: &mut Tx<'_>, shelf: &Shelf) -> Result<(Vec<i64>, Vec<Vec<i64>>), StoreError> {
    if shelf.groups.is_empty() {
        let whole = if shelf.in_stock { IN_STOCK } else { ANY };
        return Ok((vec![whole], Vec::new()));
    }
    let all: Vec<i64> = shelf.groups.iter().flatten().copied().collect();
    let counts: Vec<(i64, i64)> = tx.q(|c| {
        listing_counts::table
            .filter(listing_counts::category_id.eq(shelf.category_id))
            .filter(listing_counts::facet_id.eq_any(&all))
            .select((listing_counts::facet_id, listing_counts::products))
            .load(c)
    })?;
    let size = |group: &Vec<i64>| -> i64 {
        let of = |id: &i64| counts.iter().find(|(facet, _)| facet == id);
        group
            .iter()
            .filter_map(of)
            .map(|(_, products)| *products)
            .sum()
    };
    let mut groups = shelf.groups.clone();
    groups.sort_by_key(size);
    let first = groups.remove(0);
    Ok((first, groups))
}

/// The rows of one facet, in the order of an index.
fn stream(
    tx: &mut Tx<'_>,
    shelf: &Shelf,
    facet: i64,
    others: &[Vec<i64>],
    by: By,
    from: From,
    limit: i64,
) -> Result<Vec<Placed>, StoreError> {
    let mut query = listings::table
        .filter(listings::category_id.eq(shelf.category_id))
        .filter(listings::facet_id.eq(facet))
        .limit(limit)
        .into_boxed::<<Db as Connection>::Backend>();
    if shelf.in_stock && facet != IN_STOCK {
        query = query.filter(listings::in_stock.eq(1_i64));
    }
    if let Some(least) = shelf.from_fen {
        query = query.filter(listings::price_min_fen.ge(least));
    }
    if let Some(most) = shelf.to_fen {
        query = query.filter(listings::price_min_fen.le(most));
    }
    for group in others {
        let other = diesel::alias!(listings as other_listings);
        query = query.filter(exists(
            other
                .filter(other.field(listings::product_id).eq(listings::product_id))
                .filter(other.field(listings::category_id).eq(shelf.category_id))
                .filter(other.field(listings::facet_id).eq_any(group.clone())),
        ));
    }
    let query = sorted(
        beyond(query, by, from),
        by,
        matches!(from, From::Before(..)),
    );
    let rows: Vec<(i64, Figures)> = tx.q(|c| {
        query
            .select((
                listings::product_id,
                (
                    listings::published_at,
                    listings::price_min_fen,
                    listings::sold_90d,
                    listings::in_stock,
                ),
            ))
            .load(c)
    })?;
    Ok(rows
        .into_iter()
        .map(|(product_id, figures)| Placed {
            key: by.key(&figures),
            product_id,
        })
        .collect())
}

/// Begins after a row, or before it. Both columns in one comparison, because an index finds the place
/// of a pair, however many rows have the same key.
fn beyond(query: Query, by: By, from: From) -> Query {
    let (key, product_id, forward) = match from {
        From::Start => return query,
        From::After(key, product_id) => (key, product_id, true),
        From::Before(key, product_id) => (key, product_id, false),
    };
    let column = match by {
        By::Newest => "published_at",
        By::PriceUp | By::PriceDown => "price_min_fen",
        By::Sold => "sold_90d",
    };
    let sign = if by.is_rising() == forward { '>' } else { '<' };
    query.filter(diesel::dsl::sql::<Bool>(&format!(
        "(listings.{column}, listings.product_id) {sign} ({key}, {product_id})"
    )))
}

fn sorted(query: Query, by: By, backwards: bool) -> Query {
    macro_rules! by {
        ($column:expr) => {
            if by.is_rising() == backwards {
                query.order(($column.desc(), listings::product_id.desc()))
            } else {
                query.order(($column.asc(), listings::product_id.asc()))
            }
        };
    }
    match by {
        By::Newest => by!(listings::published_at),
        By::PriceUp | By::PriceDown => by!(listings::price_min_fen),
        By::Sold => by!(listings::sold_90d),
    }
}

/// The figures of a product on the shelf of a category; `None` if it is not on it.
pub fn figures(
    tx: &mut Tx<'_>,
    category_id: i64,
    product_id: i64,
) -> Result<Option<Figures>, StoreError> {
    tx.q(|c| {
        listings::table
            .filter(listings::product_id.eq(product_id))
            .filter(listings::category_id.eq(category_id))
            .filter(listings::facet_id.eq(ANY))
            .select((
                listings::published_at,
                listings::price_min_fen,
                listings::sold_90d,
                listings::in_stock,
            ))
            .first(c)
            .optional()
    })
}

/// True if nothing is on a shelf.
pub fn is_empty(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let first: Option<i64> = tx.q(|c| listings::table.select(listings::id).first(c).optional())?;
    Ok(first.is_none())
}

/// Products of any status by key, from the one after `after`, at most `limit`.
pub fn products_after(tx: &mut Tx<'_>, after: i64, limit: i64) -> Result<Vec<i64>, StoreError> {
    tx.q(|c| {
        products::table
            .filter(products::id.gt(after))
            .order(products::id.asc())
            .limit(limit)
            .select(products::id)
            .load(c)
    })
}
