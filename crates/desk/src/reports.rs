//! Sheets of figures and rows: headings and cells in the reader's language.

use crate::text::{Text, label};
use domain::{
    export::ExportKind,
    locale::{Locale, Words},
    money::Fen,
    order::LineKind,
    sales::{Sales, SalesBy},
    time::Millis,
    view::{
        export::{EntryOut, ExportRow, LineOut, OrderOut, RefundOut, Value},
        sales::{GoodsOf, GoodsRow, SalesView, StepRow},
    },
};

type Row = Vec<Value>;

/// The headings of an export.
#[must_use]
pub fn export_head(kind: ExportKind, locale: Locale) -> Vec<String> {
    let r = &Text::of(locale).report;
    let head: &[&str] = match kind {
        ExportKind::Orders => &[
            r.number,
            r.placed_at,
            r.paid_at,
            r.lifecycle,
            r.pay_state,
            r.ship_state,
            r.qty,
            r.items,
            r.discount,
            r.postage,
            r.total,
            r.refunded,
            r.name,
            r.phone,
            r.address,
            r.note,
        ],
        ExportKind::Lines => &[
            r.number,
            r.placed_at,
            r.paid_at,
            r.pay_state,
            r.line_no,
            r.code,
            r.product,
            r.options,
            r.unit,
            r.qty,
            r.discount,
            r.total,
            r.refund_qty,
            r.refunded,
        ],
        ExportKind::Refunds => &[
            r.request_no,
            r.number,
            r.state,
            r.origin,
            r.amount,
            r.created_at,
            r.arrived_at,
            r.reason,
        ],
        ExportKind::Ledger => &[
            r.posted_at,
            r.entry,
            r.number,
            r.memo,
            r.account,
            r.debit,
            r.credit,
        ],
    };
    head.iter().map(|name| (*name).to_owned()).collect()
}

/// The cells of an exported row.
#[must_use]
pub fn export_row(row: &ExportRow, locale: Locale) -> Row {
    match row {
        ExportRow::Order(order) => order_row(order, locale),
        ExportRow::Line(line) => line_row(line, locale),
        ExportRow::Refund(refund) => refund_row(refund, locale),
        ExportRow::Entry(entry) => entry_row(entry, locale),
    }
}

fn order_row(order: &OrderOut, locale: Locale) -> Row {
    vec![
        text(&order.number),
        time(Some(order.placed_at)),
        time(order.paid_at),
        text(label::lifecycle(locale, order.lifecycle)),
        text(label::pay_state(locale, order.pay_state)),
        text(label::ship_state(locale, order.ship_state)),
        count(order.units),
        yuan(order.items),
        yuan(order.discount),
        yuan(order.postage),
        yuan(order.total),
        yuan(order.refunded),
        text(&order.contact_name),
        text(&order.contact_phone),
        text(&order.address),
        text(&order.buyer_note),
    ]
}

fn line_row(line: &LineOut, locale: Locale) -> Row {
    let title = match line.kind {
        LineKind::Item => line.title.text.as_str(),
        LineKind::Postage => Text::of(locale).sales.postage,
    };
    vec![
        text(&line.number),
        time(Some(line.placed_at)),
        time(line.paid_at),
        text(label::pay_state(locale, line.pay_state)),
        count(line.line_no),
        text(&line.code),
        text(title),
        text(&line.options.text),
        yuan(line.unit),
        count(line.qty),
        yuan(line.discount),
        yuan(line.paid),
        count(line.refund_qty),
        yuan(line.refund),
    ]
}

fn refund_row(refund: &RefundOut, locale: Locale) -> Row {
    vec![
        text(&refund.out_request_no),
        text(&refund.number),
        text(label::refund(locale, refund.state)),
        text(label::origin(locale, refund.origin)),
        yuan(refund.amount),
        time(Some(refund.created_at)),
        time(refund.succeeded_at),
        text(&refund.reason),
    ]
}

fn entry_row(entry: &EntryOut, locale: Locale) -> Row {
    let credit = entry.amount.negated().unwrap_or_default();
    let side = |amount: Fen| {
        if amount > Fen::ZERO {
            yuan(amount)
        } else {
            text("")
        }
    };
    vec![
        time(Some(entry.at)),
        text(label::posting(locale, entry.kind)),
        text(&entry.number),
        text(&entry.memo),
        text(label::account(locale, entry.account)),
        side(entry.amount),
        side(credit),
    ]
}

/// The table of the figures of sales, with the total in its last row.
#[must_use]
pub fn sales_table(view: &SalesView, locale: Locale) -> (Vec<String>, Vec<Row>) {
    let t = Text::of(locale);
    let r = &t.report;
    let sums = [r.qty, r.gross, r.refunded, r.net];
    let of: &[&str] = match view.by {
        SalesBy::Time => &[r.first, r.last, r.placed, r.paid],
        SalesBy::Product => &[r.product],
        SalesBy::Sku => &[r.code, r.product, r.options],
        SalesBy::Category => &[r.category],
    };
    let head = of
        .iter()
        .chain(&sums)
        .map(|name| (*name).to_owned())
        .collect();
    let mut rows: Vec<Row> = match view.by {
        SalesBy::Time => view.steps.iter().map(step_row).collect(),
        SalesBy::Product | SalesBy::Sku | SalesBy::Category => view
            .goods
            .iter()
            .map(|row| goods_row(t, row, of.len()))
            .collect(),
    };
    let mut total = vec![text(t.sales.total)];
    if view.by == SalesBy::Time {
        total.push(text(""));
        total.extend([count(view.total.placed), count(view.total.paid)]);
    }
    total.resize(of.len(), text(""));
    total.extend(money(view.total.units, view.total));
    rows.push(total);
    (head, rows)
}

fn step_row(row: &StepRow) -> Row {
    let mut cells = vec![
        Value::Figure(row.first.to_string()),
        Value::Figure(row.last.to_string()),
        count(row.sum.placed),
        count(row.sum.paid),
    ];
    cells.extend(money(row.sum.units, row.sum));
    cells
}

fn goods_row(t: &'static Text, row: &GoodsRow, names: usize) -> Row {
    let mut cells = match &row.of {
        GoodsOf::Sku {
            code,
            title,
            options,
        } => vec![text(code), text(&title.text), text(&options.text)],
        other @ (GoodsOf::Product { .. }
        | GoodsOf::Category { .. }
        | GoodsOf::NoCategory
        | GoodsOf::Postage
        | GoodsOf::Unassigned
        | GoodsOf::Others(_)) => vec![text(&goods_name(t, other))],
    };
    cells.resize(names, text(""));
    let sum = Sales {
        gross: row.gross,
        refund: row.refund,
        ..Sales::default()
    };
    cells.extend(money(row.units, sum));
    cells
}

/// What a row of goods stands for, in one text.
pub(crate) fn goods_name(t: &'static Text, of: &GoodsOf) -> String {
    let s = &t.sales;
    match of {
        GoodsOf::Product { title, .. } | GoodsOf::Sku { title, .. } => title.text.clone(),
        GoodsOf::Category { path, .. } => joined(path),
        GoodsOf::NoCategory => s.no_category.to_owned(),
        GoodsOf::Postage => s.postage.to_owned(),
        GoodsOf::Unassigned => s.unassigned.to_owned(),
        GoodsOf::Others(count) => (s.others)(&count.to_string()),
    }
}

fn joined(path: &[Words]) -> String {
    let names: Vec<&str> = path.iter().map(|name| name.text.as_str()).collect();
    names.join(" › ")
}

fn money(units: i64, sum: Sales) -> [Value; 4] {
    [
        count(units),
        yuan(sum.gross),
        yuan(sum.refund),
        yuan(sum.net().unwrap_or_default()),
    ]
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn count(count: i64) -> Value {
    Value::Figure(count.to_string())
}

fn yuan(amount: Fen) -> Value {
    Value::Figure(amount.yuan())
}

fn time(at: Option<Millis>) -> Value {
    Value::Figure(at.map(kit::format::exact).unwrap_or_default())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::*;
    use domain::ledger::{Account, PostingKind};

    #[test]
    fn an_entry_stands_on_one_side() {
        let entry = |fen| EntryOut {
            at: Millis::new(0),
            kind: PostingKind::Pay,
            number: "N".to_owned(),
            memo: "P".to_owned(),
            account: Account::Alipay,
            amount: Fen::new(fen),
        };
        let sides = |fen| {
            let row = entry_row(&entry(fen), Locale::En);
            row.get(5..).unwrap().to_vec()
        };
        assert_eq!(sides(120), [Value::Figure("1.20".to_owned()), text("")]);
        assert_eq!(sides(-120), [text(""), Value::Figure("1.20".to_owned())]);
        for kind in ExportKind::ALL {
            assert!(export_head(*kind, Locale::ZhCn).len() > 6);
        }
        let head = export_head(ExportKind::Ledger, Locale::En);
        assert_eq!(head.len(), entry_row(&entry(1), Locale::En).len());
    }
}
