//! One line of a bill: cells, tabs and quotes.

/// A tab at the end keeps spreadsheets from reading a cell as a number.
pub(crate) fn guarded(text: &str) -> String {
    format!("{text}\t")
}

/// Joins cells; one that holds a comma, a quote or a line break is quoted.
pub(crate) fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    cells.join(",")
}

/// The lines around the rows of a file.
pub(crate) fn rule(what: &str) -> String {
    format!(
        "#-----------------------------------------{what}----------------------------------------"
    )
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// Fen with a sign; refunds are negative.
pub(crate) fn signed(fen: i64, is_refund: bool) -> String {
    let yuan = crate::books::money::yuan(fen);
    if is_refund { format!("-{yuan}") } else { yuan }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_cannot_break_its_line() {
        let cells = ["a,b", "say \"x\"", "plain\t"].map(str::to_owned);
        assert_eq!(line(&cells), "\"a,b\",\"say \"\"x\"\"\",plain\t");
    }
}
