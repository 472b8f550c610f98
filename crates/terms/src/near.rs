//! Terms that are one slip of the finger away.

use crate::piece::{Piece, pieces};
use std::collections::BTreeSet;

/// Words longer than this are not varied: they would make too many variants to ask for.
const LONGEST: usize = 12;
/// Shorter words have too many neighbours that mean something else.
const SHORTEST: usize = 3;

/// Every word at distance one from `word`: a letter left out, put in, changed, or two swapped. Empty for words that are
/// not of Latin letters and digits, or of another length than 3 to 12.
#[must_use]
pub fn variants(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().collect();
    if !(SHORTEST..=LONGEST).contains(&letters.len())
        || !letters.iter().all(char::is_ascii_alphanumeric)
    {
        return BTreeSet::new();
    }
    let mut found = BTreeSet::new();
    for at in 0..=letters.len() {
        let (before, after) = letters.split_at(at);
        for letter in ('a'..='z').chain('0'..='9') {
            found.insert(joined(before, Some(letter), after));
            found.insert(joined(
                before,
                Some(letter),
                after.get(1..).unwrap_or_default(),
            ));
        }
        if let Some(rest) = after.get(1..) {
            found.insert(joined(before, None, rest));
        }
        if let [first, second, rest @ ..] = after {
            let swapped: Vec<char> = [*second, *first]
                .into_iter()
                .chain(rest.iter().copied())
                .collect();
            found.insert(joined(before, None, &swapped));
        }
    }
    found.remove(word);
    found
}

/// True if one letter left out, put in or changed, or two neighbours swapped, makes one word of the other.
#[must_use]
pub fn is_near(one: &str, other: &str) -> bool {
    let (mut short, mut long): (Vec<char>, Vec<char>) =
        (one.chars().collect(), other.chars().collect());
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    let alike = short
        .iter()
        .zip(&long)
        .take_while(|(left, right)| left == right)
        .count();
    let (short, long) = (short.split_at(alike).1, long.split_at(alike).1);
    match (short, long) {
        ([], [_]) => true,
        ([_, left @ ..], [_, right @ ..]) if left == right => true,
        (left, [_, right @ ..]) if left == right => true,
        ([a, b, left @ ..], [c, d, right @ ..]) => a == d && b == c && left == right,
        _ => false,
    }
}

/// The parts of a title that are near to `word`, in its spelling with small letters: words of the
/// title, and runs of Chinese characters as long as `word` or one longer or shorter.
#[must_use]
pub fn in_title(word: &str, title: &str) -> Vec<String> {
    let length = word.chars().count();
    let mut found = Vec::new();
    // Each pair with the one character would be near to it.
    if length < 2 {
        return found;
    }
    for piece in pieces(title) {
        let parts: Vec<String> = match piece {
            Piece::Word(word) => vec![word],
            Piece::Run(run) => [length, length.saturating_add(1), length.saturating_sub(1)]
                .into_iter()
                .filter(|size| *size > 1)
                .flat_map(|size| {
                    run.windows(size)
                        .map(|part| part.iter().collect())
                        .collect::<Vec<_>>()
                })
                .collect(),
        };
        for part in parts {
            if is_near(word, &part) && !found.contains(&part) {
                found.push(part);
            }
        }
    }
    found
}

/// The words of a search text as near words are looked for: runs of Chinese characters and words.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Run(run) => run.into_iter().collect(),
            Piece::Word(word) => word,
        })
        .collect()
}

fn joined(before: &[char], letter: Option<char>, after: &[char]) -> String {
    before
        .iter()
        .copied()
        .chain(letter)
        .chain(after.iter().copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_near() {
        let near = variants("mug");
        for word in ["mg", "mugs", "smug", "mag", "umg", "mgu", "mu"] {
            assert!(near.contains(word), "{word}");
        }
        for word in ["mug", "mags", "gum", "m"] {
            assert!(!near.contains(word), "{word}");
        }
    }

    #[test]
    fn nearness_is_the_same_from_both_sides() {
        for (one, other, near) in [
            ("马克被", "马克杯", true),
            ("mug", "mugs", true),
            ("mug", "umg", true),
            ("mug", "ug", true),
            ("", "m", true),
            ("mug", "mug", false),
            ("mug", "gum", false),
            ("mug", "mugss", false),
            ("ab", "ba", true),
            ("abc", "bad", false),
        ] {
            assert_eq!(is_near(one, other), near, "{one} {other}");
            assert_eq!(is_near(other, one), near, "{other} {one}");
        }
        for word in variants("lamp") {
            assert!(is_near("lamp", &word), "{word}");
        }
    }

    #[test]
    fn a_title_offers_its_near_parts() {
        assert_eq!(in_title("马克被", "炻器马克杯 Mug"), ["马克杯", "马克"]);
        assert_eq!(in_title("lmap", "穹顶灯 Dome Lamp"), ["lamp"]);
        assert_eq!(in_title("杯", "马克杯"), Vec::<String>::new());
        assert_eq!(words("马克被 Mgu"), ["马克被", "mgu"]);
    }

    #[test]
    fn other_words_have_no_neighbours() {
        for word in ["", "mu", "马克杯", "a-b", "abcdefghijklm"] {
            assert!(variants(word).is_empty(), "{word}");
        }
        assert!(variants("abcdefghijkl").len() < 1_000);
    }
}
