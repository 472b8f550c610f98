//! The table below the chart, with its total in the last row.

use super::chart::step_name;
use crate::{reports::goods_name, text::Text};
use domain::{
    money::Fen,
    sales::{Sales, SalesBy},
    view::sales::{GoodsOf, GoodsRow, SalesView, StepRow},
};
use kit::{
    components::{
        Money, isolated, line_words,
        list::{Column, ListTable},
    },
    paths,
};
use leptos::prelude::*;

/// The table by time, or by what was sold.
pub(super) fn table(t: &'static Text, view: &SalesView) -> AnyView {
    let s = &t.sales;
    let by_time = view.by == SalesBy::Time;
    let mut head: Vec<Column> = vec![match view.by {
        SalesBy::Time => (s.date, false),
        SalesBy::Product => (t.report.product, false),
        SalesBy::Sku => (t.report.options, false),
        SalesBy::Category => (t.report.category, false),
    }];
    if by_time {
        head.extend([(s.placed, true), (s.paid, true)]);
    }
    head.extend([
        (s.units, true),
        (s.gross, true),
        (s.refunds, true),
        (s.net, true),
    ]);
    let mut rows: Vec<AnyView> = if by_time {
        view.steps.iter().map(|row| step(t, view, row)).collect()
    } else {
        view.goods.iter().map(|row| goods(t, row)).collect()
    };
    if !rows.is_empty() {
        let name = view! { <strong>{s.total}</strong> }.into_any();
        rows.push(line(t, name, by_time, view.total));
    }
    view! {
        <div class="fold">
            <ListTable t title=s.table head rows none=s.none />
        </div>
    }
    .into_any()
}

/// A day, week or month leads to its products.
fn step(t: &'static Text, view: &SalesView, row: &StepRow) -> AnyView {
    let (from, to) = (row.first.to_string(), row.last.to_string());
    let by = SalesBy::Product.as_str();
    let href = paths::with_query(
        paths::ADMIN_SALES,
        &[("from", from.as_str()), ("to", to.as_str()), ("by", by)],
    );
    let name = step_name(view.step, row);
    line(
        t,
        view! { <a class="number" href=href>{name}</a> }.into_any(),
        true,
        row.sum,
    )
}

fn goods(t: &'static Text, row: &GoodsRow) -> AnyView {
    let name = goods_name(t, &row.of);
    let name = match &row.of {
        GoodsOf::Product { slug, .. } => {
            view! { <a href=paths::admin_product(slug)>{isolated(name)}</a> }.into_any()
        }
        GoodsOf::Category { slug, .. } => {
            view! { <a href=paths::admin_category(slug)>{isolated(name)}</a> }.into_any()
        }
        GoodsOf::Sku {
            code,
            title,
            options,
        } => view! {
            <a class="number" href=paths::admin_stock(code)>
                {isolated(code.clone())}
            </a>
            " "
            {line_words(t, title, options)}
        }
        .into_any(),
        GoodsOf::NoCategory | GoodsOf::Postage | GoodsOf::Unassigned | GoodsOf::Others(_) => {
            name.into_any()
        }
    };
    let sum = Sales {
        units: row.units,
        gross: row.gross,
        refund: row.refund,
        ..Sales::default()
    };
    line(t, name, false, sum)
}

/// A row: its name and its figures. Zeros are quiet.
fn line(t: &'static Text, name: AnyView, by_time: bool, sum: Sales) -> AnyView {
    let s = &t.sales;
    let orders = by_time.then(|| view! { {count(s.placed, sum.placed)} {count(s.paid, sum.paid)} });
    view! {
        <tr>
            <th scope="row">{name}</th>
            {orders}
            {count(s.units, sum.units)}
            {amount(s.gross, sum.gross)}
            {amount(s.refunds, sum.refund)}
            {amount(s.net, sum.net().unwrap_or_default())}
        </tr>
    }
    .into_any()
}

/// `name` stands before the figure on a phone, where the table has no head.
fn count(name: &'static str, count: i64) -> AnyView {
    let is_zero = count == 0;
    view! {
        <td class="figure" class:figure-zero=is_zero data-name=name>
            {count}
        </td>
    }
    .into_any()
}

fn amount(name: &'static str, amount: Fen) -> AnyView {
    let is_zero = amount == Fen::ZERO;
    view! {
        <td class="figure" class:figure-zero=is_zero data-name=name>
            <Money amount />
        </td>
    }
    .into_any()
}
