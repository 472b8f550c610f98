//! The SKUs of a product under its options after an import.

use super::{Failed, Sheet, axes::Target, fill, told::Teller};
use crate::admin::product::stored::{self, Stored};
use domain::{
    catalog::SkuStatus,
    error::ErrorCode,
    form::SkuForm,
    options::{join, split},
};
use sheets::{Column, GoodsSku};
use std::collections::{HashMap, HashSet};
use store::models::catalog::DeskSku;

/// The rows of the form.
pub(super) struct Placed {
    pub(super) forms: Vec<SkuForm>,
    /// The SKU of the sheet with this key.
    pub(super) rows: HashMap<String, usize>,
}

/// Gives each SKU of the sheet its combination and its fields. One with a known code is that SKU, whatever its values were;
/// one without is the SKU of its values.
///
/// # Errors
/// `Wrong` if a combination is incomplete or taken, or a new SKU has no price.
pub(super) fn place(
    told: &Teller<'_>,
    sheet: Sheet<'_>,
    stored: &Stored,
    target: &Target,
) -> Result<Placed, Failed> {
    let skus = &told.product.skus;
    let by_code: Vec<Option<&DeskSku>> = skus
        .iter()
        .map(|sku| stored.sku(sku.code.as_deref().unwrap_or_default()))
        .collect();
    let named: HashSet<i64> = by_code.iter().flatten().map(|sku| sku.id).collect();
    let carry = target.carry(stored);
    let unnamed = stored.skus.iter().filter(|sku| !named.contains(&sku.id));
    let mut others: HashMap<String, &DeskSku> = unnamed
        .filter_map(|sku| Some((carry.key(&sku.options_key)?, sku)))
        .collect();
    let mut placed = Placed {
        forms: Vec::with_capacity(skus.len()),
        rows: HashMap::new(),
    };
    for (place, (sku, known)) in skus.iter().zip(by_code).enumerate() {
        let carried = known.and_then(|known| carry.key(&known.options_key));
        let key = key(told, target, sku, known.is_some(), carried.as_deref())?;
        let bound = match (known, others.remove(&key)) {
            (Some(_), Some(_)) => return Err(taken(told, target, sku)),
            (known, other) => known.or(other),
        };
        if placed.rows.insert(key.clone(), place).is_some() {
            return Err(taken(told, target, sku));
        }
        if bound.is_none() && sku.price.is_none() {
            return Err(told.sku(sku, Column::Price, ErrorCode::Price));
        }
        let mut form = bound.map(stored::row).unwrap_or_else(open);
        if bound.is_some_and(|sku| !is_present(stored, sku)) {
            // It comes back with its values.
            SkuStatus::Active.as_str().clone_into(&mut form.status);
        }
        form.options = key;
        fill::sku(&mut form, sheet, sku);
        placed.forms.push(form);
    }
    // Those that the sheet does not name stay as they are, archived ones too.
    placed
        .forms
        .extend(others.into_iter().map(|(key, sku)| SkuForm {
            options: key,
            ..stored::row(sku)
        }));
    Ok(placed)
}

/// A SKU that is not stored: for sale, if the sheet does not say otherwise.
fn open() -> SkuForm {
    SkuForm {
        status: SkuStatus::Active.as_str().to_owned(),
        ..SkuForm::default()
    }
}

/// True unless it is a SKU of earlier options.
fn is_present(stored: &Stored, sku: &DeskSku) -> bool {
    let parts = split(&sku.options_key);
    let mut pairs = stored.axes.iter().zip(&parts);
    parts.len() == stored.axes.len()
        && pairs.all(|(axis, part)| axis.values.iter().any(|value| value.key == **part))
}

/// The combination of a SKU: the values of the sheet; for options that the sheet lacks those that the SKU has.
fn key(
    told: &Teller<'_>,
    target: &Target,
    sku: &GoodsSku,
    is_known: bool,
    carried: Option<&str>,
) -> Result<String, Failed> {
    let has = carried.map(split).unwrap_or_default();
    let mut parts = Vec::with_capacity(target.axes.len());
    for (axis, at) in target.from_sheet.iter().enumerate() {
        let label = at.and_then(|at| sku.values.get(at));
        let said = label.and_then(|label| target.key(axis, label));
        let part = said.or_else(|| has.get(axis).copied());
        let Some(part) = part else {
            // A code without values: there is no such SKU, or it is one of earlier options.
            let is_code = target.from_sheet.iter().all(Option::is_none);
            return Err(if is_known || is_code {
                told.sku(sku, Column::Code, ErrorCode::NotFound)
            } else {
                let column = Column::ValueZh(at.unwrap_or(axis).saturating_add(1));
                told.sku(sku, column, ErrorCode::Required)
            });
        };
        parts.push(part);
    }
    Ok(join(parts))
}

/// Another SKU has these values.
fn taken(told: &Teller<'_>, target: &Target, sku: &GoodsSku) -> Failed {
    let column = match target.from_sheet.iter().flatten().next() {
        Some(at) => Column::ValueZh(at.saturating_add(1)),
        None => Column::Code,
    };
    told.sku(sku, column, ErrorCode::SheetSameValues)
}
