//! The pictures of a product, as its form has them.

use super::{draft::Draft, edit, stored::Stored};
use crate::{
    Error,
    catalog::image::Images,
    media::upload::{Alt, attach_upload},
};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{PictureForm, ProductForm},
    validate,
};
use std::collections::HashMap;
use store::{
    Tx,
    models::picture::{Image, ImageFile, NewImage},
    queries::catalog::{desk, picture},
};

/// The pictures after saving.
pub(super) struct Pictures {
    /// Rows by the key that the form has.
    ids: HashMap<String, i64>,
    /// Rows that the form has no more.
    gone: Vec<i64>,
}

impl Pictures {
    /// Adds, moves and describes pictures. Those that are gone are removed by [`Self::assign`].
    ///
    /// # Errors
    /// `Refused` for a picture that does not exist any more; `Busy`, `Internal`.
    pub(super) fn save(
        tx: &mut Tx<'_>,
        product_id: i64,
        form: &ProductForm,
        stored: &Stored,
    ) -> Result<Self, Error> {
        let mut left: Vec<&Image> = stored.images.rows.iter().collect();
        let mut ids = HashMap::new();
        for (place, typed) in form.pictures.iter().enumerate() {
            let position = i64::try_from(place).map_err(Error::internal)?;
            let own = left.iter().position(|image| image.sha256 == typed.key);
            let id = match own.map(|at| left.remove(at)) {
                Some(image) => {
                    keep(tx, image, position, typed)?;
                    Some(image.id)
                }
                None => add(tx, product_id, position, typed)?,
            };
            let id = id.ok_or_else(|| {
                Refusal::fields(vec![FieldError {
                    field: format!("pictures[{place}][alt_zh]"),
                    code: ErrorCode::PictureGone,
                }])
            })?;
            ids.entry(typed.key.clone()).or_insert(id);
        }
        Ok(Self {
            ids,
            gone: left.iter().map(|image| image.id).collect(),
        })
    }

    /// Gives the variants their pictures, then removes those that are gone. `skus` are the places in the draft and the keys of
    /// the saved SKUs.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(super) fn assign(
        &self,
        tx: &mut Tx<'_>,
        draft: &Draft,
        stored: &Stored,
        skus: &[(usize, i64)],
    ) -> Result<(), Error> {
        for (place, sku_id) in skus {
            let Some(row) = draft.rows.get(*place) else {
                continue;
            };
            let own = row.picture.as_deref();
            let Some(key) = own.or_else(|| edit::cover_of(&draft.form, &row.key)) else {
                continue;
            };
            let wanted = self.ids.get(key).copied();
            let present = row.sku.as_ref().and_then(|sku| sku.image_id);
            if wanted != present {
                desk::picture_sku(tx, *sku_id, wanted)?;
            }
        }
        for gone in &self.gone {
            for sku in desk::skus(tx, &own(stored))? {
                if sku.image_id == Some(*gone) {
                    desk::picture_sku(tx, sku.id, None)?;
                }
            }
            picture::remove(tx, *gone)?;
        }
        Ok(())
    }
}

fn own(stored: &Stored) -> Vec<i64> {
    stored.product.iter().map(|product| product.id).collect()
}

fn keep(tx: &mut Tx<'_>, image: &Image, position: i64, typed: &PictureForm) -> Result<(), Error> {
    let (zh, en) = alts(typed);
    if image.position != position || image.alt_zh != zh || image.alt_en != en {
        picture::change(tx, image.id, position, (&zh, &en))?;
    }
    Ok(())
}

/// The descriptions, which were checked before.
fn alts(typed: &PictureForm) -> (String, String) {
    let read = |text: &str| validate::alt(text).unwrap_or_default();
    (read(&typed.alt_zh), read(&typed.alt_en))
}

/// Adds a picture: one that was uploaded, or the one of another product that this one was copied from.
fn add(
    tx: &mut Tx<'_>,
    product_id: i64,
    position: i64,
    typed: &PictureForm,
) -> Result<Option<i64>, Error> {
    let (alt_zh, alt_en) = alts(typed);
    let alt = Alt {
        zh: alt_zh.clone(),
        en: alt_en.clone(),
    };
    if let Some(id) = attach_upload(tx, product_id, &typed.key, position, &alt)? {
        return Ok(Some(id));
    }
    let Some(image) = picture::by_hash(tx, &typed.key)? else {
        return Ok(None);
    };
    let new = NewImage {
        sha256: image.sha256.clone(),
        mime: image.mime.clone(),
        width: image.width,
        height: image.height,
        alt_zh,
        alt_en,
        position,
        colour: image.colour.clone(),
    };
    let id = picture::insert(tx, product_id, &new)?;
    for file in Images::of_products(tx, &[image.product_id])?.files {
        if file.image_id == image.id {
            let copy = ImageFile {
                image_id: id,
                ..file
            };
            picture::insert_file(tx, &copy)?;
        }
    }
    Ok(Some(id))
}
