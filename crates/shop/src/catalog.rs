//! The catalog in the storefront.

pub mod browse;
mod home;
pub(crate) mod image;
pub mod listing;
pub mod options;
mod product;
pub(crate) mod prose;
mod search;
pub mod sitemap;
pub(crate) mod tree;
pub mod version;

use crate::{Error, Shop};
use domain::{
    catalog::ProductStatus,
    locale::{Locale, Words},
    view::catalog::{ProductCard, ProductView, listing::CategoryLink},
};
use image::Images;
use store::{
    Tx,
    models::{
        catalog::{Product, Sku},
        category::Assigned,
    },
    queries::{catalog, category},
};
use tree::Tree;

impl Shop {
    /// A product with the SKU for `options_key`. Without a known key: the first SKU that is
    /// available.
    ///
    /// # Errors
    /// `Gone` if the product with that slug is archived, `NotFound` if none was ever shown.
    pub async fn product(
        &self,
        locale: Locale,
        slug: &str,
        options_key: Option<&str>,
    ) -> Result<ProductView, Error> {
        // Text that cannot be a slug is not queried: a NUL would be a database error.
        let plausible = (1..=128).contains(&slug.len())
            && slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !plausible {
            return Err(Error::NotFound);
        }
        let (slug, settings) = (slug.to_owned(), self.settings().await?);
        type Loaded = (Product, Vec<Sku>, Images, Vec<CategoryLink>);
        let (product, skus, images, trail): Loaded = self
            .store
            .read(move |tx| {
                let Some(product) = catalog::active_product(tx, &slug)? else {
                    return Err(withdrawn(tx, &slug)?);
                };
                let skus = catalog::active_skus(tx, &[product.id])?;
                let images = Images::of_products(tx, &[product.id])?;
                let main = category::of_products(tx, &[product.id])?
                    .into_iter()
                    .find(Assigned::is_main);
                let trail = match main {
                    Some(main) => Tree::load(tx)?.trail(main.category_id, false, locale),
                    None => Vec::new(),
                };
                Ok::<_, Error>((product, skus, images, trail))
            })
            .await?;
        let axes = options::read(&product.options_json).map_err(Error::internal)?;
        let chosen = product::choose(&skus, options_key);
        let body = Words::choose(locale, &product.listing.body_zh, &product.listing.body_en);
        Ok(ProductView {
            trail,
            prose: prose::read(&body.text, |hash| images.by_hash(hash, locale)),
            title: Words::choose(locale, &product.listing.title_zh, &product.listing.title_en),
            body,
            gallery: product::gallery(&images, &skus, chosen, locale),
            axes: product::axes(&axes, &skus, chosen, locale),
            sku: chosen.map(|sku| product::sku_view(sku, locale)),
            postage: settings.postage_rule(),
            slug: product.slug,
        })
    }
}

/// These products as cards, in this order. Those that are no longer active are left out.
fn cards(tx: &mut Tx<'_>, ids: &[i64], locale: Locale) -> Result<Vec<ProductCard>, Error> {
    let products = catalog::active_by_id(tx, ids)?;
    let skus = catalog::active_skus(tx, ids)?;
    let images = Images::of_products(tx, ids)?;
    Ok(ids
        .iter()
        .filter_map(|id| products.iter().find(|product| product.id == *id))
        .filter_map(|product| card(product, &skus, &images, locale))
        .collect())
}

/// Why a product that is not active cannot be shown.
fn withdrawn(tx: &mut Tx<'_>, slug: &str) -> Result<Error, Error> {
    let known = catalog::desk::by_slug(tx, slug)?;
    Ok(match known.map(|product| product.listing.status) {
        Some(ProductStatus::Archived) => Error::Gone,
        Some(ProductStatus::Draft | ProductStatus::Active) | None => Error::NotFound,
    })
}

/// A product in the grid; `None` if no SKU of it is active.
fn card(product: &Product, skus: &[Sku], images: &Images, locale: Locale) -> Option<ProductCard> {
    let skus: Vec<&Sku> = skus
        .iter()
        .filter(|sku| sku.product_id == product.id)
        .collect();
    let price = skus.iter().map(|sku| sku.price).min()?;
    let image = images
        .rows
        .iter()
        .find(|image| image.product_id == product.id);
    Some(ProductCard {
        slug: product.slug.clone(),
        title: Words::choose(locale, &product.listing.title_zh, &product.listing.title_en),
        price,
        price_varies: skus.iter().any(|sku| sku.price != price),
        image: image.map(|image| images.view(image, locale)),
        sold_out: skus.iter().all(|sku| sku.free() < 1),
    })
}
