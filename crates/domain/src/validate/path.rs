//! The path after signing in. It never leads to another site.

/// Longest accepted path.
const MAX: usize = 512;

/// `next`, if every browser reads it as a path of this site: one leading `/`, no `\` (browsers read it as `/`), no `//`,
/// no control characters or blanks (browsers drop some), ASCII only.
#[must_use]
pub fn local_path(next: &str) -> Option<&str> {
    let plain = next.starts_with('/')
        && next.len() <= MAX
        && !next.contains("//")
        && next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    plain.then_some(next)
}

/// [`local_path`], or `fallback` for anything else.
#[must_use]
pub fn local_path_or<'a>(next: &'a str, fallback: &'a str) -> &'a str {
    local_path(next).unwrap_or(fallback)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paths_of_ours_are_followed() {
        for next in [
            "/",
            "/cart",
            "/change_status?order_id=20261122K7F3M9QX2D",
            "/p/tea?o=c%3Agreen",
            "/orders#top",
        ] {
            assert_eq!(local_path(next), Some(next));
        }
    }

    #[test]
    fn other_sites_are_not() {
        for next in [
            "",
            "cart",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/\r\nLocation: //evil.example",
            "\t/x",
            " /x",
            "/x y",
            "http://evil.example",
            "https:evil.example",
            "javascript:alert(1)",
            "/\u{0}",
            "/\u{7f}",
            "/a//b",
            "/a\\b",
            "/汉字",
            "/?u=//evil",
            "/\u{2028}x",
            "/\u{a0}",
            "@evil.example",
            "?next=/",
            "#x",
            ".",
            "../x",
            "/\u{ff0f}evil.example",
        ] {
            assert_eq!(local_path(next), None, "{next:?}");
        }
        assert_eq!(local_path(&format!("/{}", "a".repeat(MAX))), None);
        let longest = format!("/{}", "a".repeat(MAX - 1));
        assert_eq!(local_path(&longest), Some(longest.as_str()));
        assert_eq!(local_path_or("//x", "/"), "/");
        assert_eq!(local_path_or("/cart", "/"), "/cart");
    }

    proptest! {
        #[test]
        fn what_is_followed_stays_on_this_site(next in ".{0,30}|/[/\\\\a-z\t]{0,9}") {
            if let Some(path) = local_path(&next) {
                prop_assert!(path.starts_with('/'));
                prop_assert!(!path.starts_with("//") && !path.contains('\\'));
            }
        }
    }
}
