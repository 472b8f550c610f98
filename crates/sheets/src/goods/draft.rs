//! Products while their rows are read, and the rules that need all rows of a product.

use super::{
    Both, Goods, GoodsAxis, GoodsProduct, GoodsSku, Source,
    reading::{Place, Reading},
};
use crate::column::Column;
use domain::{
    error::ErrorCode,
    limit::{AXIS_VALUES, SKUS},
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A product with all its rows.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// What all SKUs share; its axes and SKUs are filled in by [`finish`].
    pub(super) product: GoodsProduct,
    /// Names of the options; empty for one that is not used.
    pub(super) names: Vec<Both>,
    /// SKUs, each with one value per name.
    pub(super) skus: Vec<DraftSku>,
    /// All its rows.
    pub(super) rows: Vec<u32>,
    /// True if something that all SKUs share was refused.
    pub(super) is_wrong: bool,
}

/// A SKU with its values.
#[derive(Debug, Default)]
pub(super) struct DraftSku {
    /// What its row says.
    pub(super) sku: GoodsSku,
    /// One value per name of the draft.
    pub(super) values: Vec<Both>,
}

/// The columns that the mistakes of [`finish`] are in.
pub(super) struct Marks {
    /// Title of the product.
    pub(super) title: Place,
    /// SKU code.
    pub(super) code: Place,
    /// Names of the options.
    pub(super) names: Vec<Place>,
    /// Chinese values.
    pub(super) values: Vec<Place>,
    /// English values.
    pub(super) values_en: Vec<Place>,
}

impl Marks {
    fn has_options(&self) -> bool {
        let mut places = self.names.iter().chain(&self.values);
        places.any(|place| place.is_there())
    }
}

/// Checks what concerns several rows and puts the products together.
pub(super) fn finish(
    mut reading: Reading<'_>,
    source: Source,
    columns: BTreeMap<Column, String>,
    drafts: Vec<Draft>,
    marks: &Marks,
) -> Goods {
    let mut codes = HashSet::new();
    let mut products = Vec::new();
    let mut skipped = BTreeSet::new();
    for mut draft in drafts {
        check(&mut reading, &mut draft, marks, &mut codes);
        let had_skus = !draft.skus.is_empty();
        draft.skus.retain(|sku| !reading.is_wrong(sku.sku.row));
        if draft.is_wrong || had_skus && draft.skus.is_empty() {
            skipped.extend(draft.rows);
        } else {
            skipped.extend(draft.rows.iter().filter(|row| reading.is_wrong(**row)));
            products.push(put_together(draft));
        }
    }
    Goods {
        source,
        columns,
        products,
        skipped,
        rows: reading.rows(),
        unread: reading.unread(),
        wrong: reading.into_wrong(),
    }
}

fn check(reading: &mut Reading<'_>, draft: &mut Draft, marks: &Marks, codes: &mut HashSet<String>) {
    let product = &draft.product;
    let nameless = product.title.zh.is_empty() && product.slug.is_none();
    if nameless && draft.skus.iter().all(|sku| sku.sku.code.is_none()) && !draft.is_wrong {
        reading.refuse(product.row, marks.title, ErrorCode::Required);
        draft.is_wrong = true;
    }
    let mut labels: Vec<HashMap<&str, &str>> = vec![HashMap::new(); draft.names.len()];
    let mut choices = HashSet::new();
    for (position, sku) in draft.skus.iter().enumerate() {
        let row = sku.sku.row;
        check_values(reading, &draft.names, sku, marks);
        for (place, (known, value)) in labels.iter_mut().zip(&sku.values).enumerate() {
            let at = |places: &[Place]| places.get(place).copied().unwrap_or(marks.code);
            let (zh, en) = (value.zh.as_str(), value.en.as_str());
            match known.get(zh).copied() {
                None if known.len() == AXIS_VALUES => {
                    reading.refuse(row, at(&marks.values), ErrorCode::TooManyValues);
                }
                None | Some("") => {
                    known.insert(zh, en);
                }
                Some(first) if !en.is_empty() && first != en => {
                    reading.refuse(row, at(&marks.values_en), ErrorCode::SheetDiffers);
                }
                Some(_) => {}
            }
        }
        if position >= SKUS {
            reading.refuse(row, marks.code, ErrorCode::TooManySkus);
        }
        // Without columns for options a code alone tells the SKUs apart.
        let chosen: Vec<&str> = sku.values.iter().map(|value| value.zh.as_str()).collect();
        let told_apart = sku.sku.code.is_some() && !marks.has_options();
        if !told_apart && !choices.insert(chosen) && !reading.is_wrong(row) {
            let place = marks.values.iter().copied().find(|place| place.is_there());
            reading.refuse(row, place.unwrap_or(marks.code), ErrorCode::SheetSameValues);
        }
        if let Some(code) = &sku.sku.code
            && !codes.insert(code.clone())
        {
            reading.refuse(row, marks.code, ErrorCode::SheetSameCode);
        }
    }
}

/// A value for each option, and an option for each value.
fn check_values(reading: &mut Reading<'_>, names: &[Both], sku: &DraftSku, marks: &Marks) {
    if !marks.has_options() || reading.is_wrong(sku.sku.row) {
        return;
    }
    let places = marks.names.iter().zip(&marks.values);
    for ((name, value), (name_at, value_at)) in names.iter().zip(&sku.values).zip(places) {
        match (name.zh.is_empty(), value.zh.is_empty()) {
            (true, false) => reading.refuse(sku.sku.row, *name_at, ErrorCode::Required),
            (false, true) => reading.refuse(sku.sku.row, *value_at, ErrorCode::Required),
            (true, true) | (false, false) => {}
        }
    }
}

/// The product of the rows that are left.
fn put_together(draft: Draft) -> GoodsProduct {
    let mut product = draft.product;
    let names = draft.names;
    let used: Vec<bool> = names.iter().map(|name| !name.zh.is_empty()).collect();
    let mut axes: Vec<GoodsAxis> = names
        .into_iter()
        .map(|name| GoodsAxis {
            name,
            values: Vec::new(),
        })
        .collect();
    for DraftSku { mut sku, values } in draft.skus {
        for ((axis, value), used) in axes.iter_mut().zip(values).zip(&used) {
            if !*used {
                continue;
            }
            sku.values.push(value.zh.clone());
            match axis.values.iter_mut().find(|known| known.zh == value.zh) {
                Some(known) if known.en.is_empty() => known.en = value.en,
                Some(_) => {}
                None => axis.values.push(value),
            }
        }
        product.skus.push(sku);
    }
    axes.retain(|axis| !axis.name.zh.is_empty());
    product.axes = axes;
    product
}
