//! Refunds of the order, and payments that are not applied to it.

use crate::text::{Text, label};
use domain::{
    money::Fen,
    view::order::{RefundView, SurplusView},
};
use kit::{
    components::{Chip, Money, isolated, refund_tone},
    format,
};
use leptos::prelude::*;

/// The refunds of an order.
#[component]
pub fn Refunds(
    /// Words.
    t: &'static Text,
    /// Refunds, oldest first.
    refunds: Vec<RefundView>,
    /// Sum of the succeeded refunds.
    refunded: Fen,
) -> impl IntoView {
    let any = !refunds.is_empty();
    let sum = (refunded > Fen::ZERO).then(|| {
        view! {
            <p class="refund-sum">
                {t.shared.refunded} " "
                <Money amount=refunded />
            </p>
        }
    });
    let cards: Vec<_> = refunds
        .into_iter()
        .map(|refund| refund_card(t, refund))
        .collect();
    any.then(|| {
        view! {
            <section aria-labelledby="refunds">
                <h2 id="refunds" class="section-title">{t.shared.refunds}</h2>
                {sum}
                <ul class="refunds">{cards}</ul>
            </section>
        }
    })
}

/// One refund: amount, state, time and number.
fn refund_card(t: &'static Text, refund: RefundView) -> AnyView {
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
    view! {
        <li class="refund">
            <p class="refund-head">
                <Money amount=refund.amount class="money-big" />
                <Chip words=label::refund(t.locale, refund.state) tone=refund_tone(refund.state) />
            </p>
            <p class="hint">{why} " · " {o.refund_route}</p>
            {words}
            <ol class="refund-steps">
                <li class="done">
                    <span class="step-name">{o.refund_asked}</span>
                    <time datetime=format::machine(refund.created_at)>
                        {format::moment(refund.created_at, t.locale)}
                    </time>
                </li>
                {done}
            </ol>
            <p class="hint">{o.refund_no} " " <span class="number">{refund.out_request_no}</span></p>
        </li>
    }
    .into_any()
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
