//! Goods as a sheet holds them.

mod import;
mod incoming;
mod job;
mod pictures;
mod upload;

pub use import::{Counts, How, Imported, Importer};
pub use incoming::Incoming;
pub(crate) use incoming::open as received;
pub(crate) use job::sweep;
pub use pictures::Pictures;
pub use upload::WrongRow;

use crate::{
    Error, Shop, Viewer,
    catalog::options::{self, Axis, split},
};
use domain::{error::ErrorCode, limit::SHEET_ROWS, staff::Role};
use sheets::{Both, GoodsAxis, GoodsProduct, GoodsSku, Picture};
use std::collections::HashMap;
use store::{
    Tx,
    models::{
        catalog::{DeskSku, Product},
        category::{Assigned, Category},
        picture::Image,
    },
    queries::{
        catalog::{desk, index, picture},
        category,
    },
};

/// Products that are read together.
const PAGE: i64 = 500;

impl Shop {
    /// All products of any status, oldest first, in one snapshot. SKUs of earlier options, which no page offers any more, are
    /// left out. A picture is named by its hash, as its file in the media folder.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn goods(&self) -> Result<Vec<GoodsProduct>, Error> {
        self.some_goods(usize::MAX).await
    }

    /// The same for staff who keep the catalog. A sheet of them can be imported again, so it has no more rows than that takes.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Refused(ExportTooManyRows)`; `Busy`, `Internal`.
    pub async fn export_goods(&self, viewer: &Viewer) -> Result<Vec<GoodsProduct>, Error> {
        viewer.acting(Role::Catalog)?;
        self.some_goods(SHEET_ROWS).await
    }

    /// The products of a template, for staff who keep the catalog.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`.
    pub fn goods_template(&self, viewer: &Viewer) -> Result<Vec<GoodsProduct>, Error> {
        viewer.acting(Role::Catalog)?;
        Ok(sheets::example())
    }

    /// All products, unless their sheet has more rows than `most`.
    async fn some_goods(&self, most: usize) -> Result<Vec<GoodsProduct>, Error> {
        self.store
            .read(move |tx| {
                let paths = paths(&category::all(tx)?);
                let (mut goods, mut last, mut rows) = (Vec::new(), 0, 0_usize);
                loop {
                    let page = index::after(tx, last, PAGE)?;
                    let Some(newest) = page.last() else {
                        return Ok(goods);
                    };
                    last = newest.id;
                    let described = described(tx, &page, &paths)?;
                    for product in &described {
                        rows = rows.saturating_add(product.skus.len().max(1));
                    }
                    if rows > most {
                        return Err(Error::refused(ErrorCode::ExportTooManyRows));
                    }
                    goods.extend(described);
                }
            })
            .await
    }
}

/// The names from the top down, by the key of the category.
fn paths(categories: &[Category]) -> HashMap<i64, Vec<String>> {
    let by_id: HashMap<i64, &Category> = categories.iter().map(|one| (one.id, one)).collect();
    let path = |category: &Category| {
        let mut names = vec![category.terms.name_zh.clone()];
        let mut above = category.parent_id.and_then(|id| by_id.get(&id));
        // No path is longer than the tree has categories, even if a row were its own parent.
        while let Some(parent) = above.filter(|_| names.len() < categories.len()) {
            names.insert(0, parent.terms.name_zh.clone());
            above = parent.parent_id.and_then(|id| by_id.get(&id));
        }
        names
    };
    categories.iter().map(|one| (one.id, path(one))).collect()
}

fn described(
    tx: &mut Tx<'_>,
    products: &[Product],
    paths: &HashMap<i64, Vec<String>>,
) -> Result<Vec<GoodsProduct>, Error> {
    let ids: Vec<i64> = products.iter().map(|product| product.id).collect();
    let skus = desk::skus(tx, &ids)?;
    let assigned = category::of_products(tx, &ids)?;
    let images = picture::of_products(tx, &ids)?;
    let mut described = Vec::with_capacity(products.len());
    for product in products {
        let axes = options::read(&product.options_json).map_err(Error::internal)?;
        let own = assigned.iter().filter(|one| one.product_id == product.id);
        let (main, more): (Vec<&Assigned>, Vec<&Assigned>) = own.partition(|one| one.is_main());
        let path = |id: i64| paths.get(&id).cloned().unwrap_or_default();
        let listing = &product.listing;
        described.push(GoodsProduct {
            row: 0,
            slug: Some(product.slug.clone()),
            title: both(&listing.title_zh, &listing.title_en),
            body: both(&listing.body_zh, &listing.body_en),
            category: main
                .first()
                .map(|one| path(one.category_id))
                .unwrap_or_default(),
            more_categories: more.iter().map(|one| path(one.category_id)).collect(),
            status: Some(listing.status),
            axes: axes.iter().map(axis).collect(),
            skus: skus
                .iter()
                .filter(|sku| sku.product_id == product.id)
                .filter_map(|sku| row(sku, &axes, &images))
                .collect(),
            pictures: pictures(&images, product.id),
        });
    }
    Ok(described)
}

/// The pictures of a product, each once.
fn pictures(images: &[Image], product_id: i64) -> Vec<Picture> {
    let mut pictures: Vec<Picture> = Vec::new();
    for image in images.iter().filter(|image| image.product_id == product_id) {
        let picture = named(image);
        if !pictures.contains(&picture) {
            pictures.push(picture);
        }
    }
    pictures
}

fn named(image: &Image) -> Picture {
    Picture {
        source: image.sha256.clone(),
        alt: String::new(),
    }
}

fn both(zh: &str, en: &str) -> Both {
    Both {
        zh: zh.to_owned(),
        en: en.to_owned(),
    }
}

fn axis(axis: &Axis) -> GoodsAxis {
    let values = axis.values.iter();
    GoodsAxis {
        name: both(&axis.zh, &axis.en),
        values: values.map(|value| both(&value.zh, &value.en)).collect(),
    }
}

/// A SKU, unless its values are not among the present ones.
fn row(sku: &DeskSku, axes: &[Axis], images: &[Image]) -> Option<GoodsSku> {
    let keys = split(&sku.options_key);
    if keys.len() != axes.len() {
        return None;
    }
    let labels = axes.iter().zip(keys).map(|(axis, key)| {
        let value = axis.values.iter().find(|value| value.key == key)?;
        Some(value.zh.clone())
    });
    let own = images.iter().find(|image| Some(image.id) == sku.image_id);
    Some(GoodsSku {
        row: 0,
        code: Some(sku.code.clone()),
        values: labels.collect::<Option<_>>()?,
        price: Some(sku.terms.price),
        compare_at: sku.terms.compare_at,
        weight_g: Some(sku.terms.weight_g),
        stock: Some(sku.on_hand.unwrap_or(0)),
        status: Some(sku.terms.status),
        picture: own.map(named),
    })
}
