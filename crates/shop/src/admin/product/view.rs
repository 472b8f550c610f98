//! The view of the editor.

use super::{draft::Draft, stored::MIXED, stored::Stored};
use crate::{
    Error,
    catalog::{image::Images, prose},
    media::upload::Uploaded,
};
use domain::{
    catalog::{ProductStatus, SkuStatus},
    locale::{Locale, Words},
    view::{
        catalog::{
            ImageView,
            desk::{CategoryChoice, GroupView, Missing, Overtaken, ProductDeskView, VariantView},
        },
        desk::ActView,
    },
};
use store::{Tx, queries::catalog::picture};

/// What the view shows beside form and product.
pub(super) struct Beside {
    pub(super) locale: Locale,
    pub(super) uploads: Vec<Uploaded>,
    pub(super) overtaken: Vec<Overtaken>,
    pub(super) is_made: bool,
    pub(super) is_previewed: bool,
    pub(super) is_unsaved: bool,
    pub(super) acts: Vec<ActView>,
    pub(super) may_change: bool,
}

/// Puts the view together.
///
/// # Errors
/// `Busy`, `Internal`.
pub(super) fn view(
    tx: &mut Tx<'_>,
    draft: Draft,
    stored: &Stored,
    beside: Beside,
) -> Result<ProductDeskView, Error> {
    let locale = beside.locale;
    let pictures = pictures(tx, &draft, stored, &beside)?;
    let variants: Vec<VariantView> = draft
        .rows
        .iter()
        .map(|row| VariantView {
            group: row.labels.first().cloned().unwrap_or_default(),
            name: row.labels.join(" "),
            on_hand: row.sku.as_ref().map(|sku| sku.on_hand.unwrap_or(0)),
            reserved: row.sku.as_ref().and_then(|sku| sku.reserved).unwrap_or(0),
        })
        .collect();
    let groups = draft.axes.first().map(|axis| {
        let values = axis.values.iter().zip(&draft.form.covers);
        values
            .map(|(value, cover)| GroupView {
                label: value.zh.clone(),
                is_mixed: cover.picture == MIXED || stored.cover(&value.key).picture == MIXED,
            })
            .collect()
    });
    let shown = |hash: &str| {
        let places = draft.form.pictures.iter().zip(&pictures);
        let (_, found) = places.into_iter().find(|(form, _)| form.key == hash)?;
        found.clone()
    };
    let preview = beside.is_previewed.then(|| {
        let read = |text: &str| prose::read(&text.replace("\r\n", "\n"), shown);
        (read(&draft.form.body_zh), read(&draft.form.body_en))
    });
    let listing = stored.product.as_ref().map(|product| &product.listing);
    Ok(ProductDeskView {
        title: listing.map(|it| it.title_zh.clone()).unwrap_or_default(),
        status: listing.map_or(ProductStatus::Draft, |listing| listing.status),
        missing: missing(&draft),
        variants,
        groups: groups.unwrap_or_default(),
        categories: choices(stored, locale),
        made: beside.is_made.then_some(draft.made),
        form: draft.form,
        pictures,
        overtaken: beside.overtaken,
        preview,
        is_unsaved: beside.is_unsaved,
        acts: beside.acts,
        may_change: beside.may_change,
    })
}

/// What is missing in the form.
fn missing(draft: &Draft) -> Vec<Missing> {
    let form = &draft.form;
    let has_price = form
        .skus
        .iter()
        .any(|row| !row.price.trim().is_empty() && row.status == SkuStatus::Active.as_str());
    [
        (!has_price).then_some(Missing::Price),
        form.category.is_empty().then_some(Missing::Category),
        form.pictures.is_empty().then_some(Missing::Picture),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The pictures of the form: of the product, of another product it was copied from, or just uploaded.
fn pictures(
    tx: &mut Tx<'_>,
    draft: &Draft,
    stored: &Stored,
    beside: &Beside,
) -> Result<Vec<Option<ImageView>>, Error> {
    let mut views = Vec::new();
    for form in &draft.form.pictures {
        let own = stored.images.by_hash(&form.key, beside.locale);
        let uploaded = beside.uploads.iter().find(|upload| upload.key == form.key);
        let view = match (own, uploaded) {
            (Some(own), _) => Some(own),
            (None, Some(upload)) => Some(ImageView {
                sha256: upload.thumb.clone(),
                width: upload.width,
                height: upload.height,
                alt: Words::choose(beside.locale, &form.alt_zh, &form.alt_en),
                colour: Some(upload.colour.clone()),
                drawn: false,
                widths: Vec::new(),
            }),
            (None, None) => match picture::by_hash(tx, &form.key)? {
                Some(image) => {
                    Images::of_products(tx, &[image.product_id])?.by_hash(&form.key, beside.locale)
                }
                None => None,
            },
        };
        views.push(view);
    }
    Ok(views)
}

/// The categories to choose from.
fn choices(stored: &Stored, locale: Locale) -> Vec<CategoryChoice> {
    let places = stored.categories.iter().zip(&stored.depths);
    places
        .map(|(category, depth)| CategoryChoice {
            slug: category.terms.slug.clone(),
            name: Words::choose(locale, &category.terms.name_zh, &category.terms.name_en),
            depth: *depth,
        })
        .collect()
}
