//! `/admin/doctor`: the last self-check. What it found is told in the words of the command, which the administrator of
//! the machine reads.

use crate::{
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::Text,
};
use domain::view::setting::SelfCheckView;
use kit::{
    components::{BackLink, Chip, ListTable, Tone, isolated},
    format, paths,
};
use leptos::prelude::*;

/// The page of the self-check.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let view = rq.shop.admin_self_check(&rq.viewer).await?;
        let t = Text::of(rq.viewer.locale);
        let frame = AdminFrame::load(&rq, t.nav.doctor).await;
        let body = match view {
            Some(view) => checked(t, view),
            None => view! { <p>{t.opening.no_check}</p> }.into_any(),
        };
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN label=t.desk.desk />
                <h1>{t.nav.doctor}</h1>
                {body}
            </AdminLayout>
        }
        .into_any())
    })
}

fn checked(t: &'static Text, view: SelfCheckView) -> AnyView {
    let o = &t.opening;
    let errors = view.found.iter().filter(|found| found.is_error).count();
    let verdict = if view.is_ready {
        o.ready.to_owned()
    } else {
        (o.errors)(&errors.to_string())
    };
    let in_part = (!view.is_complete).then(|| view! { <p class="hint">{o.in_part}</p> });
    let rows = view
        .found
        .into_iter()
        .map(|found| {
            let (words, tone) = if found.is_error {
                (o.error, Tone::Cinnabar)
            } else {
                (o.warning, Tone::Amber)
            };
            view! {
                <tr>
                    <th scope="row" class="number">{found.code}</th>
                    <td><Chip words tone /></td>
                    <td class="wraps" lang="en">{isolated(found.subject)} ": " {isolated(found.what)}</td>
                    <td class="wraps" lang="en">{isolated(found.remedy)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let head = vec![
        (o.col_code, false),
        (t.desk.status, false),
        (o.col_what, false),
        (o.col_remedy, false),
    ];
    view! {
        <p>
            {(o.checked)(&format::exact(view.at))} " "
            <strong>{verdict}</strong>
        </p>
        {in_part}
        <ListTable t title=t.nav.doctor head rows none=o.nothing_found />
    }
    .into_any()
}
