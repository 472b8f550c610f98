//! `/admin/products/import`: a sheet of goods with its pictures. It is posted to this page itself, which leads to the page of
//! the import: what its check found, then how far it is. Nothing is imported before staff have seen what would change.

mod found;
mod more;
mod pictures;
mod running;

use crate::{
    components::template_links,
    layout::{AdminFrame, AdminLayout},
    load::{load_page, param},
    text::{Text, label},
};
use domain::{
    form::ImportForm,
    import::ImportState,
    view::catalog::import::{ImportListed, ImportView},
};
use kit::{
    components::{
        BackLink, Chip, FormState, KeptFileField, ListTable, Need, Tone, exact,
        form::file::{SHEETS, ZIPS},
        isolated,
    },
    flash::{Flash, Typed},
    paths,
};
use leptos::prelude::*;
use std::time::Duration;

/// Status of a page that shows a refusal.
const REFUSED: u16 = 422;
/// How long a page waits for the check of a small sheet, so that its result is the next page.
const PATIENCE: Duration = Duration::from_secs(3);

/// The page that takes a sheet.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let t = Text::of(rq.viewer.locale);
        let i = &t.import;
        let mut frame = AdminFrame::load(&rq, i.title).await;
        if let Some(form) = rq.posted::<ImportForm>()? {
            match rq.shop.begin_import(&rq.viewer, form.clone()).await {
                Ok(key) => {
                    rq.shop.wait_for_check(&key, PATIENCE).await?;
                    rq.see_other(&paths::admin_import(&key));
                    return Ok(().into_any());
                }
                Err(shop::Error::Refused(refusal)) => {
                    rq.set_status(REFUSED);
                    let typed = Typed::keep(&form.kept(&refusal.fields));
                    frame.flash = Flash::refusal(rq.path(), refusal.into(), typed);
                }
                Err(other) => return Err(other),
            }
        }
        let latest = rq.shop.imports(&rq.viewer).await?;
        let form = FormState::of(t, &frame.flash, ImportForm::default())
            .choice("sheet", i.sheet)
            .choice("zip", i.zip);
        form.name_fields_in(&mut frame.form);
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN_PRODUCTS label=t.desk.products />
                <h1>{i.title}</h1>
                <form
                    class="form"
                    method="post"
                    action=paths::ADMIN_IMPORT
                    enctype="multipart/form-data"
                    novalidate=true
                >
                    <KeptFileField form=&form name="sheet" accept=SHEETS hint=i.hint />
                    <KeptFileField
                        form=&form
                        name="zip"
                        accept=ZIPS
                        hint=i.zip_hint
                        need=Need::Optional
                    />
                    <div class="import-acts">
                        <button class="button">{i.check}</button>
                        {template_links(t)}
                    </div>
                </form>
                <section>
                    <h2 class="section-title">{i.latest}</h2>
                    {list(t, &latest)}
                </section>
            </AdminLayout>
        }
        .into_any())
    })
}

/// The last imports.
fn list(t: &'static Text, latest: &[ImportListed]) -> AnyView {
    let i = &t.import;
    let rows: Vec<_> = latest
        .iter()
        .map(|one| {
            view! {
                <tr>
                    <th scope="row">
                        <a href=paths::admin_import(&one.key)>{isolated(one.file_name.clone())}</a>
                    </th>
                    <td>{exact(Some(one.created_at))}</td>
                    <td>{state(t, one.state)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let head = vec![(i.file, false), (i.uploaded, false), (i.state, false)];
    view! {
        <div class="import-rows import-files">
            <ListTable t title=i.latest head rows none=i.none none_class="hint" />
        </div>
    }
    .into_any()
}

fn state(t: &'static Text, state: ImportState) -> AnyView {
    let tone = match state {
        ImportState::Checking | ImportState::Importing => Tone::Indigo,
        ImportState::Checked => Tone::Amber,
        ImportState::Done => Tone::Celadon,
        ImportState::Stopped => Tone::Quiet,
        ImportState::Failed => Tone::Cinnabar,
    };
    view! { <Chip words=label::import_state(t.locale, state) tone /> }.into_any()
}

/// The page of one import.
pub fn one() -> AnyView {
    let key = param("key");
    load_page(|rq| async move {
        let t = Text::of(rq.viewer.locale);
        let view = rq.shop.import_view(&rq.viewer, &key).await?;
        let mut frame = AdminFrame::load(&rq, t.import.title).await;
        let body = match view.listed.state {
            ImportState::Checking | ImportState::Importing => {
                frame.islands = true;
                running::running(t, &view)
            }
            ImportState::Checked => found::found(t, &view, &mut frame),
            ImportState::Done | ImportState::Stopped | ImportState::Failed => over(t, &view),
        };
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN_IMPORT label=t.import.title />
                <h1>{isolated(view.listed.file_name.clone())}</h1>
                <p class="desk-state">{state(t, view.listed.state)}</p>
                {body}
            </AdminLayout>
        }
        .into_any())
    })
}

/// What became of it.
fn over(t: &'static Text, view: &ImportView) -> AnyView {
    let i = &t.import;
    let rows = view.new.saturating_add(view.changed).to_string();
    let told = match view.listed.state {
        ImportState::Done => (i.all_in)(&rows),
        ImportState::Failed => format!("{} {}", i.no_longer, (i.goes_on)(&rows)),
        ImportState::Stopped
        | ImportState::Checking
        | ImportState::Checked
        | ImportState::Importing => (i.goes_on)(&rows),
    };
    let class = if view.listed.state == ImportState::Done {
        "notice"
    } else {
        "note-box"
    };
    view! {
        <p class=class>{told}</p>
        {found::counts(t, view)}
        {found::wrong(t, view)}
        {pictures::pictures(t, view)}
        {found::changes(t, view)}
        <p>
            <a class="button button-plain" href=paths::ADMIN_IMPORT>{i.again}</a>
        </p>
    }
    .into_any()
}
