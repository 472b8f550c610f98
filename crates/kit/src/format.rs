//! Formats amounts and times for pages.

use domain::{locale::Locale, money::Fen, time::Millis};

/// `¥88.80`.
#[must_use]
pub fn yuan(amount: Fen) -> String {
    match amount.yuan().strip_prefix('-') {
        Some(size) => format!("-¥{size}"),
        None => format!("¥{amount}"),
    }
}

/// The parts of an amount, which pages show in different sizes: sign and `¥`, yuan, point and fen.
#[must_use]
pub fn parts(amount: Fen) -> (&'static str, String, String) {
    let text = amount.yuan();
    let (sign, size) = match text.strip_prefix('-') {
        Some(size) => ("-¥", size),
        None => ("¥", text.as_str()),
    };
    let (whole, fen) = size.split_once('.').unwrap_or((size, "00"));
    (sign, whole.to_owned(), format!(".{fen}"))
}

/// A time in Shanghai: `2026-11-22 14:32`, in English `22 Nov 2026, 14:32`.
#[must_use]
pub fn moment(at: Millis, locale: Locale) -> String {
    at.shanghai(match locale {
        Locale::ZhCn => "%Y-%m-%d %H:%M",
        Locale::En => "%-d %b %Y, %H:%M",
    })
}

/// With seconds, for staff.
#[must_use]
pub fn exact(at: Millis) -> String {
    at.shanghai("%Y-%m-%d %H:%M:%S")
}

/// Date and time separately, for the timeline.
#[must_use]
pub fn short(at: Millis, locale: Locale) -> (String, String) {
    let day = at.shanghai(match locale {
        Locale::ZhCn => "%m-%d",
        Locale::En => "%-d %b",
    });
    (day, clock(at))
}

/// `14:32`.
#[must_use]
pub fn clock(at: Millis) -> String {
    at.shanghai("%H:%M")
}

/// The beginning of a text in at most `most` characters: one line without Markdown's marks, cut at
/// a blank or a stop.
#[must_use]
pub fn summary(text: &str, most: usize) -> String {
    let line = text
        .lines()
        .map(|line| without_marks(line.trim()))
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let head: String = line.chars().take(most.saturating_sub(1)).collect();
    // The full-width comma, full stop, semicolon and enumeration comma.
    let is_stop = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{ff0c}' | '\u{3002}' | '\u{ff1b}' | '\u{3001}' | ',' | '.' | ';'
            )
    };
    // A text without a blank or a stop in its second half is cut where it is.
    let cut = head
        .rfind(is_stop)
        .filter(|at| *at > head.len() / 2)
        .and_then(|at| head.get(..at))
        .unwrap_or(&head);
    format!("{cut}…")
}

/// A line without the marks that begin it, emphasis, code, pictures and the targets of links.
fn without_marks(line: &str) -> String {
    let line = line.trim_start_matches(['#', '>', '-', '+', '*', ' ']);
    let mut words = String::new();
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '!' if rest.peek() == Some(&'[') => {}
            ']' if rest.peek() == Some(&'(') => while rest.next().is_some_and(|c| c != ')') {},
            '*' | '`' | '[' | ']' => {}
            other => words.push(other),
        }
    }
    words.trim().to_owned()
}

/// For `datetime=`.
#[must_use]
pub fn machine(at: Millis) -> String {
    at.shanghai("%Y-%m-%dT%H:%M:%S+08:00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_one_line_of_whole_words() {
        let text = "## Stoneware mug\n\nThrown by *hand* in `Jingdezhen`, \
                    see [the kiln](https://k.example).\n\n- 350 ml\n";
        assert_eq!(
            summary(text, 200),
            "Stoneware mug Thrown by hand in Jingdezhen, see the kiln. 350 ml"
        );
        assert_eq!(summary("one two three four", 14), "one two…");
        assert_eq!(
            summary("手工拉坯，釉色温润，适合日常饮茶。", 12),
            "手工拉坯，釉色温润…"
        );
        assert_eq!(summary("无标点的一段很长的文字", 6), "无标点的一…");
        assert_eq!(summary("![a mug](/media/1)\n \n", 9), "a mug");
        assert_eq!(summary("", 9), "");
    }

    #[test]
    fn money_always_has_two_decimals() {
        for (fen, text) in [
            (0, "¥0.00"),
            (1, "¥0.01"),
            (8_880, "¥88.80"),
            (-5, "-¥0.05"),
        ] {
            assert_eq!(yuan(Fen::new(fen)), text);
            let (sign, whole, rest) = parts(Fen::new(fen));
            assert_eq!(format!("{sign}{whole}{rest}"), text);
        }
        assert_eq!(
            parts(Fen::new(129_900)),
            ("¥", "1299".to_owned(), ".00".to_owned())
        );
    }

    #[test]
    fn moments_are_on_the_shanghai_clock() {
        let at = Millis::new(1_795_331_520_000);
        assert_eq!(moment(at, Locale::ZhCn), at.shanghai("%Y-%m-%d %H:%M"));
        assert_eq!(moment(Millis::new(0), Locale::ZhCn), "1970-01-01 08:00");
        assert_eq!(moment(Millis::new(0), Locale::En), "1 Jan 1970, 08:00");
        assert_eq!(machine(Millis::new(0)), "1970-01-01T08:00:00+08:00");
        assert_eq!(
            short(Millis::new(0), Locale::En),
            ("1 Jan".to_owned(), "08:00".to_owned())
        );
    }
}
