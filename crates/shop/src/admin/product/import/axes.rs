//! The options of a product after an import: those that are stored, with what the sheet adds to them. A sheet may hold a part
//! of the goods, so what it does not name stays.

use super::{Failed, Sheet, told::Teller};
use crate::admin::product::{
    options::{Options, variants},
    stored::Stored,
};
use domain::{
    error::ErrorCode,
    limit::{AXES, AXIS_VALUES, SKUS},
    options::{Axis, Carry, Keys, Value, count, split},
};
use sheets::{Column, GoodsAxis};
use std::collections::{BTreeMap, BTreeSet};

/// The options.
pub(super) struct Target {
    pub(super) axes: Vec<Axis>,
    /// For each its place among the stored ones.
    pub(super) from_stored: Vec<Option<usize>>,
    /// For each its place in the sheet.
    pub(super) from_sheet: Vec<Option<usize>>,
}

impl Target {
    /// Where stored SKUs are among these options.
    pub(super) fn carry<'a>(&'a self, stored: &'a Stored) -> Carry<'a> {
        Carry {
            from: &stored.axes,
            to: &self.axes,
            origin: &self.from_stored,
        }
    }

    /// The key of a label.
    pub(super) fn key(&self, axis: usize, label: &str) -> Option<&str> {
        let values = &self.axes.get(axis)?.values;
        let value = values.iter().find(|value| value.zh == label)?;
        Some(&value.key)
    }

    /// As the editor reads them: the rows of the form are under these options already.
    pub(super) fn into_options(self) -> Options {
        Options {
            shown: self.axes.clone(),
            from_shown: (0..self.axes.len()).map(Some).collect(),
            typed: self.axes,
            from_stored: self.from_stored.clone(),
            shown_from_stored: self.from_stored,
            wrong: Vec::new(),
        }
    }
}

/// Puts the options together.
///
/// # Errors
/// `Wrong` beyond the limits of a product.
pub(super) fn target(
    told: &Teller<'_>,
    sheet: Sheet<'_>,
    stored: &Stored,
) -> Result<Target, Failed> {
    let wanted = &told.product.axes;
    let mut target = Target {
        axes: Vec::new(),
        from_stored: Vec::new(),
        from_sheet: Vec::new(),
    };
    let mut left: Vec<Option<usize>> = (0..wanted.len()).map(Some).collect();
    let found = matched(wanted, stored, &mut left);
    for (place, (axis, in_sheet)) in stored.axes.iter().zip(found).enumerate() {
        target.from_stored.push(Some(place));
        target.from_sheet.push(in_sheet);
        let named = in_sheet.and_then(|at| Some((at, wanted.get(at)?)));
        target.axes.push(match named {
            Some((at, named)) => merged(told, sheet, stored, (place, axis), (at, named)),
            None => axis.clone(),
        });
    }
    for at in left.into_iter().flatten() {
        let Some(named) = wanted.get(at) else {
            continue;
        };
        target.from_stored.push(None);
        target.from_sheet.push(Some(at));
        target.axes.push(new(named));
    }
    check(told, &target)?;
    Ok(target)
}

/// For each stored option its place in the sheet: by name, else by its place if both have as many. What is matched leaves
/// `left`.
fn matched(
    wanted: &[GoodsAxis],
    stored: &Stored,
    left: &mut [Option<usize>],
) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = stored
        .axes
        .iter()
        .map(|axis| {
            let at = wanted.iter().position(|named| named.name.zh == axis.zh)?;
            left.get_mut(at)?.take()
        })
        .collect();
    if wanted.len() == stored.axes.len() {
        for (slot, at) in found.iter_mut().zip(left) {
            if slot.is_none() {
                *slot = at.take();
            }
        }
    }
    found
}

/// A stored option with the names, labels and further values of the sheet.
fn merged(
    told: &Teller<'_>,
    sheet: Sheet<'_>,
    stored: &Stored,
    (place, axis): (usize, &Axis),
    (at, named): (usize, &GoodsAxis),
) -> Axis {
    let renamed = renamed(told, stored, (place, axis), at);
    let mut labels: Vec<String> = axis
        .values
        .iter()
        .map(|value| renamed.get(&value.key).unwrap_or(&value.zh).clone())
        .collect();
    for value in &named.values {
        if !labels.contains(&value.zh) {
            labels.push(value.zh.clone());
        }
    }
    let keys = Keys {
        known: &axis.values,
        stored: &variants(stored, Some(place)),
        propose: &|label| terms::slug::propose(label),
    };
    let mut values = keys.assign(&labels);
    let is_english =
        |column: fn(usize) -> Column| (1..=AXES).any(|number| sheet.has(column(number)));
    if is_english(Column::ValueEn) {
        for value in &mut values {
            english(value, named);
        }
    }
    let en = if is_english(Column::AxisEn) {
        &named.name.en
    } else {
        &axis.en
    };
    Axis {
        zh: named.name.zh.clone(),
        en: en.clone(),
        values,
    }
}

/// The English label that the sheet has for a value.
fn english(value: &mut Value, named: &GoodsAxis) {
    let known = named.values.iter().find(|other| other.zh == value.zh);
    if let Some(known) = known {
        value.en.clone_from(&known.en);
    }
}

/// Stored values that the sheet calls otherwise: all their SKUs are in the sheet, by their codes, with one new label. By the
/// key of the value.
fn renamed(
    told: &Teller<'_>,
    stored: &Stored,
    (place, axis): (usize, &Axis),
    at: usize,
) -> BTreeMap<String, String> {
    let mut labels: BTreeMap<&str, BTreeSet<Option<&str>>> = BTreeMap::new();
    for sku in &stored.skus {
        let parts = split(&sku.options_key);
        let Some(key) = parts
            .get(place)
            .filter(|_| parts.len() == stored.axes.len())
        else {
            continue;
        };
        let mut rows = told.product.skus.iter();
        let row = rows.find(|row| row.code.as_deref() == Some(sku.code.as_str()));
        let label = row.and_then(|row| row.values.get(at)).map(String::as_str);
        labels.entry(*key).or_default().insert(label);
    }
    let is_known = |label: &str| axis.values.iter().any(|value| value.zh == label);
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for value in &axis.values {
        let Some(said) = labels.get(value.key.as_str()) else {
            continue;
        };
        let mut said = said.iter().copied();
        if let (Some(Some(label)), None) = (said.next(), said.next())
            && !is_known(label)
            && !found.values().any(|taken| taken == label)
        {
            found.insert(value.key.clone(), label.to_owned());
        }
    }
    found
}

/// An option that the product did not have.
fn new(named: &GoodsAxis) -> Axis {
    let labels: Vec<String> = named.values.iter().map(|value| value.zh.clone()).collect();
    let keys = Keys {
        known: &[],
        stored: &[],
        propose: &|label| terms::slug::propose(label),
    };
    let mut values = keys.assign(&labels);
    for value in &mut values {
        english(value, named);
    }
    Axis {
        zh: named.name.zh.clone(),
        en: named.name.en.clone(),
        values,
    }
}

fn check(told: &Teller<'_>, target: &Target) -> Result<(), Failed> {
    if target.axes.len() > AXES {
        return Err(told.product(Column::AxisZh(1), ErrorCode::SheetTooMany));
    }
    for (axis, at) in target.axes.iter().zip(&target.from_sheet) {
        if axis.values.len() > AXIS_VALUES {
            let column = Column::ValueZh(at.unwrap_or(0).saturating_add(1));
            return Err(told.product(column, ErrorCode::TooManyValues));
        }
    }
    if count(&target.axes) > SKUS {
        return Err(told.product(Column::ValueZh(1), ErrorCode::TooManySkus));
    }
    Ok(())
}
