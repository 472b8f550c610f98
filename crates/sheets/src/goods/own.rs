//! Our own format: a row per SKU. What all SKUs of a product share stands in any of its rows.

use super::{
    Both, Goods, GoodsSku, Picture, Source,
    draft::{Draft, DraftSku, Marks, finish},
    reading::{Place, Read, Reading},
    words,
};
use crate::{
    column::{Column, normal},
    table::{Row, Table},
};
use domain::{catalog::ProductStatus, error::ErrorCode, limit::AXES, locale::Locale, validate};
use std::collections::{BTreeMap, HashMap};

/// Columns of which one is enough: the others can be left as they are.
const KEYS: [Column; 3] = [Column::Slug, Column::TitleZh, Column::Code];

/// True if the header names a product or a SKU.
pub(super) fn is(table: &Table) -> bool {
    let header: Vec<String> = table.header.iter().map(|heading| normal(heading)).collect();
    let mut keys = KEYS.iter().flat_map(|column| column.headings());
    keys.any(|heading| header.contains(&normal(heading)))
}

/// Reads a table that [`is`] ours.
pub(super) fn read(table: &Table) -> Goods {
    let mut own = Own::new(table);
    for row in &table.rows {
        own.row(row);
    }
    let places = own.places.iter().map(|(column, place)| (*column, *place));
    let columns = own.reading.headings(places.collect());
    let marks = own.marks();
    let drafts = own.products.into_iter().map(Shared::into_draft).collect();
    finish(own.reading, Source::Own, columns, drafts, &marks)
}

struct Own<'t> {
    reading: Reading<'t>,
    places: BTreeMap<Column, Place>,
    products: Vec<Shared>,
    /// By slug and by title.
    known: HashMap<(Column, String), usize>,
    /// The product of the row before.
    last: Option<usize>,
}

/// What all SKUs of a product share, as far as a row said it.
#[derive(Default)]
struct Shared {
    slug: Option<String>,
    title_zh: Option<String>,
    title_en: Option<String>,
    body_zh: Option<String>,
    body_en: Option<String>,
    category: Option<Vec<String>>,
    more_categories: Option<Vec<Vec<String>>>,
    status: Option<ProductStatus>,
    pictures: Option<Vec<Picture>>,
    names: [(Option<String>, Option<String>); AXES],
    draft: Draft,
}

impl Shared {
    fn into_draft(self) -> Draft {
        let mut draft = self.draft;
        let product = &mut draft.product;
        product.slug = self.slug;
        product.title = both(self.title_zh, self.title_en);
        product.body = both(self.body_zh, self.body_en);
        product.category = self.category.unwrap_or_default();
        product.more_categories = self.more_categories.unwrap_or_default();
        product.status = self.status;
        product.pictures = self.pictures.unwrap_or_default();
        draft.names = self.names.map(|(zh, en)| both(zh, en)).into();
        draft
    }
}

fn both(zh: Option<String>, en: Option<String>) -> Both {
    Both {
        zh: zh.unwrap_or_default(),
        en: en.unwrap_or_default(),
    }
}

impl<'t> Own<'t> {
    fn new(table: &'t Table) -> Self {
        let mut reading = Reading::new(table);
        let places = Column::all()
            .map(|column| {
                let headings: Vec<&'static str> = column.headings().collect();
                (column, reading.column(&headings))
            })
            .collect();
        Self {
            reading,
            places,
            products: Vec::new(),
            known: HashMap::new(),
            last: None,
        }
    }

    /// Where a column is. All of them were looked up.
    fn at(&self, column: Column) -> Place {
        let place = self.places.get(&column).copied();
        place.unwrap_or_else(|| Place::missing(column.heading(Locale::ZhCn)))
    }

    fn marks(&self) -> Marks {
        let numbered = |column: fn(usize) -> Column| {
            (1..=AXES).map(|number| self.at(column(number))).collect()
        };
        Marks {
            title: self.at(Column::TitleZh),
            code: self.at(Column::Code),
            names: numbered(Column::AxisZh),
            values: numbered(Column::ValueZh),
            values_en: numbered(Column::ValueEn),
        }
    }

    fn row(&mut self, row: &Row) {
        let index = self.product_of(row);
        self.last = Some(index);
        let Some(mut product) = self.products.get_mut(index).map(std::mem::take) else {
            return;
        };
        product.draft.rows.push(row.number);
        self.shared(row, &mut product);
        if let Some(sku) = self.sku(row) {
            product.draft.skus.push(sku);
        }
        if let Some(place) = self.products.get_mut(index) {
            *place = product;
        }
    }

    /// The product by its slug, else by its title, else that of the row before.
    fn product_of(&mut self, row: &Row) -> usize {
        let key = |column| {
            let text = self.reading.text(row, self.at(column));
            (!text.is_empty()).then(|| (column, text.to_owned()))
        };
        let (slug, title) = (key(Column::Slug), key(Column::TitleZh));
        let has_names = self.at(Column::Slug).is_there() || self.at(Column::TitleZh).is_there();
        let found = match (&slug, &title) {
            (Some(slug), _) => self.known.get(slug).copied(),
            (None, Some(title)) => self.known.get(title).copied(),
            (None, None) => self.last.filter(|_| has_names),
        };
        let index = found.unwrap_or(self.products.len());
        if found.is_none() {
            let mut product = Shared::default();
            product.draft.product.row = row.number;
            self.products.push(product);
        }
        for key in [slug, title].into_iter().flatten() {
            self.known.entry(key).or_insert(index);
        }
        index
    }

    fn shared(&mut self, row: &Row, to: &mut Shared) {
        let mut wrong = self.share(row, Column::Slug, validate::slug, &mut to.slug);
        wrong |= self.share(row, Column::TitleZh, validate::title, &mut to.title_zh);
        wrong |= self.share(row, Column::TitleEn, validate::title, &mut to.title_en);
        wrong |= self.share(row, Column::BodyZh, validate::body, &mut to.body_zh);
        wrong |= self.share(row, Column::BodyEn, validate::body, &mut to.body_en);
        wrong |= self.share(row, Column::Category, words::path, &mut to.category);
        wrong |= self.share(
            row,
            Column::MoreCategories,
            words::paths,
            &mut to.more_categories,
        );
        wrong |= self.share(row, Column::Status, words::status, &mut to.status);
        wrong |= self.share(row, Column::Pictures, words::pictures, &mut to.pictures);
        for (number, (zh, en)) in (1..).zip(&mut to.names) {
            wrong |= self.share(row, Column::AxisZh(number), validate::option_label, zh);
            wrong |= self.share(row, Column::AxisEn(number), validate::option_label, en);
        }
        to.draft.is_wrong |= wrong;
    }

    /// Keeps what a cell says about the whole product. True if it is refused, or differs from an earlier row.
    fn share<T: PartialEq>(
        &mut self,
        row: &Row,
        column: Column,
        read: impl FnOnce(&str) -> Result<T, ErrorCode>,
        kept: &mut Option<T>,
    ) -> bool {
        let place = self.at(column);
        match self.reading.read(row, place, read) {
            Read::Empty => false,
            Read::Refused => true,
            Read::Value(value) => match kept {
                Some(first) if *first != value => {
                    self.reading
                        .refuse(row.number, place, ErrorCode::SheetDiffers);
                    true
                }
                _ => {
                    *kept = Some(value);
                    false
                }
            },
        }
    }

    /// The SKU of a row, unless the row says nothing about one.
    fn sku(&mut self, row: &Row) -> Option<DraftSku> {
        let numbers = 1..=AXES;
        let mut columns = numbers.clone().map(Column::ValueZh).chain([
            Column::Code,
            Column::Price,
            Column::CompareAt,
            Column::Weight,
            Column::Stock,
            Column::SkuStatus,
            Column::SkuPicture,
        ]);
        if columns.all(|column| self.reading.text(row, self.at(column)).is_empty()) {
            return None;
        }
        let values = numbers
            .map(|number| Both {
                zh: self
                    .cell(row, Column::ValueZh(number), validate::option_label)
                    .unwrap_or_default(),
                en: self
                    .cell(row, Column::ValueEn(number), validate::option_label)
                    .unwrap_or_default(),
            })
            .collect();
        let sku = GoodsSku {
            row: row.number,
            code: self.cell(row, Column::Code, validate::sku_code),
            values: Vec::new(),
            price: self.cell(row, Column::Price, words::price),
            compare_at: self.cell(row, Column::CompareAt, words::price),
            weight_g: self.cell(row, Column::Weight, words::weight),
            stock: self.cell(row, Column::Stock, words::stock),
            status: self.cell(row, Column::SkuStatus, words::sku_status),
            picture: self.cell(row, Column::SkuPicture, words::picture),
        };
        if let (Some(price), Some(before)) = (sku.price, sku.compare_at)
            && before <= price
        {
            let place = self.at(Column::CompareAt);
            self.reading.refuse(row.number, place, ErrorCode::CompareAt);
        }
        Some(DraftSku { sku, values })
    }

    fn cell<T>(
        &mut self,
        row: &Row,
        column: Column,
        read: impl FnOnce(&str) -> Result<T, ErrorCode>,
    ) -> Option<T> {
        let place = self.at(column);
        self.reading.read(row, place, read).value()
    }
}
