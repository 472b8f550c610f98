//! `/admin/settings`: what the merchant decides, one form a section.

mod logo;

use crate::{
    actions::ChangeSettings,
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    error::ErrorCode,
    form::SettingsForm,
    limit::{self, Length},
    setting::{Blank, Kind, Logo, Section, SettingName},
    view::setting::{SectionView, SettingView, SettingsView},
};
use kit::{
    components::{Field, FormState, Kind as Input, Label, Need, Select, isolated},
    flash::Flash,
    format,
    layout::logo,
    paths,
    text::isolate,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The settings page.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let view = rq.shop.admin_settings(&rq.viewer).await?;
        let t = Text::of(rq.viewer.locale);
        let mut frame = AdminFrame::load(&rq, t.nav.settings).await;
        let flash = frame.flash.clone();
        let new_logo = logo::unsaved(&rq, view.may_change, &flash).await?;
        let sections: Vec<_> = view
            .sections
            .iter()
            .map(|section| {
                let body = if view.may_change {
                    let form = state(t, &view, section, &flash);
                    form.name_fields_in(&mut frame.form);
                    fields(t, &view, section, &form, new_logo.as_ref())
                } else {
                    values(t, &view, section)
                };
                let name = label::section(t.locale, section.section);
                let head_id = format!("{}-head", section.section);
                let named_by = head_id.clone();
                view! {
                    <section id=section.section.as_str() aria-labelledby=named_by>
                        <h2 id=head_id class="section-title">{name}</h2>
                        {(section.section == Section::Mail).then(|| about_mail(t, view.mail_is_on))}
                        {body}
                    </section>
                }
            })
            .collect();
        let read_only =
            (!view.may_change).then(|| view! { <p class="note-box">{t.settings.read_only}</p> });
        Ok(view! {
            <AdminLayout frame>
                <h1>{t.nav.settings}</h1>
                {contents(t, &view)}
                {read_only}
                {sections}
            </AdminLayout>
        }
        .into_any())
    })
}

/// Links to the sections.
fn contents(t: &'static Text, view: &SettingsView) -> AnyView {
    let links: Vec<_> = view
        .sections
        .iter()
        .map(|section| {
            let href = paths::admin_settings(section.section);
            let name = label::section(t.locale, section.section);
            view! { <li><a href=href>{name}</a></li> }
        })
        .collect();
    view! {
        <nav aria-label=t.settings.sections>
            <ul class="contents">{links}</ul>
        </nav>
    }
    .into_any()
}

/// The name of a setting's field in the form.
fn field_name(name: SettingName) -> String {
    format!("values[{name}]")
}

fn has_picture(section: &SectionView) -> bool {
    let mut fields = section.fields.iter();
    fields.any(|field| field.name.declared().kind == Kind::Picture)
}

/// The field of a shelf in the form.
fn shelf_field(place: usize, field: &str) -> String {
    format!("shelves[{place}][{field}]")
}

/// The length limit of a kind's text; `None` for one that is chosen, and for those that have fields of their own.
fn most(kind: Kind) -> Option<Length> {
    match kind {
        Kind::Line(limit) | Kind::Lines(limit) => Some(limit),
        Kind::Email => Some(limit::LOGIN),
        Kind::Phone => Some(limit::CONTACT_PHONE),
        Kind::Link => Some(limit::LINK),
        Kind::Money => Some(limit::AMOUNT),
        Kind::Whole(..) => Some(limit::UNITS),
        Kind::Choice(_) | Kind::Shelves | Kind::Picture => None,
    }
}

fn state(t: &'static Text, view: &SettingsView, section: &SectionView, flash: &Flash) -> FormState {
    let word = section.section.as_str();
    let has_shelves = section
        .fields
        .iter()
        .any(|field| field.name.declared().kind == Kind::Shelves);
    let stored = SettingsForm {
        section: word.to_owned(),
        version: section.version.to_string(),
        values: section
            .fields
            .iter()
            .filter(|field| field.name.declared().kind.is_typed())
            .map(|field| (field.name.to_string(), field.stored.clone()))
            .collect(),
        shelves: if has_shelves {
            view.shelves.clone()
        } else {
            Vec::new()
        },
        ..SettingsForm::default()
    };
    let is_this = |typed: &SettingsForm| typed.section == word;
    let mut form = FormState::among(t, flash, word, stored, is_this);
    for field in &section.fields {
        if let Some(limit) = most(field.name.declared().kind) {
            let name = label::setting(t.locale, field.name);
            form = form.field(field_name(field.name), name, limit);
        } else if let Kind::Choice(_) = field.name.declared().kind {
            let name = label::setting(t.locale, field.name);
            form = form.choice(field_name(field.name), name);
        }
    }
    if has_picture(section) {
        form = logo::declare(t, form);
    }
    if has_shelves {
        for place in 0..view.shelves.len() {
            form = shelf_state(t, form, place);
        }
    }
    form
}

/// Declares the fields of a shelf. The summary names the shelf too.
fn shelf_state(t: &'static Text, form: FormState, place: usize) -> FormState {
    let s = &t.settings;
    let shelf = label::shelf(t.locale, place.saturating_add(1));
    let named = |field: &'static str| Label::short((s.field_of)(&shelf, field), field);
    form.choice(shelf_field(place, "category"), named(s.category))
        .field(
            shelf_field(place, "title_zh"),
            named(s.title_zh),
            limit::TITLE,
        )
        .field(
            shelf_field(place, "title_en"),
            named(s.title_en),
            limit::TITLE,
        )
        .field(
            shelf_field(place, "products"),
            named(s.products),
            limit::PICKED,
        )
}

fn fields(
    t: &'static Text,
    view: &SettingsView,
    section: &SectionView,
    form: &FormState,
    new_logo: Option<&Logo>,
) -> AnyView {
    let fields: Vec<_> = section
        .fields
        .iter()
        .map(|field| match field.name.declared().kind {
            Kind::Shelves => shelves(t, view, field, form),
            Kind::Picture => logo::field(t, view, form, new_logo, hint(t, field, None)),
            Kind::Choice(words) => choice(t, field, words, form),
            kind @ (Kind::Line(_)
            | Kind::Lines(_)
            | Kind::Email
            | Kind::Phone
            | Kind::Link
            | Kind::Money
            | Kind::Whole(..)) => one(t, field, kind, form),
        })
        .collect();
    let encoding = has_picture(section).then_some("multipart/form-data");
    view! {
        <form
            class="form"
            method="post"
            action=ChangeSettings::url()
            enctype=encoding
            novalidate=true
        >
            <input type="hidden" name="form[section]" value=section.section.as_str() />
            // The present version, because the page shows what is stored now.
            <input type="hidden" name="form[version]" value=section.version.to_string() />
            {fields}
            <button class="button">{t.editor.save}</button>
        </form>
    }
    .into_any()
}

fn one(t: &'static Text, field: &SettingView, kind: Kind, form: &FormState) -> AnyView {
    let kind = match kind {
        Kind::Line(_)
        | Kind::Email
        | Kind::Link
        | Kind::Choice(_)
        | Kind::Shelves
        | Kind::Picture => Input::Text,
        Kind::Lines(_) => Input::Lines(3),
        Kind::Phone => Input::Tel,
        Kind::Money | Kind::Whole(..) => Input::Amount,
    };
    let need = if field.name.declared().blank == Blank::No {
        Need::Required
    } else {
        Need::Unsaid
    };
    let name = field_name(field.name);
    let hint = hint(t, field, form.code(&name));
    view! { <Field form name hint kind need /> }.into_any()
}

fn choice(t: &'static Text, field: &SettingView, words: &[&str], form: &FormState) -> AnyView {
    let name = field_name(field.name);
    let hint = hint(t, field, form.code(&name));
    let options: Vec<_> = words
        .iter()
        .map(|word| ((*word).to_owned(), label::choice(t.locale, word)))
        .collect();
    view! { <Select form name options hint /> }.into_any()
}

/// Whether the machine has a mail server, and how it gets one.
fn about_mail(t: &'static Text, is_on: bool) -> AnyView {
    let m = &t.mail;
    if is_on {
        view! { <p class="hint">{m.on}</p> }.into_any()
    } else {
        view! { <p class="note-box">{m.off} <br /> {m.how}</p> }.into_any()
    }
}

/// What the field accepts, when a change counts, and who changed it last; after a conflict also what is stored now.
fn hint(t: &'static Text, field: &SettingView, code: Option<ErrorCode>) -> String {
    let (locale, d) = (t.locale, &t.desk);
    let now = (code == Some(ErrorCode::ChangedMeanwhile)).then(|| {
        let stored = field.stored.as_str();
        (t.settings.stored_now)(if stored.is_empty() { d.nothing } else { stored })
    });
    let saved = field.saved.as_ref().map(|(at, who)| {
        let (day, _) = format::short(*at, locale);
        (t.settings.saved)(&isolate(who), &day)
    });
    let parts = [
        now.unwrap_or_default(),
        label::range(locale, field.name),
        label::blank(locale, field.name).to_owned(),
        label::effect(locale, field.name.declared().effect).to_owned(),
        saved.unwrap_or_default(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn shelves(
    t: &'static Text,
    view: &SettingsView,
    field: &SettingView,
    form: &FormState,
) -> AnyView {
    let s = &t.settings;
    let code = (0..view.shelves.len())
        .find_map(|place| form.code(&shelf_field(place, "category")))
        .filter(|code| *code == ErrorCode::ChangedMeanwhile);
    let rows: Vec<_> = (0..view.shelves.len())
        .map(|place| {
            let chosen = form.value(&shelf_field(place, "category")).to_owned();
            view! {
                <fieldset class="shelf-row">
                    <legend>{label::shelf(t.locale, place.saturating_add(1))}</legend>
                    <Select
                        form
                        name=shelf_field(place, "category")
                        options=categories(t, view, &chosen)
                    />
                    <Field form name=shelf_field(place, "title_zh") />
                    <Field form name=shelf_field(place, "title_en") />
                    <Field
                        form
                        name=shelf_field(place, "products")
                        kind=Input::Lines(2)
                        hint=s.products_hint
                    />
                </fieldset>
            }
        })
        .collect();
    view! {
        <p class="hint">{s.shelves_hint} " " {hint(t, field, code)}</p>
        {rows}
    }
    .into_any()
}

/// The categories to choose from. A stored one that was renamed or hidden stays in the list, so that it is not lost
/// silently.
fn categories(t: &'static Text, view: &SettingsView, chosen: &str) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), t.settings.no_category.to_owned())];
    let known = view
        .categories
        .iter()
        .map(|(slug, name)| (slug.clone(), name.text.clone()));
    options.extend(known);
    if !options.iter().any(|(slug, _)| slug == chosen) {
        options.push((chosen.to_owned(), chosen.to_owned()));
    }
    options
}

/// The values of a section, for staff who cannot change them.
fn values(t: &'static Text, view: &SettingsView, section: &SectionView) -> AnyView {
    let rows: Vec<_> = section
        .fields
        .iter()
        .map(|field| {
            let stored = match &view.logo {
                Some(picture) if field.name.declared().kind == Kind::Picture => logo(picture),
                _ if field.stored.is_empty() => t.desk.nothing.into_any(),
                _ if matches!(field.name.declared().kind, Kind::Choice(_)) => {
                    label::choice(t.locale, &field.stored).into_any()
                }
                _ => isolated(field.stored.clone()).into_any(),
            };
            view! {
                <div>
                    <dt>{label::setting(t.locale, field.name)}</dt>
                    <dd>{stored}</dd>
                </div>
            }
        })
        .collect();
    view! { <dl class="values">{rows}</dl> }.into_any()
}
