//! Terms that are one slip of the finger away.

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
    fn other_words_have_no_neighbours() {
        for word in ["", "mu", "马克杯", "a-b", "abcdefghijklm"] {
            assert!(variants(word).is_empty(), "{word}");
        }
        assert!(variants("abcdefghijkl").len() < 1_000);
    }
}
