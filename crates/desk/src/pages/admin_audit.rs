//! `/admin/audit?actor=&action=&target=&before=&after=`: the activity log.

use crate::{
    components::{short, staff_acts},
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    staff::StaffAct,
    view::desk::{ChainView, TrailFilter},
};
use kit::{
    components::{Filter, Filters, Pager},
    format, paths,
};
use leptos::prelude::*;
use shop::admin::Page;

/// The activity log.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let filter = TrailFilter {
            actor: rq.query("actor"),
            action: rq.query("action"),
            target: rq.query("target"),
        };
        let place = Page::of(rq.query("before"), rq.query("after"));
        let view = rq.shop.admin_audit(&rq.viewer, filter, place).await?;
        let t = Text::of(rq.viewer.locale);
        let d = &t.desk;
        let frame = AdminFrame::load(&rq, d.audit).await;
        let f = &view.filter;
        let acts: Vec<_> = StaffAct::ALL
            .iter()
            .map(|act| (act.as_str(), label::act(t.locale, Some(*act))))
            .collect();
        let filters: Vec<_> = [
            ("actor", d.filter_actor, &f.actor, Vec::new()),
            ("action", t.desk.col_act, &f.action, acts),
            ("target", d.filter_target, &f.target, Vec::new()),
        ]
        .into_iter()
        .map(|(name, label, value, choices)| Filter {
            name,
            label,
            value: value.clone(),
            choices,
        })
        .collect();
        let state = filters
            .iter()
            .map(|filter| (filter.name, filter.value.clone()))
            .collect();
        Ok(view! {
            <AdminLayout frame>
                <h1>{d.audit}</h1>
                {chain(t, &view.chain)}
                <Filters t action=paths::ADMIN_AUDIT label=d.filter fields=filters show=d.show />
                {staff_acts(t, &view.acts, d.no_acts)}
                <Pager
                    t
                    page=paths::ADMIN_AUDIT
                    state
                    names=(d.newer, d.older)
                    newer=view.newer
                    older=view.older
                />
            </AdminLayout>
        }
        .into_any())
    })
}

fn chain(t: &'static Text, chain: &ChainView) -> AnyView {
    let d = &t.desk;
    let count = chain.checked.to_string();
    match (&chain.broken, chain.older) {
        (Some((hash, at)), _) => {
            let told = (d.chain_broken)(&short(hash), &format::exact(*at));
            view! { <p class="errors" role="alert">{told}</p> }.into_any()
        }
        (None, true) => view! { <p class="note-box">{(d.chain_recent)(&count)}</p> }.into_any(),
        (None, false) => view! { <p class="notice">{(d.chain_whole)(&count)}</p> }.into_any(),
    }
}
