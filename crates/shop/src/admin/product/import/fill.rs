//! The texts of a product and the cells of a SKU. An empty cell empties what may be empty, and leaves the rest as it is.

use super::Sheet;
use domain::{
    form::{ProductForm, SkuForm},
    money::Fen,
};
use sheets::{Column, GoodsProduct, GoodsSku};

/// Fills in the texts that all SKUs share.
pub(super) fn shared(form: &mut ProductForm, sheet: Sheet<'_>, product: &GoodsProduct) {
    if form.product.is_empty() {
        form.slug = product.slug.clone().unwrap_or_default();
    }
    if !product.title.zh.is_empty() {
        form.title_zh.clone_from(&product.title.zh);
    }
    for (column, field, text) in [
        (Column::TitleEn, &mut form.title_en, &product.title.en),
        (Column::BodyZh, &mut form.body_zh, &product.body.zh),
        (Column::BodyEn, &mut form.body_en, &product.body.en),
    ] {
        if sheet.has(column) {
            field.clone_from(text);
        }
    }
}

/// Fills in the cells of a SKU.
pub(super) fn sku(form: &mut SkuForm, sheet: Sheet<'_>, sku: &GoodsSku) {
    if let Some(code) = &sku.code {
        form.code.clone_from(code);
    }
    if let Some(price) = sku.price {
        form.price = price.yuan();
    }
    if sheet.has(Column::CompareAt) {
        form.compare_at = sku.compare_at.map(Fen::yuan).unwrap_or_default();
    }
    if sheet.has(Column::Weight) {
        form.weight = match sku.weight_g {
            None | Some(0) => String::new(),
            Some(grams) => grams.to_string(),
        };
    }
    if let Some(units) = sku.stock {
        form.stock = units.to_string();
    }
    if let Some(status) = sku.status {
        status.as_str().clone_into(&mut form.status);
    }
}
