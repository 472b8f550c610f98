//! Refunds of the order, and payments that are not applied to it.

use crate::{
    actions::order::{SendReturn, WithdrawRefund},
    text::{Text, isolate, label},
};
use domain::{
    actions::Action,
    form::ReturnSendForm,
    limit,
    money::Fen,
    refund::RefundState,
    view::order::{OrderView, RefundView, SurplusView},
};
use kit::{
    components::{Chip, Field, FormState, Money, Need, isolated, refund_tone},
    flash::Flash,
    format, paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The form with the parcel of goods that go back.
pub fn return_form(
    t: &'static Text,
    flash: &Flash,
    number: &str,
    refund: &RefundView,
) -> FormState {
    let request = &refund.out_request_no;
    let parcel = refund.goods.as_ref().and_then(|goods| goods.parcel.clone());
    let (carrier, tracking_no) = parcel.unwrap_or_default();
    let stored = ReturnSendForm {
        number: number.to_owned(),
        out_request_no: request.clone(),
        carrier,
        tracking_no,
    };
    let is_this = |typed: &ReturnSendForm| typed.out_request_no == *request;
    FormState::among(t, flash, request, stored, is_this)
        .field("carrier", t.refund.carrier, limit::CARRIER)
        .field("tracking_no", t.refund.tracking, limit::TRACKING)
}

/// The refunds of an order.
pub fn refunds(t: &'static Text, view: &OrderView, flash: &Flash) -> AnyView {
    if view.refunds.is_empty() {
        return ().into_any();
    }
    let sum = (view.refunded > Fen::ZERO).then(|| {
        view! {
            <p class="refund-sum">
                {t.shared.refunded} " "
                <Money amount=view.refunded />
            </p>
        }
    });
    let cards: Vec<_> = view
        .refunds
        .iter()
        .map(|refund| {
            let form = return_form(t, flash, &view.number, refund);
            refund_card(t, &view.number, refund, &form)
        })
        .collect();
    view! {
        <section aria-labelledby="refunds">
            <h2 id="refunds" class="section-title">{t.shared.refunds}</h2>
            {sum}
            <ul class="refunds">{cards}</ul>
        </section>
    }
    .into_any()
}

/// One refund: amount, state, reason, time and number, and what the customer may do to it.
fn refund_card(t: &'static Text, number: &str, refund: &RefundView, form: &FormState) -> AnyView {
    let o = &t.order;
    let why = refund.reason.map(|reason| label::reason(t.locale, reason));
    let why = why.unwrap_or_else(|| label::origin(t.locale, refund.origin));
    let words = refund
        .reason_text
        .clone()
        .map(|words| view! { <p>{isolated(words)}</p> });
    let done = refund.succeeded_at.map(|at| {
        view! {
            <li class="done">
                <span class="step-name">{o.refund_done}</span>
                <time datetime=format::machine(at)>{format::moment(at, t.locale)}</time>
            </li>
        }
    });
    let asked = refund.asked.filter(|asked| *asked != refund.amount);
    let asked = asked.map(|asked| {
        let words = (t.refund.asked_for)(&format::yuan(asked));
        view! { <p class="hint">{words}</p> }
    });
    view! {
        <li class="refund">
            <p class="refund-head">
                <Money amount=refund.amount class="money-big" />
                <Chip words=label::refund(t.locale, refund.state) tone=refund_tone(refund.state) />
            </p>
            {asked}
            <p class="hint">{why} " · " {o.refund_route}</p>
            {words}
            {photos(t, refund)}
            {told(t, refund)}
            {goods(t, refund, form)}
            <ol class="refund-steps">
                <li class="done">
                    <span class="step-name">{o.refund_asked}</span>
                    <time datetime=format::machine(refund.created_at)>
                        {format::moment(refund.created_at, t.locale)}
                    </time>
                </li>
                {done}
            </ol>
            <p class="hint">
                {o.refund_no} " " <span class="number">{refund.out_request_no.clone()}</span>
            </p>
            {withdraw(t, number, refund)}
        </li>
    }
    .into_any()
}

/// Links to the photographs, which only the customer and staff can open.
fn photos(t: &'static Text, refund: &RefundView) -> Option<AnyView> {
    let links: Vec<_> = (1..=refund.photos)
        .map(|place| {
            let href = paths::refund_photo(&refund.out_request_no, place);
            let words = (t.refund.photo)(&place.to_string());
            view! { <li><a href=href>{words}</a></li> }
        })
        .collect();
    (!links.is_empty()).then(|| view! { <ul class="refund-photos">{links}</ul> }.into_any())
}

/// What the shop says about its decision, or why the request ended without one.
fn told(t: &'static Text, refund: &RefundView) -> Option<AnyView> {
    let r = &t.refund;
    if let Some(words) = &refund.decision_text {
        let words = isolated(words.clone());
        return Some(view! { <p class="note-box">{r.told} {t.frame.colon} {words}</p> }.into_any());
    }
    if refund.state != RefundState::Rejected {
        return None;
    }
    let is_overdue = refund
        .goods
        .as_ref()
        .is_some_and(|goods| goods.parcel.is_none());
    let why = if is_overdue {
        r.overdue
    } else {
        r.nothing_left
    };
    Some(view! { <p class="note-box">{why}</p> }.into_any())
}

/// Where the goods go, until when, and in which parcel.
fn goods(t: &'static Text, refund: &RefundView, form: &FormState) -> Option<AnyView> {
    let r = &t.refund;
    let goods = refund.goods.as_ref()?;
    let parcel = goods.parcel.as_ref().map(|(carrier, number)| {
        let words = (r.parcel)(&isolate(carrier), &isolate(number));
        view! { <p>{words}</p> }
    });
    let received = goods
        .received_at
        .map(|_at| view! { <p class="hint">{r.received}</p> });
    if !refund.actions.contains(&Action::SendReturn) {
        return Some(view! { {parcel} {received} }.into_any());
    }
    let until = goods.parcel.is_none().then(|| {
        let words = (r.until)(&format::moment(goods.until, t.locale));
        view! { <p class="deadline">{words}</p> }
    });
    let button = if goods.parcel.is_some() {
        r.change_parcel
    } else {
        label::action(t.locale, Action::SendReturn)
    };
    Some(
        view! {
            <p class="hint">{r.send_to}</p>
            <p class="return-address">{isolated(goods.address.clone())}</p>
            {until}
            {parcel}
            <form class="form" method="post" action=SendReturn::url() novalidate=true>
                <input type="hidden" name="form[number]" value=form.value("number").to_owned() />
                <input
                    type="hidden"
                    name="form[out_request_no]"
                    value=refund.out_request_no.clone()
                />
                <div class="pair">
                    <Field form name="carrier" need=Need::Required />
                    <Field form name="tracking_no" need=Need::Required />
                </div>
                <div class="actions">
                    <button class="button">{button}</button>
                </div>
            </form>
        }
        .into_any(),
    )
}

/// 撤销申请, while the request is open.
fn withdraw(t: &'static Text, number: &str, refund: &RefundView) -> Option<AnyView> {
    if !refund.actions.contains(&Action::WithdrawRefund) {
        return None;
    }
    Some(
        view! {
            <form method="post" action=WithdrawRefund::url()>
                <input type="hidden" name="form[number]" value=number.to_owned() />
                <input
                    type="hidden"
                    name="form[out_request_no]"
                    value=refund.out_request_no.clone()
                />
                <button class="button button-plain">
                    {label::action(t.locale, Action::WithdrawRefund)}
                </button>
            </form>
        }
        .into_any(),
    )
}

/// Payments that are not applied to the order.
#[component]
pub fn SurplusPayments(
    /// Words.
    t: &'static Text,
    /// Payments, oldest first.
    surplus: Vec<SurplusView>,
) -> impl IntoView {
    let any = !surplus.is_empty();
    let cards: Vec<_> = surplus
        .into_iter()
        .map(|payment| surplus_card(t, payment))
        .collect();
    any.then(|| {
        view! {
            <section aria-labelledby="surplus">
                <h2 id="surplus" class="section-title">{t.order.surplus}</h2>
                <ul class="refunds">{cards}</ul>
            </section>
        }
    })
}

fn surplus_card(t: &'static Text, payment: SurplusView) -> AnyView {
    let o = &t.order;
    let state = payment.refund.as_ref().map(|refund| {
        view! {
            <Chip words=label::refund(t.locale, refund.state) tone=refund_tone(refund.state) />
        }
    });
    let when = payment.paid_at.map(|at| {
        view! { <time datetime=format::machine(at)>{format::moment(at, t.locale)}</time> }
    });
    let trade = payment.trade_no.map(|trade_no| {
        view! { <p class="hint">{t.shared.trade_no} " " <span class="number">{trade_no}</span></p> }
    });
    let number = payment.refund.map(|refund| {
        view! { <p class="hint">{o.refund_no} " " <span class="number">{refund.out_request_no}</span></p> }
    });
    view! {
        <li class="refund">
            <p class="refund-head">
                <Money amount=payment.paid class="money-big" />
                {state}
            </p>
            <p>{label::disposition(t.locale, payment.disposition)}</p>
            <p class="hint">{when} " " {o.refund_route}</p>
            {trade}
            {number}
        </li>
    }
    .into_any()
}
