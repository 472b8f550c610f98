//! The name of a product or category in addresses.

use crate::{
    piece::{Piece, pieces},
    pinyin::syllable,
};

/// Longest slug in characters.
pub const MAX: usize = 60;

/// A slug from a title: Latin words as they are, Chinese in pinyin, joined by hyphens: 炻器马克杯 Mug is
/// `shi-qi-ma-ke-bei-mug`. Empty if the title has nothing that can be spelled.
#[must_use]
pub fn propose(title: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for piece in pieces(title) {
        match piece {
            Piece::Run(run) => parts.extend(run.into_iter().filter_map(syllable)),
            Piece::Word(word) => {
                let plain: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
                if !plain.is_empty() {
                    parts.push(plain);
                }
            }
        }
    }
    let mut slug = String::new();
    for part in parts {
        let grown = slug.len() + usize::from(!slug.is_empty()) + part.len();
        if grown > MAX {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&part);
    }
    slug
}

/// `slug` with a number behind it, for one that is taken: `mug-2`, never longer than [`MAX`].
#[must_use]
pub fn numbered(slug: &str, number: u32) -> String {
    let tail = format!("-{number}");
    let room = MAX.saturating_sub(tail.len());
    let head: String = slug.chars().take(room).collect();
    format!("{}{tail}", head.trim_end_matches('-'))
}

/// True for what may stand in an address: small letters, digits and single hyphens between them.
#[must_use]
pub fn is_valid(slug: &str) -> bool {
    !slug.is_empty()
        && slug.len() <= MAX
        && slug.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_become_slugs() {
        for (title, slug) in [
            ("炻器马克杯", "shi-qi-ma-ke-bei"),
            ("厚棉 T 恤", "hou-mian-t-xu"),
            ("Field Thermos 750 ml", "field-thermos-750-ml"),
            ("女装", "nv-zhuang"),
            ("🍵", ""),
        ] {
            assert_eq!(propose(title), slug, "{title}");
        }
    }

    #[test]
    fn a_taken_slug_gets_a_number() {
        assert_eq!(numbered("mug", 2), "mug-2");
        let long = format!("{}-x", "a".repeat(MAX - 2));
        assert_eq!(numbered(&long, 12), format!("{}-12", "a".repeat(MAX - 3)));
    }

    proptest! {
        #[test]
        fn a_proposed_slug_is_valid(title in any::<String>(), number in 2_u32..) {
            let slug = propose(&title);
            if !slug.is_empty() {
                prop_assert!(is_valid(&slug), "{slug}");
                prop_assert!(is_valid(&numbered(&slug, number)), "{slug}");
            }
        }
    }
}
