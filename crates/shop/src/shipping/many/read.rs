//! Pasted lines, and the rows of the form that they fill.

use super::{too_many, wrong};
use crate::Error;
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{ShipManyForm, ShipOrderForm},
    limit::SHIP_ORDERS,
    number,
    shipping::{Carrier, ShipFault},
    validate,
    view::shipping::ShipRowView,
};
use store::{Tx, queries::order};

/// The form with its pasted lines in its rows.
pub(super) struct Merged {
    pub(super) form: ShipManyForm,
    /// Lines that became no row.
    pub(super) wrong: Vec<ShipRowView>,
    /// Why the lines do not fit.
    pub(super) refusal: Option<Refusal>,
}

/// A form for the ticked orders, the oldest payment first.
pub(super) fn ticked(tx: &mut Tx<'_>, numbers: &[String]) -> Result<ShipManyForm, Error> {
    let numbers: Vec<String> = numbers
        .iter()
        .take(SHIP_ORDERS)
        .map(|text| number::typed(text))
        .collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let mut found = order::by_numbers(tx, &numbers)?;
    found.sort_by_key(|order| (order.paid_at, order.id));
    Ok(ShipManyForm {
        rows: found
            .into_iter()
            .map(|order| ShipOrderForm {
                order: order.number,
                ..ShipOrderForm::default()
            })
            .collect(),
        ..ShipManyForm::default()
    })
}

/// One pasted line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// Only a tracking number: it belongs to the order in its place.
    Number(String),
    /// Order, carrier (may be empty), number.
    Whole(String, String, String),
    /// Anything else.
    Unreadable,
}

/// Fills the rows from the pasted lines. Lines that fit are taken out of the form.
pub(super) fn merge(mut form: ShipManyForm) -> Merged {
    let lines = read(&form.lines);
    let refused = |form: ShipManyForm, refusal: Refusal| Merged {
        form,
        wrong: Vec::new(),
        refusal: Some(refusal),
    };
    if lines.len().saturating_add(form.rows.len()) > SHIP_ORDERS.saturating_mul(2) {
        return refused(form, too_many());
    }
    let numbers = lines
        .iter()
        .filter(|(_, line)| matches!(line, Line::Number(_)));
    let is_list = !lines.is_empty() && numbers.count() == lines.len();
    if is_list && lines.len() != form.rows.len() {
        let refusal = Refusal::fields(vec![FieldError {
            field: "lines".to_owned(),
            code: ErrorCode::ShipLines,
        }]);
        let (pasted, chosen) = (lines.len(), form.rows.len());
        let refusal = refusal.with("pasted", pasted).with("count", chosen);
        return refused(form, refusal);
    }
    let mut left_out = Vec::new();
    let mut kept = String::new();
    for (place, (text, line)) in lines.into_iter().enumerate() {
        match line {
            Line::Number(number) if is_list => {
                if let Some(row) = form.rows.get_mut(place) {
                    row.tracking_no = number;
                }
            }
            Line::Whole(order, carrier, number) => {
                if !fill(&mut form.rows, &order, &carrier, &number) {
                    left_out.push(wrong(&text, ShipFault::Twice));
                }
            }
            Line::Number(_) | Line::Unreadable => {
                left_out.push(wrong(&text, ShipFault::Unreadable));
                kept.push_str(&text);
                kept.push('\n');
            }
        }
    }
    form.lines = kept;
    if form.rows.len() > SHIP_ORDERS {
        return refused(form, too_many());
    }
    Merged {
        form,
        wrong: left_out,
        refusal: None,
    }
}

/// Writes a line into the row of its order, or into a new one. False if an earlier line filled it
/// with something else.
fn fill(rows: &mut Vec<ShipOrderForm>, order: &str, carrier: &str, tracking_no: &str) -> bool {
    // The word of a known carrier, so that the page's list selects it.
    let carrier = Carrier::read(carrier).map_or_else(|| carrier.to_owned(), |c| c.to_string());
    let new = ShipOrderForm {
        order: order.to_owned(),
        carrier,
        tracking_no: tracking_no.to_owned(),
    };
    match rows.iter_mut().find(|row| row.order == order) {
        None => rows.push(new),
        Some(row) if row.tracking_no.is_empty() || row.tracking_no == tracking_no => *row = new,
        Some(_) => return false,
    }
    true
}

/// The lines with their text, without empty ones and a heading.
pub(super) fn read(text: &str) -> Vec<(String, Line)> {
    let filled = text.lines().filter(|line| !validate::code(line).is_empty());
    let mut lines: Vec<(String, Line)> = filled
        .take(SHIP_ORDERS.saturating_mul(2).saturating_add(1))
        .map(|line| (line.trim().to_owned(), one(line)))
        .collect();
    let is_heading = |(text, line): &(String, Line)| {
        *line == Line::Unreadable && !text.chars().any(|c| c.is_ascii_digit())
    };
    if lines.len() > 1 && lines.first().is_some_and(is_heading) {
        lines.remove(0);
    }
    lines
}

fn one(line: &str) -> Line {
    let cells = cells(line);
    let cell = |place: usize| cells.get(place).cloned().unwrap_or_default();
    let order = number::typed(&cell(0));
    let is_order = number::is_order_number(&order);
    match cells.len() {
        1 if is_order => Line::Whole(order, String::new(), String::new()),
        1 => {
            let text = cell(0);
            // A heading or a sentence has no digit.
            if text.chars().any(|c| c.is_ascii_digit()) {
                Line::Number(text)
            } else {
                Line::Unreadable
            }
        }
        2 if is_order => Line::Whole(order, String::new(), cell(1)),
        3.. if is_order => Line::Whole(order, cell(1), cell(2)),
        _ => Line::Unreadable,
    }
}

/// The cells of a line: between tabs, else commas or semicolons, else blanks behind an order number.
fn cells(line: &str) -> Vec<String> {
    let text = validate::code(line);
    let split = |by: &[char]| -> Vec<String> {
        let cells = text
            .split(by)
            .map(|cell| cell.trim().trim_matches('"').to_owned());
        cells.collect()
    };
    if text.contains('\t') {
        return split(&['\t']);
    }
    if text.contains([',', ';', '\u{3001}']) {
        return split(&[',', ';', '\u{3001}']);
    }
    let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let first = words
        .first()
        .map(|word| number::typed(word))
        .unwrap_or_default();
    if number::is_order_number(&first) {
        return words;
    }
    // A tracking number is often written in groups.
    vec![text]
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDER: &str = "20261122K7F3M9QX2D";

    fn whole(carrier: &str, number: &str) -> Line {
        Line::Whole(ORDER.to_owned(), carrier.to_owned(), number.to_owned())
    }

    #[test]
    fn lines_are_read_as_people_paste_them() {
        for (line, read) in [
            ("SF1234567890", Line::Number("SF1234567890".to_owned())),
            ("77 1234 5678", Line::Number("77 1234 5678".to_owned())),
            ("20261122K7F3M9QX2D\t顺丰\tSF1", whole("顺丰", "SF1")),
            ("20261122k7f3m9qx2d,顺丰,SF1", whole("顺丰", "SF1")),
            ("20261122K7F3M9QX2D，顺丰，SF1", whole("顺丰", "SF1")),
            ("\"20261122K7F3M9QX2D\";\"SF1\"", whole("", "SF1")),
            ("20261122K7F3M9QX2D SF1", whole("", "SF1")),
            ("20261122K7F3M9QX2D", whole("", "")),
            ("20261122K7F3M9QX2D\t\tSF1", whole("", "SF1")),
            ("订单号,物流公司,运单号", Line::Unreadable),
            ("没有数字", Line::Unreadable),
            ("1,2", Line::Unreadable),
        ] {
            assert_eq!(one(line), read, "{line}");
        }
    }

    #[test]
    fn a_heading_is_left_out() {
        let text = "订单号\t物流公司\t运单号\n\n20261122K7F3M9QX2D\t顺丰\tSF1\n";
        let lines: Vec<Line> = read(text).into_iter().map(|(_, line)| line).collect();
        assert_eq!(lines, [whole("顺丰", "SF1")]);
    }

    fn form(orders: &[&str], lines: &str) -> ShipManyForm {
        ShipManyForm {
            rows: orders
                .iter()
                .map(|order| ShipOrderForm {
                    order: (*order).to_owned(),
                    ..ShipOrderForm::default()
                })
                .collect(),
            lines: lines.to_owned(),
            ..ShipManyForm::default()
        }
    }

    #[test]
    fn numbers_alone_go_to_the_orders_in_their_place() {
        let merged = merge(form(&["A", "B"], "SF1\nSF2\n"));
        let numbers: Vec<_> = merged
            .form
            .rows
            .iter()
            .map(|row| &row.tracking_no)
            .collect();
        assert_eq!(numbers, ["SF1", "SF2"]);
        assert_eq!(merged.form.lines, "");
        assert!(merged.refusal.is_none() && merged.wrong.is_empty());
        let short = merge(form(&["A", "B"], "SF1"));
        let told = |name: &str| {
            let refusal = short.refusal.as_ref();
            refusal.and_then(|refusal| refusal.args.get(name).cloned())
        };
        assert_eq!(told("pasted").as_deref(), Some("1"));
        assert_eq!(told("count").as_deref(), Some("2"));
        assert_eq!(short.form.lines, "SF1", "what was typed stays");
    }

    #[test]
    fn whole_lines_find_their_order_or_add_it() {
        let other = "20261122AAAAAAAAAA";
        let text = format!("{ORDER},顺丰,SF1\n{other},zto,772\n{other},zto,773\nSF9");
        let merged = merge(form(&[other], &text));
        let rows: Vec<_> = merged
            .form
            .rows
            .iter()
            .map(|row| {
                (
                    row.order.as_str(),
                    row.carrier.as_str(),
                    row.tracking_no.as_str(),
                )
            })
            .collect();
        assert_eq!(rows, [(other, "zto", "772"), (ORDER, "sf", "SF1")]);
        let why: Vec<_> = merged.wrong.iter().map(|row| row.verdict.clone()).collect();
        let refused = |why| domain::view::shipping::ShipVerdict::Refused(why, String::new());
        assert_eq!(
            why,
            [refused(ShipFault::Twice), refused(ShipFault::Unreadable)]
        );
        assert_eq!(merged.form.lines, "SF9\n");
    }
}
