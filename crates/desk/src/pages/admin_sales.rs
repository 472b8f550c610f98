//! `/admin/sales?range=&from=&to=&step=&by=`: what was sold. Its whole state is in the address.

mod chart;
mod table;

use crate::{
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    error::ErrorCode,
    export::{ExportKind, ExportTime},
    sales::{Period, Sales, SalesBy, SalesRange, SalesStep},
    view::{
        admin::AdminTab,
        sales::{SalesQuery, SalesView},
    },
};
use kit::{
    components::{Choice, Days, DaysForm, TabLink, Tabs, tab_links},
    flash::Args,
    format, paths,
    request::Rq,
    text::error::sentence,
};
use leptos::prelude::*;
use shop::sales::Rows;

/// What the address asks for.
fn asked(rq: &Rq) -> SalesQuery {
    SalesQuery {
        range: rq.query("range"),
        from: rq.query("from"),
        to: rq.query("to"),
        step: rq.query("step"),
        by: rq.query("by"),
    }
}

/// The figures.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let view = rq.shop.sales(&rq.viewer, asked(&rq), Rows::Page).await?;
        let t = Text::of(rq.viewer.locale);
        let s = &t.sales;
        let frame = AdminFrame::load(&rq, s.title).await;
        let told = (s.periods)(&spoken(view.period), &spoken(view.before));
        Ok(view! {
            <AdminLayout frame>
                <h1>{s.title}</h1>
                <Tabs label=s.ranges tabs=ranges(t, &view) />
                {days(t, &view)}
                <p class="hint">{told}</p>
                {figures(t, &view)}
                {chart::chart(t, &view)}
                <Tabs label=s.tables tabs=tables(t, &view) />
                {table::table(t, &view)}
                <p class="hint">{(s.as_of)(&format::clock(view.as_of))}</p>
                {links(t, &view)}
            </AdminLayout>
        }
        .into_any())
    })
}

/// The first and the last day, with the hour if it ends within a day.
fn spoken(period: Period) -> String {
    let (first, last) = (period.from, period.last());
    let days = if first >= last {
        first.to_string()
    } else {
        format!("{first} – {last}")
    };
    if period.until == last.end() {
        days
    } else {
        format!("{days} {}", format::clock(period.until))
    }
}

/// An address of this page with other values.
fn address(page: &str, view: &SalesView, other: &[(&'static str, &str)]) -> String {
    let asked = &view.asked;
    let mut pairs: Vec<(&str, &str)> = vec![
        ("range", &asked.range),
        ("from", &asked.from),
        ("to", &asked.to),
        ("step", &asked.step),
        ("by", &asked.by),
    ];
    for (name, value) in other {
        for pair in &mut pairs {
            if pair.0 == *name {
                pair.1 = value;
            }
        }
    }
    paths::with_query(page, &pairs)
}

fn ranges(t: &'static Text, view: &SalesView) -> Vec<TabLink> {
    let present = view.range.filter(|_| !view.wrong_days);
    tab_links(SalesRange::ALL.iter().copied(), present, |range| {
        let other = [
            ("range", range.as_str()),
            ("from", ""),
            ("to", ""),
            ("step", ""),
        ];
        let href = address(paths::ADMIN_SALES, view, &other);
        (href, label::sales_range(t.locale, range))
    })
}

fn tables(t: &'static Text, view: &SalesView) -> Vec<TabLink> {
    tab_links(SalesBy::ALL.iter().copied(), Some(view.by), |by| {
        let href = address(paths::ADMIN_SALES, view, &[("by", by.as_str())]);
        (href, label::sales_by(t.locale, by))
    })
}

/// Days of one's own, and the step of the chart.
fn days(t: &'static Text, view: &SalesView) -> AnyView {
    let s = &t.sales;
    let (from, to) = if view.wrong_days || view.range.is_none() {
        (view.asked.from.clone(), view.asked.to.clone())
    } else {
        (view.period.from.to_string(), view.period.last().to_string())
    };
    let told = view
        .wrong_days
        .then(|| sentence(t.locale, ErrorCode::ExportUnreadable, &Args::default()));
    let step = Choice {
        name: "step",
        label: s.step,
        value: view.step.to_string(),
        all: None,
        options: SalesStep::ALL
            .iter()
            .map(|step| (step.as_str(), label::sales_step(t.locale, *step)))
            .collect(),
    };
    let days = Days {
        labels: (s.from, s.to),
        from,
        to,
        told,
    };
    view! {
        <DaysForm
            action=paths::ADMIN_SALES
            label=s.days
            days
            choices=vec![step]
            keep=vec![("by", view.by.as_str())]
            show=s.show
        />
    }
    .into_any()
}

/// The totals, each beside that of the period before. A figure leads to its rows.
fn figures(t: &'static Text, view: &SalesView) -> AnyView {
    let s = &t.sales;
    let (now, was) = (view.total, view.total_before);
    let (from, to) = (view.period.from.to_string(), view.period.last().to_string());
    let list = |kind, time, state| {
        view.may_export
            .then(|| paths::exports(kind, time, &from, &to, state))
    };
    let (orders, refunds) = (ExportKind::Orders, ExportKind::Refunds);
    let days = [("from", from.as_str()), ("to", to.as_str())];
    let placed = Some(paths::with_query(paths::ADMIN_ORDERS, &days));
    let paid = if view.range == Some(SalesRange::Today) {
        Some(paths::admin_orders(AdminTab::PaidToday))
    } else {
        list(orders, ExportTime::Paid, "")
    };
    let lines = list(ExportKind::Lines, ExportTime::Paid, "");
    let back = list(refunds, ExportTime::Arrived, "");
    let counts = |of: fn(&Sales) -> i64| (of(&now).to_string(), of(&was).to_string());
    let yuan =
        |of: fn(&Sales) -> domain::money::Fen| (format::yuan(of(&now)), format::yuan(of(&was)));
    let cards: Vec<_> = [
        (s.placed, counts(|sum| sum.placed), placed),
        (s.paid, counts(|sum| sum.paid), paid.clone()),
        (s.units, counts(|sum| sum.units), lines),
        (s.gross, yuan(|sum| sum.gross), paid),
        (s.refunds, yuan(|sum| sum.refund), back),
        (s.net, yuan(|sum| sum.net().unwrap_or_default()), None),
    ]
    .into_iter()
    .map(|(name, (now, was), href)| card(t, name, now, &was, href))
    .collect();
    view! {
        <ul class="figures" aria-label=s.figures>
            {cards}
        </ul>
    }
    .into_any()
}

fn card(
    t: &'static Text,
    name: &'static str,
    now: String,
    was: &str,
    href: Option<String>,
) -> AnyView {
    let words = view! {
        <span class="figure-name">{name}</span>
        <span class="figure-count">{now}</span>
    };
    let words = match href {
        Some(href) => view! { <a href=href>{words}</a> }.into_any(),
        None => view! { <div class="figure-plain">{words}</div> }.into_any(),
    };
    view! {
        <li class="figure-card">
            {words}
            <p class="figure-sum">{(t.sales.before)(was)}</p>
        </li>
    }
    .into_any()
}

/// The table as a file, and the rows behind the figures.
fn links(t: &'static Text, view: &SalesView) -> AnyView {
    let s = &t.sales;
    let sheets = [
        ("XLSX", paths::ADMIN_SALES_XLSX),
        ("CSV", paths::ADMIN_SALES_CSV),
    ]
    .map(|(kind, page)| {
        let href = address(page, view, &[]);
        view! { <a href=href>{(s.save)(kind)}</a> }
    });
    let rows = view.may_export.then(|| {
        let (from, to) = (view.period.from.to_string(), view.period.last().to_string());
        let href = paths::exports(ExportKind::Orders, ExportTime::Paid, &from, &to, "");
        view! { <a href=href>{s.rows}</a> }
    });
    view! {
        <nav class="sheet-links" aria-label=s.download>
            {sheets.into_iter().collect::<Vec<_>>()}
            {rows}
        </nav>
    }
    .into_any()
}
