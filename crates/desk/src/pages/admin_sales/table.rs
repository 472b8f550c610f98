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
        view.steps.iter().map(|row| step(view, row)).collect()
    } else {
        view.goods.iter().map(|row| goods(t, row)).collect()
    };
    if !rows.is_empty() {
        let name = view! { <strong>{s.total}</strong> }.into_any();
        rows.push(line(name, by_time, view.total));
    }
    view! { <ListTable t title=s.table head rows none=s.none /> }.into_any()
}

/// A day, week or month leads to its products.
fn step(view: &SalesView, row: &StepRow) -> AnyView {
    let (from, to) = (row.first.to_string(), row.last.to_string());
    let by = SalesBy::Product.as_str();
    let href = paths::with_query(
        paths::ADMIN_SALES,
        &[("from", from.as_str()), ("to", to.as_str()), ("by", by)],
    );
    let name = step_name(view.step, row);
    line(
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
    line(name, false, sum)
}

/// A row: its name and its figures. Zeros are quiet.
fn line(name: AnyView, by_time: bool, sum: Sales) -> AnyView {
    let orders = by_time.then(|| view! { {count(sum.placed)} {count(sum.paid)} });
    view! {
        <tr>
            <th scope="row">{name}</th>
            {orders}
            {count(sum.units)}
            {amount(sum.gross)}
            {amount(sum.refund)}
            {amount(sum.net().unwrap_or_default())}
        </tr>
    }
    .into_any()
}

fn count(count: i64) -> AnyView {
    let is_zero = count == 0;
    view! { <td class="figure" class:figure-zero=is_zero>{count}</td> }.into_any()
}

fn amount(amount: Fen) -> AnyView {
    let is_zero = amount == Fen::ZERO;
    view! {
        <td class="figure" class:figure-zero=is_zero>
            <Money amount />
        </td>
    }
    .into_any()
}
