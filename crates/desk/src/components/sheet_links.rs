//! Links to sheets: all products, a template, and the exports of a list.

use crate::text::{Text, label};
use domain::export::{ExportKind, ExportTime};
use kit::{paths, request::Rq};
use leptos::prelude::*;

const CSV: &str = "CSV";
const XLSX: &str = "XLSX";

/// Links that save all products.
pub fn export_links(t: &'static Text) -> AnyView {
    links([
        (paths::ADMIN_EXPORT_XLSX, (t.goods.export)(XLSX)),
        (paths::ADMIN_EXPORT_CSV, (t.goods.export)(CSV)),
    ])
}

/// Links that save a sheet to fill in.
pub fn template_links(t: &'static Text) -> AnyView {
    links([
        (paths::ADMIN_TEMPLATE_XLSX, (t.goods.template)(XLSX)),
        (paths::ADMIN_TEMPLATE_CSV, (t.goods.template)(CSV)),
    ])
}

fn links(links: [(&'static str, String); 2]) -> AnyView {
    let links = links.map(|(href, words)| view! { <a href=href>{words}</a> });
    view! { <span class="sheet-links">{links.into_iter().collect::<Vec<_>>()}</span> }.into_any()
}

/// Links to the exports of a list on these days, those that this member of staff may make.
pub fn rows_links(
    t: &'static Text,
    rq: &Rq,
    lists: &[(ExportKind, ExportTime)],
    (from, to): (&str, &str),
) -> AnyView {
    let may = |kind: ExportKind| {
        let mut roles = shop::export::roles(kind).iter();
        roles.any(|role| rq.viewer.staff_with(*role).is_ok())
    };
    let links: Vec<_> = lists
        .iter()
        .filter(|(kind, _)| may(*kind))
        .map(|(kind, time)| {
            let words = (t.sales.export_list)(label::export_kind(t.locale, *kind));
            view! { <a href=paths::exports(*kind, *time, from, to, "")>{words}</a> }
        })
        .collect();
    if links.is_empty() {
        return ().into_any();
    }
    view! { <p class="sheet-links">{links}</p> }.into_any()
}
