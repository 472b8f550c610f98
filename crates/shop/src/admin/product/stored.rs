//! A product as it is stored, and the form that shows it.

use super::{fields::texts, seen::prints};
use crate::{
    Error,
    admin::columns,
    catalog::{image::Images, options},
};
use domain::{
    catalog::SkuStatus,
    form::{AxisForm, CoverForm, PictureForm, ProductForm, SkuForm, TickForm},
    limit::AXES,
    money::Fen,
    options::{Axis, shown},
};
use store::{
    Tx,
    models::{
        catalog::{DeskSku, Product},
        category::Category,
        picture::Image,
    },
    queries::{catalog::desk, category},
};

/// Value of [`CoverForm::picture`] where the variants of a value have different pictures.
pub(super) const MIXED: &str = "mixed";
/// Options that a form shows at least.
const AXES_SHOWN: usize = 2;

/// A product with all that its editor shows; without `product`, a new one.
#[derive(Debug, Default)]
pub(super) struct Stored {
    pub(super) product: Option<Product>,
    pub(super) axes: Vec<Axis>,
    /// SKUs of any status.
    pub(super) skus: Vec<DeskSku>,
    pub(super) images: Images,
    /// All categories, each below its parent.
    pub(super) categories: Vec<Category>,
    /// For each of them the number of categories above it.
    pub(super) depths: Vec<usize>,
    /// Slug of the main category.
    pub(super) main: Option<String>,
    /// Slugs of the other ones.
    pub(super) more: Vec<String>,
}

impl Stored {
    /// Loads the product with this slug; an empty slug stands for a new one.
    ///
    /// # Errors
    /// `NotFound`, `Busy`, `Internal`.
    pub(super) fn load(tx: &mut Tx<'_>, slug: &str) -> Result<Self, Error> {
        let (categories, depths) = tree(&category::all(tx)?);
        if slug.is_empty() {
            return Ok(Self {
                categories,
                depths,
                ..Self::default()
            });
        }
        let product = desk::by_slug(tx, slug)?.ok_or(Error::NotFound)?;
        let assigned = category::of_products(tx, &[product.id])?;
        let slug_of = |id: i64| {
            let found = categories.iter().find(|category| category.id == id);
            found.map(|category| category.terms.slug.clone())
        };
        let main = assigned.iter().find(|one| one.is_main());
        Ok(Self {
            axes: options::read(&product.options_json).map_err(Error::internal)?,
            skus: desk::skus(tx, &[product.id])?,
            images: Images::of_products(tx, &[product.id])?,
            main: main.and_then(|one| slug_of(one.category_id)),
            more: assigned
                .iter()
                .filter(|one| !one.is_main())
                .filter_map(|one| slug_of(one.category_id))
                .collect(),
            categories,
            depths,
            product: Some(product),
        })
    }

    /// Loads the categories again, after some were created.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub(super) fn reload_categories(&mut self, tx: &mut Tx<'_>) -> Result<(), Error> {
        (self.categories, self.depths) = tree(&category::all(tx)?);
        Ok(())
    }

    /// The SKU with this code.
    pub(super) fn sku(&self, code: &str) -> Option<&DeskSku> {
        self.skus
            .iter()
            .find(|sku| !code.is_empty() && sku.code == code)
    }

    /// The hash of a SKU's picture.
    pub(super) fn picture_of(&self, sku: &DeskSku) -> Option<&str> {
        let id = sku.image_id?;
        let image = self.images.rows.iter().find(|image| image.id == id)?;
        Some(&image.sha256)
    }

    /// The form without its variants and covers, which follow from the options.
    ///
    /// # Errors
    /// `Internal`.
    pub(super) fn form(&self) -> Result<ProductForm, Error> {
        let mut form = match &self.product {
            Some(product) => ProductForm {
                product: product.slug.clone(),
                slug: product.slug.clone(),
                ..columns::shown(&product.listing)?
            },
            None => ProductForm::default(),
        };
        form.category = self.main.clone().unwrap_or_default();
        form.more = self
            .categories
            .iter()
            .map(|category| TickForm {
                slug: category.terms.slug.clone(),
                on: on(self.more.contains(&category.terms.slug)),
            })
            .collect();
        form.axes = axes(&self.axes);
        form.pictures = self.images.rows.iter().map(picture).collect();
        form.covers = self
            .axes
            .first()
            .map(|axis| {
                let values = axis.values.iter();
                values.map(|value| self.cover(&value.key)).collect()
            })
            .unwrap_or_default();
        form.seen = seen(&form);
        Ok(form)
    }

    /// The picture of a value of the first option.
    pub(super) fn cover(&self, value: &str) -> CoverForm {
        let own: Vec<Option<i64>> = self
            .skus
            .iter()
            .filter(|sku| sku.terms.status == SkuStatus::Active)
            .filter(|sku| options::split(&sku.options_key).first() == Some(&value))
            .map(|sku| sku.image_id)
            .collect();
        let first = own.first().copied().flatten();
        let picture = if own.is_empty() {
            self.waiting(value).unwrap_or_default()
        } else if own.iter().all(|image| *image == first) {
            let image = self
                .images
                .rows
                .iter()
                .find(|image| Some(image.id) == first);
            image.map(|image| image.sha256.clone()).unwrap_or_default()
        } else {
            MIXED.to_owned()
        };
        CoverForm {
            value: value.to_owned(),
            picture,
        }
    }
}

impl Stored {
    /// The picture that a value of the first option keeps for its variants, if the product still shows it.
    fn waiting(&self, value: &str) -> Option<String> {
        let values = &self.axes.first()?.values;
        let kept = &values.iter().find(|one| one.key == value)?.picture;
        let kept = kept.as_ref()?;
        let images = &self.images.rows;
        images
            .iter()
            .any(|image| image.sha256 == *kept)
            .then(|| kept.clone())
    }
}

/// The tree as a list: each category with the number of those above it, below its parent.
fn tree(all: &[Category]) -> (Vec<Category>, Vec<usize>) {
    let (mut list, mut depths): (Vec<Category>, Vec<usize>) = (Vec::new(), Vec::new());
    // What is to be listed next, the next one last.
    let mut next: Vec<(&Category, usize)> = roots(all, None).map(|top| (top, 0)).rev().collect();
    while let Some((category, depth)) = next.pop() {
        list.push(category.clone());
        depths.push(depth);
        let below = roots(all, Some(category.id)).map(|one| (one, depth.saturating_add(1)));
        next.extend(below.rev());
    }
    (list, depths)
}

fn roots(all: &[Category], parent: Option<i64>) -> impl DoubleEndedIterator<Item = &Category> {
    all.iter()
        .filter(move |category| category.parent_id == parent)
}

/// `1` or nothing, as a check box sends it.
fn on(ticked: bool) -> String {
    if ticked { "1" } else { "" }.to_owned()
}

fn picture(image: &Image) -> PictureForm {
    PictureForm {
        key: image.sha256.clone(),
        alt_zh: image.alt_zh.clone(),
        alt_en: image.alt_en.clone(),
    }
}

/// The options in their fields, with empty fields for another one.
pub(super) fn axes(axes: &[Axis]) -> Vec<AxisForm> {
    let mut forms: Vec<AxisForm> = axes
        .iter()
        .enumerate()
        .map(|(place, axis)| axis_form(axis, place.to_string()))
        .collect();
    with_room(&mut forms);
    forms
}

/// Adds empty fields for another option.
pub(super) fn with_room(forms: &mut Vec<AxisForm>) {
    let rows = forms.len().saturating_add(1).clamp(AXES_SHOWN, AXES);
    if forms.len() < rows {
        forms.resize(rows, AxisForm::default());
    }
}

/// The fields of an option; `place` is its place among the stored ones.
pub(super) fn axis_form(axis: &Axis, place: String) -> AxisForm {
    let each = |label: fn(&options::Value) -> &str| axis.values.iter().map(label);
    let keys: Vec<&str> = each(|value| &value.key).collect();
    let was: Vec<&str> = each(|value| &value.zh).collect();
    let was_en: Vec<&str> = each(|value| &value.en).collect();
    AxisForm {
        place,
        keys: keys.join(" "),
        was: was.join("\n"),
        values_en: english(&was, &was_en),
        was_en: was_en.join("\n"),
        zh: axis.zh.clone(),
        en: axis.en.clone(),
        values_zh: shown(was),
    }
}

/// The English labels as one text: empty if there are none; a missing one shows the Chinese one.
pub(super) fn english(zh: &[&str], en: &[&str]) -> String {
    if en.iter().all(|label| label.is_empty()) {
        return String::new();
    }
    let pairs = zh.iter().zip(en);
    shown(pairs.map(|(zh, en)| if en.is_empty() { *zh } else { *en }))
}

/// The fields of a stored SKU, under its present options.
pub(super) fn row(sku: &DeskSku) -> SkuForm {
    let terms = &sku.terms;
    let mut row = SkuForm {
        options: sku.options_key.clone(),
        sku: sku.code.clone(),
        seen: String::new(),
        code: sku.code.clone(),
        price: terms.price.yuan(),
        compare_at: terms.compare_at.map(Fen::yuan).unwrap_or_default(),
        weight: match terms.weight_g {
            0 => String::new(),
            grams => grams.to_string(),
        },
        stock: sku.on_hand.unwrap_or(0).to_string(),
        status: terms.status.as_str().to_owned(),
    };
    row.seen = row_seen(&row);
    row
}

/// The columns of a SKU that people type, in the order of their prints: field, and column in the activity log.
pub(super) const ROW_FIELDS: [(&str, &str); 6] = [
    ("code", "code"),
    ("price", "price"),
    ("compare_at", "compare_at"),
    ("weight", "weight_g"),
    ("stock", "on_hand"),
    ("status", "status"),
];

/// The typed texts of a row, in the order of [`ROW_FIELDS`].
pub(super) fn row_texts(row: &mut SkuForm) -> [&mut String; 6] {
    [
        &mut row.code,
        &mut row.price,
        &mut row.compare_at,
        &mut row.weight,
        &mut row.stock,
        &mut row.status,
    ]
}

/// The prints of a row as it is shown.
pub(super) fn row_seen(row: &SkuForm) -> String {
    let mut row = row.clone();
    prints(row_texts(&mut row).map(|text| text.as_str()))
}

/// The prints of the product's columns as they are shown, in the order of [`FIELDS`](super::fields::FIELDS).
pub(super) fn seen(form: &ProductForm) -> String {
    let texts = texts(form);
    prints(texts.iter().map(String::as_str))
}
