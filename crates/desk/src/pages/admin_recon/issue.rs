//! A difference: what both sides say, and the form that closes it.

use crate::{
    actions::{CloseIssue, ReopenIssue},
    layout::AdminFrame,
    text::{Text, label},
};
use domain::{
    form::IssueCloseForm,
    limit,
    money::Fen,
    recon::{IssueKind, IssueState},
    view::recon::{IssueView, ReconView},
};
use kit::{
    components::{Chip, FormState, InlineField, ListTable, Money, Need, Tone, exact, isolated},
    format, paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

const fn tone(kind: IssueKind) -> Tone {
    match kind {
        IssueKind::MissingHere | IssueKind::MissingThere | IssueKind::Amount => Tone::Cinnabar,
        IssueKind::State => Tone::Amber,
    }
}

fn fact(name: &'static str, value: String) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{isolated(value)}</dd>
        </div>
    }
    .into_any()
}

/// An amount, or a dash for none, with the state behind it where it matters.
fn side(amount: Option<Fen>, state: Option<&'static str>) -> String {
    let amount = amount.map_or_else(|| "–".to_owned(), format::yuan);
    match state {
        Some(state) => format!("{amount} {state}"),
        None => amount,
    }
}

/// An open difference.
pub(super) fn card(
    t: &'static Text,
    issue: &IssueView,
    may_change: bool,
    frame: &mut AdminFrame,
) -> AnyView {
    let r = &t.recon;
    let here_state = match (issue.here_refund, issue.here_payment) {
        _ if issue.kind != IssueKind::State => None,
        (Some(refund), _) => Some(label::refund(t.locale, refund)),
        (None, Some(payment)) => Some(label::attempt(t.locale, payment)),
        (None, None) => None,
    };
    let mut facts = vec![fact(r.payment_no, issue.out_trade_no.clone())];
    if !issue.request_no.is_empty() {
        facts.push(fact(r.refund_no, issue.request_no.clone()));
    }
    facts.push(fact(r.here, side(issue.here, here_state)));
    facts.push(fact(r.there, side(issue.there, None)));
    facts.push(fact(r.differs, format::yuan(issue.at_stake)));
    facts.push(fact(r.bill, issue.date.clone()));
    if let Some(note) = &issue.note {
        facts.push(fact(r.reason, note.clone()));
    }
    let order = issue.order.clone().map(|number| {
        view! {
            <a class="number" href=paths::admin_order(&number)>
                {r.order}
                " "
                {number.clone()}
            </a>
        }
    });
    let close = may_change.then(|| closing(t, issue, frame));
    view! {
        <li class="refund">
            <p class="refund-head">
                <Money amount=issue.at_stake class="money-big" />
                <Chip words=label::issue_kind(t.locale, issue.kind) tone=tone(issue.kind) />
                <span>{label::direction(t.locale, issue.direction)}</span>
                {order}
                {exact(Some(issue.occurred_at))}
            </p>
            <dl class="facts facts-flow">{facts}</dl>
            {close}
        </li>
    }
    .into_any()
}

fn closing(t: &'static Text, issue: &IssueView, frame: &mut AdminFrame) -> AnyView {
    let r = &t.recon;
    let key = issue.key.clone();
    let form = FormState::among(
        t,
        &frame.flash,
        &issue.key,
        IssueCloseForm::default(),
        |typed| typed.issue == key,
    )
    .field("reason", r.reason, limit::ISSUE_REASON);
    form.name_fields_in(&mut frame.form);
    view! {
        <div class="actions">
            <form class="drop" method="post" action=CloseIssue::url() novalidate=true>
                <input type="hidden" name="form[issue]" value=issue.key.clone() />
                <input type="hidden" name="form[version]" value=issue.version.to_string() />
                <InlineField form=&form name="reason" need=Need::Required />
                <button class="button button-plain">
                    {(r.close)(&format::yuan(issue.at_stake))}
                </button>
            </form>
            <span class="hint">{r.close_hint}</span>
        </div>
    }
    .into_any()
}

/// The differences that were closed or settled last.
pub(super) fn ended(t: &'static Text, view: &ReconView) -> AnyView {
    if view.ended.is_empty() {
        return ().into_any();
    }
    let r = &t.recon;
    let rows: Vec<_> = view
        .ended
        .iter()
        .map(|issue| ended_row(t, issue, view.may_change))
        .collect();
    let head = vec![
        (r.payment_no, false),
        (r.differences, false),
        (r.differs, true),
        (r.reason, false),
        (r.closed_by, false),
        (r.date, false),
    ];
    view! {
        <section aria-labelledby="ended-head">
            <h2 id="ended-head" class="section-title">
                {r.ended}
            </h2>
            <div class="fold">
                <ListTable t title=r.ended head rows none=r.none_open none_class="hint" />
            </div>
        </section>
    }
    .into_any()
}

fn ended_row(t: &'static Text, issue: &IssueView, may_change: bool) -> AnyView {
    let r = &t.recon;
    let is_closed = issue.state == IssueState::Closed;
    let reopen = (may_change && is_closed).then(|| {
        view! {
            <form method="post" action=ReopenIssue::url()>
                <input type="hidden" name="form[issue]" value=issue.key.clone() />
                <button class="quiet">{r.reopen}</button>
            </form>
        }
    });
    let note = issue.note.clone().filter(|_| is_closed);
    view! {
        <tr>
            <th scope="row" class="number">
                {issue.out_trade_no.clone()}
                " "
                {issue.request_no.clone()}
            </th>
            <td>
                {label::issue_kind(t.locale, issue.kind)}
                ", "
                {label::issue_state(t.locale, issue.state)}
            </td>
            <td class="figure fold-lead">
                <Money amount=issue.at_stake />
            </td>
            <td class="wraps">{note.map(isolated)}</td>
            <td>
                {issue.closed_by.clone().map(isolated)}
                {reopen}
            </td>
            <td>{exact(issue.closed_at)}</td>
        </tr>
    }
    .into_any()
}
