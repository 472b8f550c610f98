//! The cells that mean one thing each: states, figures, names.

use super::Picture;
use crate::{limit, list};
use domain::{
    catalog::{ProductStatus, SkuStatus},
    error::ErrorCode,
    limit::{PICTURES, STOCK_UNITS, WEIGHT_G},
    locale::Locale,
    money::Fen,
    validate,
};

/// Most levels of categories.
const LEVELS: usize = 3;

/// The word of a status in a sheet.
pub(super) const fn status_word(status: ProductStatus, locale: Locale) -> &'static str {
    match (status, locale) {
        (ProductStatus::Draft, Locale::ZhCn) => "草稿",
        (ProductStatus::Active, Locale::ZhCn) => "在售",
        (ProductStatus::Archived, Locale::ZhCn) => "已下架",
        (ProductStatus::Draft, Locale::En) => "Draft",
        (ProductStatus::Active, Locale::En) => "Active",
        (ProductStatus::Archived, Locale::En) => "Archived",
    }
}

/// A status by its word in either language.
pub(super) fn status(text: &str) -> Result<ProductStatus, ErrorCode> {
    let text = text.trim();
    let named = |status: &ProductStatus| {
        let words = [Locale::ZhCn, Locale::En].map(|locale| status_word(*status, locale));
        words.iter().any(|word| word.eq_ignore_ascii_case(text))
    };
    let found = ProductStatus::ALL.iter().copied().find(named);
    found.ok_or(ErrorCode::SheetWord)
}

/// A SKU is for sale or archived.
pub(super) fn sku_status(text: &str) -> Result<SkuStatus, ErrorCode> {
    match status(text)? {
        ProductStatus::Active => Ok(SkuStatus::Active),
        ProductStatus::Archived => Ok(SkuStatus::Archived),
        ProductStatus::Draft => Err(ErrorCode::SheetWord),
    }
}

/// A price of at least one fen.
pub(super) fn price(text: &str) -> Result<Fen, ErrorCode> {
    match validate::amount(text) {
        Ok(Fen::ZERO) | Err(ErrorCode::Amount) => Err(ErrorCode::Price),
        read => read,
    }
}

/// Grams, a whole number.
pub(super) fn weight(text: &str) -> Result<i64, ErrorCode> {
    within(validate::whole(text), WEIGHT_G, ErrorCode::Weight)
}

/// Units on hand, a whole number.
pub(super) fn stock(text: &str) -> Result<i64, ErrorCode> {
    within(validate::whole(text), STOCK_UNITS, ErrorCode::Format)
}

/// A decimal number of `unit_mg` milligrams each as whole grams, rounded; no float is involved.
pub(super) fn grams(text: &str, unit_mg: i64) -> Result<i64, ErrorCode> {
    let text = validate::code(text);
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    // Six decimals are a millionth of a kilogram.
    let decimals: String = decimals.chars().chain("000000".chars()).take(6).collect();
    let millionths = format!("{whole}{decimals}").parse::<i64>().ok();
    let grams = millionths
        .filter(|_| !text.starts_with(['+', '-']))
        .and_then(|count| count.checked_mul(unit_mg))
        .and_then(|tiny| tiny.checked_add(500_000_000))
        .map(|tiny| tiny / 1_000_000_000);
    within(grams, WEIGHT_G, ErrorCode::Weight)
}

/// A code of another shop. Blanks in it become hyphens, and an apostrophe before digits, which Shopify writes, is left out.
pub(super) fn foreign_code(text: &str) -> Result<String, ErrorCode> {
    let digits = text.trim().strip_prefix('\'');
    let digits = digits.filter(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    let words: Vec<&str> = digits.unwrap_or(text).split_whitespace().collect();
    validate::sku_code(&words.join("-"))
}

/// Units of another shop: fewer than none were sold beyond the stock, so nothing is left.
pub(super) fn foreign_stock(text: &str) -> Result<i64, ErrorCode> {
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    let units = validate::signed(text).map(|units| units.max(0));
    within(units, STOCK_UNITS, ErrorCode::Format)
}

fn within(number: Option<i64>, most: i64, why: ErrorCode) -> Result<i64, ErrorCode> {
    number.filter(|number| *number <= most).ok_or(why)
}

/// Path of a category: at most three names.
pub(super) fn path(text: &str) -> Result<Vec<String>, ErrorCode> {
    checked_path(&list::path(text))
}

/// Paths of several categories.
pub(super) fn paths(text: &str) -> Result<Vec<Vec<String>>, ErrorCode> {
    list::paths(text)
        .iter()
        .map(|path| checked_path(path))
        .collect()
}

/// A path whose names are clean.
pub(super) fn checked_path(path: &[String]) -> Result<Vec<String>, ErrorCode> {
    if path.len() > LEVELS {
        return Err(ErrorCode::SheetLevels);
    }
    path.iter()
        .map(|name| validate::category_name(name))
        .collect()
}

/// Names of pictures.
pub(super) fn pictures(text: &str) -> Result<Vec<Picture>, ErrorCode> {
    let names = list::split(text, list::ITEMS);
    if names.len() > PICTURES {
        return Err(ErrorCode::SheetTooMany);
    }
    let mut pictures: Vec<Picture> = Vec::with_capacity(names.len());
    for name in &names {
        let picture = one_picture(&list::plain(name))?;
        if !pictures.contains(&picture) {
            pictures.push(picture);
        }
    }
    Ok(pictures)
}

/// Name of one picture.
pub(super) fn picture(text: &str) -> Result<Picture, ErrorCode> {
    let mut pictures = pictures(text)?;
    match (pictures.pop(), pictures.is_empty()) {
        (Some(picture), true) => Ok(picture),
        (None, _) => Err(ErrorCode::Required),
        (Some(_), false) => Err(ErrorCode::SheetTooMany),
    }
}

/// A file name or an address, without an alternative text.
pub(super) fn one_picture(name: &str) -> Result<Picture, ErrorCode> {
    let source = name.trim();
    if source.chars().count() > limit::PICTURE_NAME {
        Err(ErrorCode::TooLong)
    } else if source.contains(char::is_control) {
        Err(ErrorCode::Format)
    } else {
        Ok(Picture {
            source: source.to_owned(),
            alt: String::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_have_a_word_in_each_language() {
        for known in ProductStatus::ALL {
            for locale in [Locale::ZhCn, Locale::En] {
                assert_eq!(status(status_word(*known, locale)), Ok(*known));
            }
        }
        assert_eq!(status(" archived "), Ok(ProductStatus::Archived));
        assert_eq!(status("上架"), Err(ErrorCode::SheetWord));
        assert_eq!(sku_status("草稿"), Err(ErrorCode::SheetWord));
    }

    #[test]
    fn weights_are_rounded_to_grams() {
        const KILOGRAM: i64 = 1_000_000;
        for (text, unit, wanted) in [
            ("0.35", KILOGRAM, Ok(350)),
            ("1", KILOGRAM, Ok(1_000)),
            (".5", KILOGRAM, Ok(500)),
            ("0.0004999999", KILOGRAM, Ok(0)),
            ("0.0005", KILOGRAM, Ok(1)),
            ("453.592", 1_000, Ok(454)),
            ("1.", KILOGRAM, Ok(1_000)),
            ("-1", KILOGRAM, Err(ErrorCode::Weight)),
            ("1,5", KILOGRAM, Err(ErrorCode::Weight)),
            ("1001", KILOGRAM, Err(ErrorCode::Weight)),
            ("99999999999999999999", KILOGRAM, Err(ErrorCode::Weight)),
        ] {
            assert_eq!(grams(text, unit), wanted, "{text}");
        }
    }

    #[test]
    fn codes_of_other_shops_are_fitted() {
        for (text, code) in [
            ("'0101", "0101"),
            (" MUD  SCRUB ", "MUD-SCRUB"),
            ("fn-penn", "fn-penn"),
        ] {
            assert_eq!(foreign_code(text), Ok(code.to_owned()));
        }
        assert_eq!(foreign_code("a,b"), Err(ErrorCode::Format));
    }

    #[test]
    fn figures_have_limits() {
        assert_eq!(stock("0012"), Ok(12));
        assert_eq!(stock("-1"), Err(ErrorCode::Format));
        assert_eq!(stock("1000001"), Err(ErrorCode::Format));
        assert_eq!(foreign_stock("-3"), Ok(0));
        assert_eq!(foreign_stock("3.0"), Ok(3));
        assert_eq!(weight("1000001"), Err(ErrorCode::Weight));
        assert_eq!(price("0.00"), Err(ErrorCode::Price));
        assert_eq!(price("12,50"), Err(ErrorCode::Price));
        assert_eq!(price("12.5"), Ok(Fen::new(1_250)));
    }
}
