//! Listing and search with many products: each statement reads only about as many rows as it
//! returns, on every page.

use super::look;
use crate::db::for_both;
use store::{
    Engine, Store,
    models::listing::{By, From, Hit, Shelf},
    queries::{category, listing, search},
    testing,
};

/// Number of products. Category 1 and option value 1 have all, value 2 every hundredth, value 3
/// every third.
const PRODUCTS: i64 = 8_000;

const STATEMENTS: &[&str] = &[
    "INSERT INTO products (slug, title_zh, title_en, body_zh, body_en, options_json, status, published_at,
       created_at, updated_at, version)
     {n} SELECT 'p' || i, '杯', 'Mug', '', '', '[]', 'active', i % 50, 1, 1, 1 FROM n",
    "INSERT INTO categories (slug, name_zh, name_en, position, hidden, created_at, updated_at, version)
     VALUES ('c1', '杯子', 'Cups', 1, 0, 1, 1, 1), ('c2', '茶', 'Tea', 2, 0, 1, 1, 1)",
    "INSERT INTO product_categories (product_id, category_id, is_main)
     {n} SELECT i, CASE WHEN i % 100 = 0 THEN 2 ELSE 1 END, 1 FROM n",
    "INSERT INTO facets (slug, axis_zh, axis_en, value_zh, value_en)
     VALUES ('a', '色', '', '甲', ''), ('b', '色', '', '乙', ''), ('c', '号', '', '丙', '')",
    "INSERT INTO listings (category_id, facet_id, product_id, published_at, price_min_fen, sold_90d, in_stock)
     {n} SELECT c.category_id, f.facet_id, i, i % 50, i % 7 * 100, i % 3, CASE WHEN i % 400 = 0 THEN 1 ELSE 0 END
     FROM n, (SELECT 0 AS category_id UNION ALL SELECT 1 UNION ALL SELECT 2) c,
       (SELECT 0 AS facet_id UNION ALL SELECT -1 UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) f
     WHERE (f.facet_id <> -1 OR i % 400 = 0) AND (f.facet_id <> 2 OR i % 100 = 0)
       AND (f.facet_id <> 3 OR i % 3 = 0) AND (c.category_id <> 2 OR i % 100 = 0)",
    "INSERT INTO listing_counts (category_id, facet_id, products)
     SELECT category_id, facet_id, COUNT(*) FROM listings WHERE facet_id >= 0 GROUP BY category_id, facet_id",
    "INSERT INTO listing_counts (category_id, facet_id, products) {n} SELECT i + 9, 1, 1 FROM n",
    "INSERT INTO search_terms (product_id, term, tier, sold_90d)
     {n} SELECT i, t.term, t.tier, i % 3
     FROM n, (SELECT '杯' AS term, 1 AS tier UNION ALL SELECT 'mug', 2 UNION ALL SELECT 'rare', 3
              UNION ALL SELECT 'few', 1) t
     WHERE (t.term <> 'rare' OR i % 100 = 0) AND (t.term <> 'few' OR i % 50 = 0)",
    "INSERT INTO search_counts (term, products) SELECT term, COUNT(*) FROM search_terms GROUP BY term",
    "INSERT INTO search_counts (term, products) {n} SELECT 'w' || i, 1 FROM n",
];

async fn fill(store: &Store) {
    let numbers = format!(
        "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {PRODUCTS})"
    );
    for statement in STATEMENTS {
        testing::batch(store, &statement.replace("{n}", &numbers))
            .await
            .unwrap();
    }
    if store.engine() == Engine::Postgres {
        testing::batch(store, "ANALYZE").await.unwrap();
    }
}

fn shelves() -> Vec<(&'static str, Shelf)> {
    let shelf = |groups: Vec<Vec<i64>>, in_stock| Shelf {
        category_id: 1,
        in_stock,
        from_fen: None,
        to_fen: None,
        groups,
    };
    vec![
        ("all", shelf(vec![], false)),
        ("in stock", shelf(vec![], true)),
        ("common value", shelf(vec![vec![1]], false)),
        ("rare or common", shelf(vec![vec![2], vec![1]], false)),
        ("two values", shelf(vec![vec![3, 2]], false)),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn shelves_and_search_read_what_they_show() {
    for_both(async |db| {
        let store = db.store();
        fill(&store).await;
        let mut found = Vec::new();
        for (name, shelf) in shelves() {
            for by in [By::Newest, By::PriceUp, By::PriceDown, By::Sold] {
                for from in [From::Start, From::After(2, 4_000), From::Before(2, 4_000)] {
                    let (name, shelf) = (format!("{name} {by:?} {from:?}"), shelf.clone());
                    look(&mut found, &store, &name, move |tx| {
                        listing::page(tx, &shelf, by, from, 25).map(drop)
                    })
                    .await;
                }
            }
        }
        let hit = Hit {
            tier: 1,
            sold_90d: 1,
            product_id: 4_000,
        };
        for terms in [
            vec!["杯"],
            vec!["rare", "杯", "mug"],
            vec!["few", "杯"],
            vec!["none", "杯"],
        ] {
            let terms: Vec<String> = terms.into_iter().map(str::to_owned).collect();
            for (from, backwards) in [(None, false), (Some(hit), false), (Some(hit), true)] {
                let (name, terms) = (format!("search {terms:?} {from:?}"), terms.clone());
                look(&mut found, &store, &name, move |tx| {
                    search::page(tx, &terms, from, backwards, 25).map(drop)
                })
                .await;
            }
        }
        look(&mut found, &store, "counts of terms", |tx| {
            search::counts(tx, &["w500".to_owned(), "w501".to_owned()]).map(drop)
        })
        .await;
        look(&mut found, &store, "tiers of products", |tx| {
            search::tiers(tx, &[500, 501], &["杯".to_owned()]).map(drop)
        })
        .await;
        look(&mut found, &store, "terms of a product", |tx| {
            search::stored(tx, 500).map(drop)
        })
        .await;
        look(&mut found, &store, "rows of a product", |tx| {
            listing::stored(tx, 500).map(drop)
        })
        .await;
        look(&mut found, &store, "facets of a category", |tx| {
            listing::facets_of(tx, 1, 60).map(drop)
        })
        .await;
        look(&mut found, &store, "products of a category", |tx| {
            category::products_of(tx, &[2], 4_000, 50).map(drop)
        })
        .await;
        assert!(found.is_empty(), "{found:#?}");
    })
    .await;
}
