//! `/admin/exports?kind=&time=&from=&to=&state=`: rows of orders, refunds and the ledger as a file. The choice is in the
//! address; the button posts it, because an export is written into the activity log.

use crate::{
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{error::ErrorCode, view::export::ExportView};
use kit::{
    components::{TabLink, Tabs},
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
    view.kinds
        .iter()
        .map(|kind| TabLink {
            href: paths::with_query(
                paths::ADMIN_EXPORTS,
                &[
                    ("kind", kind.as_str()),
                    ("from", view.from.as_str()),
                    ("to", view.to.as_str()),
                ],
            ),
            name: label::export_kind(t.locale, *kind),
            present: *kind == view.kind,
        })
        .collect()
}

fn choice(t: &'static Text, view: &ExportView) -> AnyView {
    let s = &t.sales;
    let described = view.wrong_days.then_some("days-wrong");
    let told = view.wrong_days.then(|| {
        let told = sentence(t.locale, ErrorCode::ExportUnreadable, &Args::default());
        view! { <p class="errors" role="alert" id="days-wrong">{told}</p> }
    });
    let times: Vec<_> = view
        .kind
        .times()
        .iter()
        .map(|time| {
            let words = label::export_time(t.locale, *time);
            view! { <option value=time.as_str() selected=*time == view.time>{words}</option> }
        })
        .collect();
    let states: Vec<_> = view
        .kind
        .states()
        .into_iter()
        .filter_map(|state| {
            let words = label::export_state(t.locale, view.kind, state)?;
            Some(view! { <option value=state selected=state == view.state>{words}</option> })
        })
        .collect();
    let last = view.today.to_string();
    view! {
        {told}
        <form class="filters" method="get" action=paths::ADMIN_EXPORTS role="search" aria-label=s.kinds>
            <input type="hidden" name="kind" value=view.kind.as_str() />
            <p class="field">
                <label for="time">{s.time}</label>
                <select id="time" name="time">{times}</select>
            </p>
            <p class="field">
                <label for="from">{s.from}</label>
                <input
                    id="from"
                    name="from"
                    type="date"
                    max=last.clone()
                    value=view.from.clone()
                    aria-describedby=described
                />
            </p>
            <p class="field">
                <label for="to">{s.to}</label>
                <input id="to" name="to" type="date" value=view.to.clone() aria-describedby=described />
            </p>
            <p class="field">
                <label for="state">{s.state}</label>
                <select id="state" name="state">
                    <option value="">{t.list.all}</option>
                    {states}
                </select>
            </p>
            <button class="button button-plain">{s.count_rows}</button>
        </form>
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
