//! Chinese characters as they are typed in Latin letters.

use pinyin::ToPinyin;
use std::{collections::BTreeSet, sync::OnceLock};

/// The most ways to read one text as syllables.
const WAYS: usize = 2;

/// The syllable of a character without its tone, e.g. `ke`; `ü` as `v`. None for what has no reading.
pub(crate) fn syllable(c: char) -> Option<String> {
    c.to_pinyin()
        .map(|reading| reading.plain().replace('ü', "v"))
}

/// Reads `text` as syllables in a row, the fewest syllables first: `makebei` is ma, ke, bei. Empty if it is none.
pub(crate) fn syllables(text: &str) -> Vec<Vec<&str>> {
    let mut whole = Vec::new();
    let mut begun: Vec<(Vec<&str>, &str)> = vec![(Vec::new(), text)];
    // Each round reads one more syllable, so shorter readings are complete first.
    while !begun.is_empty() && whole.len() < WAYS {
        let mut next = Vec::new();
        for (read, rest) in begun {
            for end in 1..=rest.len().min(LONGEST) {
                let Some((first, left)) = rest.split_at_checked(end) else {
                    continue;
                };
                if !known().contains(first) {
                    continue;
                }
                let read: Vec<&str> = read.iter().copied().chain([first]).collect();
                if left.is_empty() {
                    whole.push(read);
                } else if next.len() < BREADTH {
                    next.push((read, left));
                }
            }
        }
        begun = next;
    }
    whole.truncate(WAYS);
    whole
}

/// `zhuang`, `chuang`, `shuang`.
const LONGEST: usize = 6;
/// Beginnings that are followed at once; a text with more is not a name.
const BREADTH: usize = 64;

/// Every syllable of Mandarin, from the readings of the common characters.
fn known() -> &'static BTreeSet<String> {
    static KNOWN: OnceLock<BTreeSet<String>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let all = ('\u{4e00}'..='\u{9fa5}').filter_map(syllable);
        // 呣, 嗯 and the like are read as a consonant alone; no name is spelled with them.
        all.filter(|syllable| syllable.contains(['a', 'e', 'i', 'o', 'u', 'v']))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_has_its_syllable() {
        for (c, expected) in [
            ('马', Some("ma")),
            ('女', Some("nv")),
            ('庄', Some("zhuang")),
            ('ん', None),
            ('a', None),
        ] {
            assert_eq!(syllable(c).as_deref(), expected, "{c}");
        }
    }

    #[test]
    fn typed_syllables_are_told_apart() {
        for (text, expected) in [
            ("makebei", vec![vec!["ma", "ke", "bei"]]),
            ("xian", vec![vec!["xian"], vec!["xi", "an"]]),
            ("lvse", vec![vec!["lv", "se"]]),
            ("mug", vec![]),
            ("mkb", vec![]),
            ("", vec![]),
            ("马", vec![]),
        ] {
            assert_eq!(syllables(text), expected, "{text}");
        }
    }

    #[test]
    fn many_readings_end_soon() {
        assert!(syllables(&"a".repeat(400)).len() <= WAYS);
        assert!(syllables(&"xian".repeat(100)).len() <= WAYS);
    }

    #[test]
    fn the_syllables_are_those_of_mandarin() {
        assert!((380..=430).contains(&known().len()), "{}", known().len());
        assert!(known().iter().all(|syllable| syllable.len() <= LONGEST));
    }
}
