//! What the check of a sheet found: refused cells first, then what would change.

use super::{more::more, pictures};
use crate::{
    actions::StartImport,
    layout::AdminFrame,
    text::{Text, label},
};
use domain::{
    form::ImportStartForm,
    import::ImportSource,
    view::catalog::import::{ImportChange, ImportView, ImportWrong},
};
use kit::{
    components::{Check, FormState, ListTable, isolated, sent_as},
    flash::Args,
    paths,
    text::error,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The findings, and the button that imports.
pub(super) fn found(t: &'static Text, view: &ImportView, frame: &mut AdminFrame) -> AnyView {
    let i = &t.import;
    let stored = ImportStartForm {
        import: view.listed.key.clone(),
        yuan: String::new(),
    };
    let form = FormState::of(t, &frame.flash, stored).choice("yuan", i.yuan);
    form.name_fields_in(&mut frame.form);
    let recognised = match view.source {
        ImportSource::Own => None,
        ImportSource::Shopify => Some((i.recognised)("Shopify")),
        ImportSource::WooCommerce => Some((i.recognised)("WooCommerce")),
    };
    let unread = (!view.unread.is_empty())
        .then(|| (i.unread)(&t.enumerated(view.unread.iter().map(String::as_str))));
    let taken = (view.pictures.taken > 0).then(|| (i.taken)(&view.pictures.taken.to_string()));
    let notes: Vec<_> = [recognised, unread, taken]
        .into_iter()
        .flatten()
        .map(|note| view! { <li>{note}</li> })
        .collect();
    let notes = (!notes.is_empty()).then(|| view! { <ul class="hint">{notes}</ul> });
    view! {
        {notes}
        {counts(t, view)}
        {start(t, view, &form)}
        {wrong(t, view)}
        {pictures::pictures(t, view)}
        {changes(t, view)}
    }
    .into_any()
}

/// The form that starts the import, if anything is to be imported.
fn start(t: &'static Text, view: &ImportView, form: &FormState) -> AnyView {
    let i = &t.import;
    let rows = view.new.saturating_add(view.changed);
    if rows == 0 {
        return view! {
            <p>
                {i.nothing} " "
                <a href=paths::ADMIN_IMPORT>{i.again}</a>
            </p>
        }
        .into_any();
    }
    let words = if view.skipped == 0 {
        (i.start)(&rows.to_string())
    } else {
        (i.start_skip)(&rows.to_string(), &view.skipped.to_string())
    };
    let yuan = view
        .source
        .asks_currency()
        .then(|| view! { <Check form name="yuan" /> });
    view! {
        <form class="form" method="post" action=StartImport::url() novalidate=true>
            <input type="hidden" name=sent_as("import") value=view.listed.key.clone() />
            {yuan}
            <button class="button">{words}</button>
        </form>
    }
    .into_any()
}

/// The rows by what happens to them.
pub(super) fn counts(t: &'static Text, view: &ImportView) -> AnyView {
    let i = &t.import;
    let counts = [
        (i.wrong, view.skipped),
        (i.new, view.new),
        (i.changed, view.changed),
        (i.unchanged, view.unchanged),
    ];
    let counts = counts.map(|(words, count)| {
        view! { <div><dt>{words}</dt><dd>{count}</dd></div> }
    });
    view! { <dl class="import-counts">{counts.into_iter().collect::<Vec<_>>()}</dl> }.into_any()
}

/// The refused cells.
pub(super) fn wrong(t: &'static Text, view: &ImportView) -> AnyView {
    let i = &t.import;
    if view.wrong.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = view.wrong.iter().map(|cell| wrong_row(t, cell)).collect();
    let head = vec![
        (i.row, true),
        (i.column, false),
        (i.value, false),
        (t.shared.why, false),
    ];
    view! {
        <section>
            <h2 class="section-title">{i.wrong}</h2>
            <p class="import-acts">
                <a href=paths::admin_import_wrong(&view.listed.key)>{i.get_wrong}</a>
            </p>
            <div class="import-rows">
                <ListTable t title=i.wrong head rows none="" />
            </div>
            {more(t, view.wrong_count, view.wrong.len())}
        </section>
    }
    .into_any()
}

/// The number of a row; where the columns have no heads, with the word.
fn row_head(t: &'static Text, row: i64) -> AnyView {
    view! {
        <th scope="row" class="figure">
            <span class="import-head" aria-hidden="true">
                {t.import.row}
                " "
            </span>
            {row}
        </th>
    }
    .into_any()
}

fn wrong_row(t: &'static Text, cell: &ImportWrong) -> AnyView {
    let why = cell
        .why
        .map(|code| error::sentence(t.locale, code, &Args::default()));
    view! {
        <tr>
            {row_head(t, cell.row)}
            <td>{isolated(cell.column.clone())}</td>
            <td class="wraps">{isolated(cell.value.clone())}</td>
            <td class="wraps">{why}</td>
        </tr>
    }
    .into_any()
}

/// The fields that change, old and new.
pub(super) fn changes(t: &'static Text, view: &ImportView) -> AnyView {
    let i = &t.import;
    if view.changes.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = view.changes.iter().map(|one| change_row(t, one)).collect();
    let head = vec![
        (i.row, true),
        (i.part, false),
        (i.field, false),
        (i.change, false),
    ];
    view! {
        <section>
            <h2 class="section-title">{i.changed}</h2>
            <div class="import-rows">
                <ListTable t title=i.changed head rows none="" />
            </div>
            {more(t, view.change_count, view.changes.len())}
        </section>
    }
    .into_any()
}

fn change_row(t: &'static Text, change: &ImportChange) -> AnyView {
    let said = |value: &str| label::logged_value(t.locale, change.field, value);
    let steep = change.is_steep.then(|| {
        view! { " " <span class="line-note line-wrong">{t.import.steep}</span> }
    });
    let after = if change.to.is_empty() {
        t.desk.nothing.to_owned()
    } else {
        said(&change.to)
    };
    let before = (!change.from.is_empty())
        .then(|| view! { <del>{isolated(said(&change.from))}</del> " → " });
    view! {
        <tr>
            {row_head(t, change.row)}
            <td>{isolated(change.part.clone())}</td>
            <td>{label::logged_field(t.locale, change.field)}</td>
            <td class="wraps">{before} <ins>{isolated(after)}</ins> {steep}</td>
        </tr>
    }
    .into_any()
}
