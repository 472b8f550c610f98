//! The terms under which a text is found.

use crate::{
    piece::{MAX_TERM, Piece, pieces},
    pinyin::syllable,
};
use std::collections::BTreeSet;

/// Words are found by this many letters of their beginning, and more.
const PREFIX: usize = 2;

/// The terms of a title: characters and pairs of them, the same in pinyin and in initials, words and their beginnings.
#[must_use]
pub fn of_title(text: &str) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for piece in pieces(text) {
        match piece {
            Piece::Run(run) => {
                characters(&run, &mut terms);
                spoken(&run, &mut terms);
            }
            Piece::Word(word) => beginnings(&word, &mut terms),
        }
    }
    terms
}

/// The terms of a longer text: characters and pairs of them, whole words. Pinyin and beginnings would find too much.
#[must_use]
pub fn of_body(text: &str) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for piece in pieces(text) {
        match piece {
            Piece::Run(run) => characters(&run, &mut terms),
            Piece::Word(word) => {
                terms.insert(word);
            }
        }
    }
    terms
}

/// The terms of a SKU code: its parts with their beginnings, and all parts together.
#[must_use]
pub fn of_code(code: &str) -> BTreeSet<String> {
    let mut terms = of_title(code);
    let words = pieces(code).into_iter().filter_map(|piece| match piece {
        Piece::Word(word) => Some(word),
        Piece::Run(_) => None,
    });
    let joined: String = words.collect();
    beginnings(
        &joined.chars().take(MAX_TERM).collect::<String>(),
        &mut terms,
    );
    terms
}

fn characters(run: &[char], terms: &mut BTreeSet<String>) {
    terms.extend(run.iter().map(char::to_string));
    terms.extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
}

/// Syllables, pairs of them, and pairs of their first letters. A pair ends where a character has no reading.
fn spoken(run: &[char], terms: &mut BTreeSet<String>) {
    let read: Vec<Option<String>> = run.iter().copied().map(syllable).collect();
    terms.extend(read.iter().flatten().cloned());
    for pair in read.windows(2) {
        let [Some(first), Some(second)] = pair else {
            continue;
        };
        terms.insert(format!("{first}{second}"));
        terms.insert(
            [first, second]
                .iter()
                .filter_map(|s| s.chars().next())
                .collect(),
        );
    }
}

fn beginnings(word: &str, terms: &mut BTreeSet<String>) {
    let ends = word.char_indices().map(|(at, _)| at).skip(PREFIX);
    terms.extend(ends.filter_map(|end| word.get(..end)).map(str::to_owned));
    terms.insert(word.to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(terms: BTreeSet<String>) -> String {
        terms.into_iter().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_title_is_found_by_characters_pinyin_and_beginnings() {
        assert_eq!(
            joined(of_title("马克杯 Mug")),
            "bei kb ke kebei ma make mk mu mug 克 克杯 杯 马 马克"
        );
        assert_eq!(joined(of_title("T 恤")), "t xu 恤");
        assert_eq!(joined(of_title("")), "");
    }

    #[test]
    fn a_body_is_found_by_characters_and_whole_words() {
        assert_eq!(joined(of_body("茶杯 350ml, hand")), "350ml hand 杯 茶 茶杯");
    }

    #[test]
    fn a_code_is_found_with_and_without_its_hyphens() {
        let terms = of_code("MUG-12");
        for term in ["mu", "mug", "12", "mug1", "mug12"] {
            assert!(terms.contains(term), "{term}");
        }
    }
}
