//! The pictures of a product. They only advise: a name without a picture changes nothing, and nothing is removed then.

use super::{Failed, Sheet, told::Teller};
use crate::{admin::product::stored::Stored, media};
use domain::{
    error::ErrorCode,
    form::{PictureForm, ProductForm},
    limit::PICTURES,
    validate,
};
use sheets::{Column, Picture};
use store::{
    StoreError, Tx,
    queries::{catalog::picture, upload},
};

/// Fills in the pictures in the order of the sheet, those of SKUs last. An empty cell leaves them. Returns for each SKU of
/// the sheet the picture of the form that it gets.
///
/// # Errors
/// `Wrong` if there would be too many; `Busy`, `Internal`.
pub(super) fn fill(
    tx: &mut Tx<'_>,
    sheet: Sheet<'_>,
    told: &Teller<'_>,
    stored: &Stored,
    form: &mut ProductForm,
) -> Result<Vec<Option<String>>, Failed> {
    let product = told.product;
    let mut is_whole = true;
    let mut wanted: Vec<PictureForm> = Vec::new();
    for named in &product.pictures {
        match find(tx, sheet, stored, named)? {
            None => is_whole = false,
            Some(key) if has(&wanted, &key) => {}
            Some(key) => wanted.push(shown(form, named, key)),
        }
    }
    let mut of_skus = Vec::with_capacity(product.skus.len());
    for sku in &product.skus {
        let key = match &sku.picture {
            Some(named) => find(tx, sheet, stored, named)?,
            None => None,
        };
        is_whole &= key.is_some() || sku.picture.is_none();
        of_skus.push(key);
    }
    if !product.pictures.is_empty() {
        arrange(form, wanted, is_whole);
    }
    for (sku, key) in product.skus.iter().zip(&of_skus) {
        let (Some(named), Some(key)) = (&sku.picture, key) else {
            continue;
        };
        if has(&form.pictures, key) {
            continue;
        }
        if form.pictures.len() >= PICTURES {
            return Err(told.sku(sku, Column::SkuPicture, ErrorCode::SheetTooMany));
        }
        let added = shown(form, named, key.clone());
        form.pictures.push(added);
    }
    Ok(of_skus)
}

/// Puts the wanted pictures first. Without all of them nobody knows which of the others are meant, so these stay.
fn arrange(form: &mut ProductForm, wanted: Vec<PictureForm>, is_whole: bool) {
    let mut before: Vec<&str> = Vec::new();
    for picture in &form.pictures {
        if !before.contains(&picture.key.as_str()) {
            before.push(&picture.key);
        }
    }
    let is_begun = wanted.len() <= before.len()
        && wanted
            .iter()
            .zip(&before)
            .all(|(new, old)| new.key == **old);
    if is_begun && (!is_whole || wanted.len() == before.len()) {
        return;
    }
    let others = std::mem::replace(&mut form.pictures, wanted);
    if !is_whole {
        for picture in others {
            if form.pictures.len() < PICTURES && !has(&form.pictures, &picture.key) {
                form.pictures.push(picture);
            }
        }
    }
}

fn has(pictures: &[PictureForm], key: &str) -> bool {
    pictures.iter().any(|picture| picture.key == key)
}

/// A picture with its descriptions; a new one has that of the sheet, if it is a right one.
fn shown(form: &ProductForm, named: &Picture, key: String) -> PictureForm {
    let own = form.pictures.iter().find(|picture| picture.key == key);
    own.cloned().unwrap_or_else(|| PictureForm {
        key,
        alt_zh: validate::alt(&named.alt).unwrap_or_default(),
        alt_en: String::new(),
    })
}

/// The key of a picture: its hash if a product shows it, this one or another; else that of its upload. What the shop named
/// comes before a file that came with the sheet, so that an export brings nothing new.
fn find(
    tx: &mut Tx<'_>,
    sheet: Sheet<'_>,
    stored: &Stored,
    named: &Picture,
) -> Result<Option<String>, StoreError> {
    let own = media::hash_in(&named.source);
    let came = sheet.pictures.get(&named.source).cloned();
    for hash in [own, came].into_iter().flatten() {
        let is_own = stored.images.rows.iter().any(|image| image.sha256 == hash);
        if is_own || picture::by_hash(tx, &hash)?.is_some() {
            return Ok(Some(hash));
        }
        if let Some(waiting) = upload::by_hash(tx, &hash)? {
            return Ok(Some(waiting.upload_key));
        }
    }
    Ok(None)
}
