//! Pictures of products, and the files each one is served as.

use crate::{
    error::StoreError,
    models::picture::{Image, ImageFile, NewImage},
    schema::{image_files, product_images},
    text::may_stand,
    tx::Tx,
};
use diesel::prelude::*;

/// The pictures of these products, in gallery order.
pub fn of_products(tx: &mut Tx<'_>, product_ids: &[i64]) -> Result<Vec<Image>, StoreError> {
    tx.q(|c| {
        product_images::table
            .filter(product_images::product_id.eq_any(product_ids))
            .order((
                product_images::product_id.asc(),
                product_images::position.asc(),
                product_images::id.asc(),
            ))
            .select(Image::as_select())
            .load(c)
    })
}

/// The MIME type of a picture or of one of its files, by the hash of the file.
pub fn mime(tx: &mut Tx<'_>, sha256: &str) -> Result<Option<String>, StoreError> {
    if !may_stand(sha256) {
        return Ok(None);
    }
    let original = tx.q(|c| {
        product_images::table
            .filter(product_images::sha256.eq(sha256))
            .select(product_images::mime)
            .first(c)
            .optional()
    })?;
    if original.is_some() {
        return Ok(original);
    }
    tx.q(|c| {
        image_files::table
            .filter(image_files::sha256.eq(sha256))
            .select(image_files::mime)
            .first(c)
            .optional()
    })
}

/// Those of these hashes that a picture bears.
pub fn shown(tx: &mut Tx<'_>, hashes: &[String]) -> Result<Vec<String>, StoreError> {
    tx.q(|c| {
        product_images::table
            .filter(product_images::sha256.eq_any(hashes))
            .select(product_images::sha256)
            .load(c)
    })
}

/// Those of these hashes that a picture or one of its files bears.
pub fn named(tx: &mut Tx<'_>, hashes: &[String]) -> Result<Vec<String>, StoreError> {
    let mut named = shown(tx, hashes)?;
    let files: Vec<String> = tx.q(|c| {
        image_files::table
            .filter(image_files::sha256.eq_any(hashes))
            .select(image_files::sha256)
            .load(c)
    })?;
    named.extend(files);
    Ok(named)
}

/// The pictures without smaller files: first the one that leads each product.
pub fn without_files(tx: &mut Tx<'_>) -> Result<Vec<Image>, StoreError> {
    tx.q(|c| {
        product_images::table
            .filter(diesel::dsl::not(diesel::dsl::exists(
                image_files::table.filter(image_files::image_id.eq(product_images::id)),
            )))
            .order((product_images::position.asc(), product_images::id.asc()))
            .select(Image::as_select())
            .load(c)
    })
}

/// The files of these pictures, by picture and width.
pub fn files(tx: &mut Tx<'_>, image_ids: &[i64]) -> Result<Vec<ImageFile>, StoreError> {
    tx.q(|c| {
        image_files::table
            .filter(image_files::image_id.eq_any(image_ids))
            .order((
                image_files::image_id.asc(),
                image_files::width.asc(),
                image_files::mime.asc(),
            ))
            .select(ImageFile::as_select())
            .load(c)
    })
}

/// Inserts a picture of a product. Returns its key.
pub fn insert(tx: &mut Tx<'_>, product_id: i64, image: &NewImage) -> Result<i64, StoreError> {
    tx.catalog_changed();
    tx.q(|c| {
        diesel::insert_into(product_images::table)
            .values((
                product_images::product_id.eq(product_id),
                product_images::sha256.eq(&image.sha256),
                product_images::mime.eq(&image.mime),
                product_images::width.eq(image.width),
                product_images::height.eq(image.height),
                product_images::alt_zh.eq(&image.alt_zh),
                product_images::alt_en.eq(&image.alt_en),
                product_images::position.eq(image.position),
                product_images::colour.eq(&image.colour),
            ))
            .returning(product_images::id)
            .get_result(c)
    })
}

/// Adds a file to its picture.
///
/// # Errors
/// `Conflict` if the picture has that width in that format.
pub fn insert_file(tx: &mut Tx<'_>, file: &ImageFile) -> Result<(), StoreError> {
    tx.catalog_changed();
    tx.one(|c| {
        diesel::insert_into(image_files::table)
            .values((
                image_files::image_id.eq(file.image_id),
                image_files::sha256.eq(&file.sha256),
                image_files::mime.eq(&file.mime),
                image_files::width.eq(file.width),
                image_files::height.eq(file.height),
                image_files::bytes.eq(file.bytes),
            ))
            .execute(c)
    })
}

/// A picture with this hash, of any product; the newest.
pub fn by_hash(tx: &mut Tx<'_>, sha256: &str) -> Result<Option<Image>, StoreError> {
    if !may_stand(sha256) {
        return Ok(None);
    }
    tx.q(|c| {
        product_images::table
            .filter(product_images::sha256.eq(sha256))
            .order(product_images::id.desc())
            .select(Image::as_select())
            .first(c)
            .optional()
    })
}

/// Changes the place and the descriptions of a picture.
pub fn change(
    tx: &mut Tx<'_>,
    id: i64,
    position: i64,
    (alt_zh, alt_en): (&str, &str),
) -> Result<(), StoreError> {
    tx.catalog_changed();
    tx.one(|c| {
        diesel::update(product_images::table.filter(product_images::id.eq(id)))
            .set((
                product_images::position.eq(position),
                product_images::alt_zh.eq(alt_zh),
                product_images::alt_en.eq(alt_en),
            ))
            .execute(c)
    })
}

/// Takes a picture away from its product. No SKU may show it any more. A job removes its files.
pub fn remove(tx: &mut Tx<'_>, id: i64) -> Result<(), StoreError> {
    tx.catalog_changed();
    tx.q(|c| diesel::delete(image_files::table.filter(image_files::image_id.eq(id))).execute(c))?;
    tx.one(|c| diesel::delete(product_images::table.filter(product_images::id.eq(id))).execute(c))
}
