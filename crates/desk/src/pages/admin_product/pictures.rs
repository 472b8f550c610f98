//! The pictures: their order, their descriptions, and new ones.

use super::fields::told;
use crate::text::Text;
use domain::{
    catalog::EditorAct,
    error::ErrorCode,
    form::PictureForm,
    view::catalog::{ImageView, desk::ProductDeskView},
};
use kit::{
    components::{
        Field, FormState, Picture,
        form::file::{FILES, PICTURES},
        sent_as,
    },
    flash::Args,
    text::error,
};
use leptos::prelude::*;

/// The section of the pictures.
pub(super) fn pictures(t: &'static Text, view: &ProductDeskView, form: &FormState) -> AnyView {
    let e = &t.editor;
    let places = view.form.pictures.iter().zip(&view.pictures).enumerate();
    let rows: Vec<_> = places
        .map(|(place, (typed, image))| row(t, view, form, place, (typed, image.as_ref())))
        .collect();
    let overtaken = told(t, view, "files");
    let overtaken = (!overtaken.is_empty()).then(|| view! { <p class="hint">{overtaken}</p> });
    let none = rows
        .is_empty()
        .then(|| view! { <p class="hint">{e.no_pictures}</p> });
    view! {
        <section class="editor-part" aria-labelledby="pictures">
            <h2 id="pictures" class="section-title">{e.pictures}</h2>
            {overtaken}
            {none}
            {(!view.form.pictures.is_empty()).then(|| view! { <p class="hint">{e.alt_hint}</p> })}
            <ol class="editor-pictures">{rows}</ol>
            {refused(t, view)}
            <div class="editor-upload">
                <div class="field">
                    <label for="f-files">{e.choose_files}</label>
                    <input
                        id="f-files"
                        type="file"
                        name=FILES
                        multiple=true
                        accept=PICTURES
                    />
                </div>
                <button class="button button-plain" name="form[act]" value=EditorAct::Upload.as_str()>
                    {e.upload}
                </button>
            </div>
            <p class="hint">{e.upload_hint}</p>
        </section>
    }
    .into_any()
}

/// The files that were not accepted, each with its reason.
fn refused(t: &'static Text, view: &ProductDeskView) -> AnyView {
    let told: Vec<_> = view
        .form
        .refused
        .iter()
        .filter_map(|file| {
            let code = file.why.parse::<ErrorCode>().ok()?;
            let args = Args::from([("title".to_owned(), file.name.clone())]);
            Some(view! { <li>{error::sentence(t.locale, code, &args)}</li> })
        })
        .collect();
    if told.is_empty() {
        return ().into_any();
    }
    let rest = (t.editor.others_in)(&view.form.pictures.len().to_string());
    view! {
        <div class="errors" role="alert">
            <ul>{told}</ul>
            <p>{rest}</p>
        </div>
    }
    .into_any()
}

fn row(
    t: &'static Text,
    view: &ProductDeskView,
    form: &FormState,
    place: usize,
    (typed, image): (&PictureForm, Option<&ImageView>),
) -> AnyView {
    let e = &t.editor;
    let n = place.saturating_add(1).to_string();
    let field = |name: &str| format!("pictures[{place}][{name}]");
    let act = |act: EditorAct, words: &'static str, said: String| {
        view! {
            <button class="quiet" name="form[act]" value=act.at(place) aria-label=said>
                {words}
            </button>
        }
    };
    let is_first = place == 0;
    let is_last = view.form.pictures.len() == place.saturating_add(1);
    let name = if is_first {
        format!("{} · {}", (e.picture_n)(&n), e.cover)
    } else {
        (e.picture_n)(&n)
    };
    view! {
        <li class="editor-picture">
            <input type="hidden" name=sent_as(&field("key")) value=typed.key.clone() />
            <span class="thumb">
                <Picture image=image.cloned() plain=true />
            </span>
            <div class="editor-picture-words">
                <p class="editor-picture-name">{name}</p>
                <div class="pair">
                    <Field form name=field("alt_zh") />
                    <Field form name=field("alt_en") />
                </div>
                <p class="editor-acts">
                    {(!is_first).then(|| act(EditorAct::Earlier, "‹", (e.earlier)(&n)))}
                    {(!is_last).then(|| act(EditorAct::Later, "›", (e.later)(&n)))}
                    {(!is_first).then(|| act(EditorAct::First, e.make_cover, (e.make_cover_of)(&n)))}
                    {act(EditorAct::Remove, e.remove, (e.remove_of)(&n))}
                </p>
            </div>
        </li>
    }
    .into_any()
}
