//! 保存, 发布 and 下架: everything in one transaction, or nothing.

use super::{
    after_change, catch_up,
    draft::Draft,
    edit,
    pictures::Pictures,
    read::{self, Read},
    stock::{Booked, Booking, Cell},
    stored::Stored,
    variants,
    whole::Whole,
};
use crate::{
    Error,
    acting::{Acting, Nothing},
    admin::changes::Changes,
    catalog::options,
};
use domain::{
    catalog::{EditorAct, ProductStatus},
    error::{ErrorCode, FieldError, Notice, Refusal},
    form::ProductForm,
    staff::StaffAct,
    time::Millis,
    validate::Counted,
};
use store::{
    StoreError, Tx,
    models::catalog::NewProduct,
    queries::{
        catalog::{self, desk},
        category,
        old_slug::{self, SlugKind},
    },
};

/// A saved product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its slug.
    pub slug: String,
    /// What happened.
    pub notice: Notice,
}

/// Saves a form.
///
/// # Errors
/// `NotFound`; `Refused` with the wrong fields, with the fields that others changed, or with `FormStale`; `Busy`,
/// `Internal`.
pub(super) fn save(
    tx: &mut Tx<'_>,
    acting: &Acting,
    mut form: ProductForm,
    act: EditorAct,
    now: Millis,
) -> Result<Saved, Error> {
    let stored = super::open(tx, &mut form)?;
    let mut found = catch_up::product(tx, &mut form, &stored)?;
    edit::before(&mut form, None);
    let mut draft = Draft::of(tx, form, &stored)?;
    if stored.product.is_some() {
        found.extend(catch_up::rows(&mut draft));
    }
    if !found.is_empty() {
        let fields = found.into_iter().map(|one| FieldError {
            field: one.field,
            code: ErrorCode::ChangedMeanwhile,
        });
        return Err(Refusal {
            fields: fields.collect(),
            ..Refusal::new(ErrorCode::ChangedMeanwhile)
        }
        .into());
    }
    let mut read = read::read(tx, &draft, &stored)?;
    let notice = decide(&mut read, act, now);
    write(tx, acting, &draft, &stored, &read, now)?;
    Ok(Saved {
        slug: read.slug,
        notice,
    })
}

/// Writes what was read: the product, its pictures, variants, stock and categories, and what follows from them.
///
/// # Errors
/// `Refused` for what another person took or changed in this moment, and for stock below what orders reserve; `Busy`,
/// `Internal`.
pub(super) fn write(
    tx: &mut Tx<'_>,
    acting: &Acting,
    draft: &Draft,
    stored: &Stored,
    read: &Read,
    now: Millis,
) -> Result<(), Error> {
    let product_id = product(tx, acting, draft, stored, read, now)?;
    let pictures = Pictures::save(tx, product_id, &draft.form, stored)?;
    let log = variants::Log {
        acting,
        slug: &read.slug,
        now,
    };
    let ids = variants::save(tx, &log, product_id, draft, read)?;
    pictures.assign(tx, draft, stored, &ids)?;
    stock(tx, acting, draft, read, &ids, now)?;
    if stored.product.is_none() || categories_differ(draft, stored)? {
        category::assign(tx, product_id, read.main, &read.more)?;
    }
    after_change(tx, product_id)
}

/// The status that the button asks for. A product is published with at least one variant for sale.
fn decide(read: &mut Read, act: EditorAct, now: Millis) -> Notice {
    let has_sale = read.rows.iter().any(read::ReadRow::is_for_sale);
    let (status, notice) = match act {
        EditorAct::Publish if has_sale => (ProductStatus::Active, Notice::ProductPublished),
        EditorAct::Publish => (read.listing.status, Notice::ProductStillDraft),
        EditorAct::TakeDown => (ProductStatus::Archived, Notice::ProductTakenDown),
        EditorAct::Save
        | EditorAct::Copy
        | EditorAct::Preview
        | EditorAct::Upload
        | EditorAct::Make
        | EditorAct::Fill
        | EditorAct::Earlier
        | EditorAct::Later
        | EditorAct::First
        | EditorAct::Remove => (read.listing.status, Notice::ProductSaved),
    };
    read.listing.status = status;
    let first_shown = (status == ProductStatus::Active).then_some(now);
    read.listing.published_at = read.listing.published_at.or(first_shown);
    notice
}

/// Inserts or changes the product's own row. Returns its key.
fn product(
    tx: &mut Tx<'_>,
    acting: &Acting,
    draft: &Draft,
    stored: &Stored,
    read: &Read,
    now: Millis,
) -> Result<i64, Error> {
    let options_json = options::write(&read.axes).map_err(Error::internal)?;
    let wanted = Whole::of(&draft.form, read.listing.clone(), &read.slug);
    let Some(own) = &stored.product else {
        let new = NewProduct {
            slug: read.slug.clone(),
            listing: read.listing.clone(),
            options_json,
            at: now,
        };
        let id = free_slug(tx, |tx| catalog::insert_product(tx, &new))?;
        old_slug::free(tx, SlugKind::Product, &read.slug)?;
        tx.savepoint(|tx| desk::set_form_key(tx, id, &draft.form.form_key))
            .map_err(|error| match error {
                StoreError::Conflict(_) => Error::refused(ErrorCode::FormStale),
                other @ (StoreError::Busy
                | StoreError::Full
                | StoreError::Gone
                | StoreError::Broken(_)) => other.into(),
            })?;
        let act = StaffAct::ProductCreate;
        acting.log(tx, act, &read.slug, &Nothing {}, &wanted, now)?;
        return Ok(id);
    };
    let before = Whole::stored(stored)?.ok_or(Error::NotFound)?;
    if before == wanted && own.options_json == options_json {
        return Ok(own.id);
    }
    let changed = free_slug(tx, |tx| {
        let names = (read.slug.as_str(), options_json.as_str());
        desk::change_product(tx, own.id, own.version, &read.listing, names, now)
    })?;
    if !changed {
        return Err(Changes::default().too_late());
    }
    if own.slug != read.slug {
        old_slug::free(tx, SlugKind::Product, &read.slug)?;
        old_slug::leave(tx, SlugKind::Product, &own.slug, own.id, now)?;
    }
    let changes = Changes::between(&before, &wanted)?;
    changes.log(tx, acting, StaffAct::ProductChange, &read.slug, now)?;
    Ok(own.id)
}

/// Runs a write of a slug. One that was taken in this moment is a message at its field.
fn free_slug<T>(
    tx: &mut Tx<'_>,
    write: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>,
) -> Result<T, Error> {
    tx.savepoint(write).map_err(|error| match error {
        StoreError::Conflict(_) => Refusal::fields(vec![FieldError {
            field: "slug".to_owned(),
            code: ErrorCode::SlugTaken,
        }])
        .into(),
        other
        @ (StoreError::Busy | StoreError::Full | StoreError::Gone | StoreError::Broken(_)) => {
            other.into()
        }
    })
}

fn categories_differ(draft: &Draft, stored: &Stored) -> Result<bool, Error> {
    let (shown, typed) = (stored.form()?, &draft.form);
    Ok(shown.category != typed.category || shown.more != typed.more)
}

/// Moves the stock that was typed, each SKU once for each form.
fn stock(
    tx: &mut Tx<'_>,
    acting: &Acting,
    draft: &Draft,
    read: &Read,
    ids: &[(usize, i64)],
    now: Millis,
) -> Result<(), Error> {
    let booking = Booking {
        acting,
        slug: &read.slug,
        form_key: &draft.form.form_key,
        why: read.why.as_deref(),
        now,
    };
    let mut below = Refusal::fields(Vec::new());
    for (row, (place, sku_id)) in read.rows.iter().zip(ids) {
        let sku = draft.rows.get(*place).and_then(|row| row.sku.as_ref());
        // A new SKU has an empty stock row.
        let on_hand = sku.map_or(Some(0), |sku| sku.on_hand);
        let (units, is_receipt) = match row.stock {
            None => continue,
            Some(Counted::Change(units)) => (units, units > 0),
            Some(Counted::All(counted)) => {
                (counted.saturating_sub(on_hand.unwrap_or(0)), sku.is_none())
            }
        };
        let cell = Cell {
            sku_id: *sku_id,
            code: &row.code,
            on_hand,
            units,
            is_receipt,
        };
        match booking.book(tx, &cell)? {
            // The stock of a new SKU is part of the entry that it was added.
            Booked::Moved if sku.is_none() => {}
            Booked::Moved => booking.log(tx, &cell)?,
            Booked::Before => {}
            Booked::BelowReserved => {
                let reserved = sku.and_then(|sku| sku.reserved).unwrap_or(0);
                below = below.with("count", reserved);
                below.fields.push(FieldError {
                    field: format!("skus[{place}][stock]"),
                    code: ErrorCode::StockBelowReserved,
                });
            }
        }
    }
    if below.fields.is_empty() {
        Ok(())
    } else {
        Err(below.into())
    }
}
