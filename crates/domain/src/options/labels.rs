//! The values of an option as one typed text.

use crate::validate::one_line;

/// Characters that separate values in one line.
const COMMAS: [char; 4] = ['，', ',', '、', '；'];

/// The labels in a typed text: one a line, or in one line separated by commas. A text of several lines may have commas in
/// its labels. Labels are cleaned; empty ones are left out.
#[must_use]
pub fn labels(text: &str) -> Vec<String> {
    let text = text.replace('\r', "\n");
    let text = text.trim();
    let parts: Vec<&str> = if text.contains('\n') {
        text.lines().collect()
    } else {
        text.split(COMMAS).collect()
    };
    parts
        .into_iter()
        .map(one_line)
        .filter(|label| !label.is_empty())
        .collect()
}

/// These labels as a text that [`labels`] reads back, except a single label with a comma.
#[must_use]
pub fn shown<'l>(labels: impl IntoIterator<Item = &'l str>) -> String {
    let labels: Vec<&str> = labels.into_iter().collect();
    let has_comma = labels.iter().any(|label| label.contains(COMMAS));
    labels.join(if has_comma { "\n" } else { "，" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_typed_in_one_line_or_several() {
        for (text, read) in [
            ("青瓷绿，月白", vec!["青瓷绿", "月白"]),
            ("S, M、L；XL", vec!["S", "M", "L", "XL"]),
            ("S\r\nM\r\n", vec!["S", "M"]),
            ("1,000 ml\n500 ml", vec!["1,000 ml", "500 ml"]),
            (" 大 \u{200b} 号 ,, ", vec!["大 号"]),
            (" \n ", vec![]),
        ] {
            assert_eq!(labels(text), read, "{text:?}");
        }
    }

    #[test]
    fn a_value_with_a_comma_is_shown_on_a_line_of_its_own() {
        assert_eq!(shown(["青瓷绿", "月白"]), "青瓷绿，月白");
        assert_eq!(shown(["1,000 ml", "500 ml"]), "1,000 ml\n500 ml");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(typed in proptest::collection::vec("[a-z0-9, ，大]{0,9}", 0..5)) {
            let kept: Vec<String> = typed
                .iter()
                .map(|label| one_line(label))
                .filter(|label| !label.is_empty())
                .collect();
            let text = shown(kept.iter().map(String::as_str));
            if kept.len() != 1 || !text.contains(COMMAS) {
                prop_assert_eq!(labels(&text), kept);
            }
        }
    }
}
