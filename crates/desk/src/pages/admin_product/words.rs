//! Titles and descriptions, and how the shop would show them.

use super::fields::told;
use crate::text::Text;
use domain::view::catalog::{desk::ProductDeskView, prose::Block};
use kit::components::{Field, FormState, Kind, prose};
use leptos::prelude::*;

/// Titles and descriptions in both languages.
pub(super) fn words(t: &'static Text, view: &ProductDeskView, form: &FormState) -> AnyView {
    let e = &t.editor;
    let body = |name: &'static str, help: &'static str| {
        let told = told(t, view, name);
        let hint = if told.is_empty() {
            help.to_owned()
        } else {
            told
        };
        view! { <Field form name hint kind=Kind::Lines(8) /> }
    };
    // Folded where nothing is in it.
    let in_english = [&view.form.title_en, &view.form.body_en];
    let is_open = in_english.iter().any(|text| !text.is_empty())
        || ["title_en", "body_en"]
            .iter()
            .any(|name| form.code(name).is_some());
    view! {
        <section class="editor-part" aria-labelledby="words">
            <h2 id="words" class="section-title">{e.words}</h2>
            <Field form name="title_zh" hint=told(t, view, "title_zh") />
            {body("body_zh", e.body_hint)}
            <details open=is_open>
                <summary>{e.english}</summary>
                <div class="form">
                    <Field form name="title_en" hint=told(t, view, "title_en") />
                    {body("body_en", "")}
                </div>
            </details>
        </section>
    }
    .into_any()
}

/// The descriptions as the shop would show them, after 预览.
pub(super) fn preview(t: &'static Text, view: &ProductDeskView) -> AnyView {
    let e = &t.editor;
    let Some((zh, en)) = &view.preview else {
        return ().into_any();
    };
    let part = |lang: &'static str, blocks: &[Block]| {
        (!blocks.is_empty()).then(|| {
            view! {
                <div class="prose" lang=lang>
                    {prose(blocks)}
                </div>
            }
        })
    };
    let none =
        (zh.is_empty() && en.is_empty()).then(|| view! { <p class="hint">{e.preview_none}</p> });
    view! {
        <section class="editor-preview" aria-labelledby="preview">
            <h2 id="preview" class="section-title" tabindex="-1">{e.preview_title}</h2>
            {part("zh-CN", zh)}
            {part("en", en)}
            {none}
        </section>
    }
    .into_any()
}
