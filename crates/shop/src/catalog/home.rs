//! `/`: the newest product, the categories, the shelves.

use super::{
    browse::whole,
    cards,
    tree::{self, Tree},
};
use crate::{Error, Shop};
use domain::{
    locale::{Locale, Words},
    setting::{MAX_SHELVES, Shelf},
    view::catalog::{
        HomeView,
        listing::{CategoryNode, ShelfView},
    },
};
use store::{
    Tx,
    models::{
        category::Category,
        listing::{ALL, By, From},
    },
    queries::{
        catalog, listing,
        old_slug::{self, SlugKind},
    },
};

/// Products on a shelf.
const SHELF: i64 = 4;
/// Products of the front page without shelves.
const PRODUCTS: i64 = 49;

impl Shop {
    /// The front page, with the shelves that the owner chose. Without a choice they are the categories
    /// at the top, each with its newest products. A shelf that holds nothing is left out.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn home(&self, locale: Locale) -> Result<HomeView, Error> {
        let settings = self.settings().await?;
        self.store
            .read(move |tx| {
                let tree = Tree::load(tx)?;
                let shelves = if settings.shelves.is_empty() {
                    top_shelves(tx, &tree, locale)?
                } else {
                    chosen(tx, &tree, &settings.shelves, locale)?
                };
                let count = if shelves.is_empty() { PRODUCTS } else { 1 };
                let newest = newest(tx, ALL, count)?;
                let mut all = cards(tx, &newest, locale)?.into_iter();
                Ok(HomeView {
                    lead: all.next(),
                    categories: tree.tops(locale),
                    shelves,
                    all: all.collect(),
                })
            })
            .await
    }

    /// The tree of categories that are shown, for `/c` and pickers.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn categories(&self, locale: Locale) -> Result<Vec<CategoryNode>, Error> {
        self.store
            .read(move |tx| Ok::<_, Error>(Tree::load(tx)?.nodes(None, locale)))
            .await
    }
}

fn newest(tx: &mut Tx<'_>, category_id: i64, count: i64) -> Result<Vec<i64>, Error> {
    let rows = listing::page(tx, &whole(category_id), By::Newest, From::Start, count)?;
    Ok(rows.into_iter().map(|row| row.product_id).collect())
}

fn top_shelves(tx: &mut Tx<'_>, tree: &Tree, locale: Locale) -> Result<Vec<ShelfView>, Error> {
    let mut shelves = Vec::new();
    for row in tree.children(None).into_iter().filter(|row| row.is_shown()) {
        shelves.extend(of_category(tx, row, locale)?);
        if shelves.len() == MAX_SHELVES {
            break;
        }
    }
    Ok(shelves)
}

fn of_category(
    tx: &mut Tx<'_>,
    row: &Category,
    locale: Locale,
) -> Result<Option<ShelfView>, Error> {
    let ids = newest(tx, row.id, SHELF)?;
    let cards = cards(tx, &ids, locale)?;
    let link = tree::link(row, locale);
    Ok((!cards.is_empty()).then_some(ShelfView {
        title: link.name,
        category: Some(link.slug),
        cards,
    }))
}

fn chosen(
    tx: &mut Tx<'_>,
    tree: &Tree,
    shelves: &[Shelf],
    locale: Locale,
) -> Result<Vec<ShelfView>, Error> {
    let mut found = Vec::new();
    for shelf in shelves {
        match shelf {
            Shelf::Category { slug } => {
                if let Some(row) = present(tx, tree, slug)? {
                    found.extend(of_category(tx, row, locale)?);
                }
            }
            Shelf::Picked {
                title_zh,
                title_en,
                products,
            } => {
                let ids = picked(tx, products)?;
                let cards = cards(tx, &ids, locale)?;
                if !cards.is_empty() {
                    found.push(ShelfView {
                        title: Words::choose(locale, title_zh, title_en),
                        category: None,
                        cards,
                    });
                }
            }
        }
    }
    Ok(found)
}

/// The category that has, or had, this slug, if it is shown.
fn present<'t>(tx: &mut Tx<'_>, tree: &'t Tree, slug: &str) -> Result<Option<&'t Category>, Error> {
    if let Some(row) = tree.shown(slug) {
        return Ok(Some(row));
    }
    let id = old_slug::leads_to(tx, SlugKind::Category, slug)?;
    Ok(id.and_then(|id| tree.chain(id)?.first().copied()))
}

/// The keys of products by their slugs, present or old, in this order.
fn picked(tx: &mut Tx<'_>, slugs: &[String]) -> Result<Vec<i64>, Error> {
    let present = catalog::active_ids(tx, slugs)?;
    let mut ids = Vec::new();
    for slug in slugs {
        let known = present.iter().find(|(name, _)| name == slug);
        let id = match known {
            Some((_, id)) => Some(*id),
            None => old_slug::leads_to(tx, SlugKind::Product, slug)?,
        };
        ids.extend(id);
    }
    Ok(ids)
}
