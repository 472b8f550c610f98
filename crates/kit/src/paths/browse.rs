//! The addresses of categories and of the search, and the one spelling of a public page's address.

use super::{encode, home, public, with_query};
use domain::{
    listing::{Asked, Place, name, sought},
    locale::Locale,
};

/// The tree of categories.
#[must_use]
pub fn categories(locale: Locale) -> String {
    format!("{}c", home(locale))
}

/// A category, or the products of all if `slug` is `None`, as asked for.
#[must_use]
pub fn category(locale: Locale, slug: Option<&str>, asked: &Asked) -> String {
    let all = categories(locale);
    let page = slug.map_or_else(|| all.clone(), |slug| format!("{all}/{}", encode(slug)));
    with_query(&page, &asked.pairs())
}

/// The search, without its text.
#[must_use]
pub fn search_page(locale: Locale) -> String {
    format!("{}search", home(locale))
}

/// What a search finds, from a place on.
#[must_use]
pub fn search(locale: Locale, q: &str, place: &Place) -> String {
    let (after, before) = place.pair();
    with_query(
        &search_page(locale),
        &[("q", q), (name::AFTER, after), (name::BEFORE, before)],
    )
}

/// A public page with the part of its query that it reads, in one spelling: equal for every address
/// of one page. `None` if the page is not public.
#[must_use]
pub fn plain(path: &str, query: &[(&str, &str)]) -> Option<String> {
    let locale = public(path)?;
    let rest = path.strip_prefix(home(locale)).unwrap_or_default();
    let first = |name: &str| {
        let found = query.iter().find(|(key, _)| *key == name);
        found.map_or("", |(_, value)| *value)
    };
    Some(match rest {
        "search" => {
            let place = Place::of(first(name::AFTER), first(name::BEFORE));
            search(locale, &sought(first("q")), &place)
        }
        list if list == "c" || list.starts_with("c/") => {
            with_query(path, &Asked::read(query.iter().copied()).pairs())
        }
        product if product.starts_with("p/") => with_query(path, &[("o", first("o"))]),
        _home => path.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_page_has_one_spelling() {
        for (path, query, plain_one) in [
            ("/", vec![("x", "1")], "/"),
            ("/p/mug", vec![("x", "1"), ("o", "a b")], "/p/mug?o=a%20b"),
            (
                "/c/cups",
                vec![("x", "1"), ("stock", "1")],
                "/c/cups?stock=1",
            ),
            ("/en/c", vec![("after", "mug")], "/en/c?after=mug"),
            (
                "/search",
                vec![("q", "  杯 "), ("x", "1")],
                "/search?q=%E6%9D%AF",
            ),
        ] {
            assert_eq!(plain(path, &query).as_deref(), Some(plain_one));
        }
        assert_eq!(plain("/cart", &[]), None);
    }
}
