//! What a reader typed, as terms that must all be there.

use crate::{
    piece::{Piece, pieces},
    pinyin::syllables,
};
use std::collections::BTreeSet;

/// Words of a query that are looked at; more say nothing more.
const WORDS: usize = 8;
/// Conjunctions that one query may become.
const WAYS: usize = 8;

/// A query. A Latin word may be a word, pinyin, or initials, so it can be met in several ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Each word, with its ways; each way with its terms.
    words: Vec<Vec<BTreeSet<String>>>,
}

impl Query {
    /// Reads what was typed. Empty if nothing in it can be looked for.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut words: Vec<Vec<BTreeSet<String>>> = Vec::new();
        for piece in pieces(text) {
            let ways = match piece {
                Piece::Run(run) => {
                    vec![pairs(&run.iter().map(char::to_string).collect::<Vec<_>>())]
                }
                Piece::Word(word) => latin(&word),
            };
            if !words.contains(&ways) {
                words.push(ways);
            }
        }
        words.truncate(WORDS);
        Self { words }
    }

    /// True if there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The conjunctions of terms, the likeliest first: what meets all terms of one of them is found.
    #[must_use]
    pub fn ways(&self) -> Vec<BTreeSet<String>> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut all = vec![BTreeSet::new()];
        for word in &self.words {
            all = all
                .iter()
                .flat_map(|so_far| {
                    word.iter()
                        .map(move |way| so_far.union(way).cloned().collect())
                })
                .take(WAYS)
                .collect();
        }
        all
    }
}

/// The word itself; its syllables in pairs; its letters in pairs, read as initials.
fn latin(word: &str) -> Vec<BTreeSet<String>> {
    let mut ways = vec![BTreeSet::from([word.to_owned()])];
    let letters: Vec<String> = word.chars().map(|c| c.to_string()).collect();
    let spelled = syllables(word).into_iter().map(|read| {
        let read: Vec<String> = read.into_iter().map(str::to_owned).collect();
        pairs(&read)
    });
    let initials = word
        .chars()
        .all(|c| c.is_ascii_lowercase())
        .then(|| pairs(&letters));
    for way in spelled.chain(initials) {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

/// Neighbours joined; one part alone is itself.
fn pairs(parts: &[String]) -> BTreeSet<String> {
    if let [only] = parts {
        return BTreeSet::from([only.clone()]);
    }
    parts.windows(2).map(<[String]>::concat).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{of_body, of_code, of_title};
    use proptest::prelude::*;

    fn finds(query: &str, terms: &BTreeSet<String>) -> bool {
        Query::read(query)
            .ways()
            .iter()
            .any(|way| way.is_subset(terms))
    }

    #[test]
    fn a_title_is_found_the_ways_people_type_it() {
        let title = of_title("炻器马克杯 Stoneware Mug");
        for query in [
            "马克杯",
            "杯",
            "炻器 杯",
            "makebei",
            "make",
            "ma ke bei",
            "mkb",
            "sqmkb",
            "mug",
            "ston",
            "STONEWARE mug",
            "马克杯mug",
            "ｍｕｇ",
            "shi'qi",
        ] {
            assert!(finds(query, &title), "{query}");
        }
        for query in ["杯子", "克马", "bei ma lamp", "mugs", "beike", "bkm"] {
            assert!(!finds(query, &title), "{query}");
        }
    }

    #[test]
    fn codes_and_bodies_are_found() {
        assert!(finds("mug-celadon", &of_code("MUG-CELADON")));
        assert!(finds("mugcel", &of_code("MUG-CELADON")));
        assert!(finds("350 ml", &of_body("约 350 ml")));
    }

    #[test]
    fn nothing_to_look_for_is_no_query() {
        for text in ["", "  ", "。", "-"] {
            assert!(Query::read(text).is_empty(), "{text:?}");
            assert!(Query::read(text).ways().is_empty(), "{text:?}");
        }
    }

    proptest! {
        /// Every part of a title finds it.
        #[test]
        fn a_part_of_a_title_finds_it(title in "[马克杯茶壶女长行a-z0-9 -]{1,24}", from in 0_usize..8, len in 1_usize..12) {
            let part: String = title.chars().skip(from).take(len).collect();
            let query = Query::read(&part);
            // A Latin word is found only from its start.
            let starts_a_word = from == 0 || !title.chars().nth(from - 1).is_some_and(|c| c.is_ascii_alphanumeric());
            if starts_a_word && !query.is_empty() {
                let terms = of_title(&title);
                let one_letter = part.chars().last().is_some_and(|c| c.is_ascii_alphanumeric());
                prop_assume!(!one_letter || part.trim().chars().count() != 1);
                let ends_in_one = query.words.iter().flatten().flatten().any(|term| term.is_ascii() && term.len() == 1);
                prop_assume!(!ends_in_one);
                prop_assert!(finds(&part, &terms), "{part} in {title}");
            }
        }

        #[test]
        fn any_text_is_read_in_bounds(text in any::<String>()) {
            prop_assert!(Query::read(&text).ways().len() <= WAYS);
        }
    }
}
