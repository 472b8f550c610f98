//! Two people who edit at once. A form holds a print of each column as it was shown, so that three texts can be compared:
//! what was shown, what is stored now, and what is typed.

use sha2::{Digest, Sha256};

/// Characters of a print: enough that two texts of a product never share one by chance.
const PRINT: usize = 10;

/// The print of a text. Line ends count as one character, as browsers send them as two.
pub(in crate::admin) fn print(text: &str) -> String {
    let digest = Sha256::digest(text.replace("\r\n", "\n").as_bytes());
    hex::encode(digest).chars().take(PRINT).collect()
}

/// The prints of these texts, in their order.
pub(super) fn prints<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let prints: Vec<String> = texts.into_iter().map(print).collect();
    prints.join(" ")
}

/// What to do with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// What is typed stays: nobody else changed the field, or both made the same of it.
    Typed,
    /// Only another person changed it: what is stored is shown.
    Stored,
    /// Both changed it.
    Overtaken,
}

/// Compares. `seen` is the print of what was shown.
pub(super) fn judge(seen: Option<&str>, stored: &str, typed: &str) -> Verdict {
    let (now, mine) = (print(stored), print(typed));
    if now == mine || seen == Some(now.as_str()) {
        Verdict::Typed
    } else if seen == Some(mine.as_str()) {
        Verdict::Stored
    } else {
        Verdict::Overtaken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_texts_decide() {
        let shown = print("58.00");
        let judged = |stored, typed| judge(Some(&shown), stored, typed);
        assert_eq!(judged("58.00", "58.00"), Verdict::Typed);
        assert_eq!(
            judged("58.00", "60"),
            Verdict::Typed,
            "only this form changes it"
        );
        assert_eq!(
            judged("62.00", "58.00"),
            Verdict::Stored,
            "only another person changed it"
        );
        assert_eq!(judged("62.00", "60"), Verdict::Overtaken);
        assert_eq!(
            judged("62.00", "62.00"),
            Verdict::Typed,
            "both made the same change"
        );
        assert_eq!(
            judge(None, "62.00", "60"),
            Verdict::Overtaken,
            "a form that no page sends"
        );
    }

    #[test]
    fn line_ends_of_browsers_are_line_ends() {
        assert_eq!(print("a\r\nb"), print("a\nb"));
        assert_ne!(print("a b"), print("a\nb"));
        assert_eq!(prints(["", "a"]).split(' ').count(), 2);
    }
}
