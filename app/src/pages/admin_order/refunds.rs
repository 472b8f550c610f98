//! Refunds as staff see them: number, amount, state, the gateway's words, and the decisions still open.

use super::books::when;
use crate::{
    actions::admin::{DropRefund, RetryRefund},
    components::{Chip, Money, field_id, refund_tone},
    format,
    text::{Text, label},
};
use domain::{
    actions::Action, form::RefundDecisionForm, refund::RefundState, view::admin::AdminRefundView,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// All refunds of an order.
///
/// `refused`: a 放弃 that was refused, as typed.
pub fn section(
    t: &'static Text,
    number: &str,
    refunds: &[AdminRefundView],
    refused: Option<&RefundDecisionForm>,
) -> AnyView {
    let refused = |refund: &AdminRefundView| {
        refused.filter(|typed| typed.out_request_no == refund.refund.out_request_no)
    };
    let cards: Vec<_> = refunds
        .iter()
        .map(|refund| card(t, number, refund, refused(refund)))
        .collect();
    let list = if cards.is_empty() {
        view! { <p class="hint">{t.admin.no_refunds}</p> }.into_any()
    } else {
        view! { <ul class="refunds">{cards}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="refunds">
            <h2 id="refunds" class="section-title">{t.admin.refunds}</h2>
            {list}
        </section>
    }
    .into_any()
}

/// A row of facts, left out where there is nothing to say.
fn fact(name: &'static str, value: Option<String>) -> Option<AnyView> {
    let value = value?;
    Some(
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
        .into_any(),
    )
}

fn card(
    t: &'static Text,
    number: &str,
    view: &AdminRefundView,
    refused: Option<&RefundDecisionForm>,
) -> AnyView {
    let a = &t.admin;
    let refund = &view.refund;
    let hint = match refund.state {
        RefundState::Unknown => Some(a.unknown_hint),
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
        fact(a.col_reason, reason),
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
                <span class="number">{refund.out_request_no.clone()}</span>
                {when(refund.succeeded_at)}
            </p>
            {hint}
            <dl class="facts facts-flow">{facts}</dl>
            {decisions(t, number, view, refused)}
        </li>
    }
    .into_any()
}

/// 重试 and 放弃, where they are allowed.
fn decisions(
    t: &'static Text,
    number: &str,
    view: &AdminRefundView,
    refused: Option<&RefundDecisionForm>,
) -> AnyView {
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
                <button class="button">{t.admin.retry}</button>
            </form>
        }
    });
    // The refused one bears the field's own name, so that the summary at the top finds it.
    let reason_id = match refused {
        Some(_) => field_id("reason"),
        None => field_id(&format!("reason-{request_no}")),
    };
    let typed = refused.map(|form| form.reason.clone()).unwrap_or_default();
    let invalid = refused.map(|_| "true");
    let drop = view.actions.contains(&Action::DropRefund).then(|| {
        view! {
            <form class="drop" method="post" action=DropRefund::url() novalidate=true>
                {hidden()}
                <label for=reason_id.clone()>{t.admin.drop_reason}</label>
                <input
                    id=reason_id.clone()
                    name="form[reason]"
                    value=typed
                    maxlength="200"
                    required=true
                    autocomplete="off"
                    aria-invalid=invalid
                    aria-describedby=invalid.map(|_| "errors")
                />
                <button class="button button-plain">{t.admin.drop}</button>
            </form>
        }
    });
    view! { <div class="actions">{retry} {drop}</div> }.into_any()
}
