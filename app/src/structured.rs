//! What search engines read of a public page as data: the vocabulary of schema.org, as JSON-LD.

use domain::{
    listing::Asked,
    locale::Locale,
    view::catalog::{ProductView, SkuView, listing::CategoryLink},
};
use kit::{paths, preview::picture_url, site::Site};
use serde_json::{Value, json};

const CONTEXT: &str = "https://schema.org";

/// A product with the offer of the SKU that its page shows. `None` without a SKU for sale, because a
/// product without an offer is of no use to anybody.
#[must_use]
pub fn product(
    site: &Site,
    locale: Locale,
    view: &ProductView,
    description: &str,
) -> Option<Value> {
    let sku = view.sku.as_ref()?;
    let pictures: Vec<String> = view
        .gallery
        .iter()
        .filter_map(|image| picture_url(site, image))
        .collect();
    let mut product = json!({
        "@context": CONTEXT,
        "@type": "Product",
        "name": view.title.text,
        "description": description,
        "sku": sku.code,
        "url": whole(site, &paths::product(locale, &view.slug, "")),
        "offers": offer(site, locale, &view.slug, sku),
    });
    if !pictures.is_empty()
        && let Some(members) = product.as_object_mut()
    {
        members.insert("image".to_owned(), pictures.into());
    }
    Some(product)
}

fn offer(site: &Site, locale: Locale, slug: &str, sku: &SkuView) -> Value {
    let stock = if sku.free > 0 {
        "InStock"
    } else {
        "OutOfStock"
    };
    json!({
        "@type": "Offer",
        "url": whole(site, &paths::product(locale, slug, &sku.options_key)),
        "sku": sku.code,
        "price": sku.price.yuan(),
        "priceCurrency": "CNY",
        "availability": format!("{CONTEXT}/{stock}"),
    })
}

/// The way from the front page of the shop to the page `here`: a name and a path. `trail`: the categories between.
#[must_use]
pub fn breadcrumbs(
    site: &Site,
    locale: Locale,
    shop: &str,
    trail: &[CategoryLink],
    here: (&str, String),
) -> Value {
    let home = (shop, paths::home(locale).to_owned());
    let categories = trail.iter().map(|link| {
        let path = paths::category(locale, Some(&link.slug), &Asked::default());
        (link.name.text.as_str(), path)
    });
    let steps = std::iter::once(home).chain(categories).chain([here]);
    let items: Vec<Value> = (1_u32..)
        .zip(steps)
        .map(|(position, (name, path))| {
            json!({
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": whole(site, &path),
            })
        })
        .collect();
    json!({ "@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items })
}

fn whole(site: &Site, path: &str) -> String {
    format!("{}{path}", site.public_url)
}
