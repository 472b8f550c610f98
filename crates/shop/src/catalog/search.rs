//! `/search`: products by words, pinyin, initials and codes.

use super::{
    browse::{PAGE, PAGE_AND_ONE, whole},
    cards,
    tree::Tree,
};
use crate::{Error, Shop};
use domain::{
    listing::{Place, sought},
    locale::Locale,
    view::catalog::{ProductCard, listing::SearchView},
};
use std::collections::{BTreeMap, BTreeSet};
use store::{
    Tx,
    models::listing::{ALL, By, From, Hit, Shelf},
    queries::{catalog, listing, search},
};
use terms::{Query, near};

/// Products that sell most, shown where nothing is found.
const SELLING: i64 = 4;
/// Near searches that are offered.
const NEAR: usize = 3;
/// Terms that lead to titles with near words, the rarest first; titles read for each.
const LEADS: usize = 8;
const TITLES: i64 = 10;
/// Rounds of reading until a page is full. Only a query that may be read in several ways takes more than one.
const ROUNDS: usize = 8;

impl Shop {
    /// The products that a text finds, best first; without any, near searches, categories, and what sells
    /// most. An empty text shows the categories.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn search(
        &self,
        locale: Locale,
        text: &str,
        place: Place,
    ) -> Result<SearchView, Error> {
        let q = sought(text);
        self.store
            .read(move |tx| {
                let query = Query::read(&q);
                let mut view = SearchView {
                    q: q.clone(),
                    cards: Vec::new(),
                    previous: None,
                    next: None,
                    near: Vec::new(),
                    categories: Vec::new(),
                    selling: Vec::new(),
                };
                if !query.is_empty() {
                    hits(tx, &query, &place, locale, &mut view)?;
                }
                if view.cards.is_empty() {
                    view.categories = Tree::load(tx)?.nodes(None, locale);
                    if !q.is_empty() {
                        view.near = near_searches(tx, &q)?;
                        view.selling = selling(tx, locale)?;
                    }
                }
                Ok(view)
            })
            .await
    }
}

fn selling(tx: &mut Tx<'_>, locale: Locale) -> Result<Vec<ProductCard>, Error> {
    let shelf = Shelf {
        in_stock: true,
        ..whole(ALL)
    };
    let rows = listing::page(tx, &shelf, By::Sold, From::Start, SELLING)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.product_id).collect();
    cards(tx, &ids, locale)
}

/// The ways to read a query whose terms all exist, the rarest term of each first.
fn ways(tx: &mut Tx<'_>, query: &Query) -> Result<Vec<Vec<String>>, Error> {
    let ways = query.ways();
    let all: BTreeSet<String> = ways.iter().flatten().cloned().collect();
    let all: Vec<String> = all.into_iter().collect();
    let counts: BTreeMap<String, i64> = search::counts(tx, &all)?.into_iter().collect();
    Ok(ways
        .into_iter()
        .filter(|way| way.iter().all(|term| counts.contains_key(term)))
        .map(|way| {
            let mut terms: Vec<String> = way.into_iter().collect();
            terms.sort_by_key(|term| counts.get(term).copied());
            terms
        })
        .collect())
}

/// Fills in a page of products.
fn hits(
    tx: &mut Tx<'_>,
    query: &Query,
    place: &Place,
    locale: Locale,
    view: &mut SearchView,
) -> Result<(), Error> {
    let ways = ways(tx, query)?;
    let (slug, backwards) = match place {
        Place::Start => (None, false),
        Place::After(slug) => (Some(slug), false),
        Place::Before(slug) => (Some(slug), true),
    };
    let from = match slug {
        Some(slug) => place_of(tx, &ways, slug)?,
        None => None,
    };
    let backwards = backwards && from.is_some();
    let mut found = collect(tx, &ways, from, backwards, PAGE_AND_ONE)?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    if backwards {
        found.reverse();
    }
    let ids: Vec<i64> = found.iter().map(|hit| hit.product_id).collect();
    view.cards = cards(tx, &ids, locale)?;
    let earlier = if backwards { more } else { from.is_some() };
    let later = backwards || more;
    let slug = |card: Option<&ProductCard>| card.map(|card| card.slug.clone());
    view.previous = slug(view.cards.first())
        .filter(|_| earlier)
        .map(Place::Before);
    view.next = slug(view.cards.last()).filter(|_| later).map(Place::After);
    Ok(())
}

/// Where a product is among the results; `None` if it is not.
fn place_of(tx: &mut Tx<'_>, ways: &[Vec<String>], slug: &str) -> Result<Option<Hit>, Error> {
    let ids: Vec<i64> = catalog::active_ids(tx, &[slug.to_owned()])?
        .into_iter()
        .map(|(_, id)| id)
        .collect();
    Ok(best(tx, ways, &ids)?.into_values().next())
}

/// The best place of each product, over all ways.
fn best(tx: &mut Tx<'_>, ways: &[Vec<String>], ids: &[i64]) -> Result<BTreeMap<i64, Hit>, Error> {
    let terms: BTreeSet<String> = ways.iter().flatten().cloned().collect();
    let terms: Vec<String> = terms.into_iter().collect();
    let mut sold = BTreeMap::new();
    let mut tiers: BTreeMap<(i64, String), i64> = BTreeMap::new();
    for (id, term, tier, units) in search::tiers(tx, ids, &terms)? {
        sold.insert(id, units);
        tiers.insert((id, term), tier);
    }
    let of = |id: i64, way: &Vec<String>| -> Option<i64> {
        let each: Option<Vec<i64>> = way
            .iter()
            .map(|term| tiers.get(&(id, term.clone())).copied())
            .collect();
        each?.into_iter().max()
    };
    Ok(sold
        .into_iter()
        .filter_map(|(id, sold_90d)| {
            let tier = ways.iter().filter_map(|way| of(id, way)).min()?;
            let hit = Hit {
                tier,
                sold_90d,
                product_id: id,
            };
            Some((id, hit))
        })
        .collect())
}

/// Up to `want` results beyond `from`, nearest first, each product once at its best place.
fn collect(
    tx: &mut Tx<'_>,
    ways: &[Vec<String>],
    from: Option<Hit>,
    backwards: bool,
    want: i64,
) -> Result<Vec<Hit>, Error> {
    let enough = usize::try_from(want).unwrap_or(usize::MAX);
    // Results in the direction of reading have rising distances.
    let far = |hit: &Hit| {
        let (tier, sold, id) = hit.rank();
        if backwards {
            (
                tier.saturating_neg(),
                sold.saturating_neg(),
                id.saturating_neg(),
            )
        } else {
            (tier, sold, id)
        }
    };
    let mut found: Vec<Hit> = Vec::new();
    let mut from = from;
    for _round in 0..ROUNDS {
        let mut round = Vec::new();
        // A way that filled its limit says nothing of what is beyond its last row.
        let mut horizon: Option<Hit> = None;
        for way in ways {
            let rows = search::page(tx, way, from, backwards, want)?;
            if rows.len() >= enough
                && let Some(last) = rows.last()
                && horizon.as_ref().is_none_or(|seen| far(last) < far(seen))
            {
                horizon = Some(*last);
            }
            round.extend(rows);
        }
        if let Some(last) = &horizon {
            round.retain(|hit| far(hit) <= far(last));
        }
        round.sort_unstable_by_key(far);
        round.dedup();
        let ids: Vec<i64> = round.iter().map(|hit| hit.product_id).collect();
        let best = best(tx, ways, &ids)?;
        // One way finds in the body what another found in the title: it has its place there.
        round.retain(|hit| best.get(&hit.product_id) == Some(hit));
        found.extend(round);
        if found.len() >= enough || horizon.is_none() {
            break;
        }
        from = horizon;
    }
    found.truncate(enough);
    Ok(found)
}

/// Searches that find something, with one word changed by one letter or character.
fn near_searches(tx: &mut Tx<'_>, q: &str) -> Result<Vec<String>, Error> {
    let words = near::words(q);
    let mut offered: Vec<String> = Vec::new();
    for word in &words {
        if !ways(tx, &Query::read(word))?.is_empty() {
            continue;
        }
        for other in near_words(tx, word)? {
            let whole: Vec<&str> = words
                .iter()
                .map(|each| if each == word { &other } else { each })
                .map(String::as_str)
                .collect();
            let whole = whole.join(" ");
            let ways = ways(tx, &Query::read(&whole))?;
            let finds = !collect(tx, &ways, None, false, 1)?.is_empty();
            if finds && !offered.contains(&whole) {
                offered.push(whole);
            }
        }
    }
    offered.truncate(NEAR);
    Ok(offered)
}

/// Words of titles that are near to one that nothing is found by: of its length if there are any.
fn near_words(tx: &mut Tx<'_>, word: &str) -> Result<Vec<String>, Error> {
    let mut leads: Vec<String> = terms::of_body(word).into_iter().collect();
    leads.extend(near::variants(word));
    let mut counts = search::counts(tx, &leads)?;
    counts.sort_by_key(|(term, products)| (*products, term.clone()));
    let mut found: Vec<String> = Vec::new();
    for (term, _) in counts.iter().take(LEADS) {
        for (zh, en) in search::titles(tx, term, TITLES)? {
            for near in [zh, en]
                .iter()
                .flat_map(|title| near::in_title(word, title))
            {
                if !found.contains(&near) {
                    found.push(near);
                }
            }
        }
    }
    let length = |text: &str| text.chars().count();
    let (alike, others): (Vec<String>, Vec<String>) = found
        .into_iter()
        .partition(|near| length(near) == length(word));
    Ok(if alike.is_empty() { others } else { alike })
}
