//! Product exports of WooCommerce.
//!
//! A row of the type "variable" is a product, those of the type "variation" are its SKUs; "simple" is both in one.

mod attributes;

use super::{
    Both, Goods, GoodsSku, Source,
    draft::{Draft, DraftSku, finish},
    reading::{Place, Reading},
    shopify::above,
    words,
};
use crate::{
    column::{Column, normal},
    html::{self, LineEnds},
    list,
    table::{Row, Table},
};
use attributes::Attributes;
use domain::{catalog::ProductStatus, error::ErrorCode, money::Fen, validate};
use std::collections::HashMap;

/// Columns that tell this export from others.
const NEEDED: [&str; 5] = ["Type", "SKU", "Name", "Parent", "Regular price"];
/// Headings of the weight, with milligrams in each unit.
const UNITS: [(&str, i64); 4] = [
    ("Weight (kg)", 1_000_000),
    ("Weight (g)", 1_000),
    ("Weight (lbs)", 453_592),
    ("Weight (oz)", 28_350),
];

/// True if the header is WooCommerce's.
pub(super) fn is(table: &Table) -> bool {
    let header: Vec<String> = table.header.iter().map(|heading| normal(heading)).collect();
    NEEDED
        .iter()
        .all(|heading| header.contains(&normal(heading)))
}

/// Reads a table that [`is`] WooCommerce's.
pub(super) fn read(table: &Table) -> Goods {
    let mut reading = Reading::new(table);
    let places = Places::find(&mut reading);
    let attributes = Attributes::find(&mut reading);
    let mut export = Export {
        reading,
        places,
        attributes,
        products: Vec::new(),
        known: HashMap::new(),
    };
    let (parts, wholes): (Vec<&Row>, Vec<&Row>) = table
        .rows
        .iter()
        .partition(|row| export.is_kind(row, "variation"));
    for row in wholes {
        export.product(row);
    }
    for row in parts {
        export.variation(row);
    }
    let columns = export.reading.headings(export.columns());
    let marks = export
        .attributes
        .marks(export.places.title, export.places.code);
    let mut drafts = Vec::new();
    for (draft, chosen) in export.products {
        drafts.push(
            export
                .attributes
                .settle(&mut export.reading, draft, &chosen),
        );
    }
    finish(export.reading, Source::WooCommerce, columns, drafts, &marks)
}

/// Where its columns are.
struct Places {
    id: Place,
    kind: Place,
    parent: Place,
    title: Place,
    short: Place,
    body: Place,
    published: Place,
    categories: Place,
    tags: Place,
    images: Place,
    code: Place,
    price: Place,
    sale: Place,
    sale_ends: [Place; 2],
    stock: Place,
    weight: Place,
    unit_mg: i64,
}

impl Places {
    fn find(reading: &mut Reading<'_>) -> Self {
        let weight = UNITS.map(|(heading, unit)| (reading.column(&[heading]), unit));
        let known = weight.iter().find(|(place, _)| place.is_there());
        let (weight, unit_mg) = known.copied().unwrap_or((Place::missing("Weight (kg)"), 0));
        Self {
            id: reading.column(&["ID"]),
            kind: reading.column(&["Type"]),
            parent: reading.column(&["Parent"]),
            title: reading.column(&["Name"]),
            short: reading.column(&["Short description"]),
            body: reading.column(&["Description"]),
            published: reading.column(&["Published"]),
            categories: reading.column(&["Categories"]),
            tags: reading.column(&["Tags"]),
            images: reading.column(&["Images"]),
            code: reading.column(&["SKU"]),
            price: reading.column(&["Regular price"]),
            sale: reading.column(&["Sale price"]),
            sale_ends: ["Date sale price starts", "Date sale price ends"]
                .map(|heading| reading.column(&[heading])),
            stock: reading.column(&["Stock"]),
            weight,
            unit_mg,
        }
    }
}

struct Export<'t> {
    reading: Reading<'t>,
    places: Places,
    attributes: Attributes,
    /// With the options that each SKU has chosen.
    products: Vec<(Draft, Vec<attributes::Chosen>)>,
    /// Products by `id:` and number, and by code.
    known: HashMap<String, usize>,
}

impl Export<'_> {
    fn is_kind(&self, row: &Row, kind: &str) -> bool {
        let kinds = self.reading.text(row, self.places.kind).split(',');
        let mut kinds = kinds.map(|one| one.trim().to_ascii_lowercase());
        kinds.any(|one| one == kind)
    }

    fn columns(&self) -> Vec<(Column, Place)> {
        let places = &self.places;
        let own = [
            (Column::TitleZh, places.title),
            (Column::BodyZh, places.body),
            (Column::Category, places.categories),
            (Column::MoreCategories, places.tags),
            (Column::Status, places.published),
            (Column::Pictures, places.images),
            (Column::Code, places.code),
            (Column::Price, places.price),
            (Column::CompareAt, places.price),
            (Column::Weight, places.weight),
            (Column::Stock, places.stock),
            (Column::SkuPicture, places.images),
        ];
        own.into_iter().chain(self.attributes.columns()).collect()
    }

    /// A row of any other type.
    fn product(&mut self, row: &Row) {
        let mut draft = Draft {
            rows: vec![row.number],
            ..Draft::default()
        };
        draft.product.row = row.number;
        for kind in ["grouped", "external"] {
            if self.is_kind(row, kind) {
                self.reading
                    .refuse(row.number, self.places.kind, ErrorCode::SheetType);
            }
        }
        self.shared(row, &mut draft);
        draft.is_wrong = self.reading.is_wrong(row.number);
        let mut chosen = Vec::new();
        let code = self.reading.text(row, self.places.code).to_owned();
        if !self.is_kind(row, "variable") {
            draft.skus.push(self.sku(row, false));
            chosen.push(attributes::Chosen::default());
        }
        let id = self.reading.text(row, self.places.id);
        for key in [format!("id:{id}"), code] {
            self.known.entry(key).or_insert(self.products.len());
        }
        self.products.push((draft, chosen));
    }

    fn shared(&mut self, row: &Row, draft: &mut Draft) {
        let Places {
            title,
            short,
            body,
            published,
            categories,
            tags,
            images,
            ..
        } = self.places;
        let (reading, product) = (&mut self.reading, &mut draft.product);
        let read = reading.read(row, title, validate::title);
        product.title.zh = read.value().unwrap_or_default();
        let short = reading
            .read(row, short, description)
            .value()
            .unwrap_or_default();
        let long = reading.read(row, body, |text| {
            validate::body(&format!("{short}\n\n{}", description(text)?))
        });
        // Without a long description the short one is all.
        product.body.zh = long.value().unwrap_or(short);
        let text = reading.text(row, published);
        product.status = (!text.is_empty()).then_some(if text == "1" {
            ProductStatus::Active
        } else {
            ProductStatus::Draft
        });
        let read = reading.read(row, categories, paths);
        let mut paths = deepest(&read.value().unwrap_or_default());
        if !paths.is_empty() {
            product.category = paths.remove(0);
        }
        let read = reading.read(row, tags, |text| {
            let tags = commas(text).into_iter();
            tags.map(|tag| Ok(vec![validate::category_name(&tag)?]))
                .collect::<Result<Vec<_>, _>>()
        });
        paths.extend(read.value().unwrap_or_default());
        product.more_categories = paths;
        let read = reading.read(row, images, |text| {
            commas(text)
                .iter()
                .map(|name| words::one_picture(name))
                .collect()
        });
        product.pictures = read.value().unwrap_or_default();
    }

    fn variation(&mut self, row: &Row) {
        let parent = self.reading.text(row, self.places.parent);
        let found = self.known.get(parent).copied();
        let found = found.and_then(|index| Some((index, self.products.get(index)?)));
        let Some((index, _)) = found.filter(|_| !parent.is_empty()) else {
            self.reading
                .refuse(row.number, self.places.parent, ErrorCode::SheetParent);
            let mut draft = Draft {
                rows: vec![row.number],
                is_wrong: true,
                ..Draft::default()
            };
            draft.product.row = row.number;
            self.products.push((draft, Vec::new()));
            return;
        };
        let sku = self.sku(row, true);
        let chosen = self.attributes.chosen(&mut self.reading, row);
        if let Some((draft, choices)) = self.products.get_mut(index) {
            draft.rows.push(row.number);
            draft.skus.push(sku);
            choices.push(chosen);
        }
    }

    fn sku(&mut self, row: &Row, is_variation: bool) -> DraftSku {
        let Places {
            code,
            price,
            sale,
            sale_ends,
            stock,
            weight,
            unit_mg,
            images,
            ..
        } = self.places;
        let reading = &mut self.reading;
        let regular = reading.read(row, price, words::price).value();
        // Nobody knows here whether a sale with dates is over, and the regular price is not too low.
        let is_dated = sale_ends
            .iter()
            .any(|place| !reading.text(row, *place).is_empty());
        let reduced = reading.read(row, sale, words::price).value();
        let (price, compare_at) = match reduced.filter(|_| !is_dated) {
            Some(reduced) => (Some(reduced), regular),
            None => (regular, None::<Fen>),
        };
        let picture = reading.read(row, images, |text| {
            let first = commas(text).into_iter().next().ok_or(ErrorCode::Required)?;
            words::one_picture(&first)
        });
        let sku = GoodsSku {
            row: row.number,
            code: reading.read(row, code, words::foreign_code).value(),
            values: Vec::new(),
            price,
            compare_at: above(compare_at, price),
            weight_g: reading
                .read(row, weight, |text| words::grams(text, unit_mg))
                .value(),
            stock: reading.read(row, stock, words::foreign_stock).value(),
            status: None,
            picture: picture.value().filter(|_| is_variation),
        };
        DraftSku {
            sku,
            values: Vec::<Both>::new(),
        }
    }
}

/// A description as the export writes it: line ends as `\n`, HTML, and the line ends of WordPress.
fn description(text: &str) -> Result<String, ErrorCode> {
    let lines: Vec<String> = text
        .split(r"\\n")
        .map(|part| part.replace(r"\n", "\n"))
        .collect();
    html::body(&lines.join(r"\n"), LineEnds::Kept)
}

/// Parts between commas; a backslash makes a comma part of a name.
fn commas(text: &str) -> Vec<String> {
    let parts = list::split(text, [',', ',']);
    parts.iter().map(|part| part.replace(r"\,", ",")).collect()
}

fn paths(text: &str) -> Result<Vec<Vec<String>>, ErrorCode> {
    let parts = commas(text);
    parts.iter().map(|part| words::path(part)).collect()
}

/// Paths that are not the beginning of another one, the deepest of them first.
fn deepest(paths: &[Vec<String>]) -> Vec<Vec<String>> {
    let is_last = |path: &Vec<String>| {
        let longer = |other: &Vec<String>| other.len() > path.len() && other.starts_with(path);
        !paths.iter().any(longer)
    };
    let mut kept: Vec<Vec<String>> = Vec::new();
    for path in paths.iter().filter(|path| is_last(path)) {
        if !kept.contains(path) {
            kept.push(path.clone());
        }
    }
    let deepest = kept.iter().map(Vec::len).max().unwrap_or(0);
    let first = kept.iter().position(|path| path.len() == deepest);
    if let Some(first) = first {
        let main = kept.remove(first);
        kept.insert(0, main);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deepest_category_is_the_main_one() {
        let read = |text| deepest(&paths(text).unwrap_or_default());
        let path = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            read("Gifts, Cups, Cups > Mugs, Gifts"),
            [path(&["Cups", "Mugs"]), path(&["Gifts"])]
        );
        assert_eq!(read(r"Tea\, green > Cups"), [path(&["Tea, green", "Cups"])]);
        assert_eq!(paths("A > B > C > D"), Err(ErrorCode::SheetLevels));
    }

    #[test]
    fn descriptions_have_the_line_ends_of_wordpress() {
        let read = |text| description(text).unwrap_or_default();
        assert_eq!(read(r"One\ntwo\n\n<b>three</b>"), "One  \ntwo\n\n**three**");
        assert_eq!(read(r"C:\\new"), r"C:\\new");
    }
}
