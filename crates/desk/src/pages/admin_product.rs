//! `/admin/products/new` and `/admin/products/{slug}`: the product editor.
//!
//! One form holds everything, so that no button loses what was typed elsewhere. It is posted to the page itself: 保存, 发布 and
//! 下架 save it and lead on; every other button, and a refusal, shows the same page with the typing kept. The first button of
//! the form is 保存, which Enter presses.

use crate::{
    components::staff_acts,
    islands::EditorLive,
    layout::{AdminFrame, AdminLayout},
    load::{load_page, param},
    text::{Text, label},
};
use domain::{
    catalog::{EditorAct, ProductStatus},
    error::Refusal,
    form::ProductForm,
    view::catalog::desk::ProductDeskView,
};
use kit::{
    components::{BackLink, Chip, FormState, Tone, isolated, product_tone},
    flash::{Args, Flash, Typed},
    paths,
    request::Rq,
};
use leptos::prelude::*;

mod fields;
mod matrix;
mod options;
mod pictures;
mod read_only;
mod side;
mod words;

/// Status of a page that shows a refusal.
const REFUSED: u16 = 422;

/// The editor of a stored product.
pub fn page() -> AnyView {
    editor(param("slug"))
}

/// The editor of a new product.
pub fn create() -> AnyView {
    editor(String::new())
}

fn editor(slug: String) -> AnyView {
    load_page(|rq| async move {
        let t = Text::of(rq.viewer.locale);
        let mut frame = AdminFrame::load(&rq, t.editor.new).await;
        let posted = rq.posted::<ProductForm>()?;
        if posted.is_some() {
            frame.flash = Flash::default();
        }
        // Typed before the sign-in: shown again, and saved only by its button.
        let resumed = frame.flash.typed().map(|form: ProductForm| ProductForm {
            act: String::new(),
            ..form
        });
        let loaded = match posted.or(resumed) {
            Some(form) => edit(&rq, form, &mut frame).await?,
            None => Some(rq.shop.admin_product(&rq.viewer, &slug).await?),
        };
        let Some(view) = loaded else {
            return Ok(().into_any());
        };
        if !view.title.is_empty() {
            frame.title.clone_from(&view.title);
        }
        frame.islands = view.may_change;
        let body = if view.may_change {
            let form = fields::state(t, &frame.flash, &view);
            form.name_fields_in(&mut frame.form);
            whole(t, &view, &form)
        } else {
            read_only::read_only(t, &view)
        };
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN_PRODUCTS label=t.desk.products />
                {head(t, &view)}
                {body}
                {history(t, &view)}
            </AdminLayout>
        }
        .into_any())
    })
}

/// Does what the pressed button says. `None` after saving: the answer leads on.
async fn edit(
    rq: &Rq,
    form: ProductForm,
    frame: &mut AdminFrame,
) -> Result<Option<ProductDeskView>, shop::Error> {
    let writes = EditorAct::read(&form.act).is_some_and(|(act, _)| act.writes());
    // A file that was refused is told before anything is saved without it.
    let writes = writes && form.refused.is_empty();
    let outcome = if writes {
        match rq.shop.save_product(&rq.viewer, form.clone()).await {
            Ok(saved) => {
                let page = paths::admin_product(&saved.slug);
                rq.leave(Flash::notice(&page, saved.notice, Args::new()));
                rq.see_other(&page);
                return Ok(None);
            }
            Err(shop::Error::Refused(refusal)) => Ok(Some(refusal)),
            Err(other) => Err(other),
        }
    } else {
        Ok(None)
    };
    let shown = match outcome {
        Ok(refusal) => {
            let form = if refusal.is_some() {
                ProductForm {
                    act: String::new(),
                    ..form.clone()
                }
            } else {
                form.clone()
            };
            let view = rq.shop.edit_product(&rq.viewer, form).await;
            view.map(|view| (view, refusal))
        }
        Err(error) => Err(error),
    };
    match shown {
        Ok((view, refusal)) => {
            if let Some(refusal) = refusal {
                rq.set_status(REFUSED);
                frame.flash = refused(rq, refusal, &view.form);
            }
            Ok(Some(view))
        }
        // The session ended while the form was typed: it is restored after the sign-in.
        Err(shop::Error::LoginRequired) => {
            rq.put_off(&Flash {
                typed: Typed::keep(&form),
                ..Flash::default()
            });
            Err(shop::Error::LoginRequired)
        }
        Err(error) => Err(error),
    }
}

fn refused(rq: &Rq, refusal: Refusal, form: &ProductForm) -> Flash {
    Flash::refusal(rq.path(), refusal.into(), Typed::keep(form))
}

fn head(t: &'static Text, view: &ProductDeskView) -> AnyView {
    let e = &t.editor;
    let title = if view.title.is_empty() {
        e.new.into_any()
    } else {
        view! { <span lang="zh-CN">{isolated(view.title.clone())}</span> }.into_any()
    };
    let in_shop = (view.status == ProductStatus::Active).then(|| {
        let href = paths::product(t.locale, &view.form.product, "");
        view! { <a href=href>{e.view_in_shop}</a> }
    });
    // Without a script the mark stays as it is.
    let unsaved = view.may_change.then(|| {
        view! {
            <span role="status">
                <span class="editor-mark" hidden=!view.is_unsaved>
                    <Chip words=e.unsaved tone=Tone::Amber />
                </span>
            </span>
        }
    });
    view! {
        <h1>{title}</h1>
        <p class="desk-state">
            <Chip words=label::product_status(t.locale, view.status) tone=product_tone(view.status) />
            " "
            {unsaved}
            " "
            {in_shop}
        </p>
    }
    .into_any()
}

/// The form.
fn whole(t: &'static Text, view: &ProductDeskView, form: &FormState) -> AnyView {
    let is_stored = !view.form.product.is_empty();
    let page = if is_stored {
        paths::admin_product(&view.form.product)
    } else {
        paths::ADMIN_PRODUCT_NEW.to_owned()
    };
    view! {
        <form
            class="editor"
            method="post"
            action=page
            enctype="multipart/form-data"
            novalidate=true
        >
            <input type="hidden" name="form[product]" value=view.form.product.clone() />
            <input type="hidden" name="form[form_key]" value=view.form.form_key.clone() />
            <input type="hidden" name="form[seen]" value=view.form.seen.clone() />
            {side::bar(t, view, is_stored)}
            <div class="editor-main">
                {words::preview(t, view)}
                {words::words(t, view, form)}
                {pictures::pictures(t, view, form)}
                {options::options(t, view, form)}
                {matrix::matrix(t, view, form)}
            </div>
            <div class="editor-side">{side::side(t, view, form)}</div>
        </form>
        <EditorLive />
    }
    .into_any()
}

fn history(t: &'static Text, view: &ProductDeskView) -> AnyView {
    if view.form.product.is_empty() {
        return ().into_any();
    }
    view! {
        <section>
            <h2 class="section-title">{t.editor.history}</h2>
            {staff_acts(t, &view.acts, t.editor.no_history)}
        </section>
    }
    .into_any()
}
