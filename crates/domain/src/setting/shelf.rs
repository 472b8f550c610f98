//! The shelves of the home page: a category, or products that the owner picked.

use crate::{
    error::{ErrorCode, FieldError},
    form::ShelfForm,
    limit, validate,
};

/// Most shelves of the home page.
pub const MAX_SHELVES: usize = 6;
/// Most products that are picked for one shelf.
pub const MAX_PICKED: usize = 12;

/// First word of a category's line.
const CATEGORY: &str = "category ";
/// First word of a line of picked products.
const PICKED: &str = "picked ";
/// Between the parts of such a line. A title holds none.
const BAR: &str = " | ";

/// A shelf of the home page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shelf {
    /// The products of a category and of those below it. Its name is the heading.
    Category {
        /// Slug of the category.
        slug: String,
    },
    /// These products, in this order.
    Picked {
        /// Heading in Chinese.
        title_zh: String,
        /// Heading in English; if empty, the Chinese one is shown.
        title_en: String,
        /// Slugs, at most [`MAX_PICKED`].
        products: Vec<String>,
    },
}

impl Shelf {
    /// The shelf as a line of its row.
    pub(super) fn line(&self) -> String {
        match self {
            Self::Category { slug } => format!("{CATEGORY}{slug}"),
            Self::Picked {
                title_zh,
                title_en,
                products,
            } => format!(
                "{PICKED}{}{BAR}{title_zh}{BAR}{title_en}",
                products.join(" ")
            ),
        }
    }

    fn of_line(line: &str) -> Option<Self> {
        if let Some(slug) = line.strip_prefix(CATEGORY) {
            let slug = slug.to_owned();
            return is_slug(&slug).then_some(Self::Category { slug });
        }
        let mut parts = line.strip_prefix(PICKED)?.splitn(3, BAR);
        let (slugs, title_zh, title_en) = (parts.next()?, parts.next()?, parts.next()?);
        let products = picked(slugs).ok()?;
        Some(Self::Picked {
            title_zh: title_zh.to_owned(),
            title_en: title_en.to_owned(),
            products,
        })
    }
}

/// Reads a row; `None` for a line that this version cannot read.
pub(super) fn stored(text: &str) -> Option<Vec<Shelf>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(Vec::new());
    }
    // The last part may be empty, and a row may have lost the blank before it.
    text.lines()
        .map(|line| Shelf::of_line(line).or_else(|| Shelf::of_line(&format!("{line} "))))
        .collect()
}

/// Reads the rows of the form, each shelf with the place of its row; a row without anything is left out.
///
/// # Errors
/// Refused fields, named as the form has them: `shelves[0][category]`.
pub fn read_shelves(rows: &[ShelfForm]) -> Result<Vec<(usize, Shelf)>, Vec<FieldError>> {
    let (mut shelves, mut wrong) = (Vec::new(), Vec::new());
    for (place, row) in rows.iter().enumerate() {
        match read(row, place >= MAX_SHELVES) {
            Ok(Some(shelf)) => shelves.push((place, shelf)),
            Ok(None) => {}
            Err((field, code)) => wrong.push(FieldError {
                field: format!("shelves[{place}][{field}]"),
                code,
            }),
        }
    }
    if wrong.is_empty() {
        Ok(shelves)
    } else {
        Err(wrong)
    }
}

fn read(row: &ShelfForm, is_beyond: bool) -> Result<Option<Shelf>, (&'static str, ErrorCode)> {
    let category = validate::code(&row.category);
    let products = picked(&row.products).map_err(|code| ("products", code))?;
    let title = |field: &'static str, text: &str| match validate::optional_title(text) {
        Ok(kept) => Ok(kept.replace('|', "｜")),
        Err(code) => Err((field, code)),
    };
    let title_zh = title("title_zh", &row.title_zh)?;
    let title_en = title("title_en", &row.title_en)?;
    let has_title = !title_zh.is_empty() || !title_en.is_empty();
    if category.is_empty() && products.is_empty() && !has_title {
        return Ok(None);
    }
    if is_beyond {
        return Err(("category", ErrorCode::Shelf));
    }
    if !category.is_empty() {
        if !products.is_empty() {
            return Err(("products", ErrorCode::Shelf));
        }
        if !is_slug(&category) {
            return Err(("category", ErrorCode::NotFound));
        }
        return Ok(Some(Shelf::Category { slug: category }));
    }
    if products.is_empty() {
        return Err(("products", ErrorCode::Shelf));
    }
    if title_zh.is_empty() {
        return Err(("title_zh", ErrorCode::Required));
    }
    Ok(Some(Shelf::Picked {
        title_zh,
        title_en,
        products,
    }))
}

/// Slugs with blanks, commas or line ends between them; a slug named twice counts once.
fn picked(text: &str) -> Result<Vec<String>, ErrorCode> {
    if text.chars().count() > usize::from(limit::PICKED.max) {
        return Err(ErrorCode::TooLong);
    }
    let mut slugs: Vec<String> = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、')) {
        let slug = validate::code(word);
        if slug.is_empty() || slugs.contains(&slug) {
            continue;
        }
        if !is_slug(&slug) {
            return Err(ErrorCode::NotFound);
        }
        slugs.push(slug);
    }
    if slugs.len() > MAX_PICKED {
        return Err(ErrorCode::Shelf);
    }
    Ok(slugs)
}

/// True for text that can be a slug; whether it is one, the database knows.
fn is_slug(text: &str) -> bool {
    (1..=128).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The form's rows for these shelves, filled up to [`MAX_SHELVES`].
#[must_use]
pub fn shown_shelves(shelves: &[Shelf]) -> Vec<ShelfForm> {
    let mut rows: Vec<ShelfForm> = shelves
        .iter()
        .map(|shelf| match shelf {
            Shelf::Category { slug } => ShelfForm {
                category: slug.clone(),
                ..ShelfForm::default()
            },
            Shelf::Picked {
                title_zh,
                title_en,
                products,
            } => ShelfForm {
                category: String::new(),
                title_zh: title_zh.clone(),
                title_en: title_en.clone(),
                products: products.join(" "),
            },
        })
        .collect();
    rows.resize_with(MAX_SHELVES.max(rows.len()), ShelfForm::default);
    rows
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn row(category: &str, products: &str, title_zh: &str, title_en: &str) -> ShelfForm {
        ShelfForm {
            category: category.to_owned(),
            products: products.to_owned(),
            title_zh: title_zh.to_owned(),
            title_en: title_en.to_owned(),
        }
    }

    #[test]
    fn shelves_are_kept_as_lines_and_come_back_as_typed() {
        let rows = [
            row("mugs", "", "", ""),
            row("", "", "", ""),
            row("", "a-mug， a-pot a-mug\nc3", "新|到", ""),
            row("", "tea", "茶", "Tea | black"),
        ];
        let read = read_shelves(&rows).unwrap();
        let places: Vec<usize> = read.iter().map(|(place, _)| *place).collect();
        assert_eq!(places, [0, 2, 3]);
        let shelves: Vec<Shelf> = read.into_iter().map(|(_, shelf)| shelf).collect();
        let lines: Vec<String> = shelves.iter().map(Shelf::line).collect();
        assert_eq!(
            lines,
            [
                "category mugs",
                "picked a-mug a-pot c3 | 新｜到 | ",
                "picked tea | 茶 | Tea ｜ black",
            ]
        );
        assert_eq!(stored(&lines.join("\n")), Some(shelves.clone()));
        let shown = shown_shelves(&shelves);
        assert_eq!(shown.len(), MAX_SHELVES);
        let again = read_shelves(&shown).unwrap().into_iter();
        assert_eq!(again.map(|(_, shelf)| shelf).collect::<Vec<_>>(), shelves);
        assert_eq!(stored(" \n "), Some(Vec::new()));
        // A trailing separator means an empty English heading.
        assert!(stored("picked tea | 茶 |").is_some());
    }

    #[test]
    fn what_is_not_a_shelf_is_refused_at_its_field() {
        let many = (0..13)
            .map(|n| format!("p{n}"))
            .collect::<Vec<_>>()
            .join(" ");
        for (typed, field, code) in [
            (row("mugs", "tea", "", ""), "products", ErrorCode::Shelf),
            (row("no slug", "", "", ""), "category", ErrorCode::NotFound),
            (row("", "a/b", "茶", ""), "products", ErrorCode::NotFound),
            (row("", "", "茶", ""), "products", ErrorCode::Shelf),
            (row("", "tea", "", "Tea"), "title_zh", ErrorCode::Required),
            (row("", &many, "茶", ""), "products", ErrorCode::Shelf),
            (
                row("", "tea", &"字".repeat(121), ""),
                "title_zh",
                ErrorCode::TooLong,
            ),
        ] {
            let wrong = read_shelves(&[ShelfForm::default(), typed]).unwrap_err();
            let told: Vec<_> = wrong.iter().map(|w| (w.field.as_str(), w.code)).collect();
            assert_eq!(told, [(format!("shelves[1][{field}]").as_str(), code)]);
        }
        let seven = vec![row("mugs", "", "", ""); 7];
        let wrong = read_shelves(&seven).unwrap_err();
        assert_eq!(wrong.len(), 1);
        assert_eq!(stored("shelf of another version"), None);
    }
}
