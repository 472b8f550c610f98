//! A text in pieces: runs of characters that are written without blanks, and words.

use unicode_normalization::UnicodeNormalization;

/// Longest term in characters. A longer word is found by its beginning.
pub const MAX_TERM: usize = 16;

/// A part of a text without a separator in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Chinese characters, kana, hangul: any of them may begin a word.
    Run(Vec<char>),
    /// Letters and digits of all other scripts, in lower case, at most [`MAX_TERM`] characters.
    Word(String),
}

/// Cuts a text into pieces. Full-width letters and digits become the usual ones (NFKC); punctuation separates.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    for c in text.nfkc().flat_map(char::to_lowercase) {
        // `nü` is typed `nv` on a keyboard.
        let c = if c == 'ü' { 'v' } else { c };
        if is_wide(c) {
            match found.last_mut() {
                Some(Open::Run(run)) => run.push(c),
                _ => found.push(Open::Run(vec![c])),
            }
        } else if c.is_alphanumeric() {
            match found.last_mut() {
                Some(Open::Word(word)) => word.push(c),
                _ => found.push(Open::Word(vec![c])),
            }
        } else if !is_joined(c) {
            found.push(Open::Gap);
        }
    }
    found.into_iter().filter_map(Open::close).collect()
}

/// A piece that may still grow.
enum Open {
    Run(Vec<char>),
    Word(Vec<char>),
    Gap,
}

impl Open {
    fn close(self) -> Option<Piece> {
        match self {
            Self::Run(run) => Some(Piece::Run(run)),
            Self::Word(word) => Some(Piece::Word(word.into_iter().take(MAX_TERM).collect())),
            Self::Gap => None,
        }
    }
}

/// Combining marks and invisible characters stand inside a word and are left out of it.
fn is_joined(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
        || matches!(
            c,
            '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\'' | '’'
        )
}

/// Scripts that write words without blanks between them.
pub(crate) const fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |piece| match piece {
            Piece::Run(run) => run.into_iter().collect(),
            Piece::Word(word) => format!("<{word}>"),
        };
        pieces(text).into_iter().map(show).collect()
    }

    #[test]
    fn scripts_part_and_punctuation_separates() {
        for (text, expected) in [
            ("炻器马克杯", vec!["炻器马克杯"]),
            ("厚棉 T 恤", vec!["厚棉", "<t>", "恤"]),
            ("春茶・罐装 100G", vec!["春茶", "罐装", "<100g>"]),
            ("ＭＵＧ－１２", vec!["<mug>", "<12>"]),
            ("马\u{200b}克杯", vec!["马克杯"]),
            ("Shepherd's Café", vec!["<shepherds>", "<café>"]),
            ("nü装", vec!["<nv>", "装"]),
            ("", vec![]),
            ("… — 。", vec![]),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn a_long_word_keeps_its_beginning() {
        let word = "x".repeat(MAX_TERM + 5);
        assert_eq!(shown(&word), [format!("<{}>", "x".repeat(MAX_TERM))]);
    }
}
