//! The options, and what they mean for the variants.

use super::fields::told;
use crate::text::{Text, isolate};
use domain::{
    catalog::EditorAct,
    form::AxisForm,
    view::catalog::desk::{Made, ProductDeskView},
};
use kit::components::{Field, FormState, Kind, sent_as};
use leptos::prelude::*;

/// The section of the options.
pub(super) fn options(t: &'static Text, view: &ProductDeskView, form: &FormState) -> AnyView {
    let e = &t.editor;
    let rows: Vec<_> = view
        .form
        .axes
        .iter()
        .enumerate()
        .map(|(place, axis)| row(t, view, form, place, axis))
        .collect();
    let made = view.made.as_ref().map(|made| {
        view! { <p class="notice" role="status">{sentence(t, made)}</p> }
    });
    view! {
        <section class="editor-part" aria-labelledby="options">
            <h2 id="options" class="section-title">{e.options}</h2>
            <p class="hint">{e.options_hint}</p>
            {rows}
            <p>
                <button class="button button-plain" name="form[act]" value=EditorAct::Make.as_str()>
                    {e.make}
                </button>
            </p>
            {made}
        </section>
    }
    .into_any()
}

/// 新增 4，保留 2，停用 0。 and the values that have another name.
fn sentence(t: &'static Text, made: &Made) -> String {
    let e = &t.editor;
    let it = &made.difference;
    let counts = format!(
        "{}{}",
        (e.made)(&it.new.to_string(), &it.kept.to_string()),
        (e.retired)(&it.retired.to_string())
    );
    let renamed = made
        .renamed
        .iter()
        .map(|(from, to)| (e.renamed)(&isolate(from), &isolate(to)));
    let sentences: Vec<String> = std::iter::once(counts).chain(renamed).collect();
    let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
    t.joined(&sentences)
}

fn row(
    t: &'static Text,
    view: &ProductDeskView,
    form: &FormState,
    place: usize,
    axis: &AxisForm,
) -> AnyView {
    let e = &t.editor;
    let n = place.saturating_add(1).to_string();
    let field = |name: &str| format!("axes[{place}][{name}]");
    let hidden = [
        ("place", &axis.place),
        ("keys", &axis.keys),
        ("was", &axis.was),
        ("was_en", &axis.was_en),
    ];
    let hidden: Vec<_> = hidden
        .map(|(name, value)| {
            view! { <input type="hidden" name=sent_as(&field(name)) value=value.clone() /> }
        })
        .into_iter()
        .collect();
    let is_wrong = |name: &str| form.code(&field(name)).is_some();
    let is_open = ["en", "values_en"].iter().any(|name| is_wrong(name));
    view! {
        <fieldset class="editor-axis">
            <legend>{(e.option_n)(&n)}</legend>
            {hidden}
            <div class="editor-axis-fields">
                <Field form name=field("zh") />
                <Field
                    form
                    name=field("values_zh")
                    kind=Kind::Lines(2)
                    hint=told(t, view, &field("values_zh"))
                />
            </div>
            <details open=is_open>
                <summary>{e.english_option}</summary>
                <div class="editor-axis-fields">
                    <Field form name=field("en") />
                    <Field form name=field("values_en") kind=Kind::Lines(2) />
                </div>
            </details>
        </fieldset>
    }
    .into_any()
}
