//! The one door to the rows of shelves and search.
//!
//! [`refresh`] compares what a product is due with what is stored and writes the difference, in the
//! transaction of every change of the product, its SKUs or its categories. Stock is followed by
//! `store::queries::stock::apply`.

mod due;
mod rebuild;

pub(crate) use due::Due;
pub use rebuild::refresh_category;
pub(crate) use rebuild::{Batch, count_sales};

use super::tree::Tree;
use crate::Error;
use due::Value;
use std::collections::{BTreeMap, BTreeSet};
use store::{
    Tx,
    models::listing::{ANY, IN_STOCK, Place},
    queries::{listing, search},
};

/// Brings shelves, facets and search in line with a product as this transaction left it. A draft or
/// archived product, and one without an active SKU, is on no shelf and is not found.
///
/// # Errors
/// `NotFound` if there is no such product; `Busy`, `Internal`.
pub fn refresh(tx: &mut Tx<'_>, product_id: i64) -> Result<(), Error> {
    let tree = Tree::load(tx)?;
    refresh_in(tx, &tree, product_id)
}

/// The same for several products, with a tree that is loaded once.
pub(crate) fn refresh_in(tx: &mut Tx<'_>, tree: &Tree, product_id: i64) -> Result<(), Error> {
    if !listing::lock(tx, product_id)? {
        return Err(Error::NotFound);
    }
    let due = Due::of(tx, tree, product_id)?;
    places(tx, product_id, due.as_ref())?;
    terms(tx, product_id, due.as_ref())
}

fn places(tx: &mut Tx<'_>, product_id: i64, due: Option<&Due>) -> Result<(), Error> {
    let stored = listing::stored(tx, product_id)?;
    let mut wanted: BTreeSet<Place> = BTreeSet::new();
    if let Some(due) = due {
        let mut values = Vec::new();
        for value in &due.values {
            values.push(facet_id(tx, value)?);
        }
        for category_id in &due.categories {
            wanted.insert((*category_id, ANY));
            if due.figures.in_stock == 1 {
                wanted.insert((*category_id, IN_STOCK));
            }
            if *category_id != store::models::listing::ALL {
                wanted.extend(values.iter().map(|value| (*category_id, *value)));
            }
        }
    }
    let old: BTreeSet<Place> = stored.iter().map(|(place, _)| *place).collect();
    let gone: Vec<Place> = old.difference(&wanted).copied().collect();
    listing::remove(tx, product_id, &gone)?;
    if let Some(due) = due {
        let stays = |place: &Place| wanted.contains(place);
        let differs = stored
            .iter()
            .any(|(place, figures)| stays(place) && *figures != due.figures);
        if differs {
            listing::set_figures(tx, product_id, &due.figures)?;
        }
        let new: Vec<Place> = wanted.difference(&old).copied().collect();
        listing::add(tx, product_id, &new, &due.figures)?;
    }
    Ok(())
}

/// The key of a value. Its slug is spelled from both Chinese words, with a number if another value
/// is spelled alike.
fn facet_id(tx: &mut Tx<'_>, value: &Value) -> Result<i64, Error> {
    let propose = |number: u32| {
        let spelled = terms::slug::propose(&format!("{} {}", value.axis_zh, value.value_zh));
        let spelled = if spelled.is_empty() {
            "value".to_owned()
        } else {
            spelled
        };
        if number == 1 {
            spelled
        } else {
            terms::slug::numbered(&spelled, number)
        }
    };
    Ok(listing::facet_id(tx, value, propose)?)
}

fn terms(tx: &mut Tx<'_>, product_id: i64, due: Option<&Due>) -> Result<(), Error> {
    let none = BTreeMap::new();
    let wanted = due.map_or(&none, |due| &due.terms);
    let stored: BTreeMap<String, i64> = search::stored(tx, product_id)?.into_iter().collect();
    let gone: Vec<String> = stored
        .keys()
        .filter(|term| !wanted.contains_key(*term))
        .cloned()
        .collect();
    let (mut new, mut moved) = (Vec::new(), Vec::new());
    for (term, tier) in wanted {
        match stored.get(term) {
            None => new.push((term.clone(), *tier)),
            Some(was) if was != tier => moved.push((term.clone(), *tier)),
            Some(_same) => {}
        }
    }
    search::remove(tx, product_id, &gone)?;
    search::set_tiers(tx, product_id, &moved)?;
    let sold = due.map_or(0, |due| due.figures.sold_90d);
    search::add(tx, product_id, &new, sold)?;
    Ok(())
}
