//! `/c/{slug}`: a category's products, filtered, sorted, page by page.

use super::{cards, tree::Tree};
use crate::{Error, Shop};
use domain::{
    listing::{Asked, Place, Sort},
    locale::{Locale, Words},
    money::Fen,
    view::catalog::listing::{CategoryView, ChipOf, ChipView, FacetAxis, FacetValue, MANY},
};
use store::{
    Tx,
    models::{
        category::Category,
        listing::{ALL, By, Facet, From, Placed, Shelf},
    },
    queries::{
        catalog, listing,
        old_slug::{self, SlugKind},
    },
};

/// Products on a page.
pub(super) const PAGE: usize = 20;
/// An extra row shows that there is another page.
pub(super) const PAGE_AND_ONE: i64 = 21;
/// Values of options to filter by.
const VALUES: i64 = 60;
/// A page with more values is not cached: there are too many of them.
const KEPT_VALUES: usize = 2;

/// A page that was looked up by slug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<T> {
    /// The page.
    Here(T),
    /// Its slug has changed to this one.
    Moved(String),
}

/// A category with all its products, or all products.
pub(super) const fn whole(category_id: i64) -> Shelf {
    Shelf {
        category_id,
        in_stock: false,
        from_fen: None,
        to_fen: None,
        groups: Vec::new(),
    }
}

impl Shop {
    /// A category with the products that are asked for.
    ///
    /// # Errors
    /// `NotFound` if no category that is shown has that slug, now or before.
    pub async fn category(
        &self,
        locale: Locale,
        slug: &str,
        asked: Asked,
    ) -> Result<Found<CategoryView>, Error> {
        let slug = slug.to_owned();
        self.store
            .read(move |tx| {
                let tree = Tree::load(tx)?;
                if let Some(row) = tree.shown(&slug) {
                    let view = List::of(tx, row.id, &asked)?.view(tx, &tree, Some(row), locale)?;
                    return Ok(Found::Here(view));
                }
                let id = old_slug::leads_to(tx, SlugKind::Category, &slug)?;
                let row = id.and_then(|id| tree.chain(id)?.first().copied());
                row.map(|row| Found::Moved(row.terms.slug.clone()))
                    .ok_or(Error::NotFound)
            })
            .await
    }

    /// All products, as far as they are asked for, with the tree of categories.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn all_products(&self, locale: Locale, asked: Asked) -> Result<CategoryView, Error> {
        self.store
            .read(move |tx| {
                let tree = Tree::load(tx)?;
                List::of(tx, ALL, &asked)?.view(tx, &tree, None, locale)
            })
            .await
    }
}

/// A list with its filters looked up.
struct List {
    /// What was asked, without values that do not exist.
    asked: Asked,
    /// The values that it is filtered by.
    values: Vec<Facet>,
    shelf: Shelf,
    wrong_price: Option<&'static str>,
    /// False for one of an unlimited number of addresses.
    kept: bool,
}

impl List {
    fn of(tx: &mut Tx<'_>, category_id: i64, asked: &Asked) -> Result<Self, Error> {
        let values = listing::facets_by_slug(tx, &asked.values)?;
        let mut known = asked.clone();
        known
            .values
            .retain(|slug| values.iter().any(|value| value.slug == *slug));
        let kept = known == *asked && !asked.is_priced() && known.values.len() <= KEPT_VALUES;
        let prices = asked.prices();
        let wrong_price = prices.err();
        let (from, to) = prices.unwrap_or_default();
        Ok(Self {
            shelf: Shelf {
                category_id,
                in_stock: asked.in_stock,
                from_fen: from.map(Fen::get),
                to_fen: to.map(Fen::get),
                groups: groups(&values),
            },
            asked: known,
            values,
            wrong_price,
            kept,
        })
    }

    fn view(
        mut self,
        tx: &mut Tx<'_>,
        tree: &Tree,
        row: Option<&Category>,
        locale: Locale,
    ) -> Result<CategoryView, Error> {
        let by = by(self.asked.sort);
        let mut from = self.from(tx, by)?;
        let mut rows = listing::page(tx, &self.shelf, by, from, PAGE_AND_ONE)?;
        if rows.is_empty() && from != From::Start {
            from = From::Start;
            rows = listing::page(tx, &self.shelf, by, from, PAGE_AND_ONE)?;
        }
        if from == From::Start && self.asked.place != Place::Start {
            self.asked.place = Place::Start;
            self.kept = false;
        }
        let (earlier, later) = ends(&mut rows, from);
        let ids: Vec<i64> = rows.iter().map(|row| row.product_id).collect();
        let cards = cards(tx, &ids, locale)?;
        let chips = self.chips(locale);
        let without = if cards.is_empty() {
            self.widest(tx, &chips)?
        } else {
            None
        };
        let slug =
            |card: Option<&domain::view::catalog::ProductCard>| card.map(|card| card.slug.clone());
        Ok(CategoryView {
            here: row.map(|row| super::tree::link(row, locale)),
            trail: row.map_or_else(Vec::new, |row| tree.trail(row.id, true, locale)),
            below: tree.nodes(row.map(|row| row.id), locale),
            wrong_price: self.wrong_price.map(str::to_owned),
            axes: self.axes(tx, locale)?,
            previous: slug(cards.first()).filter(|_| earlier).map(Place::Before),
            next: slug(cards.last()).filter(|_| later).map(Place::After),
            asked: self.asked,
            chips,
            cards,
            without,
            kept: self.kept,
        })
    }

    /// The place that the address names; the start if its product is not on the shelf any more.
    fn from(&self, tx: &mut Tx<'_>, by: By) -> Result<From, Error> {
        let (slug, is_after) = match &self.asked.place {
            Place::Start => return Ok(From::Start),
            Place::After(slug) => (slug, true),
            Place::Before(slug) => (slug, false),
        };
        let found = catalog::active_ids(tx, std::slice::from_ref(slug))?;
        let Some((_, id)) = found.into_iter().next() else {
            return Ok(From::Start);
        };
        let figures = listing::figures(tx, self.shelf.category_id, id)?;
        Ok(figures.map_or(From::Start, |figures| {
            let key = by.key(&figures);
            if is_after {
                From::After(key, id)
            } else {
                From::Before(key, id)
            }
        }))
    }

    /// The options of the category with their values, and those it is filtered by.
    fn axes(&self, tx: &mut Tx<'_>, locale: Locale) -> Result<Vec<FacetAxis>, Error> {
        if self.shelf.category_id == ALL {
            return Ok(Vec::new());
        }
        let mut present = listing::facets_of(tx, self.shelf.category_id, VALUES)?;
        for value in &self.values {
            if !present.iter().any(|(facet, _)| facet.id == value.id) {
                present.push((value.clone(), 0));
            }
        }
        let mut axes: Vec<(String, FacetAxis)> = Vec::new();
        for (facet, products) in present {
            let value = FacetValue {
                label: Words::choose(locale, &facet.value_zh, &facet.value_en),
                ticked: self.asked.values.contains(&facet.slug),
                slug: facet.slug,
                products,
            };
            match axes.iter_mut().find(|(name, _)| *name == facet.axis_zh) {
                Some((_, axis)) => axis.values.push(value),
                None => axes.push((
                    facet.axis_zh.clone(),
                    FacetAxis {
                        name: Words::choose(locale, &facet.axis_zh, &facet.axis_en),
                        values: vec![value],
                    },
                )),
            }
        }
        Ok(axes.into_iter().map(|(_, axis)| axis).collect())
    }

    /// The filters that are applied, each with the list without it.
    fn chips(&self, locale: Locale) -> Vec<ChipView> {
        let start = self.asked.from_start();
        let mut chips: Vec<ChipView> = self
            .values
            .iter()
            .map(|value| ChipView {
                of: ChipOf::Value(Words::choose(locale, &value.value_zh, &value.value_en)),
                without: Asked {
                    values: start
                        .values
                        .iter()
                        .filter(|slug| **slug != value.slug)
                        .cloned()
                        .collect(),
                    ..start.clone()
                },
            })
            .collect();
        if start.in_stock {
            chips.push(ChipView {
                of: ChipOf::Stock,
                without: Asked {
                    in_stock: false,
                    ..start.clone()
                },
            });
        }
        let bounds = (self.shelf.from_fen, self.shelf.to_fen);
        if bounds != (None, None) {
            chips.push(ChipView {
                of: ChipOf::Price(bounds.0.map(Fen::new), bounds.1.map(Fen::new)),
                without: Asked {
                    from: String::new(),
                    to: String::new(),
                    ..start
                },
            });
        }
        chips
    }

    /// The chip without which most products fit, and how many.
    fn widest(
        &self,
        tx: &mut Tx<'_>,
        chips: &[ChipView],
    ) -> Result<Option<(ChipView, usize)>, Error> {
        let mut best: Option<(ChipView, usize)> = None;
        for chip in chips {
            let list = Self::of(tx, self.shelf.category_id, &chip.without)?;
            let most = i64::try_from(MANY).unwrap_or(i64::MAX);
            let rows = listing::page(tx, &list.shelf, By::Newest, From::Start, most)?;
            let is_more = best.as_ref().is_none_or(|(_, count)| rows.len() > *count);
            if !rows.is_empty() && is_more {
                best = Some((chip.clone(), rows.len()));
            }
        }
        Ok(best)
    }
}

/// The values by option: one of each option must be there.
fn groups(values: &[Facet]) -> Vec<Vec<i64>> {
    let mut groups: Vec<(&str, Vec<i64>)> = Vec::new();
    for value in values {
        match groups.iter_mut().find(|(axis, _)| *axis == value.axis_zh) {
            Some((_, ids)) => ids.push(value.id),
            None => groups.push((&value.axis_zh, vec![value.id])),
        }
    }
    groups.into_iter().map(|(_, ids)| ids).collect()
}

const fn by(sort: Sort) -> By {
    match sort {
        Sort::Newest => By::Newest,
        Sort::PriceUp => By::PriceUp,
        Sort::PriceDown => By::PriceDown,
        Sort::Sold => By::Sold,
    }
}

/// Removes the extra row. Returns whether there are earlier and later rows.
fn ends(rows: &mut Vec<Placed>, from: From) -> (bool, bool) {
    let more = rows.len() > PAGE;
    match from {
        From::Start => {
            rows.truncate(PAGE);
            (false, more)
        }
        From::After(..) => {
            rows.truncate(PAGE);
            (true, more)
        }
        // In the order of the list, so the extra row is the first one.
        From::Before(..) => {
            if more {
                rows.remove(0);
            }
            (more, true)
        }
    }
}
