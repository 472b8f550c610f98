//! Product exports of Shopify, with the headings since 2012 and those of the template of 2024.
//!
//! Rows with the same handle are one product. A row with a price is a SKU, one without may hold one more picture.

use super::{
    Both, Goods, GoodsSku, Picture, Source,
    draft::{Draft, DraftSku, Marks, finish},
    reading::{Place, Read, Reading},
    words,
};
use crate::{
    column::{Column, normal},
    html::{self, LineEnds},
    table::{Row, Table},
};
use domain::{catalog::ProductStatus, error::ErrorCode, limit::AXES, money::Fen, validate};
use std::collections::HashMap;

const HANDLE: [&str; 2] = ["Handle", "URL handle"];
const PRICE: [&str; 2] = ["Variant Price", "Price"];
const NAMES: [&str; AXES] = ["Option1 Name", "Option2 Name", "Option3 Name"];
const VALUES: [&str; AXES] = ["Option1 Value", "Option2 Value", "Option3 Value"];
/// What Shopify calls the option of a product without any.
const NO_OPTION: &str = "Title";
/// Milligrams in a gram, the unit of its weights.
const GRAM: i64 = 1_000;

/// True if the header is Shopify's.
pub(super) fn is(table: &Table) -> bool {
    let header: Vec<String> = table.header.iter().map(|heading| normal(heading)).collect();
    let has = |heading: &&str| header.contains(&normal(heading));
    HANDLE.iter().any(has) && PRICE.iter().any(has) && VALUES.iter().take(1).all(has)
}

/// Reads a table that [`is`] Shopify's.
pub(super) fn read(table: &Table) -> Goods {
    let mut reading = Reading::new(table);
    let places = Places::find(&mut reading);
    let mut export = Export {
        reading,
        places,
        products: Vec::new(),
        known: HashMap::new(),
        last: None,
    };
    for row in &table.rows {
        export.row(row);
    }
    let columns = export.reading.headings(export.places.columns());
    let marks = export.places.marks();
    let drafts = export
        .products
        .into_iter()
        .map(Product::into_draft)
        .collect();
    finish(export.reading, Source::Shopify, columns, drafts, &marks)
}

/// Where its columns are.
struct Places {
    handle: Place,
    title: Place,
    body: Place,
    kind: Place,
    tags: Place,
    published: Place,
    status: Place,
    names: [Place; AXES],
    values: [Place; AXES],
    code: Place,
    price: Place,
    compare_at: Place,
    grams: Place,
    stock: Place,
    image: Place,
    position: Place,
    alt: Place,
    sku_image: Place,
}

impl Places {
    fn find(reading: &mut Reading<'_>) -> Self {
        Self {
            handle: reading.column(&HANDLE),
            title: reading.column(&["Title"]),
            body: reading.column(&["Body (HTML)", "Description"]),
            kind: reading.column(&["Type"]),
            tags: reading.column(&["Tags"]),
            published: reading.column(&["Published", "Published on online store"]),
            status: reading.column(&["Status"]),
            names: NAMES.map(|heading| reading.column(&[heading])),
            values: VALUES.map(|heading| reading.column(&[heading])),
            code: reading.column(&["Variant SKU", "SKU"]),
            price: reading.column(&PRICE),
            compare_at: reading.column(&["Variant Compare At Price", "Compare-at price"]),
            grams: reading.column(&["Variant Grams", "Weight value (grams)"]),
            stock: reading.column(&["Variant Inventory Qty", "Inventory quantity"]),
            image: reading.column(&["Image Src", "Product image URL"]),
            position: reading.column(&["Image Position"]),
            alt: reading.column(&["Image Alt Text"]),
            sku_image: reading.column(&["Variant Image", "Variant image URL"]),
        }
    }

    fn columns(&self) -> Vec<(Column, Place)> {
        let options = (1..).zip(self.names.iter().zip(&self.values));
        let options = options.flat_map(|(number, (name, value))| {
            [
                (Column::AxisZh(number), *name),
                (Column::ValueZh(number), *value),
            ]
        });
        let status = if self.status.is_there() {
            self.status
        } else {
            self.published
        };
        [
            (Column::Slug, self.handle),
            (Column::TitleZh, self.title),
            (Column::BodyZh, self.body),
            (Column::Category, self.kind),
            (Column::MoreCategories, self.tags),
            (Column::Status, status),
            (Column::Pictures, self.image),
            (Column::Code, self.code),
            (Column::Price, self.price),
            (Column::CompareAt, self.compare_at),
            (Column::Weight, self.grams),
            (Column::Stock, self.stock),
            (Column::SkuPicture, self.sku_image),
        ]
        .into_iter()
        .chain(options)
        .collect()
    }

    fn marks(&self) -> Marks {
        Marks {
            title: self.title,
            code: self.code,
            names: self.names.into(),
            values: self.values.into(),
            values_en: Vec::new(),
        }
    }
}

struct Export<'t> {
    reading: Reading<'t>,
    places: Places,
    products: Vec<Product>,
    known: HashMap<String, usize>,
    last: Option<usize>,
}

/// A product, its pictures with their positions.
#[derive(Default)]
struct Product {
    draft: Draft,
    pictures: Vec<(i64, Picture)>,
    is_published: Option<bool>,
}

impl Product {
    fn into_draft(self) -> Draft {
        let (mut draft, mut pictures) = (self.draft, self.pictures);
        pictures.sort_by_key(|(position, _)| *position);
        draft.product.pictures = pictures.into_iter().map(|(_, picture)| picture).collect();
        draft.product.status = match (draft.product.status, self.is_published) {
            // Active, but not in the online shop.
            (Some(ProductStatus::Active) | None, Some(false)) => Some(ProductStatus::Draft),
            (None, Some(true)) => Some(ProductStatus::Active),
            (status, _) => status,
        };
        forget_no_option(&mut draft);
        draft
    }
}

/// A product without options has one with the name "Title" and a single value.
fn forget_no_option(draft: &mut Draft) {
    let [first, others @ ..] = draft.names.as_mut_slice() else {
        return;
    };
    let alone = others.iter().all(|name| name.zh.is_empty()) && draft.skus.len() <= 1;
    if first.zh == NO_OPTION && alone {
        *first = Both::default();
        for sku in &mut draft.skus {
            sku.values = vec![Both::default(); AXES];
        }
    }
}

impl Export<'_> {
    fn row(&mut self, row: &Row) {
        let handle = self.reading.text(row, self.places.handle);
        let found = if handle.is_empty() {
            self.last
        } else {
            self.known.get(handle).copied()
        };
        let index = found.unwrap_or(self.products.len());
        if found.is_none() {
            self.known.insert(handle.to_owned(), index);
            let product = self.begin(row, handle);
            self.products.push(product);
        }
        self.last = Some(index);
        let Some(mut product) = self.products.get_mut(index).map(std::mem::take) else {
            return;
        };
        product.draft.rows.push(row.number);
        self.shared(row, &mut product);
        self.picture(row, &mut product);
        if let Some(sku) = self.sku(row) {
            product.draft.skus.push(sku);
        }
        if let Some(place) = self.products.get_mut(index) {
            *place = product;
        }
    }

    fn begin(&mut self, row: &Row, handle: &str) -> Product {
        let mut product = Product::default();
        product.draft.names = vec![Both::default(); AXES];
        product.draft.product.row = row.number;
        if handle.is_empty() {
            let place = self.places.handle;
            self.reading.refuse(row.number, place, ErrorCode::Required);
            product.draft.is_wrong = true;
        } else {
            // A handle in Chinese, or a very long one, is spelled anew.
            let spelled = || validate::slug(&terms::slug::propose(handle)).ok();
            product.draft.product.slug = validate::slug(handle).ok().or_else(spelled);
        }
        product
    }

    /// What the first row of a product says; a later row may say what that one left out.
    fn shared(&mut self, row: &Row, to: &mut Product) {
        let Places {
            title,
            body,
            kind,
            tags,
            published,
            status,
            names,
            ..
        } = self.places;
        let product = &mut to.draft.product;
        let mut wrong = false;
        if product.title.zh.is_empty() {
            let read = self.reading.read(row, title, validate::title);
            wrong |= keep(read, &mut product.title.zh);
        }
        if product.body.zh.is_empty() {
            let read = self
                .reading
                .read(row, body, |text| html::body(text, LineEnds::Blank));
            wrong |= keep(read, &mut product.body.zh);
        }
        if product.category.is_empty() {
            let read = self
                .reading
                .read(row, kind, |name| Ok(vec![validate::category_name(name)?]));
            wrong |= keep(read, &mut product.category);
        }
        if product.more_categories.is_empty() {
            let read = self.reading.read(row, tags, |tags| {
                let tags = tags.split(',').filter(|tag| !tag.trim().is_empty());
                tags.map(|tag| Ok(vec![validate::category_name(tag)?]))
                    .collect()
            });
            wrong |= keep(read, &mut product.more_categories);
        }
        if product.status.is_none() {
            let read = self.reading.read(row, status, listed);
            wrong |= keep(read.map(Some), &mut product.status);
        }
        if to.is_published.is_none() {
            let text = self.reading.text(row, published);
            to.is_published = (!text.is_empty()).then(|| text.eq_ignore_ascii_case("true"));
        }
        for (name, place) in to.draft.names.iter_mut().zip(names) {
            if name.zh.is_empty() {
                let read = self.reading.read(row, place, validate::option_label);
                wrong |= keep(read, &mut name.zh);
            }
        }
        to.draft.is_wrong |= wrong;
    }

    fn picture(&mut self, row: &Row, to: &mut Product) {
        let places = &self.places;
        let position = validate::whole(self.reading.text(row, places.position));
        let alt = self.reading.text(row, places.alt);
        let alt = validate::alt(alt).unwrap_or_default();
        let image = places.image;
        let Some(picture) = self.reading.read(row, image, words::one_picture).value() else {
            return;
        };
        let known = to
            .pictures
            .iter()
            .any(|(_, known)| known.source == picture.source);
        if !known {
            let position = position.unwrap_or(i64::MAX);
            to.pictures.push((position, Picture { alt, ..picture }));
        }
    }

    fn sku(&mut self, row: &Row) -> Option<DraftSku> {
        let Places {
            values,
            code,
            price,
            compare_at,
            grams,
            stock,
            sku_image,
            ..
        } = self.places;
        let mut told = values.iter().chain([&code, &price]);
        if told.all(|place| self.reading.text(row, *place).is_empty()) {
            return None;
        }
        let reading = &mut self.reading;
        let price = reading.read(row, price, words::price).value();
        let before = reading.read(row, compare_at, validate::amount).value();
        Some(DraftSku {
            values: values
                .iter()
                .map(|place| Both {
                    zh: reading
                        .read(row, *place, validate::option_label)
                        .value()
                        .unwrap_or_default(),
                    en: String::new(),
                })
                .collect(),
            sku: GoodsSku {
                row: row.number,
                code: reading.read(row, code, words::foreign_code).value(),
                values: Vec::new(),
                price,
                compare_at: above(before, price),
                weight_g: reading
                    .read(row, grams, |text| words::grams(text, GRAM))
                    .value(),
                stock: reading.read(row, stock, words::foreign_stock).value(),
                status: None,
                picture: reading.read(row, sku_image, words::one_picture).value(),
            },
        })
    }
}

/// Keeps what a cell says. True if it was refused.
fn keep<T>(read: Read<T>, kept: &mut T) -> bool {
    match read {
        Read::Empty => false,
        Read::Refused => true,
        Read::Value(value) => {
            *kept = value;
            false
        }
    }
}

/// Other shops keep a compare-at price that is not above the price, and do not show it.
pub(super) fn above(before: Option<Fen>, price: Option<Fen>) -> Option<Fen> {
    before.filter(|before| price.is_none_or(|price| *before > price))
}

/// "Unlisted" products are found by their address only, which a draft is not.
fn listed(text: &str) -> Result<ProductStatus, ErrorCode> {
    if text.trim().eq_ignore_ascii_case("unlisted") {
        Ok(ProductStatus::Draft)
    } else {
        words::status(text)
    }
}
