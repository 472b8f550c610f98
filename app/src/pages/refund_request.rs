//! `/refund_request?order_id=`: what is asked back, for which amount, and why.

use crate::{
    actions::order::RequestRefund,
    islands::RequestSum,
    layout::{Frame, Layout, Tab},
    load::load_order_page,
    text::{Text, label},
};
use domain::{
    form::{RefundRequestForm, RequestLineForm},
    limit,
    money::Fen,
    refund::{RefundReason, RequestKind},
    view::refund::{RefundRequestView, RequestLineView},
};
use kit::{
    components::{
        BackLink, Field, FileField, FormState, Kind, Label, Need, Picture, Radios, Seal, Select,
        choices, form::file::PICTURES, label_tone, line_name, line_words, sent_as,
    },
    flash::Flash,
    format, paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The field of the photographs.
const PHOTOS: &str = "photos";

/// The page.
pub fn page() -> AnyView {
    load_order_page(|rq, number| async move {
        let t = Text::of(rq.viewer.locale);
        let mut frame = Frame::load(&rq, Tab::Orders, t.refund.title).await?;
        let typed = match frame.flash.typed::<RefundRequestForm>() {
            Some(typed) => Some(typed),
            None => rq.resume(),
        };
        let view = rq
            .shop
            .refund_request_page(&rq.viewer, &number, typed)
            .await?;
        let state = state(t, &frame.flash, &view);
        state.name_fields_in(&mut frame.form);
        frame.islands = view.allowed;
        let body = if view.allowed {
            form(t, &view, &state)
        } else {
            let why = if view.is_open {
                t.refund.is_open
            } else {
                t.refund.not_now
            };
            view! { <p class="note-box">{why}</p> }.into_any()
        };
        Ok(view! {
            <Layout frame>
                <BackLink href=paths::change_status(&view.number) label=t.order.title />
                <h1>{t.refund.title}</h1>
                <p class="desk-state">
                    <Seal
                        words=label::order(t.locale, view.label)
                        tone=label_tone(view.label)
                        small=true
                    />
                    " "
                    <span class="number">{view.number.clone()}</span>
                </p>
                {body}
            </Layout>
        }
        .into_any())
    })
}

/// The form with its fields. Typed values are assigned to the lines of the page.
fn state(t: &'static Text, flash: &Flash, view: &RefundRequestView) -> FormState {
    let r = &t.refund;
    let aligned = RefundRequestForm {
        lines: view.lines.iter().map(|line| typed(view, line)).collect(),
        ..view.form.clone()
    };
    let mut form = FormState::holding(t, flash, aligned)
        .choice("kind", r.kind)
        .choice("reason_code", r.reason)
        .field("reason_text", r.words, limit::REQUEST_TEXT)
        .choice(PHOTOS, r.photos);
    for (place, line) in view.lines.iter().enumerate() {
        let name = line_name(&line.line.title, &line.line.options);
        let label = Label::short((r.units_of)(&name), r.units);
        form = form.choice(part(place, "qty"), label);
    }
    form
}

fn typed(view: &RefundRequestView, line: &RequestLineView) -> RequestLineForm {
    let number = line.line.line_no.to_string();
    let found = view.form.lines.iter().find(|typed| typed.line_no == number);
    found.cloned().unwrap_or_else(|| RequestLineForm {
        line_no: number,
        qty: "0".to_owned(),
    })
}

/// The name of a line's field.
fn part(place: usize, name: &str) -> String {
    format!("lines[{place}][{name}]")
}

fn form(t: &'static Text, view: &RefundRequestView, state: &FormState) -> AnyView {
    let r = &t.refund;
    let lines: Vec<_> = view
        .lines
        .iter()
        .enumerate()
        .map(|(place, line)| line_fields(t, place, line, state))
        .collect();
    let postage = (view.postage > Fen::ZERO).then(|| {
        let words = (r.postage)(&format::yuan(view.postage));
        view! { <p class="hint">{words}</p> }
    });
    let reasons = choices(RefundReason::OF_CUSTOMERS, RefundReason::as_str, |reason| {
        label::reason(t.locale, reason)
    });
    view! {
        <form
            class="form refund-request"
            method="post"
            action=RequestRefund::url()
            enctype="multipart/form-data"
            novalidate=true
        >
            <input type="hidden" name="form[number]" value=view.number.clone() />
            <input type="hidden" name="form[form_key]" value=view.form.form_key.clone() />
            <fieldset>
                <legend class="section-title">{r.items}</legend>
                <ul class="refund-lines">{lines}</ul>
                {postage}
            </fieldset>
            {kind(t, view, state)}
            <Radios form=state name="reason_code" options=reasons />
            {more(t, view, state)}
            <p class="hint">{r.route}</p>
            {sum(t, view)}
            <div class="actions">
                <button class="button">{r.submit}</button>
            </div>
        </form>
        <RequestSum />
    }
    .into_any()
}

/// The place of the sum, with its figures in fen: a line's amounts by number of units.
fn sum(t: &'static Text, view: &RefundRequestView) -> AnyView {
    let lines: Vec<_> = view
        .lines
        .iter()
        .map(|line| {
            let amounts: Vec<_> = line
                .amounts
                .iter()
                .map(|amount| amount.get().to_string())
                .collect();
            amounts.join(" ")
        })
        .collect();
    let words = (t.refund.back)("¥#");
    view! {
        <p
            id="request-sum"
            class="request-sum"
            role="status"
            data-amounts=lines.join(";")
            data-postage=view.postage.get().to_string()
            data-cap=view.cap.get().to_string()
            data-words=words
        ></p>
    }
    .into_any()
}

/// The two kinds where something was shipped; otherwise money alone.
fn kind(t: &'static Text, view: &RefundRequestView, state: &FormState) -> AnyView {
    if !view.is_returnable() {
        return view! {
            <input type="hidden" name=sent_as("kind") value=RequestKind::Money.as_str() />
            <p>
                <span class="hint">{t.refund.kind}</span>
                " "
                {label::request_kind(t.locale, RequestKind::Money)}
            </p>
        }
        .into_any();
    }
    let kinds = choices(RequestKind::ALL, RequestKind::as_str, |kind| {
        label::request_kind(t.locale, kind)
    });
    view! { <Radios form=state name="kind" options=kinds /> }.into_any()
}

fn line_fields(
    t: &'static Text,
    place: usize,
    line: &RequestLineView,
    state: &FormState,
) -> AnyView {
    let r = &t.refund;
    let units: Vec<_> = line
        .amounts
        .iter()
        .enumerate()
        .map(|(units, amount)| {
            let count = units.to_string();
            let words = if units == 0 {
                r.no_units.to_owned()
            } else {
                (r.units_for)(&count, &format::yuan(*amount))
            };
            (count, words)
        })
        .collect();
    view! {
        <li class="line">
            <input
                type="hidden"
                name=sent_as(&part(place, "line_no"))
                value=line.line.line_no
            />
            <Picture image=line.line.image.clone() plain=true />
            <div class="line-words">
                <p class="line-title">{line_words(t, &line.line.title, &line.line.options)}</p>
                <Select form=state name=part(place, "qty") options=units />
            </div>
        </li>
    }
    .into_any()
}

/// Words and pictures, folded unless they hold something.
fn more(t: &'static Text, view: &RefundRequestView, state: &FormState) -> AnyView {
    let r = &t.refund;
    let open = state.is_refused() || !view.photos.is_empty();
    let kept: Vec<_> = view
        .form
        .photos
        .iter()
        .map(|key| view! { <input type="hidden" name="form[photos][]" value=key.clone() /> })
        .collect();
    let names = (!view.photos.is_empty()).then(|| {
        let names = t.enumerated(view.photos.iter().map(String::as_str));
        view! { <p>{(r.kept)(&names)}</p> }
    });
    view! {
        <details class="more" open=open>
            <summary>{r.more} <span class="optional">{t.frame.optional}</span></summary>
            <div class="form">
                <Field form=state name="reason_text" kind=Kind::Lines(2) need=Need::Unsaid />
                {kept}
                {names}
                <FileField form=state name=PHOTOS accept=PICTURES hint=r.photos_hint multiple=true />
            </div>
        </details>
    }
    .into_any()
}
