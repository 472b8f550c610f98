//! Cells that a spreadsheet program would run as a formula or turn into a number or a date.
//!
//! In a CSV file a leading apostrophe keeps such a cell as it is. Reading takes it away, so what is written is read back
//! exactly, and a text that begins with an apostrophe of its own keeps it.

const QUOTE: char = '\'';
/// Longest number that every program shows in full.
const DIGITS: usize = 11;

/// The text of a cell as it stands in a CSV file.
pub(crate) fn csv(text: &str) -> String {
    prefixed(text, needs_quote(text))
}

/// The text of a cell as it stands in a workbook: cells there are text already, so only an apostrophe that reading would
/// take away needs another. `_x0041_`, a character in a workbook, is the writer's own care.
pub(crate) fn xlsx(text: &str) -> String {
    prefixed(text, text.starts_with(QUOTE) && needs_quote(text))
}

/// The text of a cell without the apostrophe that protects it.
pub(crate) fn read(text: &str) -> &str {
    match text.strip_prefix(QUOTE) {
        Some(rest) if needs_quote(rest) => rest,
        _ => text,
    }
}

fn prefixed(text: &str, needed: bool) -> String {
    if needed {
        format!("{QUOTE}{text}")
    } else {
        text.to_owned()
    }
}

fn needs_quote(text: &str) -> bool {
    let bare = text.trim_start_matches(QUOTE);
    let runs = bare.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    runs || is_rewritten(bare)
}

/// True for digits with signs between them that are not a short plain number: leading zeros, dates, fractions, exponents.
fn is_rewritten(text: &str) -> bool {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let figure = |c: char| c.is_ascii_digit() || ".-/:eE+年月日".contains(c);
    if digits == 0 || !text.chars().all(figure) {
        return false;
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "1"));
    let plain = digits <= DIGITS
        && (whole == "0" || !whole.starts_with('0'))
        && !decimals.ends_with('0')
        && [whole, decimals]
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    !plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_and_long_numbers_get_an_apostrophe() {
        for text in [
            "=1+1",
            "+86",
            "-20℃",
            "@sum",
            "\tx",
            "＝1",
            "6901234567892",
            "007",
            "3-5",
            "1/2",
            "10:30",
            "1E5",
            "1.50",
            "3月5日",
            "1.2E+13",
            "'=1",
        ] {
            assert_eq!(csv(text), format!("'{text}"));
        }
        for text in [
            "", "0", "12", "12.5", "0.5", "'Tis", "MUG-1", "T 恤", "1-x", "月", ".",
        ] {
            assert_eq!(csv(text), text);
        }
    }

    #[test]
    fn a_workbook_needs_none() {
        for text in ["=1+1", "007", "'Tis"] {
            assert_eq!(xlsx(text), text);
        }
        assert_eq!(xlsx("'007"), "''007");
    }

    #[test]
    fn an_apostrophe_that_protects_nothing_stays() {
        assert_eq!(read("'Tis the season"), "'Tis the season");
        assert_eq!(read("'=1"), "=1");
        assert_eq!(read("''=1"), "'=1");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in "\\PC{0,12}|['=+0-9.E/-]{0,8}") {
            let written = csv(&text);
            prop_assert_eq!(read(&written), text.as_str());
            let written = xlsx(&text);
            prop_assert_eq!(read(&written), text.as_str());
        }
    }
}
