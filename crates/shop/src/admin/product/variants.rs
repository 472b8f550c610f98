//! Writes the variants: retires, moves, changes and adds SKUs.

use super::{
    draft::{Draft, Row},
    read::{Read, ReadRow},
};
use crate::{
    Error,
    acting::{Acting, Nothing},
    admin::changes::Changes,
};
use domain::{
    catalog::SkuStatus,
    error::{ErrorCode, FieldError, Refusal},
    staff::StaffAct,
    time::Millis,
    validate::Counted,
};
use serde::Serialize;
use serde_json::json;
use store::{
    StoreError, Tx,
    models::catalog::{DeskSku, NewSku, SkuTerms},
    queries::catalog::{self, desk},
};

/// What the entries of one form share.
pub(super) struct Log<'l> {
    pub(super) acting: &'l Acting,
    pub(super) slug: &'l str,
    pub(super) now: Millis,
}

/// Writes all variants. Returns the place in the draft and the key of each SKU of `read`, in its order.
///
/// # Errors
/// `Refused` if another person changed a SKU, or took a code, in this moment; `Busy`, `Internal`.
pub(super) fn save(
    tx: &mut Tx<'_>,
    log: &Log<'_>,
    product_id: i64,
    draft: &Draft,
    read: &Read,
) -> Result<Vec<(usize, i64)>, Error> {
    for sku in &draft.retired {
        let terms = SkuTerms {
            status: SkuStatus::Archived,
            ..sku.terms.clone()
        };
        change(
            tx,
            log,
            sku,
            Wanted {
                code: &sku.code,
                terms: &terms,
            },
            None,
        )?;
    }
    move_keys(tx, product_id, draft)?;
    let (mut ids, mut added) = (Vec::new(), Vec::new());
    for typed in &read.rows {
        let Some(row) = draft.rows.get(typed.place) else {
            continue;
        };
        let id = match &row.sku {
            Some(sku) => {
                let wanted = Wanted {
                    code: &typed.code,
                    terms: &typed.terms,
                };
                change(tx, log, sku, wanted, Some(typed.place))?;
                sku.id
            }
            None => {
                added.push(said(typed));
                add(tx, product_id, row, typed)?
            }
        };
        ids.push((typed.place, id));
    }
    if !added.is_empty() {
        let after = json!({"skus": added.join("\n")});
        let act = StaffAct::SkuCreate;
        log.acting
            .log(tx, act, log.slug, &Nothing {}, &after, log.now)?;
    }
    Ok(ids)
}

/// A new SKU in one line of the log: code, price, units.
fn said(typed: &ReadRow) -> String {
    let units = match typed.stock {
        Some(Counted::All(units) | Counted::Change(units)) => units,
        None => 0,
    };
    format!("{} ¥{} × {units}", typed.code, typed.terms.price.yuan())
}

/// The columns of a SKU that people type, as the log names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
struct Wanted<'w> {
    code: &'w str,
    #[serde(flatten)]
    terms: &'w SkuTerms,
}

/// Changes a SKU if anything differs, and logs it.
fn change(
    tx: &mut Tx<'_>,
    log: &Log<'_>,
    sku: &DeskSku,
    wanted: Wanted<'_>,
    place: Option<usize>,
) -> Result<(), Error> {
    let stored = Wanted {
        code: &sku.code,
        terms: &sku.terms,
    };
    if stored == wanted {
        return Ok(());
    }
    if !desk::change_sku(tx, sku.id, sku.version, wanted.terms)? {
        return Err(Changes::default().too_late());
    }
    if stored.code != wanted.code {
        free_code(tx, place, |tx| desk::recode_sku(tx, sku.id, wanted.code))?;
    }
    let changes = Changes::between(&stored, &wanted)?.of("sku", wanted.code);
    changes.log(tx, log.acting, StaffAct::SkuChange, log.slug, log.now)
}

fn add(tx: &mut Tx<'_>, product_id: i64, row: &Row, typed: &ReadRow) -> Result<i64, Error> {
    let terms = &typed.terms;
    let new = NewSku {
        code: typed.code.clone(),
        options_key: row.key.clone(),
        options_zh: row.zh.clone(),
        options_en: row.en.clone(),
        price: terms.price,
        compare_at: terms.compare_at,
        weight_g: terms.weight_g,
        image_id: None,
    };
    let place = Some(typed.place);
    let id = free_code(tx, place, |tx| catalog::insert_sku(tx, product_id, &new))?;
    // A new row is for sale; one that was switched off while it was typed is not.
    if terms.status == SkuStatus::Archived && !desk::change_sku(tx, id, 1, terms)? {
        return Err(Error::internal("a new SKU has another version"));
    }
    store::queries::stock::open(tx, id)?;
    Ok(id)
}

/// Runs a write of a code. One that was taken in this moment is a message at its field.
fn free_code<T>(
    tx: &mut Tx<'_>,
    place: Option<usize>,
    write: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>,
) -> Result<T, Error> {
    tx.savepoint(write).map_err(|error| match (error, place) {
        (StoreError::Conflict(_), Some(place)) => Refusal::fields(vec![FieldError {
            field: format!("skus[{place}][code]"),
            code: ErrorCode::CodeTaken,
        }])
        .into(),
        (other, _) => other.into(),
    })
}

/// Puts SKUs under changed options. Keys are unique in a product, so all that move step aside first, and so does a SKU of
/// earlier options that has the key of another one now.
fn move_keys(tx: &mut Tx<'_>, product_id: i64, draft: &Draft) -> Result<(), Error> {
    let bound: Vec<(&Row, &DeskSku)> = draft
        .rows
        .iter()
        .filter_map(|row| Some((row, row.sku.as_ref()?)))
        .collect();
    let moving = bound.iter().filter(|(row, sku)| row.key != sku.options_key);
    if moving.clone().next().is_some() || draft.rows.iter().any(|row| row.sku.is_none()) {
        for sku in desk::skus(tx, &[product_id])? {
            let is_bound = bound.iter().any(|(_, own)| own.id == sku.id);
            let is_wanted = draft.rows.iter().any(|row| row.key == sku.options_key);
            if !is_bound && is_wanted {
                let aside = format!("{}~{}", sku.options_key, sku.id);
                place(tx, &sku, &aside, (&sku.options_zh, &sku.options_en))?;
            }
        }
    }
    for (_, sku) in moving {
        let aside = format!("~{}", sku.id);
        place(tx, sku, &aside, (&sku.options_zh, &sku.options_en))?;
    }
    for (row, sku) in bound {
        let is_same =
            row.key == sku.options_key && row.zh == sku.options_zh && row.en == sku.options_en;
        if !is_same {
            place(tx, sku, &row.key, (&row.zh, &row.en))?;
        }
    }
    Ok(())
}

fn place(tx: &mut Tx<'_>, sku: &DeskSku, key: &str, (zh, en): (&str, &str)) -> Result<(), Error> {
    Ok(desk::place_sku(tx, sku.id, (key, zh, en))?)
}
