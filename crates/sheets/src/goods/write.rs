//! Writes goods in our own format.

use super::{Both, GoodsAxis, GoodsProduct, GoodsSku, Picture, words::status_word};
use crate::{column::Column, list, quote};
use domain::{catalog::ProductStatus, locale::Locale, money::Fen};
use rust_xlsxwriter::{Format, IgnoreError, Workbook, XlsxError};
use std::io::{self, Write};

/// Why a sheet was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The target failed.
    #[error("the sheet cannot be written: {0}")]
    Io(#[from] io::Error),
    /// The target failed, or a row is not like the others.
    #[error("the sheet cannot be written: {0}")]
    Csv(#[from] csv::Error),
    /// The target failed, or a text is longer than a workbook allows.
    #[error("the workbook cannot be written: {0}")]
    Xlsx(#[from] XlsxError),
}

/// Writes CSV: UTF-8 with a mark, so that Excel knows the encoding. Row by row, in the memory of one product.
///
/// # Errors
/// If the target fails.
pub fn csv<'g>(
    mut to: impl Write,
    products: impl IntoIterator<Item = &'g GoodsProduct>,
    locale: Locale,
) -> Result<(), WriteError> {
    to.write_all("\u{feff}".as_bytes())?;
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(to);
    out.write_record(Column::all().map(|column| column.heading(locale)))?;
    for product in products {
        for line in Line::of(product) {
            out.write_record(Column::all().map(|column| {
                let text = line.cell(column, locale);
                if column.is_figure() {
                    text
                } else {
                    quote::csv(&text)
                }
            }))?;
        }
    }
    out.flush()?;
    Ok(())
}

/// Writes XLSX. All cells are text, also those that are added later, so that no program changes a number.
///
/// # Errors
/// If the target fails, or a text has more than 32,767 characters.
pub fn xlsx<'g>(
    to: impl Write + Send,
    products: impl IntoIterator<Item = &'g GoodsProduct>,
    locale: Locale,
) -> Result<(), WriteError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_freeze_panes(1, 0)?;
    let (text, bold) = (Format::new().set_num_format("@"), Format::new().set_bold());
    let mut last = (0, 0);
    for (place, column) in (0..).zip(Column::all()) {
        sheet.set_column_format(place, &text)?;
        sheet.set_column_width(place, 16)?;
        sheet.write_string_with_format(0, place, column.heading(locale), &bold)?;
        last.1 = place;
    }
    for product in products {
        for line in Line::of(product) {
            last.0 += 1;
            for (place, column) in (0..).zip(Column::all()) {
                let cell = line.cell(column, locale);
                if !cell.is_empty() {
                    sheet.write_string_with_format(last.0, place, quote::xlsx(&cell), &text)?;
                }
            }
        }
    }
    // Without this every figure has a green corner.
    sheet.ignore_error_range(0, 0, last.0, last.1, IgnoreError::NumberStoredAsText)?;
    book.save_to_writer(to)?;
    Ok(())
}

/// A row: a SKU, or a product without any.
struct Line<'g> {
    product: &'g GoodsProduct,
    sku: Option<&'g GoodsSku>,
    /// What all SKUs share stands in the first row.
    is_first: bool,
}

impl<'g> Line<'g> {
    fn of(product: &'g GoodsProduct) -> Vec<Self> {
        let alone = product.skus.is_empty().then_some(None);
        let skus = product.skus.iter().map(Some);
        let rows = alone.into_iter().chain(skus).enumerate();
        rows.map(|(position, sku)| Self {
            product,
            sku,
            is_first: position == 0,
        })
        .collect()
    }

    fn cell(&self, column: Column, locale: Locale) -> String {
        let product = self.product;
        let shared = |text: &str| if self.is_first { text } else { "" }.to_owned();
        let word = |status| status_word(status, locale).to_owned();
        match column {
            Column::Slug => product.slug.clone().unwrap_or_default(),
            // Without a slug the title holds the rows together.
            Column::TitleZh if product.slug.is_none() => product.title.zh.clone(),
            Column::TitleZh => shared(&product.title.zh),
            Column::TitleEn => shared(&product.title.en),
            Column::BodyZh => shared(&product.body.zh),
            Column::BodyEn => shared(&product.body.en),
            Column::Category => shared(&list::shown(&product.category)),
            Column::MoreCategories => shared(&paths(&product.more_categories)),
            Column::Status => shared(&product.status.map(word).unwrap_or_default()),
            Column::Pictures => shared(&pictures(&product.pictures)),
            Column::AxisZh(number) => self.axis(number, |axis| axis.name.zh.clone()),
            Column::AxisEn(number) => self.axis(number, |axis| axis.name.en.clone()),
            Column::ValueZh(number) => self.value(number).zh,
            Column::ValueEn(number) => self.value(number).en,
            Column::Code => self.of_sku(|sku| sku.code.clone()),
            Column::Price => self.of_sku(|sku| sku.price.map(Fen::yuan)),
            Column::CompareAt => self.of_sku(|sku| sku.compare_at.map(Fen::yuan)),
            Column::Weight => self.of_sku(|sku| sku.weight_g.map(|grams| grams.to_string())),
            Column::Stock => self.of_sku(|sku| sku.stock.map(|units| units.to_string())),
            Column::SkuStatus => self.of_sku(|sku| sku.status.map(ProductStatus::from).map(word)),
            Column::SkuPicture => self.of_sku(|sku| {
                let picture = sku.picture.as_ref();
                picture.map(|picture| list::escaped(&picture.source))
            }),
        }
    }

    fn of_sku(&self, text: impl FnOnce(&GoodsSku) -> Option<String>) -> String {
        self.sku.and_then(text).unwrap_or_default()
    }

    fn axis(&self, number: usize, text: impl FnOnce(&GoodsAxis) -> String) -> String {
        let axis = self.product.axes.get(number.saturating_sub(1));
        axis.map(text).unwrap_or_default()
    }

    /// The SKU's value of an option, with the English label that the option has for it.
    fn value(&self, number: usize) -> Both {
        let place = number.saturating_sub(1);
        let Some(zh) = self.sku.and_then(|sku| sku.values.get(place)) else {
            return Both::default();
        };
        let axis = self.product.axes.get(place);
        let known = axis.and_then(|axis| axis.values.iter().find(|value| value.zh == *zh));
        known.cloned().unwrap_or_else(|| Both {
            zh: zh.clone(),
            en: String::new(),
        })
    }
}

fn paths(paths: &[Vec<String>]) -> String {
    let shown: Vec<String> = paths.iter().map(|path| list::shown(path)).collect();
    shown.join(" | ")
}

fn pictures(pictures: &[Picture]) -> String {
    let names = pictures
        .iter()
        .map(|picture| list::escaped(&picture.source));
    names.collect::<Vec<_>>().join(" | ")
}
