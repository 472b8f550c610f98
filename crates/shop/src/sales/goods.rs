//! Sums of products, variants and categories.

use super::sums::by_sku;
use crate::{Error, catalog::tree::Tree};
use domain::{
    locale::{Locale, Words},
    sales::{POSTAGE, Period, Sales, SalesBy, UNASSIGNED},
    view::sales::{GoodsOf, GoodsRow},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};
use store::{Tx, models::sales::Named, queries::sales::named};

/// SKUs that are named together.
const AT_ONCE: usize = 500;

/// What sums are put together by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Goods(i64),
    NoCategory,
    Postage,
    Unassigned,
}

/// The rows of a table, most sold first, shipping and refunds without lines last. Beyond `most` rows of goods the others are
/// one row, so that the table always adds up to the total.
pub(super) fn rows(
    tx: &mut Tx<'_>,
    period: Period,
    by: SalesBy,
    locale: Locale,
    most: usize,
) -> Result<Vec<GoodsRow>, Error> {
    let sums = by_sku(tx, period)?;
    let ids: Vec<i64> = sums.keys().copied().filter(|id| *id > 0).collect();
    let mut names: HashMap<i64, Named> = HashMap::new();
    for some in ids.chunks(AT_ONCE) {
        names.extend(named(tx, some)?.into_iter().map(|name| (name.sku_id, name)));
    }
    let mut by_key: BTreeMap<Key, (Sales, Option<&Named>)> = BTreeMap::new();
    for (sku_id, sum) in &sums {
        let name = names.get(sku_id);
        let entry = by_key
            .entry(key(*sku_id, name, by))
            .or_insert((Sales::default(), name));
        entry.0 = entry.0.plus(*sum)?;
    }
    let mut found: Vec<(Key, Sales, Option<&Named>)> = by_key
        .into_iter()
        .map(|(key, (sum, name))| (key, sum, name))
        .collect();
    found.sort_by_key(|(key, sum, _)| (!is_goods(*key), Reverse(sum.gross), *key));
    let goods = found.iter().filter(|(key, ..)| is_goods(*key)).count();
    let tree = Tree::load(tx)?;
    let (mut rows, mut rest, mut shown) = (Vec::new(), Sales::default(), 0_usize);
    for (key, sum, name) in found {
        if is_goods(key) {
            if shown >= most {
                rest = rest.plus(sum)?;
                continue;
            }
            shown = shown.saturating_add(1);
        }
        rows.push(row(of(key, name, by, &tree, locale), sum));
    }
    if goods > shown {
        let others = GoodsOf::Others(goods.saturating_sub(shown));
        rows.insert(shown, row(others, rest));
    }
    Ok(rows)
}

const fn is_goods(key: Key) -> bool {
    matches!(key, Key::Goods(_) | Key::NoCategory)
}

fn key(sku_id: i64, name: Option<&Named>, by: SalesBy) -> Key {
    match (sku_id, name, by) {
        (POSTAGE, ..) => Key::Postage,
        (UNASSIGNED, ..) => Key::Unassigned,
        (_, Some(name), SalesBy::Product) => Key::Goods(name.product_id),
        (_, Some(name), SalesBy::Category) => name.category_id.map_or(Key::NoCategory, Key::Goods),
        (_, _, SalesBy::Time | SalesBy::Sku | SalesBy::Product | SalesBy::Category) => {
            Key::Goods(sku_id)
        }
    }
}

const fn row(of: GoodsOf, sum: Sales) -> GoodsRow {
    GoodsRow {
        of,
        units: sum.units,
        gross: sum.gross,
        refund: sum.refund,
    }
}

fn of(key: Key, name: Option<&Named>, by: SalesBy, tree: &Tree, locale: Locale) -> GoodsOf {
    let name = match (key, name) {
        (Key::Postage, _) => return GoodsOf::Postage,
        (Key::NoCategory, _) => return GoodsOf::NoCategory,
        (Key::Unassigned, _) | (Key::Goods(_), None) => return GoodsOf::Unassigned,
        (Key::Goods(_), Some(name)) => name,
    };
    let title = || Words::choose(locale, &name.title_zh, &name.title_en);
    match by {
        SalesBy::Time | SalesBy::Product => GoodsOf::Product {
            slug: name.slug.clone(),
            title: title(),
        },
        SalesBy::Sku => GoodsOf::Sku {
            code: name.code.clone(),
            title: title(),
            options: Words::choose(locale, &name.options_zh, &name.options_en),
        },
        SalesBy::Category => {
            let mut chain = name
                .category_id
                .map_or_else(Vec::new, |id| tree.whole_chain(id));
            let slug = chain.first().map(|row| row.terms.slug.clone());
            chain.reverse();
            slug.map_or(GoodsOf::NoCategory, |slug| GoodsOf::Category {
                slug,
                path: chain
                    .iter()
                    .map(|row| Words::choose(locale, &row.terms.name_zh, &row.terms.name_en))
                    .collect(),
            })
        }
    }
}
