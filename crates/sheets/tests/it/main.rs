//! Whole files: what is written is read back, and mistakes are named.
#![expect(clippy::panic, clippy::unwrap_used, reason = "tests")]

mod foreign;
mod mistakes;
mod round;

use sheets::{Goods, GoodsProduct, read};

/// Reads a text as CSV.
fn goods(text: &str) -> Goods {
    read(text.as_bytes()).unwrap()
}

/// Mistakes as `row column value why`.
fn mistakes(goods: &Goods) -> Vec<String> {
    let wrong = goods.wrong.iter();
    wrong
        .map(|wrong| {
            format!(
                "{} {} {} {}",
                wrong.row, wrong.column, wrong.value, wrong.why
            )
        })
        .collect()
}

/// The SKU codes of a product.
fn codes(product: &GoodsProduct) -> Vec<&str> {
    let skus = product.skus.iter();
    skus.map(|sku| sku.code.as_deref().unwrap_or("-")).collect()
}
