//! The columns of our own sheet, and their headings.

use domain::locale::Locale;

/// A column. Options have numbers from 1 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The product's name in addresses.
    Slug,
    /// Title in Chinese.
    TitleZh,
    /// Title in English.
    TitleEn,
    /// Body in Chinese, Markdown.
    BodyZh,
    /// Body in English, Markdown.
    BodyEn,
    /// Path of the main category.
    Category,
    /// Paths of other categories.
    MoreCategories,
    /// Status of the product.
    Status,
    /// Pictures of the product.
    Pictures,
    /// Name of an option in Chinese.
    AxisZh(usize),
    /// Name of an option in English.
    AxisEn(usize),
    /// The SKU's value of an option in Chinese.
    ValueZh(usize),
    /// The same in English.
    ValueEn(usize),
    /// SKU code.
    Code,
    /// Price in yuan.
    Price,
    /// Compare-at price in yuan.
    CompareAt,
    /// Weight in grams.
    Weight,
    /// Units on hand.
    Stock,
    /// Status of the SKU.
    SkuStatus,
    /// Picture of the SKU.
    SkuPicture,
}

/// A column's headings, the first of each language for writing, all of them for reading.
struct Heading(Column, &'static [&'static str], &'static [&'static str]);

/// In the order of the sheet.
const HEADINGS: &[Heading] = &[
    Heading(
        Column::Slug,
        &["网址名", "商品编号"],
        &["URL name", "Slug", "Handle"],
    ),
    Heading(
        Column::TitleZh,
        &["中文名称", "商品名称", "名称"],
        &["Chinese title", "Title"],
    ),
    Heading(Column::TitleEn, &["英文名称"], &["English title"]),
    Heading(
        Column::BodyZh,
        &["中文介绍", "商品介绍", "介绍"],
        &["Chinese description", "Description"],
    ),
    Heading(Column::BodyEn, &["英文介绍"], &["English description"]),
    Heading(Column::Category, &["分类"], &["Category"]),
    Heading(Column::MoreCategories, &["其他分类"], &["More categories"]),
    Heading(Column::Status, &["状态"], &["Status"]),
    Heading(Column::Pictures, &["图片"], &["Pictures"]),
    Heading(
        Column::AxisZh(1),
        &["规格名1", "规格名"],
        &["Option 1", "Option"],
    ),
    Heading(
        Column::AxisEn(1),
        &["规格名1（英文）"],
        &["Option 1 (English)"],
    ),
    Heading(
        Column::ValueZh(1),
        &["规格值1", "规格值"],
        &["Value 1", "Value"],
    ),
    Heading(
        Column::ValueEn(1),
        &["规格值1（英文）"],
        &["Value 1 (English)"],
    ),
    Heading(Column::AxisZh(2), &["规格名2"], &["Option 2"]),
    Heading(
        Column::AxisEn(2),
        &["规格名2（英文）"],
        &["Option 2 (English)"],
    ),
    Heading(Column::ValueZh(2), &["规格值2"], &["Value 2"]),
    Heading(
        Column::ValueEn(2),
        &["规格值2（英文）"],
        &["Value 2 (English)"],
    ),
    Heading(Column::AxisZh(3), &["规格名3"], &["Option 3"]),
    Heading(
        Column::AxisEn(3),
        &["规格名3（英文）"],
        &["Option 3 (English)"],
    ),
    Heading(Column::ValueZh(3), &["规格值3"], &["Value 3"]),
    Heading(
        Column::ValueEn(3),
        &["规格值3（英文）"],
        &["Value 3 (English)"],
    ),
    Heading(Column::Code, &["规格编码"], &["Code", "SKU"]),
    Heading(
        Column::Price,
        &["价格（元）", "价格"],
        &["Price (CNY)", "Price"],
    ),
    Heading(
        Column::CompareAt,
        &["划线价（元）", "划线价"],
        &["Compare-at price (CNY)", "Compare-at price"],
    ),
    Heading(
        Column::Weight,
        &["重量（克）", "重量"],
        &["Weight (g)", "Weight"],
    ),
    Heading(Column::Stock, &["库存"], &["Stock"]),
    Heading(Column::SkuStatus, &["规格状态"], &["Variant status"]),
    Heading(Column::SkuPicture, &["规格图片"], &["Variant picture"]),
];

impl Column {
    /// All columns, in the order of the sheet.
    pub fn all() -> impl Iterator<Item = Self> {
        HEADINGS.iter().map(|heading| heading.0)
    }

    /// Its heading in a sheet that we write.
    #[must_use]
    pub fn heading(self, locale: Locale) -> &'static str {
        let names = self.names(locale);
        names.first().copied().unwrap_or_default()
    }

    /// All headings under which it is read.
    pub(crate) fn headings(self) -> impl Iterator<Item = &'static str> {
        let names = [Locale::ZhCn, Locale::En].map(|locale| self.names(locale));
        names.into_iter().flatten().copied()
    }

    fn names(self, locale: Locale) -> &'static [&'static str] {
        let heading = HEADINGS.iter().find(|heading| heading.0 == self);
        heading.map_or(&[], |heading| match locale {
            Locale::ZhCn => heading.1,
            Locale::En => heading.2,
        })
    }

    /// True for whole numbers and amounts, which a merchant adds up.
    pub(crate) const fn is_figure(self) -> bool {
        matches!(
            self,
            Self::Price | Self::CompareAt | Self::Weight | Self::Stock
        )
    }
}

/// A heading as it is compared: without blanks and stars, in small letters, with narrow brackets.
pub(crate) fn normal(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '*' && *c != '\u{feff}')
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            other => other.to_ascii_lowercase(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_column_has_headings_of_its_own_in_both_languages() {
        let mut seen = BTreeSet::new();
        for column in Column::all() {
            for locale in [Locale::ZhCn, Locale::En] {
                assert!(!column.heading(locale).is_empty(), "{column:?}");
            }
            for heading in column.headings() {
                assert!(seen.insert(normal(heading)), "{heading} is used twice");
            }
        }
    }

    #[test]
    fn headings_are_compared_loosely() {
        assert_eq!(normal(" 价格(元) *"), normal("价格（元）"));
        assert_eq!(normal("Compare-At Price"), "compare-atprice");
    }
}
