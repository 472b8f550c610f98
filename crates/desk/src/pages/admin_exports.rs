//! `/admin/exports?kind=&time=&from=&to=&state=`: rows of orders, refunds and the ledger as a file. The choice is in the
//! address; the button posts it, because an export is written into the activity log.

use crate::{
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{error::ErrorCode, view::export::ExportView};
use kit::{
    components::{Choice, Days, DaysForm, TabLink, Tabs, tab_links},
    flash::Args,
    paths,
    text::error::sentence,
};
use leptos::prelude::*;
use shop::export::Asked;

/// The kinds of files, as the form sends them, with their names.
const FILES: [(&str, &str); 2] = [("csv", "CSV"), ("xlsx", "XLSX")];

/// The choice, the number of rows, and the buttons.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let asked = Asked {
            kind: rq.query("kind"),
            time: rq.query("time"),
            from: rq.query("from"),
            to: rq.query("to"),
            state: rq.query("state"),
        };
        let view = rq.shop.export_page(&rq.viewer, asked).await?;
        let t = Text::of(rq.viewer.locale);
        let s = &t.sales;
        let frame = AdminFrame::load(&rq, s.exports).await;
        Ok(view! {
            <AdminLayout frame>
                <h1>{s.exports}</h1>
                <Tabs label=s.kinds tabs=kinds(t, &view) />
                {choice(t, &view)}
                {found(t, &view)}
                <p class="hint">{s.hint}</p>
            </AdminLayout>
        }
        .into_any())
    })
}

fn kinds(t: &'static Text, view: &ExportView) -> Vec<TabLink> {
    tab_links(view.kinds.iter().copied(), Some(view.kind), |kind| {
        let pairs = [
            ("kind", kind.as_str()),
            ("from", view.from.as_str()),
            ("to", view.to.as_str()),
        ];
        let href = paths::with_query(paths::ADMIN_EXPORTS, &pairs);
        (href, label::export_kind(t.locale, kind))
    })
}

fn choice(t: &'static Text, view: &ExportView) -> AnyView {
    let s = &t.sales;
    let times = view.kind.times().iter();
    let time = Choice {
        name: "time",
        label: s.time,
        value: view.time.to_string(),
        all: None,
        options: times
            .map(|time| (time.as_str(), label::export_time(t.locale, *time)))
            .collect(),
    };
    let states = view.kind.states().into_iter();
    let state = Choice {
        name: "state",
        label: s.state,
        value: view.state.clone(),
        all: Some(t.list.all),
        options: states
            .filter_map(|state| Some((state, label::export_state(t.locale, view.kind, state)?)))
            .collect(),
    };
    let days = Days {
        labels: (s.from, s.to),
        from: view.from.clone(),
        to: view.to.clone(),
        told: view
            .wrong_days
            .then(|| sentence(t.locale, ErrorCode::ExportUnreadable, &Args::default())),
    };
    view! {
        <DaysForm
            action=paths::ADMIN_EXPORTS
            label=s.kinds
            days
            choices=vec![time, state]
            keep=vec![("kind", view.kind.as_str())]
            show=s.count_rows
        />
    }
    .into_any()
}

/// The number of rows, and a button for each file that may have them.
fn found(t: &'static Text, view: &ExportView) -> AnyView {
    let s = &t.sales;
    let Some(rows) = view.rows else {
        return ().into_any();
    };
    let is_many = rows > view.many;
    let told = if is_many {
        (s.found_many)(&view.many.to_string())
    } else {
        (s.found)(&rows.to_string())
    };
    let buttons: Vec<_> = FILES
        .into_iter()
        .filter(|(file, _)| rows > 0 && (*file == "csv" || !is_many))
        .map(|(file, name)| {
            let (words, is_plain) = ((s.save)(name), file != "csv");
            view! {
                <button class="button" class:button-plain=is_plain name="file" value=file>
                    {words}
                </button>
            }
        })
        .collect();
    let hidden: Vec<_> = [
        ("kind", view.kind.as_str()),
        ("time", view.time.as_str()),
        ("from", &view.from),
        ("to", &view.to),
        ("state", &view.state),
    ]
    .into_iter()
    .map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned() /> })
    .collect();
    view! {
        <p role="status">{told}</p>
        <form class="export" method="post" action=paths::ADMIN_EXPORT_ROWS>
            {hidden}
            {buttons}
        </form>
    }
    .into_any()
}
