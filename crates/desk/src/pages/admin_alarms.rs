//! `/admin/alarms`: open alarms, and those that were noted.

use crate::{
    components::alarms,
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::Text,
};
use kit::{components::BackLink, paths};
use leptos::prelude::*;

/// The alarms.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let view = rq.shop.admin_alarms(&rq.viewer).await?;
        let t = Text::of(rq.viewer.locale);
        let w = &t.watch;
        let frame = AdminFrame::load(&rq, t.nav.alarms).await;
        let open = if view.open.is_empty() {
            view! { <p class="empty">{w.no_alarms}</p> }.into_any()
        } else {
            let back = view.may_note.then_some(paths::ADMIN_ALARMS);
            alarms(t, &view.open, back)
        };
        let read_only =
            (!view.may_note).then(|| view! { <p class="note-box">{w.alarms_read_only}</p> });
        let noted = (!view.noted.is_empty()).then(|| {
            view! {
                <section aria-labelledby="noted">
                    <h2 id="noted" class="section-title">{w.noted}</h2>
                    {alarms(t, &view.noted, None)}
                </section>
            }
        });
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN label=t.desk.desk />
                <h1>{t.nav.alarms}</h1>
                {read_only}
                {open}
                {noted}
            </AdminLayout>
        }
        .into_any())
    })
}
