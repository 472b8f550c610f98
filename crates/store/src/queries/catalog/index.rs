//! The list of products for staff, the last change first.

use crate::{
    conn::Db,
    error::StoreError,
    models::catalog::Product,
    queries::{
        admin::AdminPage,
        old_slug::{self, SlugKind},
    },
    schema::{products, sku_stock, skus},
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;
use domain::{
    catalog::{ProductStatus, SkuStatus},
    time::Millis,
    view::catalog::desk::ProductTab,
};

/// A product's place in the list: its last change, and its key where several changed at once.
pub type Changed = (Millis, i64);

/// The products with a SKU for sale at or below its threshold. A range instead of "is not null",
/// because SQLite uses the index for it.
macro_rules! low {
    () => {
        skus::table
            .inner_join(sku_stock::table.on(sku_stock::sku_id.eq(skus::id)))
            .filter(skus::low_at.ge(0_i64))
            .filter(skus::low_at.ge((sku_stock::on_hand - sku_stock::reserved).nullable()))
            .filter(skus::status.eq(SkuStatus::Active.as_str()))
            .select(skus::product_id)
    };
}

type Query = products::BoxedQuery<'static, <Db as Connection>::Backend>;

/// The products of a saved view.
fn view(tab: ProductTab) -> Query {
    let query = products::table.into_boxed::<<Db as Connection>::Backend>();
    match tab {
        ProductTab::All => query,
        ProductTab::Draft | ProductTab::Active | ProductTab::Archived => match tab.status() {
            Some(status) => query.filter(products::status.eq(status.as_str())),
            None => query,
        },
        ProductTab::Low => query
            .filter(products::id.eq_any(low!()))
            .filter(products::status.ne(ProductStatus::Archived.as_str())),
    }
}

/// At most `limit` products of a saved view.
pub fn page(
    tx: &mut Tx<'_>,
    tab: ProductTab,
    at: AdminPage<Changed>,
    limit: i64,
) -> Result<Vec<Product>, StoreError> {
    let query = view(tab).limit(limit);
    let query = match at {
        AdminPage::First | AdminPage::Before(_) => {
            query.order((products::updated_at.desc(), products::id.desc()))
        }
        // Ascending, so that the nearest page is taken and not the first; reversed below.
        AdminPage::After(_) => query.order((products::updated_at.asc(), products::id.asc())),
    };
    // The first condition alone is the range that the index reads.
    let query = match at {
        AdminPage::First => query,
        AdminPage::Before((at, id)) => query
            .filter(products::updated_at.le(at.get()))
            .filter(products::updated_at.lt(at.get()).or(products::id.lt(id))),
        AdminPage::After((at, id)) => query
            .filter(products::updated_at.ge(at.get()))
            .filter(products::updated_at.gt(at.get()).or(products::id.gt(id))),
    };
    let mut rows: Vec<Product> = tx.q(|c| query.select(Product::as_select()).load(c))?;
    match at {
        AdminPage::First | AdminPage::Before(_) => {}
        AdminPage::After(_) => rows.reverse(),
    }
    Ok(rows)
}

/// Number of products in a saved view; `limit` means that many or more.
pub fn count(tx: &mut Tx<'_>, tab: ProductTab, limit: i64) -> Result<i64, StoreError> {
    let found: Vec<i64> = tx.q(|c| view(tab).limit(limit).select(products::id).load(c))?;
    Ok(i64::try_from(found.len()).unwrap_or(limit))
}

/// The products that have a SKU with one of these codes, by key.
pub fn of_codes(tx: &mut Tx<'_>, codes: &[&str]) -> Result<Vec<Product>, StoreError> {
    let codes: Vec<&str> = codes
        .iter()
        .copied()
        .filter(|code| may_stand(code))
        .collect();
    let ids: Vec<i64> = tx.q(|c| {
        skus::table
            .filter(skus::code.eq_any(&codes))
            .select(skus::product_id)
            .load(c)
    })?;
    tx.q(|c| {
        products::table
            .filter(products::id.eq_any(ids))
            .order(products::id.asc())
            .select(Product::as_select())
            .load(c)
    })
}

/// A slug, and the title of its product in Chinese and in English.
pub type Titled = (String, String, String);

/// The titles of the products that have one of these slugs, or had it before.
pub fn titles(tx: &mut Tx<'_>, slugs: &[String]) -> Result<Vec<Titled>, StoreError> {
    let mut found: Vec<Titled> = tx.q(|c| {
        products::table
            .filter(products::slug.eq_any(slugs))
            .select((products::slug, products::title_zh, products::title_en))
            .load(c)
    })?;
    let former = old_slug::owners(tx, SlugKind::Product, slugs)?;
    let ids: Vec<i64> = former.iter().map(|(_, id)| *id).collect();
    let titles: Vec<(i64, String, String)> = tx.q(|c| {
        products::table
            .filter(products::id.eq_any(&ids))
            .select((products::id, products::title_zh, products::title_en))
            .load(c)
    })?;
    found.extend(former.into_iter().filter_map(|(slug, id)| {
        let (_, zh, en) = titles.iter().find(|(found, _, _)| *found == id)?;
        Some((slug, zh.clone(), en.clone()))
    }));
    Ok(found)
}

/// The products with these slugs, by key.
pub fn of_slugs(tx: &mut Tx<'_>, slugs: &[&str]) -> Result<Vec<Product>, StoreError> {
    let slugs: Vec<&str> = slugs
        .iter()
        .copied()
        .filter(|slug| may_stand(slug))
        .collect();
    tx.q(|c| {
        products::table
            .filter(products::slug.eq_any(&slugs))
            .order(products::id.asc())
            .select(Product::as_select())
            .load(c)
    })
}

/// At most `limit` products with a greater key, oldest first.
pub fn after(tx: &mut Tx<'_>, id: i64, limit: i64) -> Result<Vec<Product>, StoreError> {
    tx.q(|c| {
        products::table
            .filter(products::id.gt(id))
            .order(products::id.asc())
            .limit(limit)
            .select(Product::as_select())
            .load(c)
    })
}
