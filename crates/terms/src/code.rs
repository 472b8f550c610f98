//! The code of a SKU.

use crate::{
    piece::{Piece, pieces},
    pinyin::syllable,
};

/// Longest code in characters.
pub const MAX: usize = 40;
/// Letters taken of one option value.
const VALUE: usize = 8;

/// A code from the product's slug and the chosen values: `mug` with 青瓷绿 and 350 ml is `MUG-QCL-350ML`.
#[must_use]
pub fn propose<'a>(slug: &str, values: impl IntoIterator<Item = &'a str>) -> String {
    let mut code = head(slug);
    for value in values
        .into_iter()
        .map(short)
        .filter(|value| !value.is_empty())
    {
        if code.len() + 1 + value.len() > MAX {
            break;
        }
        code.push('-');
        code.push_str(&value);
    }
    code
}

/// A slug of one word or two as it is, a longer one by its initials: `shi-qi-ma-ke-bei` is `SQMKB`.
fn head(slug: &str) -> String {
    let parts: Vec<&str> = slug.split('-').filter(|part| !part.is_empty()).collect();
    let short = if parts.len() <= 2 {
        parts.join("-")
    } else {
        parts
            .iter()
            .filter_map(|part| part.chars().next())
            .collect()
    };
    short
        .chars()
        .take(MAX / 2)
        .collect::<String>()
        .to_uppercase()
}

/// Chinese by its initials, words and figures as they are.
fn short(value: &str) -> String {
    let letters = pieces(value).into_iter().flat_map(|piece| match piece {
        Piece::Run(run) => run
            .into_iter()
            .filter_map(syllable)
            .filter_map(|syllable| syllable.chars().next())
            .collect::<Vec<_>>(),
        Piece::Word(word) => word.chars().filter(char::is_ascii_alphanumeric).collect(),
    });
    letters.take(VALUE).collect::<String>().to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_name_product_and_values() {
        for (slug, values, code) in [
            ("mug", vec!["青瓷绿", "350 ml"], "MUG-QCL-350ML"),
            ("day-backpack", vec![], "DAY-BACKPACK"),
            ("shi-qi-ma-ke-bei", vec!["月白"], "SQMKB-YB"),
            ("tea", vec!["🍵", "100g"], "TEA-100G"),
        ] {
            assert_eq!(propose(slug, values), code);
        }
    }

    proptest! {
        #[test]
        fn a_code_stays_short(slug in "[a-z0-9-]{1,60}", values in proptest::collection::vec(".{0,40}", 0..4)) {
            let code = propose(&slug, values.iter().map(String::as_str));
            prop_assert!(code.chars().count() <= MAX, "{code}");
        }
    }
}
