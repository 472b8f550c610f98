//! Refunds for staff: number, amount, state, the gateway's message, and the buttons to retry or
//! cancel.

use crate::{
    actions::{DropRefund, RetryRefund},
    text::{Text, label},
};
use domain::{
    actions::Action,
    form::RefundDecisionForm,
    limit,
    refund::{NUMBER_TAKEN, RefundState},
    view::admin::AdminRefundView,
};
use kit::{
    components::{
        form::{FormState, InlineField, Need},
        isolate::isolated,
        moment::exact,
        money::Money,
        seal::{Chip, refund_tone},
    },
    flash::Flash,
    format, paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The form that cancels a failed refund, with its reason.
pub fn drop_form(t: &'static Text, flash: &Flash, view: &AdminRefundView) -> FormState {
    let request_no = &view.refund.out_request_no;
    let is_this = |typed: &RefundDecisionForm| typed.out_request_no == *request_no;
    FormState::among(t, flash, request_no, RefundDecisionForm::default(), is_this).field(
        "reason",
        t.admin.drop_reason,
        limit::DROP_REASON,
    )
}

/// All refunds of an order.
pub fn refunds(
    t: &'static Text,
    number: &str,
    refunds: &[AdminRefundView],
    flash: &Flash,
) -> AnyView {
    let cards: Vec<_> = refunds
        .iter()
        .map(|refund| card(t, number, refund, &drop_form(t, flash, refund)))
        .collect();
    let list = if cards.is_empty() {
        view! { <p class="hint">{t.admin.no_refunds}</p> }.into_any()
    } else {
        view! { <ul class="refunds">{cards}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="refunds">
            <h2 id="refunds" class="section-title">{t.shared.refunds}</h2>
            {list}
        </section>
    }
    .into_any()
}

/// One row of the facts; `None` without a value.
fn fact(name: &'static str, value: Option<String>) -> Option<AnyView> {
    let value = value?;
    Some(
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{isolated(value)}</dd>
            </div>
        }
        .into_any(),
    )
}

fn card(t: &'static Text, number: &str, view: &AdminRefundView, form: &FormState) -> AnyView {
    let a = &t.admin;
    let refund = &view.refund;
    let hint = match refund.state {
        RefundState::Unknown => Some(a.unknown_hint),
        RefundState::Failed if view.gateway_code.as_deref() == Some(NUMBER_TAKEN) => {
            Some(a.taken_hint)
        }
        RefundState::Failed => Some(a.failed_hint),
        RefundState::Requested
        | RefundState::AwaitingReturn
        | RefundState::Approved
        | RefundState::Sending
        | RefundState::Succeeded
        | RefundState::Rejected
        | RefundState::Withdrawn
        | RefundState::Dropped => None,
    };
    let hint = hint.map(|words| view! { <p class="refund-hint">{words}</p> });
    let gateway = match (&view.gateway_code, &view.gateway_msg) {
        (Some(code), Some(words)) => Some(format!("{words} ({code})")),
        (Some(code), None) => Some(code.clone()),
        (None, words) => words.clone(),
    };
    let reason = refund
        .reason
        .map(|reason| label::reason(t.locale, reason).to_owned());
    let facts: Vec<_> = [
        fact(a.col_attempt, Some(view.out_trade_no.clone())),
        fact(
            a.col_origin,
            Some(label::origin(t.locale, refund.origin).to_owned()),
        ),
        fact(t.desk.reason, reason),
        fact(a.reason_text, refund.reason_text.clone()),
        fact(a.staff_note, view.staff_note.clone()),
        fact(a.col_by, view.decided_by.clone()),
        fact(a.col_created, Some(format::exact(refund.created_at))),
        fact(a.col_tries, Some(view.tries.to_string())),
        fact(a.col_sent, view.sent_at.map(format::exact)),
        fact(a.col_next, view.next_check_at.map(format::exact)),
        fact(a.col_gateway, gateway),
    ]
    .into_iter()
    .flatten()
    .collect();
    view! {
        <li class="refund">
            <p class="refund-head">
                <Money amount=refund.amount class="money-big" />
                <Chip words=label::refund(t.locale, refund.state) tone=refund_tone(refund.state) />
                <a class="number" href=paths::admin_refund_desk(&refund.out_request_no)>
                    {refund.out_request_no.clone()}
                </a>
                {exact(refund.succeeded_at)}
            </p>
            {hint}
            <dl class="facts facts-flow">{facts}</dl>
            {decisions(t, number, view, form)}
        </li>
    }
    .into_any()
}

/// The forms to retry and to cancel a refund, where they are allowed.
fn decisions(t: &'static Text, number: &str, view: &AdminRefundView, form: &FormState) -> AnyView {
    let request_no = view.refund.out_request_no.clone();
    let hidden = || {
        view! {
            <input type="hidden" name="form[number]" value=number.to_owned() />
            <input type="hidden" name="form[out_request_no]" value=request_no.clone() />
        }
    };
    let retry = view.actions.contains(&Action::RetryRefund).then(|| {
        view! {
            <form method="post" action=RetryRefund::url()>
                {hidden()}
                <button class="button">{label::action(t.locale, Action::RetryRefund)}</button>
            </form>
        }
    });
    let drop = view.actions.contains(&Action::DropRefund).then(|| {
        view! {
            <form class="drop" method="post" action=DropRefund::url() novalidate=true>
                {hidden()}
                <InlineField form name="reason" need=Need::Required />
                <button class="button button-plain">{label::action(t.locale, Action::DropRefund)}</button>
            </form>
        }
    });
    view! { <div class="actions">{retry} {drop}</div> }.into_any()
}
