//! The refund form: units, amount and restock tick of each line, reason and notes.

use crate::{
    components::{Money, Seal, TextArea, field_id, label_tone},
    format,
    islands::RefundPreview,
    pages::change_status::{line_name, line_words},
    paths,
    text::{Text, error, label},
};
use domain::{
    error::FieldError,
    form::RefundLineForm,
    order::LineKind,
    refund::RefundReason,
    view::admin::{RefundLineView, RefundPageView},
};
use leptos::prelude::*;

/// Title, state and cap.
pub(super) fn head(t: &'static Text, view: &RefundPageView) -> AnyView {
    view! {
        <section class="desk-top">
            <h1 class="desk-title">
                {t.admin.refund_title} " "
                <span class="number">{view.number.clone()}</span>
            </h1>
            <p class="desk-state">
                <Seal
                    words=label::order(t.locale, view.label)
                    tone=label_tone(view.label)
                    small=true
                />
            </p>
            <p class="cap">{(t.admin.cap)(&format::yuan(view.cap))}</p>
        </section>
    }
    .into_any()
}

/// Names of the form's fields, for the error summary.
pub(super) fn field_labels(t: &'static Text, view: &RefundPageView) -> Vec<(String, String)> {
    let a = &t.admin;
    let mut names = vec![
        ("reason_code".to_owned(), a.reason.to_owned()),
        ("reason_text".to_owned(), a.reason_text.to_owned()),
        ("staff_note".to_owned(), a.refund_note.to_owned()),
    ];
    for (place, line) in view.lines.iter().enumerate() {
        let name = line_name(&line.line.title, &line.line.options);
        names.push((format!("lines[{place}][qty]"), (a.refund_units_of)(&name)));
        names.push((
            format!("lines[{place}][amount]"),
            (a.refund_amount_of)(&name),
        ));
        names.push((format!("lines[{place}][restock]"), (a.restock_of)(&name)));
    }
    names
}

/// The name a field is sent under: `lines[0][qty]` goes out as `form[lines][0][qty]`.
fn sent_as(field: &str) -> String {
    match field.split_once('[') {
        Some((head, rest)) => format!("form[{head}][{rest}"),
        None => format!("form[{field}]"),
    }
}

/// The refusal of one field, as a line above it.
fn told(t: &'static Text, name: &str, errors: &[FieldError]) -> Option<(String, AnyView)> {
    let id = field_id(name);
    let found = errors.iter().find(|error| field_id(&error.field) == id)?;
    let words = error::sentence(t.locale, found.code, &Default::default());
    let error_id = format!("{id}-error");
    let shown = view! { <p class="field-error" id=error_id.clone()>{words}</p> }.into_any();
    Some((error_id, shown))
}

/// The whole form. Its buttons ask for the plan; sending is the plan's own button.
pub(super) fn fields(t: &'static Text, view: &RefundPageView, errors: &[FieldError]) -> AnyView {
    let a = &t.admin;
    let lines: Vec<_> = view
        .lines
        .iter()
        .enumerate()
        .map(|(place, line)| {
            let number = line.line.line_no.to_string();
            let typed = view.form.lines.iter().find(|typed| typed.line_no == number);
            line_fields(t, place, line, typed, errors)
        })
        .collect();
    // One main button a page: with a plan above, that is its own.
    let compute = if view.plan.is_some() {
        "button button-plain"
    } else {
        "button"
    };
    view! {
        <form
            class="refund-form"
            method="get"
            action=paths::admin_refund(&view.number)
            novalidate=true
        >
            <input type="hidden" name="form[number]" value=view.number.clone() />
            <input type="hidden" name="form[form_key]" value=view.form.form_key.clone() />
            <fieldset>
                <legend class="section-title">{a.refund_lines}</legend>
                <p class="hint">{a.amount_hint}</p>
                <ul class="refund-lines">{lines}</ul>
            </fieldset>
            <RefundPreview />
            {reason(t, view, errors)}
            <div class="actions">
                <button class=compute>{a.compute}</button>
                <button class="button button-plain" name="form[whole]" value="all">
                    {a.whole}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn line_fields(
    t: &'static Text,
    place: usize,
    line: &RefundLineView,
    typed: Option<&RefundLineForm>,
    errors: &[FieldError],
) -> AnyView {
    let a = &t.admin;
    let name = line_name(&line.line.title, &line.line.options);
    let typed = typed.cloned().unwrap_or_default();
    let field = |part: &str| format!("lines[{place}][{part}]");
    let wrong_qty = told(t, &field("qty"), errors);
    let wrong_amount = told(t, &field("amount"), errors);
    let described = |found: &Option<(String, AnyView)>| found.as_ref().map(|(id, _)| id.clone());
    let (qty_by, amount_by) = (described(&wrong_qty), described(&wrong_amount));
    let (qty_wrong, amount_wrong) = (
        qty_by.as_ref().map(|_| "true"),
        amount_by.as_ref().map(|_| "true"),
    );
    let chosen: i64 = typed.qty.parse().unwrap_or(0);
    let units: Vec<_> = (0..=line.units_left)
        .map(|units| {
            view! {
                <option value=units selected=units == chosen>
                    {unit_words(t, line, units)}
                </option>
            }
        })
        .collect();
    let restock = match line.kind {
        LineKind::Item => Some(restock_tick(t, &field("restock"), &name, &typed, line)),
        LineKind::Postage => None,
    };
    view! {
        <li class="refund-line">
            <input type="hidden" name=sent_as(&field("line_no")) value=line.line.line_no />
            <div class="refund-line-words">
                <p class="line-title">{line_words(t, &line.line.title, &line.line.options)}</p>
                <p class="hint">
                    {a.col_amount_left} " "
                    <Money amount=line.amount_left />
                </p>
            </div>
            <div class="field">
                <label for=field_id(&field("qty"))>
                    <span class="vh">{(a.refund_units_of)(&name)}</span>
                    <span aria-hidden="true">{a.col_units_left}</span>
                </label>
                {wrong_qty.map(|(_, shown)| shown)}
                <select
                    id=field_id(&field("qty"))
                    name=sent_as(&field("qty"))
                    aria-describedby=qty_by
                    aria-invalid=qty_wrong
                >
                    {units}
                </select>
            </div>
            <div class="field">
                <label for=field_id(&field("amount"))>
                    <span class="vh">{(a.refund_amount_of)(&name)}</span>
                    <span aria-hidden="true">{a.col_amount}</span>
                </label>
                {wrong_amount.map(|(_, shown)| shown)}
                <input
                    id=field_id(&field("amount"))
                    name=sent_as(&field("amount"))
                    value=typed.amount
                    inputmode="decimal"
                    maxlength="16"
                    autocomplete="off"
                    placeholder=format!("≤ {}", line.amount_left)
                    aria-describedby=amount_by
                    aria-invalid=amount_wrong
                />
            </div>
            {restock}
        </li>
    }
    .into_any()
}

/// `2 件 · 建议 ¥63.86`.
fn unit_words(t: &'static Text, line: &RefundLineView, units: i64) -> String {
    let count = (t.admin.units_n)(&units.to_string());
    let amount = usize::try_from(units)
        .ok()
        .and_then(|units| line.suggested.get(units));
    match amount {
        Some(amount) if units > 0 => {
            format!("{count} · {}", (t.admin.suggested)(&format::yuan(*amount)))
        }
        Some(_) | None => count,
    }
}

fn restock_tick(
    t: &'static Text,
    field: &str,
    name: &str,
    typed: &RefundLineForm,
    line: &RefundLineView,
) -> AnyView {
    // An untouched line has no number typed yet: the default of the page holds.
    let ticked = if typed.line_no.is_empty() {
        line.restock_default
    } else {
        typed.restock == "1"
    };
    let id = field_id(field);
    view! {
        <div class="tick-field">
            <input id=id.clone() type="checkbox" name=sent_as(field) value="1" checked=ticked />
            <label for=id>
                <span class="vh">{(t.admin.restock_of)(name)}</span>
                <span aria-hidden="true">{t.admin.restock}</span>
            </label>
        </div>
    }
    .into_any()
}

fn reason(t: &'static Text, view: &RefundPageView, errors: &[FieldError]) -> AnyView {
    let a = &t.admin;
    let chosen = view.form.reason_code.clone();
    let options: Vec<_> = RefundReason::ALL
        .iter()
        .map(|reason| {
            view! {
                <option value=reason.as_str() selected=reason.as_str() == chosen>
                    {label::reason(t.locale, *reason)}
                </option>
            }
        })
        .collect();
    let wrong = told(t, "reason_code", errors);
    let described = wrong.as_ref().map(|(id, _)| id.clone());
    let invalid = wrong.as_ref().map(|_| "true");
    view! {
        <div class="field">
            <label for=field_id("reason_code")>{a.reason}</label>
            {wrong.map(|(_, shown)| shown)}
            <select
                id=field_id("reason_code")
                name="form[reason_code]"
                required=true
                aria-describedby=described
                aria-invalid=invalid
            >
                <option value="">{a.reason_pick}</option>
                {options}
            </select>
        </div>
        <div class="pair">
            {note(t, "reason_text", a.reason_text, a.reason_text_hint, &view.form.reason_text, errors)}
            {note(t, "staff_note", a.refund_note, a.refund_note_hint, &view.form.staff_note, errors)}
        </div>
    }
    .into_any()
}

fn note(
    t: &'static Text,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    value: &str,
    errors: &[FieldError],
) -> AnyView {
    let id = field_id(name);
    let hint_id = format!("{id}-hint");
    let wrong = told(t, name, errors);
    let invalid = wrong.is_some();
    let described = match &wrong {
        Some((error_id, _)) => format!("{error_id} {hint_id}"),
        None => hint_id.clone(),
    };
    view! {
        <div class="field">
            <label for=id.clone()>
                {label}
                <span class="optional">{t.frame.optional}</span>
            </label>
            {wrong.map(|(_, shown)| shown)}
            <TextArea
                id=id
                name=format!("form[{name}]")
                value=value.to_owned()
                rows=2
                maxlength=500
                described=Some(described)
                invalid=invalid
            />
            <p class="hint" id=hint_id>{hint}</p>
        </div>
    }
    .into_any()
}
