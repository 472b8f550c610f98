//! A18: shelves and search follow from products, SKUs, stock, categories and sales.
//!
//! What a text's terms and a product's values are is decided in `shop`, which compares a sample of products
//! whole.

use super::{Found, list};
use crate::{error::StoreError, tx::Tx};
use domain::catalog::{ProductStatus, SkuStatus};

/// `due`: the categories, and all products as 0, in which each product is shown; `goods`: its
/// figures. A category below a hidden one counts as hidden.
fn due() -> String {
    format!(
        "WITH RECURSIVE chain(leaf, id, up, hidden) AS (
           SELECT c.id, c.id, c.parent_id, c.hidden FROM categories c
           UNION ALL
           SELECT t.leaf, c.id, c.parent_id, c.hidden
           FROM chain t JOIN categories c ON c.id = t.up),
         shown(leaf) AS (SELECT leaf FROM chain GROUP BY leaf HAVING MAX(hidden) = 0),
         goods AS (
           SELECT p.id AS product_id, COALESCE(p.published_at, 0) AS published_at,
             MIN(s.price_fen) AS price_min_fen, COALESCE(MAX(v.sold_90d), 0) AS sold_90d,
             MAX(CASE WHEN k.on_hand > k.reserved THEN 1 ELSE 0 END) AS in_stock
           FROM products p
           JOIN skus s ON s.product_id = p.id AND s.status = {sku}
           LEFT JOIN sku_stock k ON k.sku_id = s.id
           LEFT JOIN product_sales v ON v.product_id = p.id
           WHERE p.status = {product}
           GROUP BY p.id, p.published_at),
         due AS (
           SELECT 0 AS category_id, g.product_id FROM goods g
           UNION
           SELECT t.id, a.product_id
           FROM product_categories a
           JOIN shown w ON w.leaf = a.category_id
           JOIN chain t ON t.leaf = a.category_id
           JOIN goods g ON g.product_id = a.product_id)",
        sku = list([SkuStatus::Active.as_str()]),
        product = list([ProductStatus::Active.as_str()]),
    )
}

pub(super) fn check(tx: &mut Tx<'_>, found: &mut Found) -> Result<(), StoreError> {
    let due = due();
    let mut ask = |what: &str, sql: &str| found.ask(tx, "A18", what, sql);
    ask(
        "an active product is missing on a shelf",
        &format!(
            "{due} SELECT 'products id=' || d.product_id || ' category_id=' || d.category_id AS answer
             FROM due d
             LEFT JOIN listings l ON l.product_id = d.product_id AND l.category_id = d.category_id
               AND l.facet_id = 0
             WHERE l.id IS NULL ORDER BY d.product_id, d.category_id"
        ),
    )?;
    ask(
        "a product is on a shelf where it does not belong",
        &format!(
            "{due} SELECT 'listings product_id=' || l.product_id || ' category_id=' || l.category_id
               || ' facet_id=' || l.facet_id AS answer
             FROM listings l
             LEFT JOIN due d ON d.product_id = l.product_id AND d.category_id = l.category_id
             LEFT JOIN facets f ON f.id = l.facet_id
             WHERE d.product_id IS NULL OR (l.facet_id = -1 AND l.in_stock = 0)
               OR (l.facet_id > 0 AND (f.id IS NULL OR l.category_id = 0))
             ORDER BY l.product_id, l.category_id, l.facet_id"
        ),
    )?;
    ask(
        "a shelf is ordered by other figures than the product's",
        &format!(
            "{due} SELECT 'listings product_id=' || l.product_id || ' category_id=' || l.category_id
               || ' facet_id=' || l.facet_id AS answer
             FROM listings l JOIN goods g ON g.product_id = l.product_id
             WHERE l.published_at <> g.published_at OR l.price_min_fen <> g.price_min_fen
               OR l.sold_90d <> g.sold_90d OR l.in_stock <> g.in_stock
             ORDER BY l.product_id, l.category_id, l.facet_id"
        ),
    )?;
    ask(
        "a product in stock is not shown as such",
        "SELECT 'listings product_id=' || l.product_id || ' category_id=' || l.category_id AS answer
         FROM listings l
         LEFT JOIN listings s ON s.product_id = l.product_id AND s.category_id = l.category_id
           AND s.facet_id = -1
         WHERE l.facet_id = 0 AND l.in_stock = 1 AND s.id IS NULL
         ORDER BY l.product_id, l.category_id",
    )?;
    ask(
        "a facet's count is not its number of products",
        "SELECT 'listing_counts category_id=' || n.category_id || ' facet_id=' || n.facet_id
           || ' products=' || n.products || ' counted=' || n.counted AS answer
         FROM (SELECT category_id, facet_id, CAST(SUM(products) AS BIGINT) AS products,
                 CAST(SUM(counted) AS BIGINT) AS counted
               FROM (SELECT category_id, facet_id, products, 0 AS counted FROM listing_counts
                     UNION ALL
                     SELECT category_id, facet_id, 0, 1 FROM listings WHERE facet_id >= 0) b
               GROUP BY category_id, facet_id) n
         WHERE n.products <> n.counted ORDER BY n.category_id, n.facet_id",
    )?;
    ask(
        "a product is found that is not shown, or under other sales",
        "SELECT 'search_terms product_id=' || t.product_id || ' term=' || t.term AS answer
         FROM search_terms t
         LEFT JOIN listings l ON l.product_id = t.product_id AND l.category_id = 0
           AND l.facet_id = 0
         WHERE l.id IS NULL OR l.sold_90d <> t.sold_90d ORDER BY t.product_id, t.term",
    )?;
    ask(
        "a product is shown that no search finds",
        "SELECT 'listings product_id=' || l.product_id AS answer
         FROM listings l
         WHERE l.category_id = 0 AND l.facet_id = 0
           AND NOT EXISTS (SELECT 1 FROM search_terms t WHERE t.product_id = l.product_id)
         ORDER BY l.product_id",
    )?;
    ask(
        "a term's count is not its number of products",
        "SELECT 'search_counts term=' || n.term || ' products=' || n.products || ' counted='
           || n.counted AS answer
         FROM (SELECT term, CAST(SUM(products) AS BIGINT) AS products,
                 CAST(SUM(counted) AS BIGINT) AS counted
               FROM (SELECT term, products, 0 AS counted FROM search_counts
                     UNION ALL
                     SELECT term, 0, 1 FROM search_terms) b
               GROUP BY term) n
         WHERE n.products <> n.counted ORDER BY n.term",
    )
}
