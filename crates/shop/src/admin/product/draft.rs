//! A form with its variants: one row for each combination of its options.

use super::{
    options::{self, Options},
    stored::{self, Stored, axis_form, with_room},
};
use crate::Error;
use domain::{
    catalog::SkuStatus,
    error::FieldError,
    form::{CoverForm, ProductForm, SkuForm, TickForm},
    options::{Axis, Carry, Difference, combinations, renamed, words},
    validate,
    view::catalog::desk::Made,
};
use std::collections::{HashMap, HashSet};
use store::{Tx, models::catalog::DeskSku, queries::catalog::desk};

/// Begins the codes of a product whose title has nothing that can be spelled.
const UNSPELLED: &str = "sku";

/// A form, with what belongs to its rows.
pub(super) struct Draft {
    /// The form; `skus` has a row for each combination.
    pub(super) form: ProductForm,
    /// Beside `form.skus`.
    pub(super) rows: Vec<Row>,
    /// The options of the rows.
    pub(super) axes: Vec<Axis>,
    /// Errors of the options. With one, the rows are those last shown.
    pub(super) wrong: Vec<FieldError>,
    /// What changed options mean.
    pub(super) made: Made,
    /// SKUs for sale that are no combination any more.
    pub(super) retired: Vec<DeskSku>,
}

/// A combination.
pub(super) struct Row {
    pub(super) key: String,
    pub(super) zh: String,
    pub(super) en: String,
    /// Its Chinese labels.
    pub(super) labels: Vec<String>,
    /// Its SKU, if there is one.
    pub(super) sku: Option<DeskSku>,
    /// The picture of the form that a sheet gives it; else the value of its first option decides.
    pub(super) picture: Option<String>,
}

impl Draft {
    /// Makes the rows.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(super) fn of(tx: &mut Tx<'_>, form: ProductForm, stored: &Stored) -> Result<Self, Error> {
        let read = options::read(&form, stored);
        Self::under(tx, form, stored, read)
    }

    /// Makes the rows under options that were read before.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(super) fn under(
        tx: &mut Tx<'_>,
        mut form: ProductForm,
        stored: &Stored,
        read: Options,
    ) -> Result<Self, Error> {
        let is_right = read.wrong.is_empty();
        let same: Vec<Option<usize>> = (0..read.shown.len()).map(Some).collect();
        let (axes, from_shown, from_stored) = if is_right {
            (&read.typed, &read.from_shown, &read.from_stored)
        } else {
            (&read.shown, &same, &read.shown_from_stored)
        };
        let typed = std::mem::take(&mut form.skus);
        let places = Places {
            shown: Carry {
                from: &read.shown,
                to: axes,
                origin: from_shown,
            },
            stored: Carry {
                from: &stored.axes,
                to: axes,
                origin: from_stored,
            },
        };
        let (rows, skus, new) = places.rows(&typed, stored);
        form.skus = skus;
        let bound: HashSet<i64> = rows
            .iter()
            .filter_map(|row| row.sku.as_ref().map(|sku| sku.id))
            .collect();
        let on_sale = |sku: &&DeskSku| sku.terms.status == SkuStatus::Active;
        let retired: Vec<DeskSku> = stored
            .skus
            .iter()
            .filter(on_sale)
            .filter(|sku| !bound.contains(&sku.id))
            .cloned()
            .collect();
        let kept = stored.skus.iter().filter(on_sale).count();
        let made = Made {
            difference: Difference {
                new,
                kept: kept.saturating_sub(retired.len()),
                retired: retired.len(),
            },
            renamed: renamed(&stored.axes, axes),
        };
        let axes = axes.clone();
        if is_right {
            show(&mut form, &read);
        }
        cover(&mut form, &axes, stored);
        form.more = ticks(&form, stored);
        let mut draft = Self {
            form,
            rows,
            axes,
            wrong: read.wrong,
            made,
            retired,
        };
        draft.propose_codes(tx, stored)?;
        Ok(draft)
    }

    /// Proposes a code for each combination that has neither a SKU nor a typed code.
    fn propose_codes(&mut self, tx: &mut Tx<'_>, stored: &Stored) -> Result<(), Error> {
        let mut slug = match &stored.product {
            Some(product) => product.slug.clone(),
            None => validate::slug(&self.form.slug)
                .unwrap_or_else(|_empty| terms::slug::propose(&self.form.title_zh)),
        };
        if slug.is_empty() {
            if self.form.title_zh.trim().is_empty() {
                return Ok(());
            }
            UNSPELLED.clone_into(&mut slug);
        }
        let mut used: HashSet<String> = self.form.skus.iter().map(|row| row.code.clone()).collect();
        used.extend(stored.skus.iter().map(|sku| sku.code.clone()));
        for (form, row) in self.form.skus.iter_mut().zip(&self.rows) {
            if row.sku.is_some() || !form.code.trim().is_empty() {
                continue;
            }
            let labels = row.labels.iter().map(String::as_str);
            form.code = free_code(tx, &terms::code::propose(&slug, labels), &used)?;
            used.insert(form.code.clone());
            form.seen = stored::row_seen(&SkuForm {
                code: form.code.clone(),
                ..open()
            });
        }
        Ok(())
    }
}

/// `proposed`, or with the first free number behind it.
fn free_code(tx: &mut Tx<'_>, proposed: &str, used: &HashSet<String>) -> Result<String, Error> {
    let mut code = proposed.to_owned();
    let mut number = 2_u32;
    while used.contains(&code) || desk::owner_of_code(tx, &code)?.is_some() {
        let tail = format!("-{number}");
        let room = terms::code::MAX.saturating_sub(tail.len());
        let head: String = proposed.chars().take(room).collect();
        code = format!("{head}{tail}");
        number = number.saturating_add(1);
    }
    Ok(code)
}

/// The fields of a combination without a SKU, as they are first shown.
fn open() -> SkuForm {
    SkuForm {
        status: SkuStatus::Active.as_str().to_owned(),
        ..SkuForm::default()
    }
}

/// Where the rows of the form, and the SKUs of the product, are among the options.
struct Places<'a> {
    shown: Carry<'a>,
    stored: Carry<'a>,
}

impl Places<'_> {
    /// One row for each combination: as typed, else as stored, else open. The last figure counts those that are new for sale.
    fn rows(&self, typed: &[SkuForm], stored: &Stored) -> (Vec<Row>, Vec<SkuForm>, usize) {
        let is_first = typed.is_empty();
        let mut forms: HashMap<String, &SkuForm> = HashMap::new();
        // Rows of SKUs first: where two get one key, the SKU is the one.
        for of_sku in [true, false] {
            for form in typed {
                if stored.sku(&form.sku).is_some() == of_sku
                    && let Some(key) = self.shown.key(&form.options)
                {
                    forms.entry(key).or_insert(form);
                }
            }
        }
        let known: HashSet<&str> = typed.iter().map(|form| form.sku.as_str()).collect();
        let mut others: HashMap<String, &DeskSku> = HashMap::new();
        let unknown = |sku: &&DeskSku| !known.contains(sku.code.as_str());
        for sku in stored.skus.iter().filter(unknown) {
            if let Some(key) = self.stored.key(&sku.options_key) {
                others.entry(key).or_insert(sku);
            }
        }
        // SKUs of earlier options, whose combination has come back.
        for sku in stored.skus.iter().filter(unknown) {
            others.entry(sku.options_key.clone()).or_insert(sku);
        }
        let (mut rows, mut skus, mut new) = (Vec::new(), Vec::new(), 0_usize);
        for values in combinations(self.shown.to) {
            let (key, zh, en) = words(&values);
            let form = forms.get(&key).copied();
            let sku = form
                .and_then(|form| stored.sku(&form.sku))
                .or_else(|| others.get(&key).copied());
            let mut shown = match (form, sku) {
                (Some(form), _) => form.clone(),
                (None, Some(sku)) => stored::row(sku),
                (None, None) => open(),
            };
            shown.options.clone_from(&key);
            shown.sku = sku.map(|sku| sku.code.clone()).unwrap_or_default();
            let is_archived = sku.is_none_or(|sku| sku.terms.status == SkuStatus::Archived);
            if form.is_none() && !is_first {
                // It comes back with its value.
                SkuStatus::Active.as_str().clone_into(&mut shown.status);
            }
            let is_active = shown.status == SkuStatus::Active.as_str();
            new = new.saturating_add(usize::from(is_archived && is_active));
            rows.push(Row {
                labels: values.iter().map(|value| value.zh.clone()).collect(),
                key,
                zh,
                en,
                sku: sku.cloned(),
                picture: None,
            });
            skus.push(shown);
        }
        (rows, skus, new)
    }
}

/// Shows the options as read, so that their keys are in the form.
fn show(form: &mut ProductForm, read: &Options) {
    form.axes = read
        .typed
        .iter()
        .zip(&read.from_stored)
        .map(|(axis, place)| {
            let place = place.map(|place| place.to_string()).unwrap_or_default();
            axis_form(axis, place)
        })
        .collect();
    with_room(&mut form.axes);
}

/// A picture for each value of the first option.
fn cover(form: &mut ProductForm, axes: &[Axis], stored: &Stored) {
    let before = std::mem::take(&mut form.covers);
    let values = axes.first().map(|axis| axis.values.as_slice());
    form.covers = values
        .unwrap_or_default()
        .iter()
        .map(|value| {
            let typed = before.iter().find(|cover| cover.value == value.key);
            typed.cloned().unwrap_or_else(|| stored.cover(&value.key))
        })
        .map(|cover| CoverForm {
            // A picture that was removed from the form shows nothing.
            picture: Some(cover.picture)
                .filter(|key| {
                    key == stored::MIXED || form.pictures.iter().any(|picture| picture.key == *key)
                })
                .unwrap_or_default(),
            value: cover.value,
        })
        .collect();
}

/// A field for each category there is now.
fn ticks(form: &ProductForm, stored: &Stored) -> Vec<TickForm> {
    stored
        .categories
        .iter()
        .map(|category| {
            let slug = &category.terms.slug;
            let typed = form.more.iter().find(|tick| tick.slug == *slug);
            TickForm {
                slug: slug.clone(),
                on: typed.map(|tick| tick.on.clone()).unwrap_or_default(),
            }
        })
        .collect()
}
