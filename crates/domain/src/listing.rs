//! What a reader asks of a category: filters, order, and place in the list.

use crate::{error::ErrorCode, limit, money::Fen, validate};
use serde::{Deserialize, Serialize};

text_enum! {
    /// The order of a list of products.
    Sort {
        /// Newest first.
        Newest = "newest",
        /// Lowest price first.
        PriceUp = "price_up",
        /// Highest price first.
        PriceDown = "price_down",
        /// Most sold first.
        Sold = "sold",
    }
}

#[expect(clippy::derivable_impls, reason = "the macro derives no default")]
impl Default for Sort {
    fn default() -> Self {
        Self::Newest
    }
}

/// Most values of options that one request may filter by.
pub const MOST_VALUES: usize = 24;
/// Longest slug of a product, category or value in characters, in addresses of any release.
pub const MOST_SLUG: usize = 128;

/// The place of a page in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// The first page.
    #[default]
    Start,
    /// The page after the product with this slug.
    After(String),
    /// The page before it.
    Before(String),
}

impl Place {
    /// Reads `after` and `before` of an address.
    #[must_use]
    pub fn of(after: &str, before: &str) -> Self {
        if is_slug(after) {
            Self::After(after.to_owned())
        } else if is_slug(before) {
            Self::Before(before.to_owned())
        } else {
            Self::Start
        }
    }

    /// The values of `after` and `before` in an address.
    #[must_use]
    pub fn pair(&self) -> (&str, &str) {
        match self {
            Self::Start => ("", ""),
            Self::After(slug) => (slug, ""),
            Self::Before(slug) => ("", slug),
        }
    }
}

/// True for text that can be the slug of a row.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    (1..=MOST_SLUG).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// A search text in one spelling: blanks as one space, no control characters, at most
/// [`limit::SEARCH`].
#[must_use]
pub fn sought(typed: &str) -> String {
    let typed: String = typed
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let words: Vec<&str> = typed.split_whitespace().collect();
    let text: String = words
        .join(" ")
        .chars()
        .take(limit::SEARCH.max.into())
        .collect();
    text.trim_end().to_owned()
}

/// The query of a category's page, read and in one spelling.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The order.
    pub sort: Sort,
    /// Only products in stock.
    pub in_stock: bool,
    /// Lowest price in yuan as typed; empty for none.
    pub from: String,
    /// Highest price in yuan as typed; empty for none.
    pub to: String,
    /// Slugs of values, sorted, each once.
    pub values: Vec<String>,
    /// The page.
    pub place: Place,
}

/// The names in the query, in the order of [`Asked::pairs`].
pub mod name {
    /// Order.
    pub const SORT: &str = "sort";
    /// In stock, if `1`.
    pub const STOCK: &str = "stock";
    /// Lowest price.
    pub const FROM: &str = "from";
    /// Highest price.
    pub const TO: &str = "to";
    /// A value of an option; may be repeated.
    pub const VALUE: &str = "v";
    /// The page after a product.
    pub const AFTER: &str = "after";
    /// The page before a product.
    pub const BEFORE: &str = "before";
}

impl Asked {
    /// Reads the pairs of a query. Unknown names and values that cannot be are left out.
    #[must_use]
    pub fn read<'q>(pairs: impl IntoIterator<Item = (&'q str, &'q str)>) -> Self {
        let mut asked = Self::default();
        let (mut after, mut before) = (String::new(), String::new());
        for (key, value) in pairs {
            match key {
                name::SORT => asked.sort = value.parse().unwrap_or_default(),
                name::STOCK => asked.in_stock = value == "1",
                name::FROM => asked.from = amount(value),
                name::TO => asked.to = amount(value),
                name::VALUE if is_slug(value) => asked.values.push(value.to_owned()),
                name::AFTER => value.clone_into(&mut after),
                name::BEFORE => value.clone_into(&mut before),
                _ => {}
            }
        }
        asked.values.sort_unstable();
        asked.values.dedup();
        asked.values.truncate(MOST_VALUES);
        asked.place = Place::of(&after, &before);
        asked
    }

    /// The query's pairs, without those that say nothing.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        let (after, before) = self.place.pair();
        let sort = if self.sort == Sort::default() {
            ""
        } else {
            self.sort.as_str()
        };
        let stock = if self.in_stock { "1" } else { "" };
        [
            (name::SORT, sort),
            (name::STOCK, stock),
            (name::FROM, self.from.as_str()),
            (name::TO, self.to.as_str()),
        ]
        .into_iter()
        .chain(self.values.iter().map(|slug| (name::VALUE, slug.as_str())))
        .chain([(name::AFTER, after), (name::BEFORE, before)])
        .filter(|(_, value)| !value.is_empty())
        .collect()
    }

    /// True if products are left out.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.in_stock || self.is_priced() || !self.values.is_empty()
    }

    /// True if a price is typed: there are more such pages than a cache should hold.
    #[must_use]
    pub fn is_priced(&self) -> bool {
        !self.from.is_empty() || !self.to.is_empty()
    }

    /// The same list from its beginning.
    #[must_use]
    pub fn from_start(&self) -> Self {
        Self {
            place: Place::Start,
            ..self.clone()
        }
    }

    /// The lowest and the highest price, in this order even if typed the other way.
    ///
    /// # Errors
    /// The name of the field that is not an amount.
    pub fn prices(&self) -> Result<(Option<Fen>, Option<Fen>), &'static str> {
        let from = bound(&self.from).map_err(|_code| name::FROM)?;
        let to = bound(&self.to).map_err(|_code| name::TO)?;
        Ok(match (from, to) {
            (Some(from), Some(to)) if from > to => (Some(to), Some(from)),
            bounds => bounds,
        })
    }
}

/// An amount as typed, no longer than one can be.
fn amount(typed: &str) -> String {
    typed
        .trim()
        .chars()
        .take(limit::AMOUNT.max.into())
        .collect()
}

fn bound(typed: &str) -> Result<Option<Fen>, ErrorCode> {
    if typed.is_empty() {
        Ok(None)
    } else {
        validate::amount(typed).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_and_written_in_one_spelling() {
        let asked = Asked::read([
            ("utm", "x"),
            ("v", "se-zhe"),
            ("v", "a"),
            ("v", "a"),
            ("v", "no slug"),
            ("stock", "1"),
            ("from", " 5 "),
            ("sort", "price_up"),
            ("after", "mug"),
        ]);
        assert_eq!(
            asked.pairs(),
            [
                ("sort", "price_up"),
                ("stock", "1"),
                ("from", "5"),
                ("v", "a"),
                ("v", "se-zhe"),
                ("after", "mug")
            ]
        );
        assert!(asked.is_filtered());
        assert_eq!(Asked::read(asked.pairs()), asked);
        assert_eq!(asked.from_start().pairs().len(), 5);
        let nothing = Asked::read([("sort", "newest"), ("stock", "0"), ("before", "a b")]);
        assert_eq!(nothing, Asked::default());
        assert!(nothing.pairs().is_empty() && !nothing.is_filtered());
    }

    #[test]
    fn a_search_has_one_spelling() {
        assert_eq!(sought("  马克杯\u{3000} \0mug\n"), "马克杯 mug");
        assert_eq!(sought(""), "");
        let long = "杯".repeat(100);
        assert_eq!(sought(&long).chars().count(), 64);
    }

    #[test]
    fn prices_are_read_in_any_order() {
        let priced = |from: &str, to: &str| Asked::read([("from", from), ("to", to)]).prices();
        let fen = |fen| Some(Fen::new(fen));
        assert_eq!(priced("", ""), Ok((None, None)));
        assert_eq!(priced("5", ""), Ok((fen(500), None)));
        assert_eq!(priced("9.5", "5"), Ok((fen(500), fen(950))));
        assert_eq!(priced("x", "5"), Err("from"));
        assert_eq!(priced("5", "1.234"), Err("to"));
    }
}
