//! The refund form: units, amount and restock checkbox of each line, reason and notes.

use crate::{
    islands::RefundPreview,
    text::{Text, label},
};
use domain::{
    form::{RefundForm, RefundLineForm},
    limit,
    order::LineKind,
    refund::RefundReason,
    view::admin::{RefundLineView, RefundPageView},
};
use kit::{
    components::{
        Check, Field, FormState, Kind, Label, Money, Need, Seal, Select, choices, label_tone,
        line_name, line_words, sent_as,
    },
    flash::Flash,
    format, paths,
};
use leptos::prelude::*;

/// Title, state and refundable amount.
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

/// The form with its fields. Typed values are assigned to the lines of the page.
pub(super) fn state(t: &'static Text, flash: &Flash, view: &RefundPageView) -> FormState {
    let a = &t.admin;
    let aligned = RefundForm {
        lines: view
            .lines
            .iter()
            .map(|line| typed_line(view, line))
            .collect(),
        ..view.form.clone()
    };
    let mut form = FormState::holding(t, flash, aligned)
        .choice("reason_code", a.reason)
        .field("reason_text", a.reason_text, limit::REASON_TEXT)
        .field("staff_note", t.admin.staff_note, limit::STAFF_NOTE);
    for (place, line) in view.lines.iter().enumerate() {
        let name = line_name(&line.line.title, &line.line.options);
        let amount = Label::short((a.refund_amount_of)(&name), a.col_amount);
        form = form
            .choice(
                part(place, "qty"),
                Label::short((a.refund_units_of)(&name), t.desk.units),
            )
            .field(part(place, "amount"), amount, limit::AMOUNT)
            .choice(
                part(place, "restock"),
                Label::short((a.restock_of)(&name), a.restock),
            );
    }
    form
}

/// The typed values of a line; an untouched one has the page's defaults.
fn typed_line(view: &RefundPageView, line: &RefundLineView) -> RefundLineForm {
    let number = line.line.line_no.to_string();
    let typed = view.form.lines.iter().find(|typed| typed.line_no == number);
    typed.cloned().unwrap_or_else(|| RefundLineForm {
        line_no: number,
        restock: if line.restock_default { "1" } else { "" }.to_owned(),
        ..RefundLineForm::default()
    })
}

/// The name of a line's field.
fn part(place: usize, name: &str) -> String {
    format!("lines[{place}][{name}]")
}

/// The whole form. Its buttons compute the plan; the plan has the button to send.
pub(super) fn fields(t: &'static Text, view: &RefundPageView, form: &FormState) -> AnyView {
    let a = &t.admin;
    let lines: Vec<_> = view
        .lines
        .iter()
        .enumerate()
        .map(|(place, line)| line_fields(t, place, line, form))
        .collect();
    // One main button a page: with a plan, it is the plan's.
    let compute = if view.plan.is_some() {
        "button button-plain"
    } else {
        "button"
    };
    view! {
        <form
            class="refund-form"
            method="post"
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
            {reason(t, form)}
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

fn line_fields(t: &'static Text, place: usize, line: &RefundLineView, form: &FormState) -> AnyView {
    let units: Vec<_> = (0..=line.units_left)
        .map(|units| (units.to_string(), unit_words(t, line, units)))
        .collect();
    let restock = match line.kind {
        LineKind::Item => Some(view! { <Check form name=part(place, "restock") /> }),
        LineKind::Postage => None,
    };
    view! {
        <li class="refund-line">
            <input
                type="hidden"
                name=sent_as(&part(place, "line_no"))
                value=line.line.line_no
            />
            <div class="refund-line-words">
                <p class="line-title">{line_words(t, &line.line.title, &line.line.options)}</p>
                <p class="hint">
                    {t.admin.col_amount_left} " "
                    <Money amount=line.amount_left />
                </p>
            </div>
            <Select form name=part(place, "qty") options=units />
            <Field
                form
                name=part(place, "amount")
                kind=Kind::Amount
                placeholder=format!("≤ {}", line.amount_left)
            />
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

fn reason(t: &'static Text, form: &FormState) -> AnyView {
    let a = &t.admin;
    let options = choices(RefundReason::ALL, RefundReason::as_str, |reason| {
        label::reason(t.locale, reason)
    });
    view! {
        <Select form name="reason_code" options pick=Some(a.reason_pick) />
        <div class="pair">
            <Field
                form
                name="reason_text"
                hint=a.reason_text_hint
                kind=Kind::Lines(2)
                need=Need::Optional
            />
            <Field
                form
                name="staff_note"
                hint=a.refund_note_hint
                kind=Kind::Lines(2)
                need=Need::Optional
            />
        </div>
    }
    .into_any()
}
