//! The bar with the buttons, and the side: status, categories, slug.

use super::fields::told;
use crate::text::Text;
use domain::{
    catalog::{EditorAct, ProductStatus},
    view::catalog::desk::{Missing, ProductDeskView},
};
use kit::{
    components::{Check, Field, FormState, Select, sent_as},
    paths,
};
use leptos::prelude::*;

/// Between a category and one above it, in a choice.
const STEP: &str = "\u{3000}";

/// The buttons of the whole form. 保存 is the first, so Enter presses it.
pub(super) fn bar(t: &'static Text, view: &ProductDeskView, is_stored: bool) -> AnyView {
    let e = &t.editor;
    let copy = is_stored.then(|| {
        view! {
            <button
                class="button button-plain"
                formaction=paths::ADMIN_PRODUCT_NEW
                name="form[act]"
                value=EditorAct::Copy.as_str()
            >
                {e.copy}
            </button>
        }
    });
    let unsaved = view
        .is_unsaved
        .then(|| view! { <p class="editor-unsaved" role="status">{e.unsaved_hint}</p> });
    view! {
        <div class="editor-bar">
            <button class="button" name="form[act]" value=EditorAct::Save.as_str()>
                {e.save}
            </button>
            <button class="button button-plain" name="form[act]" value=EditorAct::Preview.as_str()>
                {e.preview}
            </button>
            {copy}
            {unsaved}
        </div>
    }
    .into_any()
}

/// Status, categories and slug.
pub(super) fn side(t: &'static Text, view: &ProductDeskView, form: &FormState) -> AnyView {
    let e = &t.editor;
    view! {
        <section class="editor-part" aria-labelledby="state">
            <h2 id="state" class="section-title">{e.state}</h2>
            {missing(t, view)}
            {publish(t, view)}
        </section>
        <section class="editor-part">{categories(t, view, form)}</section>
        <section class="editor-part">
            <Field form name="slug" hint=slug_hint(t, view) />
        </section>
    }
    .into_any()
}

fn slug_hint(t: &'static Text, view: &ProductDeskView) -> String {
    let told = told(t, view, "slug");
    if told.is_empty() {
        t.editor.slug_hint.to_owned()
    } else {
        told
    }
}

fn publish(t: &'static Text, view: &ProductDeskView) -> AnyView {
    let e = &t.editor;
    let (act, words) = match view.status {
        ProductStatus::Active => (EditorAct::TakeDown, e.take_down),
        ProductStatus::Draft | ProductStatus::Archived => (EditorAct::Publish, e.publish),
    };
    view! {
        <p>
            <button class="button button-plain" name="form[act]" value=act.as_str()>
                {words}
            </button>
        </p>
    }
    .into_any()
}

/// What is missing to publish, and what is advised, as links to the fields.
fn missing(t: &'static Text, view: &ProductDeskView) -> AnyView {
    let e = &t.editor;
    let link = |missing: &Missing| {
        let (to, words) = match missing {
            Missing::Price => ("#matrix", e.missing_price),
            Missing::Category => ("#f-category", e.missing_category),
            Missing::Picture => ("#pictures", e.missing_picture),
        };
        view! { <li><a href=to>{words}</a></li> }
    };
    let list = |title: &'static str, of: Vec<&Missing>| {
        let links: Vec<_> = of.into_iter().map(link).collect();
        (!links.is_empty()).then(|| {
            view! {
                <div class="editor-missing">
                    <span>{title}</span>
                    <ul>{links}</ul>
                </div>
            }
        })
    };
    let (needed, advised): (Vec<&Missing>, Vec<&Missing>) = view
        .missing
        .iter()
        .partition(|missing| **missing == Missing::Price);
    view! { {list(e.missing, needed)} {list(e.advised, advised)} }.into_any()
}

fn categories(t: &'static Text, view: &ProductDeskView, form: &FormState) -> AnyView {
    let e = &t.editor;
    let mut options = vec![(String::new(), e.no_category.to_owned())];
    options.extend(view.categories.iter().map(|category| {
        let name = format!("{}{}", STEP.repeat(category.depth), category.name.text);
        (category.slug.clone(), name)
    }));
    let ticks: Vec<_> = view
        .form
        .more
        .iter()
        .enumerate()
        .map(|(place, tick)| {
            let name = sent_as(&format!("more[{place}][slug]"));
            view! {
                <input type="hidden" name=name value=tick.slug.clone() />
                <Check form name=format!("more[{place}][on]") />
            }
        })
        .collect();
    let is_open = view.form.more.iter().any(|tick| tick.on == "1");
    let more = (!ticks.is_empty()).then(|| {
        view! {
            <details open=is_open>
                <summary>{e.more}</summary>
                <fieldset class="editor-ticks">
                    <legend class="vh">{e.more}</legend>
                    {ticks}
                </fieldset>
            </details>
        }
    });
    view! {
        <Select form name="category" options hint=told(t, view, "category") />
        {more}
    }
    .into_any()
}
