//! Names refused fields by row and column of the sheet.

use super::Failed;
use crate::Error;
use domain::{
    catalog::ProductStatus,
    error::{ErrorCode, FieldError},
    locale::Locale,
    money::Fen,
};
use sheets::{Column, GoodsProduct, GoodsSku, Wrong};
use std::collections::BTreeMap;

/// A product, with the headings of its sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Teller<'t> {
    pub(super) product: &'t GoodsProduct,
    pub(super) columns: &'t BTreeMap<Column, String>,
}

impl Teller<'_> {
    /// A refusal of what all rows of the product share.
    pub(super) fn product(&self, column: Column, why: ErrorCode) -> Failed {
        Failed::Wrong(vec![self.wrong(None, column, why)])
    }

    /// A refusal of a cell of a SKU.
    pub(super) fn sku(&self, sku: &GoodsSku, column: Column, why: ErrorCode) -> Failed {
        Failed::Wrong(vec![self.wrong(Some(sku), column, why)])
    }

    /// The refused fields of a form as cells. `rows` has the SKU of the sheet for each row of the form.
    pub(super) fn error(&self, error: Error, rows: &[Option<usize>]) -> Failed {
        let Error::Refused(refusal) = error else {
            return Failed::Other(error);
        };
        if refusal.fields.is_empty() {
            return self.product(Column::Slug, refusal.code);
        }
        let cells = refusal.fields.iter().map(|field| self.field(field, rows));
        Failed::Wrong(cells.collect())
    }

    fn field(&self, field: &FieldError, rows: &[Option<usize>]) -> Wrong {
        let mut parts = field
            .field
            .split(['[', ']'])
            .filter(|part| !part.is_empty());
        let name = parts.next().unwrap_or_default();
        let place: usize = parts
            .next()
            .and_then(|place| place.parse().ok())
            .unwrap_or_default();
        let part = parts.next().unwrap_or_default();
        let number = place.saturating_add(1);
        let column = match (name, part) {
            ("title_zh", _) => Column::TitleZh,
            ("title_en", _) => Column::TitleEn,
            ("body_zh", _) => Column::BodyZh,
            ("body_en", _) => Column::BodyEn,
            ("category", _) => Column::Category,
            ("more", _) => Column::MoreCategories,
            ("pictures", _) => Column::Pictures,
            ("axes", "zh") => Column::AxisZh(number),
            ("axes", "en") => Column::AxisEn(number),
            ("axes", "values_en") => Column::ValueEn(number),
            ("axes", _) => Column::ValueZh(number),
            ("skus", "price") => Column::Price,
            ("skus", "compare_at") => Column::CompareAt,
            ("skus", "weight") => Column::Weight,
            ("skus", "stock") => Column::Stock,
            ("skus", "status") => Column::SkuStatus,
            ("skus", _) => Column::Code,
            _ => Column::Slug,
        };
        let sku = rows
            .get(place)
            .copied()
            .flatten()
            .filter(|_| name == "skus");
        let sku = sku.and_then(|place| self.product.skus.get(place));
        self.wrong(sku, column, field.code)
    }

    fn wrong(&self, sku: Option<&GoodsSku>, column: Column, why: ErrorCode) -> Wrong {
        let heading = self.columns.get(&column).cloned();
        Wrong {
            row: sku.map_or(self.product.row, |sku| sku.row),
            column: heading.unwrap_or_else(|| column.heading(Locale::ZhCn).to_owned()),
            value: self.cell(sku.or_else(|| self.product.skus.first()), column),
            why,
        }
    }

    /// What the cell says, as it is read; long texts are left out.
    fn cell(&self, sku: Option<&GoodsSku>, column: Column) -> String {
        let product = self.product;
        let text = match column {
            Column::Slug => product.slug.clone(),
            Column::TitleZh => Some(product.title.zh.clone()),
            Column::TitleEn => Some(product.title.en.clone()),
            Column::Category => Some(product.category.join(" > ")),
            Column::Status => product
                .status
                .map(|status: ProductStatus| status.to_string()),
            Column::AxisZh(number) => {
                let axis = product.axes.get(number.saturating_sub(1));
                axis.map(|axis| axis.name.zh.clone())
            }
            Column::ValueZh(number) => {
                sku.and_then(|sku| sku.values.get(number.saturating_sub(1)).cloned())
            }
            Column::Code => sku.and_then(|sku| sku.code.clone()),
            Column::Price => sku.and_then(|sku| sku.price).map(Fen::yuan),
            Column::CompareAt => sku.and_then(|sku| sku.compare_at).map(Fen::yuan),
            Column::Weight => sku
                .and_then(|sku| sku.weight_g)
                .map(|grams| grams.to_string()),
            Column::Stock => sku.and_then(|sku| sku.stock).map(|units| units.to_string()),
            Column::SkuStatus => sku
                .and_then(|sku| sku.status)
                .map(|status| status.to_string()),
            Column::BodyZh
            | Column::BodyEn
            | Column::MoreCategories
            | Column::Pictures
            | Column::AxisEn(_)
            | Column::ValueEn(_)
            | Column::SkuPicture => None,
        };
        text.unwrap_or_default()
    }
}
