//! `/change_status?order_id=`: the page of an order: what happens next, then all details.

use crate::{
    actions::payment::CheckPayment,
    components::{OpenElsewhere, OrderActs, OrderLine, payable_here},
    islands::{CopyNumber, OrderLive, PayCountdown},
    layout::{Frame, Layout, Tab},
    load::load_order_page,
    text::{Text, label},
};
use domain::{
    actions::Action,
    order::OrderLabel,
    time::Millis,
    view::{
        cart::Totals,
        order::{EventView, OrderView, StepView},
    },
};
use kit::{
    components::{
        Amounts, BackLink, Chip, Copied, CopyButton, Money, Seal, Tone, change, isolated,
        label_tone,
    },
    format, paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

pub mod money_back;
mod outline;
mod parcels;

pub use money_back::{SurplusPayments, refunds, return_form};

/// The status page.
pub fn page() -> AnyView {
    load_order_page(|rq, number| async move {
        let view = match rq.shop.order_status(&rq.viewer, &number).await {
            Err(shop::Error::LoginRequired) => return outline::page(&rq, &number).await,
            shown => shown?,
        };
        let t = Text::of(rq.viewer.locale);
        let elsewhere = rq.is_in_wechat().then(|| rq.whole_address());
        let title = format!("{} {}", t.order.title, view.number);
        let mut frame = Frame::load(&rq, Tab::Orders, title).await?;
        let left = seconds_left(&view, rq.shop.now());
        for refund in &view.refunds {
            return_form(t, &frame.flash, &view.number, refund).name_fields_in(&mut frame.form);
        }
        let refunds = refunds(t, &view, &frame.flash);
        frame.islands = true;
        Ok(view! {
            <Layout frame>
                <BackLink href=paths::ORDERS label=t.frame.orders />
                {top(t, &view, left, elsewhere)}
                {timeline(t, &view.steps)}
                <div class="split split-wide">
                    <div>
                        {parcels::parcels(t, &view)}
                        {refunds}
                        <SurplusPayments t surplus=view.surplus.clone() />
                        {lines(t, &view)}
                    </div>
                    <div class="aside aside-plain">
                        {amounts(t, &view)}
                        {address(t, &view)}
                        {numbers(t, &view)}
                    </div>
                </div>
                {events(t, &view.events)}
                <Copied />
                <CopyNumber />
            </Layout>
        }
        .into_any())
    })
}

/// Seconds left to pay, if the order can be paid. Rounded up, so that the countdown does not end before the deadline.
fn seconds_left(view: &OrderView, now: Millis) -> Option<i64> {
    let left = view.pay_deadline.get().saturating_sub(now.get());
    let payable = view.actions.contains(&Action::Pay) && left > 0;
    payable.then(|| left.saturating_add(1999) / 1000)
}

/// Label, sentence, total and buttons. `elsewhere`: the address to open in a browser that can pay, if this one cannot.
fn top(
    t: &'static Text,
    view: &OrderView,
    left: Option<i64>,
    elsewhere: Option<String>,
) -> AnyView {
    let o = &t.order;
    let waiting = view.actions.contains(&Action::Pay);
    let actions = payable_here(&view.actions, elsewhere.is_some());
    let elsewhere = elsewhere
        .filter(|_| waiting)
        .map(|address| view! { <OpenElsewhere t address /> });
    let until = waiting.then(|| {
        let time = format::clock(view.pay_deadline);
        let countdown = left.map(
            |left| view! { <PayCountdown left=left.to_string() before=o.time_left.to_owned() /> },
        );
        view! {
            <p class="deadline">
                <time datetime=format::machine(view.pay_deadline)>{(o.pay_before)(&time)}</time>
                {countdown}
            </p>
        }
    });
    let closing = view
        .closing_soon
        .then(|| view! { <p class="deadline">{o.closing_soon}</p> });
    let beaten = view.payment_beat_cancel.then(|| {
        view! {
            <div class="note-box">
                <p><strong>{o.beat_cancel}</strong></p>
                <p>{o.beat_cancel_more}</p>
            </div>
        }
    });
    let partly = view
        .partly_refunded
        .then(|| view! { <Chip words=t.shared.partly tone=Tone::Indigo /> });
    let live = (view.label == OrderLabel::ConfirmingPayment).then(|| {
        view! {
            <OrderLive
                action=CheckPayment::url().to_owned()
                number=view.number.clone()
                found=o.live_found.to_owned()
                quiet=o.live_quiet.to_owned()
            />
        }
    });
    let check_hint = view
        .actions
        .contains(&Action::CheckPayment)
        .then(|| view! { <p class="hint">{o.refresh_hint}</p> });
    view! {
        <section class="status-top">
            <h1 class="status-label">
                <Seal words=label::order(t.locale, view.label) tone=label_tone(view.label) />
                {partly}
            </h1>
            {live}
            {beaten}
            <p class="status-total">
                <span class="vh">{t.frame.total} " "</span>
                <Money amount=view.total class=if waiting { "money-huge price" } else { "money-huge" } />
            </p>
            {until}
            {closing}
            <p class="status-next">{label::next(t.locale, view.label)}</p>
            {elsewhere}
            <OrderActs t state=view.label actions number=view.number.clone() />
            {check_hint}
        </section>
    }
    .into_any()
}

/// 下单 · 付款 · 发货 · 收货 · 完成.
fn timeline(t: &'static Text, steps: &[StepView]) -> AnyView {
    let steps: Vec<_> = steps
        .iter()
        .map(|step| {
            let at = step.at.map(|at| {
                let (day, clock) = format::short(at, t.locale);
                view! {
                    <time datetime=format::machine(at)>
                        <span>{day}</span> " "
                        <span>{clock}</span>
                    </time>
                }
            });
            view! {
                <li class:done=step.at.is_some()>
                    <span class="step-name">{label::step(t.locale, step.step)}</span>
                    {at}
                </li>
            }
        })
        .collect();
    view! { <ol class="timeline" aria-label=t.order.timeline>{steps}</ol> }.into_any()
}

fn lines(t: &'static Text, view: &OrderView) -> AnyView {
    let lines: Vec<_> = view
        .lines
        .iter()
        .cloned()
        .map(|line| view! { <OrderLine t line /> })
        .collect();
    view! {
        <section aria-labelledby="lines">
            <h2 id="lines" class="section-title">{t.shared.lines}</h2>
            <ul class="lines">{lines}</ul>
        </section>
    }
    .into_any()
}

fn amounts(t: &'static Text, view: &OrderView) -> AnyView {
    let totals = Totals {
        items: view.items,
        discount: view.discount,
        postage: view.postage,
        total: view.total,
        to_free_postage: None,
    };
    view! {
        <section aria-labelledby="amounts">
            <h2 id="amounts" class="section-title">{t.order.amounts}</h2>
            <Amounts t totals total_name=t.frame.total settled=!view.actions.contains(&Action::Pay) />
        </section>
    }
    .into_any()
}

fn address(t: &'static Text, view: &OrderView) -> AnyView {
    let a = &view.address;
    let note = view.buyer_note.clone().map(|note| {
        view! {
            <p class="buyer-note">
                <span class="hint">{t.shared.buyer_note}</span>
                " "
                {isolated(note)}
            </p>
        }
    });
    view! {
        <section aria-labelledby="address">
            <h2 id="address" class="section-title">{t.shared.address}</h2>
            <address>
                <p>
                    <strong>{isolated(a.contact_name.clone())}</strong>
                    " "
                    {isolated(a.contact_phone.clone())}
                </p>
                <p>
                    {isolated(a.region.clone())} " " {isolated(a.street.clone())}
                </p>
            </address>
            {note}
        </section>
    }
    .into_any()
}

fn numbers(t: &'static Text, view: &OrderView) -> AnyView {
    let o = &t.order;
    let mut rows = vec![(t.shared.placed_at, format::moment(view.placed_at, t.locale))];
    if let Some(trade_no) = &view.trade_no {
        rows.push((t.shared.trade_no, trade_no.clone()));
    }
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(name, value)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd class="number">{value}</dd>
                </div>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="numbers">
            <h2 id="numbers" class="section-title">{o.numbers}</h2>
            <dl class="facts">
                <div>
                    <dt>{o.number}</dt>
                    <dd>
                        <span class="number select-all">{view.number.clone()}</span>
                        " "
                        <CopyButton t number=view.number.clone() />
                    </dd>
                </div>
                {rows}
            </dl>
        </section>
    }
    .into_any()
}

fn events(t: &'static Text, events: &[EventView]) -> AnyView {
    let rows: Vec<_> = events
        .iter()
        .map(|event| {
            let what = label::subject(t.locale, event.change);
            let who = label::actor(t.locale, event.actor);
            let remark = event.remark.map(|found| label::remark(t.locale, found));
            view! {
                <li>
                    <time datetime=format::machine(event.at)>
                        {format::moment(event.at, t.locale)}
                    </time>
                    <span class="event-what">{what} " " {change(t, event)}</span>
                    <span class="hint">{who} " " {remark}</span>
                </li>
            }
        })
        .collect();
    view! {
        <details class="events">
            <summary>{t.shared.events}</summary>
            <ol>{rows}</ol>
        </details>
    }
    .into_any()
}
