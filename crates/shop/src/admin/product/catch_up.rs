//! Brings a form up to date with what others stored meanwhile, without losing what was typed.

use super::{
    draft::Draft,
    fields::{FIELDS, texts},
    seen::{Verdict, judge},
    stored::{self, ROW_FIELDS, Stored},
};
use crate::{Error, admin::trail, media::upload::is_key};
use domain::{
    form::ProductForm, money::Fen, options::split, staff::StaffTarget, time::Millis, validate,
    view::catalog::desk::Overtaken,
};
use serde_json::{Map, Value};
use store::{
    Tx,
    queries::{admin, upload},
};

/// Entries of the activity log that are searched for the one who changed a field.
const ENTRIES: i64 = 200;

/// Compares the product's columns. Those that only others changed are taken over; returned are those that both changed, as
/// field and log column.
///
/// # Errors
/// `Busy`, `Internal`.
pub(super) fn product(
    tx: &mut Tx<'_>,
    form: &mut ProductForm,
    stored: &Stored,
) -> Result<Vec<Found>, Error> {
    if stored.product.is_none() {
        return Ok(Vec::new());
    }
    let shown = stored.form()?;
    let seen: Vec<String> = form.seen.split(' ').map(str::to_owned).collect();
    let (now, typed) = (texts(&shown), texts(form));
    let mut found = Vec::new();
    for (place, ((now, typed), (field, column))) in now.iter().zip(&typed).zip(FIELDS).enumerate() {
        match judge(seen.get(place).map(String::as_str), now, typed) {
            Verdict::Typed => {}
            Verdict::Stored => take(form, &shown, place, stored),
            // Its uploads were saved by another post of the form.
            Verdict::Overtaken if names_pictures(column) && is_used(tx, form)? => {
                take(form, &shown, place, stored);
            }
            Verdict::Overtaken => found.push(Found {
                field: field.to_owned(),
                column,
                sku: None,
                now: now.clone(),
                typed: typed.clone(),
            }),
        }
    }
    form.seen = shown.seen;
    Ok(found)
}

fn names_pictures(column: &str) -> bool {
    column == "pictures" || column == "covers"
}

/// True if an upload of the form is not there any more: a product has it.
fn is_used(tx: &mut Tx<'_>, form: &ProductForm) -> Result<bool, Error> {
    let named: Vec<String> = form
        .pictures
        .iter()
        .map(|picture| picture.key.clone())
        .chain(form.covers.iter().map(|cover| cover.picture.clone()))
        .filter(|key| is_key(key))
        .collect();
    let there = upload::by_keys(tx, &named)?;
    let is_there = |key: &String| there.iter().any(|upload| upload.upload_key == *key);
    Ok(!named.iter().all(is_there))
}

/// Takes over a column that only others changed.
fn take(form: &mut ProductForm, shown: &ProductForm, place: usize, stored: &Stored) {
    match place {
        0 => form.title_zh.clone_from(&shown.title_zh),
        1 => form.title_en.clone_from(&shown.title_en),
        2 => form.body_zh.clone_from(&shown.body_zh),
        3 => form.body_en.clone_from(&shown.body_en),
        4 => form.slug.clone_from(&shown.slug),
        5 => form.category.clone_from(&shown.category),
        6 => form.more.clone_from(&shown.more),
        7 => {
            form.axes.clone_from(&shown.axes);
            realign(form, stored);
        }
        8 => form.pictures.clone_from(&shown.pictures),
        _ => form.covers.clone_from(&shown.covers),
    }
}

/// Puts the variants of the form under the stored options. A combination without a SKU stays if it is still one.
fn realign(form: &mut ProductForm, stored: &Stored) {
    let is_combination = |key: &str| {
        let parts = split(key);
        let mut pairs = stored.axes.iter().zip(&parts);
        parts.len() == stored.axes.len()
            && pairs.all(|(axis, part)| axis.values.iter().any(|value| value.key == **part))
    };
    form.skus.retain_mut(|row| match stored.sku(&row.sku) {
        Some(sku) => {
            row.options.clone_from(&sku.options_key);
            true
        }
        None => is_combination(&row.options),
    });
}

/// The same for the variants of a draft.
pub(super) fn rows(draft: &mut Draft) -> Vec<Found> {
    let mut found = Vec::new();
    for (place, (form, row)) in draft.form.skus.iter_mut().zip(&draft.rows).enumerate() {
        let Some(sku) = &row.sku else {
            continue;
        };
        let mut shown = stored::row(sku);
        let seen: Vec<String> = form.seen.split(' ').map(str::to_owned).collect();
        let fields = stored::row_texts(form).into_iter();
        let fields = fields.zip(stored::row_texts(&mut shown)).zip(ROW_FIELDS);
        for (at, ((typed, now), (field, column))) in fields.enumerate() {
            let is_change =
                field == "stock" && typed.trim_start().starts_with(['+', '-', '＋', '－']);
            if is_change {
                continue;
            }
            match judge(
                seen.get(at).map(String::as_str),
                now,
                &as_stored(field, typed, now),
            ) {
                Verdict::Typed => {}
                Verdict::Stored => typed.clone_from(now),
                Verdict::Overtaken => found.push(Found {
                    field: format!("skus[{place}][{field}]"),
                    column,
                    sku: Some(sku.code.clone()),
                    now: now.clone(),
                    typed: typed.clone(),
                }),
            }
        }
        form.seen = shown.seen;
        form.sku.clone_from(&sku.code);
    }
    found
}

/// A typed cell as it would be stored and shown: `58` is `58.00`. An empty code is the present one.
fn as_stored(field: &str, typed: &str, now: &str) -> String {
    let read = match field {
        "price" | "compare_at" => validate::amount(typed).map(Fen::yuan).ok(),
        "weight" | "stock" => validate::whole(typed).map(|figure| figure.to_string()),
        "code" if typed.trim().is_empty() => Some(now.to_owned()),
        "code" => validate::sku_code(typed).ok(),
        _ => None,
    };
    read.unwrap_or_else(|| typed.to_owned())
}

/// A field that two people changed.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) field: String,
    column: &'static str,
    sku: Option<String>,
    now: String,
    typed: String,
}

/// Adds who changed the fields, and when.
///
/// # Errors
/// `Busy`, `Internal`.
pub(super) fn told(
    tx: &mut Tx<'_>,
    slug: &str,
    found: Vec<Found>,
) -> Result<Vec<Overtaken>, Error> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let entries = trail::about(tx, StaffTarget::Product, slug, ENTRIES)?;
    let ids: Vec<i64> = entries.iter().map(|entry| entry.actor_id).collect();
    let names = admin::names(tx, &ids)?;
    let by = |one: &Found| -> Option<(String, Millis)> {
        let entry = entries.iter().find(|entry| {
            let after: Map<String, Value> =
                serde_json::from_str(&entry.after_json).unwrap_or_default();
            let sku = after.get("sku").and_then(Value::as_str);
            after.contains_key(one.column) && one.sku.as_deref() == sku
        })?;
        let (_, name) = names.iter().find(|(id, _)| *id == entry.actor_id)?;
        Some((name.clone(), entry.at))
    };
    Ok(found
        .into_iter()
        .map(|one| Overtaken {
            by: by(&one),
            field: one.field,
            now: one.now,
            typed: one.typed,
        })
        .collect())
}
