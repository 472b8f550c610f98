//! The product page: the selected SKU, the link of each value, the pictures.

use super::{
    image::Images,
    options::{self, Axis, Value},
};
use domain::{
    locale::{Locale, Words},
    view::catalog::{AxisView, ChoiceView, ImageView, SkuView},
};
use store::models::{catalog::Sku, picture::Image};

/// The SKU of `options_key`; else the first with available units, else the first.
pub(super) fn choose<'s>(skus: &'s [Sku], options_key: Option<&str>) -> Option<&'s Sku> {
    let asked = options_key.and_then(|key| skus.iter().find(|sku| sku.options_key == key));
    asked
        .or_else(|| skus.iter().find(|sku| sku.free() > 0))
        .or_else(|| skus.first())
}

/// The view of the selected SKU.
pub(super) fn sku_view(sku: &Sku, locale: Locale) -> SkuView {
    SkuView {
        code: sku.code.clone(),
        options_key: sku.options_key.clone(),
        options: Words::choose(locale, &sku.options_zh, &sku.options_en),
        price: sku.price,
        compare_at: sku.compare_at.filter(|before| *before > sku.price),
        free: sku.free(),
    }
}

/// Every option with its values, each a link to the page with that value.
pub(super) fn axes(
    axes: &[Axis],
    skus: &[Sku],
    chosen: Option<&Sku>,
    locale: Locale,
) -> Vec<AxisView> {
    let Some(chosen) = chosen else {
        return Vec::new();
    };
    let present = options::split(&chosen.options_key);
    let choices = |place: usize, axis: &Axis| {
        axis.values
            .iter()
            .map(|value| choice(place, value, &present, skus, locale))
            .collect()
    };
    axes.iter()
        .enumerate()
        .map(|(place, axis)| AxisView {
            name: Words::choose(locale, &axis.zh, &axis.en),
            choices: choices(place, axis),
        })
        .collect()
}

fn choice(
    place: usize,
    value: &Value,
    present: &[&str],
    skus: &[Sku],
    locale: Locale,
) -> ChoiceView {
    let with_value = present.iter().enumerate().map(|(at, key)| {
        if at == place {
            value.key.as_str()
        } else {
            *key
        }
    });
    let wanted = options::join(with_value);
    let exact = skus.iter().find(|sku| sku.options_key == wanted);
    // A combination that does not exist links to the closest one with this value, and is shown as
    // unavailable.
    let target = exact.or_else(|| nearest(place, value, present, skus));
    ChoiceView {
        options_key: target.map_or(wanted, |sku| sku.options_key.clone()),
        label: Words::choose(locale, &value.zh, &value.en),
        swatch: value.swatch.clone(),
        current: present.get(place) == Some(&value.key.as_str()),
        available: exact.is_some_and(|sku| sku.free() > 0),
    }
}

/// The SKU with `value` that differs least from the present selection; the first of equals.
fn nearest<'s>(place: usize, value: &Value, present: &[&str], skus: &'s [Sku]) -> Option<&'s Sku> {
    let differences = |sku: &Sku| {
        options::split(&sku.options_key)
            .iter()
            .zip(present)
            .filter(|(a, b)| a != b)
            .count()
    };
    skus.iter()
        .filter(|sku| options::split(&sku.options_key).get(place) == Some(&value.key.as_str()))
        .min_by_key(|sku| differences(sku))
}

/// The pictures of the selected SKU. In gallery order a SKU's picture begins a series that ends
/// before the next SKU's picture, so that close-ups show the selected colour.
pub(super) fn gallery(
    images: &Images,
    skus: &[Sku],
    chosen: Option<&Sku>,
    locale: Locale,
) -> Vec<ImageView> {
    let rows = &images.rows;
    let opens = |image: &Image| skus.iter().any(|sku| sku.image_id == Some(image.id));
    let first = chosen
        .and_then(|sku| sku.image_id)
        .and_then(|id| rows.iter().position(|image| image.id == id));
    let Some(first) = first else {
        return rows
            .iter()
            .map(|image| images.view(image, locale))
            .collect();
    };
    rows.iter()
        .skip(first)
        .enumerate()
        .take_while(|(place, image)| *place == 0 || !opens(image))
        .map(|(_, image)| images.view(image, locale))
        .collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "tests")]

    use super::*;

    fn image(id: i64) -> Image {
        Image {
            id,
            product_id: 1,
            sha256: format!("{id:064}"),
            mime: "image/svg+xml".to_owned(),
            width: 480,
            height: 480,
            alt_zh: String::new(),
            alt_en: String::new(),
            position: id,
            colour: None,
        }
    }

    #[test]
    fn without_a_picture_of_its_own_a_sku_shows_all() {
        let all = gallery(
            &Images {
                rows: vec![image(1), image(2)],
                ..Images::default()
            },
            &[],
            None,
            Locale::En,
        );
        assert_eq!(all.len(), 2);
        assert!(all[1].sha256.ends_with('2'));
    }
}
