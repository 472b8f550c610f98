//! The form for goods that came back: of each line the units for stock and those written off.

use super::decide::{confirming, lower_fields, lowering};
use crate::{
    actions::ReceiveReturn,
    text::{Text, label},
};
use domain::{
    actions::Action,
    form::{ReturnLineForm, ReturnReceiveForm},
    limit,
    view::refund::RefundDeskView,
};
use kit::{
    components::{Field, FormState, Kind, Label, line_name, line_words, sent_as},
    flash::Flash,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The form, and the lower amount that is to be confirmed.
pub(super) struct Form {
    pub(super) state: FormState,
    confirm_fen: String,
}

impl Form {
    pub(super) fn of(t: &'static Text, flash: &Flash, view: &RefundDeskView) -> Self {
        let request = &view.request_no;
        let stored = ReturnReceiveForm {
            out_request_no: request.clone(),
            lines: view
                .lines
                .iter()
                .map(|line| ReturnLineForm {
                    line_no: line.line.line_no.to_string(),
                    restock: line.qty.to_string(),
                    write_off: "0".to_owned(),
                })
                .collect(),
            ..ReturnReceiveForm::default()
        };
        let is_this = |typed: &ReturnReceiveForm| typed.out_request_no == *request;
        let mut state = lowering(t, FormState::among(t, flash, "receive", stored, is_this));
        for (place, line) in view.lines.iter().enumerate() {
            let name = line_name(&line.line.title, &line.line.options);
            let back = Label::short((t.refunds.restock_of)(&name), t.refunds.restock);
            let off = Label::short((t.refunds.write_off_of)(&name), t.refunds.write_off);
            state = state
                .field(part(place, "restock"), back, limit::UNITS)
                .field(part(place, "write_off"), off, limit::UNITS);
        }
        Self {
            confirm_fen: confirming(flash, &state),
            state,
        }
    }
}

/// The name of a line's field.
fn part(place: usize, name: &str) -> String {
    format!("lines[{place}][{name}]")
}

/// The form itself.
pub(super) fn form(t: &'static Text, view: &RefundDeskView, form: &Form) -> AnyView {
    let r = &t.refunds;
    let state = &form.state;
    let lines: Vec<_> = view
        .lines
        .iter()
        .enumerate()
        .map(|(place, line)| {
            view! {
                <li class="refund-line">
                    <input
                        type="hidden"
                        name=sent_as(&part(place, "line_no"))
                        value=line.line.line_no
                    />
                    <div class="refund-line-words">
                        <p class="line-title">
                            {line_words(t, &line.line.title, &line.line.options)} " "
                            {(t.shared.units)(&line.qty.to_string())}
                        </p>
                    </div>
                    <Field form=state name=part(place, "restock") kind=Kind::Text />
                    <Field form=state name=part(place, "write_off") kind=Kind::Text />
                </li>
            }
        })
        .collect();
    let open = !state.value("amount").is_empty();
    view! {
        <form class="form" method="post" action=ReceiveReturn::url() novalidate=true>
            <input type="hidden" name="form[out_request_no]" value=view.request_no.clone() />
            <fieldset>
                <legend class="section-title">{r.receive}</legend>
                <p class="hint">{r.receive_hint}</p>
                <ul class="refund-lines">{lines}</ul>
            </fieldset>
            <details class="more" open=open>
                <summary>{r.lower}</summary>
                <div class="form">{lower_fields(state, &form.confirm_fen)}</div>
            </details>
            <div class="actions">
                <button class="button">{label::action(t.locale, Action::ReceiveReturn)}</button>
            </div>
        </form>
    }
    .into_any()
}
