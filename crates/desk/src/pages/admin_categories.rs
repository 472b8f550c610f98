//! `/admin/categories`: the tree, and a form for a new one; `/admin/categories/{slug}`: one of them.

use crate::{
    actions::{DeleteCategory, MoveCategory, SaveCategory},
    components::staff_acts,
    layout::{AdminFrame, AdminLayout},
    load::{load_page, param},
    text::{Text, isolate},
};
use domain::{
    error::ErrorCode,
    form::CategoryForm,
    limit,
    listing::Asked,
    view::catalog::desk::{CategoriesView, CategoryDeskView, CategoryRow, ParentChoice},
};
use kit::{
    components::{BackLink, Check, Field, FormState, Need, Select, say},
    flash::Flash,
    paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The tree.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let view = rq.shop.admin_categories(&rq.viewer).await?;
        let t = Text::of(rq.viewer.locale);
        let mut frame = AdminFrame::load(&rq, t.shared.categories).await;
        let form = state(t, &frame.flash, CategoryForm::default());
        let create = if view.may_change {
            form.name_fields_in(&mut frame.form);
            let fields = fields(t, &form, &view.parents, None);
            view! {
                <section aria-labelledby="new">
                    <h2 id="new" class="section-title">{t.category.new}</h2>
                    <form class="form" method="post" action=SaveCategory::url() novalidate=true>
                        {fields}
                        <button class="button">{t.category.create}</button>
                    </form>
                </section>
            }
            .into_any()
        } else {
            view! { <p class="note-box">{t.category.read_only}</p> }.into_any()
        };
        Ok(view! {
            <AdminLayout frame>
                <h1>{t.shared.categories}</h1>
                {tree(t, &view)}
                {create}
            </AdminLayout>
        }
        .into_any())
    })
}

/// One category.
pub fn one() -> AnyView {
    let slug = param("slug");
    load_page(|rq| async move {
        let view = rq.shop.admin_category(&rq.viewer, &slug).await?;
        let t = Text::of(rq.viewer.locale);
        let c = &t.category;
        let mut frame = AdminFrame::load(&rq, view.name.text.clone()).await;
        let form = state(t, &frame.flash, view.stored.clone());
        let body = if view.may_change {
            form.name_fields_in(&mut frame.form);
            edit(t, &form, &view)
        } else {
            view! { <p class="note-box">{c.read_only}</p> }.into_any()
        };
        let seen = if view.shown {
            let href = paths::category(t.locale, Some(&view.stored.slug), &Asked::default());
            view! { <a href=href>{t.editor.view_in_shop}</a> }.into_any()
        } else {
            view! { <span class="hint">{c.hidden}</span> }.into_any()
        };
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN_CATEGORIES label=t.shared.categories />
                <h1>{say(&view.name, t.locale)}</h1>
                <p class="desk-state">{seen}</p>
                {body}
                <section aria-labelledby="history">
                    <h2 id="history" class="section-title">{t.editor.history}</h2>
                    {staff_acts(t, &view.acts, t.editor.no_history)}
                </section>
            </AdminLayout>
        }
        .into_any())
    })
}

fn state(t: &'static Text, flash: &Flash, stored: CategoryForm) -> FormState {
    let c = &t.category;
    FormState::of(t, flash, stored)
        .field("name_zh", c.name_zh, limit::CATEGORY)
        .field("name_en", c.name_en, limit::CATEGORY)
        .field("slug", c.slug, limit::SLUG)
        .choice("parent", c.parent)
        .choice("hidden", c.hide)
}

/// The name of a category with those above it.
fn path(choice: &ParentChoice) -> String {
    let names: Vec<&str> = choice
        .path
        .iter()
        .map(|words| words.text.as_str())
        .collect();
    names.join(" › ")
}

/// `Now: …` beside a field that another person changed.
fn now(t: &'static Text, form: &FormState, field: &str, stored: Option<&str>) -> String {
    match stored {
        Some(stored) if form.code(field) == Some(ErrorCode::ChangedMeanwhile) => {
            let stored = if stored.is_empty() {
                t.desk.nothing
            } else {
                stored
            };
            (t.settings.stored_now)(stored)
        }
        Some(_) | None => String::new(),
    }
}

fn fields(
    t: &'static Text,
    form: &FormState,
    parents: &[ParentChoice],
    stored: Option<&CategoryForm>,
) -> AnyView {
    let c = &t.category;
    let mut options = vec![(String::new(), c.top.to_owned())];
    options.extend(
        parents
            .iter()
            .map(|choice| (choice.slug.clone(), path(choice))),
    );
    let above = stored.map(|stored| {
        let found = options.iter().find(|(slug, _)| *slug == stored.parent);
        found.map_or_else(|| stored.parent.clone(), |(_, name)| name.clone())
    });
    let slug_now = now(t, form, "slug", stored.map(|stored| stored.slug.as_str()));
    let slug_hint = if slug_now.is_empty() {
        c.slug_hint.to_owned()
    } else {
        slug_now
    };
    let zh = now(
        t,
        form,
        "name_zh",
        stored.map(|stored| stored.name_zh.as_str()),
    );
    let en = now(
        t,
        form,
        "name_en",
        stored.map(|stored| stored.name_en.as_str()),
    );
    view! {
        <Field form name="name_zh" hint=zh need=Need::Required />
        <Field form name="name_en" hint=en need=Need::Optional />
        <Field form name="slug" hint=slug_hint need=Need::Optional />
        <Select form name="parent" options hint=now(t, form, "parent", above.as_deref()) />
        <Check form name="hidden" />
    }
    .into_any()
}

fn edit(t: &'static Text, form: &FormState, view: &CategoryDeskView) -> AnyView {
    let c = &t.category;
    let stored = &view.stored;
    let delete = view.empty.then(|| {
        view! {
            <form class="form" method="post" action=DeleteCategory::url()>
                <input type="hidden" name="form[category]" value=stored.category.clone() />
                <input type="hidden" name="form[version]" value=stored.version.clone() />
                <p class="hint">{c.delete_note}</p>
                <button class="button button-plain">{c.delete}</button>
            </form>
        }
    });
    view! {
        <form class="form" method="post" action=SaveCategory::url() novalidate=true>
            <input type="hidden" name="form[category]" value=stored.category.clone() />
            // The present version, because the page shows what is stored now.
            <input type="hidden" name="form[version]" value=stored.version.clone() />
            {fields(t, form, &view.parents, Some(stored))}
            <button class="button">{t.editor.save}</button>
        </form>
        {delete}
    }
    .into_any()
}

fn tree(t: &'static Text, view: &CategoriesView) -> AnyView {
    if view.rows.is_empty() {
        return view! { <p class="empty">{t.category.none}</p> }.into_any();
    }
    let rows: Vec<_> = view
        .rows
        .iter()
        .map(|row| line(t, row, view.may_change))
        .collect();
    view! { <ul class="desk-tree" aria-label=t.category.tree>{rows}</ul> }.into_any()
}

fn line(t: &'static Text, row: &CategoryRow, may_change: bool) -> AnyView {
    let c = &t.category;
    let hidden = row
        .hidden
        .then(|| view! { <span class="hint">{c.hidden}</span> });
    let name = isolate(&row.name.text);
    let acts = may_change.then(|| {
        view! {
            <div class="desk-tree-acts">
                {step(&row.slug, "up", (c.up)(&name), "↑", row.first)}
                {step(&row.slug, "down", (c.down)(&name), "↓", row.last)}
            </div>
        }
    });
    let class = match row.level {
        0 => "desk-tree-1",
        1 => "desk-tree-2",
        _ => "desk-tree-3",
    };
    view! {
        <li class=class>
            <a href=paths::admin_category(&row.slug)>{say(&row.name, t.locale)}</a>
            {hidden}
            {acts}
        </li>
    }
    .into_any()
}

fn step(
    slug: &str,
    to: &'static str,
    label: String,
    arrow: &'static str,
    disabled: bool,
) -> AnyView {
    view! {
        <form method="post" action=MoveCategory::url()>
            <input type="hidden" name="form[category]" value=slug.to_owned() />
            <input type="hidden" name="form[to]" value=to />
            <button class="quiet" aria-label=label disabled=disabled>{arrow}</button>
        </form>
    }
    .into_any()
}
