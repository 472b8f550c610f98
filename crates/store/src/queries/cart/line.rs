//! Lines of a cart.

use crate::{
    error::StoreError,
    models::cart::{CartLine, NewCartLine},
    schema::{cart_lines, product_images, products, sku_stock, skus},
    tx::Tx,
};
use diesel::prelude::*;
use domain::money::Fen;

/// All lines of a cart, newest first, each with its SKU, product, picture and stock.
pub fn lines(tx: &mut Tx<'_>, cart_id: i64) -> Result<Vec<CartLine>, StoreError> {
    tx.q(|c| {
        cart_lines::table
            .inner_join(skus::table.on(skus::id.eq(cart_lines::sku_id)))
            .inner_join(products::table.on(products::id.eq(skus::product_id)))
            .left_join(sku_stock::table.on(sku_stock::sku_id.eq(skus::id)))
            .left_join(product_images::table.on(skus::image_id.eq(product_images::id.nullable())))
            .filter(cart_lines::cart_id.eq(cart_id))
            .order((cart_lines::added_at.desc(), cart_lines::sku_id.desc()))
            .select((
                cart_lines::sku_id,
                cart_lines::qty,
                cart_lines::selected,
                cart_lines::seen_price_fen,
                cart_lines::added_at,
                skus::code,
                skus::options_key,
                skus::options_zh,
                skus::options_en,
                skus::price_fen,
                skus::status,
                products::slug,
                products::title_zh,
                products::title_en,
                products::status,
                sku_stock::on_hand.nullable(),
                sku_stock::reserved.nullable(),
                (
                    product_images::id,
                    product_images::product_id,
                    product_images::sha256,
                    product_images::mime,
                    product_images::width,
                    product_images::height,
                    product_images::alt_zh,
                    product_images::alt_en,
                    product_images::position,
                    product_images::colour,
                )
                    .nullable(),
            ))
            .load(c)
    })
}

/// SKU and units of all lines.
pub fn held(tx: &mut Tx<'_>, cart_id: i64) -> Result<Vec<(i64, i64)>, StoreError> {
    tx.q(|c| {
        cart_lines::table
            .filter(cart_lines::cart_id.eq(cart_id))
            .select((cart_lines::sku_id, cart_lines::qty))
            .load(c)
    })
}

/// Unit price and units of all lines, for the page header.
pub fn units(tx: &mut Tx<'_>, cart_id: i64) -> Result<Vec<(Fen, i64)>, StoreError> {
    let rows: Vec<(i64, i64)> = tx.q(|c| {
        cart_lines::table
            .inner_join(skus::table.on(skus::id.eq(cart_lines::sku_id)))
            .filter(cart_lines::cart_id.eq(cart_id))
            .select((skus::price_fen, cart_lines::qty))
            .load(c)
    })?;
    Ok(rows
        .into_iter()
        .map(|(price, qty)| (Fen::new(price), qty))
        .collect())
}

/// Inserts a line or updates its quantity, selection and seen price. The caller holds the cart's
/// lock.
pub fn put_line(tx: &mut Tx<'_>, cart_id: i64, line: &NewCartLine) -> Result<(), StoreError> {
    let changed = tx.q(|c| {
        diesel::update(
            cart_lines::table
                .filter(cart_lines::cart_id.eq(cart_id))
                .filter(cart_lines::sku_id.eq(line.sku_id)),
        )
        .set((
            cart_lines::qty.eq(line.qty),
            cart_lines::selected.eq(i64::from(line.selected)),
            cart_lines::seen_price_fen.eq(line.seen_price.get()),
        ))
        .execute(c)
    })?;
    if changed > 0 {
        return Ok(());
    }
    tx.q(|c| {
        diesel::insert_into(cart_lines::table)
            .values((
                cart_lines::cart_id.eq(cart_id),
                cart_lines::sku_id.eq(line.sku_id),
                cart_lines::qty.eq(line.qty),
                cart_lines::selected.eq(i64::from(line.selected)),
                cart_lines::seen_price_fen.eq(line.seen_price.get()),
                cart_lines::added_at.eq(line.added_at.get()),
            ))
            .execute(c)
    })?;
    Ok(())
}

/// Removes the lines with these SKUs. Returns their number.
pub fn remove_lines(tx: &mut Tx<'_>, cart_id: i64, sku_ids: &[i64]) -> Result<usize, StoreError> {
    tx.q(|c| {
        diesel::delete(
            cart_lines::table
                .filter(cart_lines::cart_id.eq(cart_id))
                .filter(cart_lines::sku_id.eq_any(sku_ids)),
        )
        .execute(c)
    })
}

/// Selects or deselects one line. Returns the number of changed lines: 0 or 1.
pub fn select_line(
    tx: &mut Tx<'_>,
    cart_id: i64,
    sku_id: i64,
    selected: bool,
) -> Result<usize, StoreError> {
    let word = i64::from(selected);
    tx.q(|c| {
        diesel::update(
            cart_lines::table
                .filter(cart_lines::cart_id.eq(cart_id))
                .filter(cart_lines::sku_id.eq(sku_id))
                .filter(cart_lines::selected.ne(word)),
        )
        .set(cart_lines::selected.eq(word))
        .execute(c)
    })
}

/// Selects or deselects all lines. Returns the number of changed lines.
pub fn select_all(tx: &mut Tx<'_>, cart_id: i64, selected: bool) -> Result<usize, StoreError> {
    let word = i64::from(selected);
    tx.q(|c| {
        diesel::update(
            cart_lines::table
                .filter(cart_lines::cart_id.eq(cart_id))
                .filter(cart_lines::selected.ne(word)),
        )
        .set(cart_lines::selected.eq(word))
        .execute(c)
    })
}

/// Selects the line with this SKU and deselects all others.
pub fn select_only(tx: &mut Tx<'_>, cart_id: i64, sku_id: i64) -> Result<(), StoreError> {
    select_all(tx, cart_id, false)?;
    select_line(tx, cart_id, sku_id, true)?;
    Ok(())
}
