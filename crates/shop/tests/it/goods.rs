//! Export and import of products as a sheet.

mod export;
mod foreign;
mod import;
mod mistakes;
mod pictures;
mod stopped;
mod trip;
mod upload;
mod zip;

use crate::desk::Desk;
use domain::{catalog::ProductStatus, locale::Locale};
use sheets::GoodsProduct;
use std::collections::BTreeSet;
use test_support::for_both;

/// Without what a sheet does not keep: row numbers, and option values that no SKU has.
pub(crate) fn comparable(mut product: GoodsProduct) -> GoodsProduct {
    product.row = 0;
    for sku in &mut product.skus {
        sku.row = 0;
    }
    for (place, axis) in product.axes.iter_mut().enumerate() {
        let used: BTreeSet<&String> = product.skus.iter().map(|sku| &sku.values[place]).collect();
        axis.values.retain(|value| used.contains(&value.zh));
        axis.values.sort();
    }
    product
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_read_back_without_a_change() {
    for_both(async |db| {
        let (desk, _) = Desk::seeded(db).await;
        let goods = desk.shop.goods().await.unwrap();
        assert!(goods.len() > 10, "{} products", goods.len());
        assert!(goods.iter().all(|product| !product.skus.is_empty()));
        assert!(
            goods
                .iter()
                .any(|product| product.status == Some(ProductStatus::Active))
        );
        let (mut text, mut book) = (Vec::new(), Vec::new());
        sheets::csv(&mut text, &goods, Locale::ZhCn).unwrap();
        sheets::xlsx(&mut book, &goods, Locale::En).unwrap();
        let goods: Vec<GoodsProduct> = goods.into_iter().map(comparable).collect();
        for bytes in [text, book] {
            let read = sheets::read(bytes.as_slice()).unwrap();
            assert_eq!(read.wrong, []);
            let read: Vec<GoodsProduct> = read.products.into_iter().map(comparable).collect();
            assert_eq!(read, goods);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_shop_exports_only_the_header() {
    for_both(async |db| {
        let desk = Desk::open(db);
        assert_eq!(desk.shop.goods().await.unwrap(), []);
    })
    .await;
}
