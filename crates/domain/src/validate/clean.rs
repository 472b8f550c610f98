//! Cleans typed text. Every field passes through here, so that no stored value holds an invisible
//! character.

/// True for invisible characters: those that Unicode calls "default ignorable". They come with
/// pasted text, and some reverse its direction.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Selects how the preceding character is drawn.
const fn is_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Joins or separates its neighbours: in emoji, and in scripts that join letters.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{180e}' | '\u{200c}' | '\u{200d}')
}

/// Emoji and letters that can be joined. Latin, Chinese, Japanese and Korean letters cannot.
const fn is_joinable(c: char) -> bool {
    !matches!(c, '\0'..='\u{2ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffff}' | '\u{20000}'..='\u{3ffff}')
}

/// Text without invisible characters, except those that shape an emoji or a letter. Line separators
/// become line ends.
pub(super) fn visible(typed: &str) -> String {
    let typed = typed.replace("\r\n", "\n");
    let mut kept = String::with_capacity(typed.len());
    // A joiner is kept only if the next character can be joined.
    let mut joiner = None;
    for c in typed.chars() {
        let before = kept.chars().next_back();
        if is_joiner(c) {
            joiner = before
                .filter(|c| is_joinable(*c) && !c.is_whitespace())
                .map(|_| c);
        } else if is_selector(c) {
            if joiner.is_none() && before.is_some_and(|c| !is_invisible(c) && !is_blank(c)) {
                kept.push(c);
            }
        } else if !is_invisible(c) {
            let c = plain_blank(c);
            if let Some(joiner) = joiner.take().filter(|_| is_joinable(c) && !is_blank(c)) {
                kept.push(joiner);
            }
            kept.push(c);
        }
    }
    kept
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Line separators as a line end, the Braille blank as a space.
const fn plain_blank(c: char) -> char {
    match c {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{2800}' => ' ',
        other => other,
    }
}

/// Text for a machine, e.g. a number or a login: trimmed, without invisible characters, with
/// full-width letters, digits and signs as ASCII, and every dash as `-`.
pub fn code(typed: &str) -> String {
    let narrow: String = typed
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => narrow(c),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            other => plain_blank(other),
        })
        .collect();
    narrow.trim().to_owned()
}

/// The ASCII character of a full-width one.
fn narrow(c: char) -> char {
    u32::from(c)
        .checked_sub(0xfee0)
        .and_then(char::from_u32)
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Invisible characters that chat programs, PDF files and input methods insert.
    const HIDDEN: &str = "\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202c}\u{202d}\u{202e}\u{2060}\u{2066}\u{2069}\u{feff}\u{ad}\u{3164}\u{fe0f}\u{e0100}\u{e0041}";

    #[test]
    fn invisible_characters_are_taken_out() {
        for hidden in HIDDEN.chars() {
            assert_eq!(
                visible(&format!("{hidden}a{hidden}{hidden} b{hidden}c")).replace(is_selector, ""),
                "a bc"
            );
            assert_eq!(
                visible(&format!("{hidden}林{hidden}夏")).replace(is_selector, ""),
                "林夏"
            );
            assert_eq!(
                code(&format!("{hidden}1{hidden}3 8{hidden}")),
                "13 8",
                "{hidden:?}"
            );
            assert_eq!(visible(&hidden.to_string()), "", "{hidden:?}");
        }
        assert_eq!(visible(HIDDEN), "");
    }

    /// A zero-width joiner is kept only between two characters that it can join.
    #[test]
    fn a_joiner_beside_a_plain_letter_is_taken_out() {
        for (typed, kept) in [
            ("a\u{200d}👍", "a👍"),
            ("👍\u{200d}a", "👍a"),
            ("👍\u{200d} 👍", "👍 👍"),
            ("👍 \u{200d}👍", "👍 👍"),
        ] {
            assert_eq!(visible(typed), kept, "{typed:?}");
        }
    }

    #[test]
    fn what_shapes_an_emoji_or_a_letter_stays() {
        for text in ["👨‍👩‍👧", "❤️‍🔥", "👩🏽‍💻", "1️⃣", "葛\u{e0100}城", "می‌خواهم", "क्‍ष"]
        {
            assert_eq!(visible(text), text);
        }
        // Without such neighbours joiners and selectors have no effect, so they are removed.
        assert_eq!(visible("👨\u{200d}"), "👨");
        assert_eq!(visible("\u{200d}👨"), "👨");
        assert_eq!(visible("👨\u{200d}\u{200d}👩"), "👨\u{200d}👩");
        assert_eq!(visible("👨\u{200d} 👩"), "👨 👩");
        assert_eq!(visible("a\u{fe0f}\u{fe0f}"), "a\u{fe0f}");
    }

    #[test]
    fn line_separators_are_line_ends() {
        assert_eq!(
            visible("a\r\nb\rc\u{2028}d\u{2029}e\u{85}f\u{b}g\u{c}h"),
            "a\nb\nc\nd\ne\nf\ng\nh"
        );
    }

    #[test]
    fn full_width_text_is_read_as_ascii() {
        assert_eq!(
            code("＋８６－１３８　０ａＺ＠．～！"),
            "+86-138\u{3000}0aZ@.~!"
        );
        assert_eq!(code("−5–6—7"), "-5-6-7");
    }

    proptest! {
        // Invisible characters do not change the stored value.
        #[test]
        fn hidden_characters_change_nothing(
            text in "[a-zA-Z0-9林晓 .@+-]{0,20}",
            hidden in prop::collection::vec((0_usize..21, prop::sample::select(HIDDEN.chars().filter(|c| !is_selector(*c)).collect::<Vec<_>>())), 0..9),
        ) {
            let mut typed: Vec<char> = text.chars().collect();
            for (place, c) in hidden {
                typed.insert(place.min(typed.len()), c);
            }
            let typed: String = typed.into_iter().collect();
            prop_assert_eq!(visible(&typed), text.clone());
            prop_assert_eq!(code(&typed), code(&text));
        }

        #[test]
        fn cleaned_text_is_clean(text in "\\PC{0,40}|[\\x{200b}-\\x{200f}\\x{fe0f}👨a ]{0,12}") {
            prop_assert_eq!(visible(&visible(&text)), visible(&text));
            prop_assert_eq!(code(&code(&text)), code(&text));
            prop_assert!(!code(&text).contains(is_invisible));
        }
    }
}
