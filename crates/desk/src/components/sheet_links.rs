//! Links to sheets of goods: all products, and a template.

use crate::text::Text;
use domain::{
    export::{ExportKind, ExportTime},
    staff::Role,
};
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

/// A link to the export of a list, for staff who may export it.
pub fn rows_link(t: &'static Text, rq: &Rq, kind: ExportKind, time: ExportTime) -> AnyView {
    let may = |role: &Role| rq.viewer.staff_with(*role).is_ok();
    if !shop::export::roles(kind).iter().any(may) {
        return ().into_any();
    }
    let href = paths::exports(kind, time, "", "", "");
    view! {
        <p class="sheet-links">
            <a href=href>{t.sales.exports}</a>
        </p>
    }
    .into_any()
}
