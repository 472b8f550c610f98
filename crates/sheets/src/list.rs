//! Several names in one cell: separated, with a backslash before a separator that is part of a name.

/// Characters that a backslash makes part of a name. The wide ones are typed with a Chinese keyboard.
const SPECIAL: [char; 5] = ['\\', '|', '｜', '>', '＞'];

/// Separates pictures, and the paths of categories.
pub(crate) const ITEMS: [char; 2] = ['|', '｜'];
/// Separates the levels of a path.
pub(crate) const LEVELS: [char; 2] = ['>', '＞'];

/// The parts of a text between separators, trimmed, without empty ones. Backslashes stay for the next level.
pub(crate) fn split(text: &str, separators: [char; 2]) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        if !escaped && separators.contains(&c) {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    parts
        .into_iter()
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

/// A name without its backslashes. One before an ordinary character is part of the name.
pub(crate) fn plain(part: &str) -> String {
    let mut name = String::with_capacity(part.len());
    let mut chars = part.chars().peekable();
    while let Some(c) = chars.next() {
        let special = chars.next_if(|next| c == '\\' && SPECIAL.contains(next));
        name.push(special.unwrap_or(c));
    }
    name
}

/// A name that [`split`] keeps in one piece and [`plain`] reads back.
pub(crate) fn escaped(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        if SPECIAL.contains(&c) {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

/// Paths of categories, e.g. `杯子 > 马克杯 | 礼物`.
pub(crate) fn paths(text: &str) -> Vec<Vec<String>> {
    split(text, ITEMS).iter().map(|part| path(part)).collect()
}

/// One path: the names from the top down.
pub(crate) fn path(text: &str) -> Vec<String> {
    let levels = split(text, LEVELS);
    levels.iter().map(|level| plain(level)).collect()
}

/// A path as [`path`] reads it.
pub(crate) fn shown(path: &[String]) -> String {
    let levels: Vec<String> = path.iter().map(|level| escaped(level)).collect();
    levels.join(" > ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paths_are_read_with_both_keyboards() {
        let read = vec![
            vec!["杯子".to_owned(), "马克杯".to_owned()],
            vec!["礼物".to_owned()],
        ];
        assert_eq!(paths("杯子 > 马克杯 | 礼物"), read);
        assert_eq!(paths("杯子＞马克杯｜｜礼物｜"), read);
        assert!(paths(" | ").is_empty());
    }

    #[test]
    fn a_separator_may_be_part_of_a_name() {
        assert_eq!(path(r"A \> B > C"), ["A > B", "C"]);
        assert_eq!(path(r"photos\a.jpg"), [r"photos\a.jpg"]);
        assert_eq!(escaped(r"a|b\c"), r"a\|b\\c");
    }

    proptest! {
        #[test]
        fn paths_are_read_back(names in proptest::collection::vec("[a-z|>\\\\＞｜ 杯]{1,8}", 1..4)) {
            let names: Vec<String> = names.iter().map(|name| name.trim().to_owned()).collect();
            prop_assume!(names.iter().all(|name| !name.is_empty()));
            prop_assert_eq!(path(&shown(&names)), names.clone());
            let items: Vec<String> = names.iter().map(|name| escaped(name)).collect();
            let back: Vec<String> = split(&items.join(" | "), ITEMS).iter().map(|part| plain(part)).collect();
            prop_assert_eq!(back, names);
        }
    }
}
