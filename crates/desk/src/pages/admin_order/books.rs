//! Tables of the order page: lines, attempts, ledger, API log, events.

use crate::text::{Text, label};
use domain::{
    money::Fen,
    order::Cause,
    payment::{AttemptState, Verdict},
    view::admin::{AdminOrderView, AdminTab, AttemptView, GatewayTalkView, LegView, TalkKind},
};
use kit::components::{
    Chip, Money, Tone, change, exact, isolated_if, line_words,
    list::{Column, ListTable},
};
use leptos::prelude::*;

/// A section with a table, or a text if it is empty.
fn section(
    t: &'static Text,
    id: &'static str,
    title: &'static str,
    none: &'static str,
    head: Vec<Column>,
    rows: Vec<AnyView>,
) -> AnyView {
    view! {
        <section aria-labelledby=id>
            <h2 id=id class="section-title">{title}</h2>
            <ListTable t title head rows none none_class="hint" />
        </section>
    }
    .into_any()
}

/// Lines of the order.
pub(super) fn lines(t: &'static Text, view: &AdminOrderView) -> AnyView {
    let a = &t.admin;
    let rows = view
        .order
        .lines
        .iter()
        .map(|line| {
            let refunded = (line.refund_amount > Fen::ZERO).then(|| {
                let units = (line.refund_qty > 0)
                    .then(|| (a.of_units)(&(a.units_n)(&line.refund_qty.to_string())));
                view! { <Money amount=line.refund_amount /> {units} }
            });
            view! {
                <tr>
                    <td class="figure">{line.line_no}</td>
                    <th scope="row">{line_words(t, &line.title, &line.options)}</th>
                    <td class="figure"><Money amount=line.unit /></td>
                    <td class="figure">{line.qty}</td>
                    <td class="figure"><Money amount=line.paid /></td>
                    <td class="figure">{refunded}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let head = vec![
        (a.col_line, true),
        (a.col_title, false),
        (a.col_unit, true),
        (a.col_qty, true),
        (a.col_paid, true),
        (a.col_refunded, true),
    ];
    section(t, "lines", t.shared.lines, "", head, rows)
}

const fn attempt_tone(state: AttemptState) -> Tone {
    match state {
        AttemptState::Open | AttemptState::Closing | AttemptState::Abandoned => Tone::Amber,
        AttemptState::Closed => Tone::Quiet,
        AttemptState::Paid | AttemptState::Finished => Tone::Celadon,
    }
}

fn attempt_row(t: &'static Text, attempt: &AttemptView) -> AnyView {
    let went_back = attempt.went_back.then(|| {
        view! { " " <Chip words=label::admin_tab(t.locale, AdminTab::WentBack) tone=Tone::Cinnabar /> }
    });
    view! {
        <tr>
            <th scope="row" class="number">{attempt.out_trade_no.clone()}</th>
            <td>
                <Chip words=label::attempt(t.locale, attempt.state) tone=attempt_tone(attempt.state) />
                {went_back}
            </td>
            <td>{attempt.disposition.map(|found| label::disposition(t.locale, found))}</td>
            <td class="figure"><Money amount=attempt.amount /></td>
            <td class="figure">{attempt.paid.map(|paid| view! { <Money amount=paid /> })}</td>
            <td class="figure"><Money amount=attempt.refund_reserved /></td>
            <td class="number">{attempt.trade_no.clone()}</td>
            <td>{isolated_if(attempt.buyer_hint.as_ref())}</td>
            <td>{exact(attempt.paid_at)}</td>
            <td>{exact(Some(attempt.time_expire))}</td>
            <td>{attempt.evidence.as_deref().map(|found| evidence(t, found))}</td>
            <td>{exact(attempt.next_check_at)}</td>
        </tr>
    }
    .into_any()
}

/// `notify:<id>` and `query:<id>` in words.
fn evidence(t: &'static Text, stored: &str) -> String {
    let (cause, id) = match stored.split_once(':') {
        Some(("notify", id)) => (Cause::Notify, id),
        Some(("query", id)) => (Cause::Query, id),
        Some(_) | None => return String::new(),
    };
    format!("{} {id}", label::cause(t.locale, cause))
}

/// Payment attempts.
pub(super) fn attempts(t: &'static Text, view: &AdminOrderView) -> AnyView {
    let a = &t.admin;
    let rows = view
        .attempts
        .iter()
        .map(|attempt| attempt_row(t, attempt))
        .collect();
    let head = vec![
        (a.col_attempt, false),
        (t.desk.status, false),
        (a.col_effect, false),
        (a.col_asked, true),
        (a.col_received, true),
        (a.col_reserved, true),
        (t.shared.trade_no, false),
        (a.col_buyer, false),
        (a.col_paid_at, false),
        (a.col_expires, false),
        (a.col_evidence, false),
        (a.col_next, false),
    ];
    section(t, "attempts", a.attempts, a.no_attempts, head, rows)
}

fn leg_row(t: &'static Text, leg: &LegView) -> AnyView {
    let size = view! { <Money amount=if leg.amount < Fen::ZERO { leg.amount.negated().unwrap_or_default() } else { leg.amount } /> };
    let (debit, credit) = if leg.amount < Fen::ZERO {
        (None, Some(size))
    } else {
        (Some(size), None)
    };
    view! {
        <tr>
            <td>{exact(Some(leg.at))}</td>
            <td>{label::posting(t.locale, leg.posting)}</td>
            <th scope="row">{label::account(t.locale, leg.account)}</th>
            <td class="figure">{debit}</td>
            <td class="figure">{credit}</td>
        </tr>
    }
    .into_any()
}

/// Ledger entries.
pub(super) fn ledger(t: &'static Text, view: &AdminOrderView) -> AnyView {
    let a = &t.admin;
    let rows = view.legs.iter().map(|leg| leg_row(t, leg)).collect();
    let head = vec![
        (a.col_time, false),
        (a.col_posting, false),
        (a.col_account, false),
        (a.col_debit, true),
        (a.col_credit, true),
    ];
    section(t, "ledger", a.ledger, a.no_ledger, head, rows)
}

/// Summary of a call or a notification, in one line.
fn talk_note(t: &'static Text, talk: &GatewayTalkView) -> String {
    let a = &t.admin;
    let reason = match talk.kind {
        TalkKind::Call(..) => None,
        TalkKind::Notification(_, reason) => reason.map(|why| label::verdict_reason(t.locale, why)),
        TalkKind::FailedNotification(why) => Some(label::failure(t.locale, why)),
    };
    let moved = talk.fund_change.map(|moved| {
        if moved {
            a.fund_change
        } else {
            a.no_fund_change
        }
    });
    let said = [
        Some(talk.codes.clone()).filter(|codes| !codes.is_empty()),
        talk.trade_status
            .map(|status| label::trade_status(t.locale, status).to_owned()),
        moved.map(str::to_owned),
        talk.refunded.then(|| a.refund_found.to_owned()),
        (talk.deliveries > 1).then(|| (a.delivered)(&talk.deliveries.to_string())),
        reason.map(str::to_owned),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Calls to Alipay and notifications from it.
pub(super) fn talks(t: &'static Text, view: &AdminOrderView) -> AnyView {
    let a = &t.admin;
    let rows = view
        .talks
        .iter()
        .map(|talk| {
            let signature = match talk.signature {
                Some(true) => view! { <Chip words=a.sign_ok tone=Tone::Celadon /> }.into_any(),
                Some(false) => view! { <Chip words=a.sign_bad tone=Tone::Cinnabar /> }.into_any(),
                None => "–".into_any(),
            };
            let (what, outcome) = match talk.kind {
                TalkKind::Call(call, outcome) => (
                    label::call(t.locale, call),
                    label::call_outcome(t.locale, outcome),
                ),
                TalkKind::Notification(verdict, _) => {
                    (a.notification, label::verdict(t.locale, verdict))
                }
                TalkKind::FailedNotification(_) => {
                    (a.notification, label::verdict(t.locale, Verdict::Error))
                }
            };
            view! {
                <tr>
                    <td>{exact(Some(talk.at))}</td>
                    <th scope="row">{what}</th>
                    <td>{outcome}</td>
                    <td>{signature}</td>
                    <td>{talk_note(t, talk)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let head = vec![
        (a.col_time, false),
        (a.col_what, false),
        (a.col_outcome, false),
        (a.col_sign, false),
        (a.col_note, false),
    ];
    section(t, "talks", a.talks, a.no_talks, head, rows)
}

/// The events of the order.
pub(super) fn events(t: &'static Text, view: &AdminOrderView) -> AnyView {
    let a = &t.admin;
    let rows = view
        .order
        .events
        .iter()
        .map(|event| {
            view! {
                <tr>
                    <td>{exact(Some(event.at))}</td>
                    <td>{label::actor(t.locale, event.actor)}</td>
                    <th scope="row">{label::subject(t.locale, event.change)}</th>
                    <td>{change(t, event)}</td>
                    <td>{label::cause(t.locale, event.cause)}</td>
                    <td>{event.remark.map(|found| label::remark(t.locale, found))}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let head = vec![
        (a.col_time, false),
        (t.admin.col_by, false),
        (t.desk.col_target, false),
        (a.col_change, false),
        (a.col_cause, false),
        (a.col_note, false),
    ];
    section(t, "events", t.shared.events, "", head, rows)
}
