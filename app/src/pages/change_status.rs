//! `/change_status?order_id=`: the order's one address. What happens next, then everything there is to know.

use crate::{
    actions::{
        order::{BuyAgain, CancelOrder},
        payment::{CheckPayment, StartPayment},
    },
    components::{
        ActionBar, Amounts, BackLink, Chip, Money, OpenElsewhere, OrderLine, PostButton, Seal,
        Tone, label_tone, say,
    },
    format,
    islands::{OrderLive, PayCountdown},
    layout::{Frame, Layout, Tab},
    pages::load_page,
    paths,
    text::{Text, label},
};
use domain::{
    actions::Action,
    locale::Words,
    order::OrderLabel,
    time::Millis,
    view::{
        cart::Totals,
        order::{EventView, OrderView, StepView},
    },
};
use leptos::{prelude::*, server_fn::ServerFn};

pub mod money_back;
mod outline;

pub use money_back::{Refunds, SurplusPayments};

/// The status page.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let number = rq.query("order_id");
        if number.is_empty() {
            rq.see_other(paths::ORDERS);
            return Ok(().into_any());
        }
        let view = match rq.shop.order_status(&rq.viewer, &number).await {
            Err(shop::Error::LoginRequired) => return outline::page(&rq, &number).await,
            shown => shown?,
        };
        let t = rq.text();
        let elsewhere = rq.is_in_wechat().then(|| rq.whole_address());
        let title = format!("{} {}", t.order.title, view.number);
        let mut frame = Frame::load(&rq, Tab::Orders, title).await?;
        let left = seconds_left(&view, rq.shop.now());
        frame.islands = left.is_some() || view.label == OrderLabel::ConfirmingPayment;
        Ok(view! {
            <Layout frame>
                <BackLink href=paths::ORDERS label=t.order.list_title />
                {top(t, &view, left, elsewhere)}
                {timeline(t, &view.steps)}
                <div class="split split-wide">
                    <div>
                        <Refunds t refunds=view.refunds.clone() refunded=view.refunded />
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
            </Layout>
        }
        .into_any())
    })
}

/// How long there is still to pay, if it can be paid. Rounded up, so that a clock that starts with it never ends
/// before the shop's own.
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
        .then(|| view! { <Chip words=o.partly tone=Tone::Indigo /> });
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
            {buttons(t, view.label, &actions, &view.number, None)}
            {check_hint}
        </section>
    }
    .into_any()
}

/// What may be done in this browser: WeChat's own does not open the cashier.
#[must_use]
pub fn payable_here(actions: &[Action], in_wechat: bool) -> Vec<Action> {
    actions
        .iter()
        .copied()
        .filter(|action| !(in_wechat && *action == Action::Pay))
        .collect()
}

/// The forms that the shopper may use now. Acts whose page does not exist yet have no button.
///
/// While a payment is being confirmed, asking is the main act: a second payment should not be the easy one.
pub fn buttons(
    t: &'static Text,
    state: OrderLabel,
    actions: &[Action],
    number: &str,
    about: Option<String>,
) -> AnyView {
    let confirming = state == OrderLabel::ConfirmingPayment;
    let mut actions = actions.to_vec();
    if confirming {
        actions.sort_by_key(|action| *action != Action::CheckPayment);
    }
    let buttons: Vec<_> = actions
        .iter()
        .filter_map(|action| {
            let (door, class) = match action {
                Action::Pay if confirming => (StartPayment::url(), "button button-plain"),
                Action::CheckPayment if confirming => (CheckPayment::url(), "button"),
                Action::Pay => (StartPayment::url(), "button button-pay"),
                Action::CheckPayment => (CheckPayment::url(), "button button-plain"),
                Action::Cancel => (CancelOrder::url(), "button button-plain"),
                Action::BuyAgain => (BuyAgain::url(), "button button-plain"),
                Action::RequestRefund
                | Action::WithdrawRefund
                | Action::ConfirmReceipt
                | Action::Refund
                | Action::ApproveRefund
                | Action::RejectRefund
                | Action::RetryRefund
                | Action::DropRefund
                | Action::Ship => return None,
            };
            Some(view! {
                <PostButton
                    action=door
                    number=number.to_owned()
                    label=label::action(t.locale, *action)
                    class=class
                    about=about.clone().unwrap_or_default()
                />
            })
        })
        .collect();
    view! { <ActionBar>{buttons}</ActionBar> }.into_any()
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
            <h2 id="lines" class="section-title">{t.order.lines}</h2>
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
                <span class="hint">{t.order.buyer_note}</span>
                " "
                {note}
            </p>
        }
    });
    view! {
        <section aria-labelledby="address">
            <h2 id="address" class="section-title">{t.order.address}</h2>
            <address>
                <p>
                    <strong>{a.contact_name.clone()}</strong>
                    " "
                    {a.contact_phone.clone()}
                </p>
                <p>{a.region.clone()} " " {a.street.clone()}</p>
            </address>
            {note}
        </section>
    }
    .into_any()
}

fn numbers(t: &'static Text, view: &OrderView) -> AnyView {
    let o = &t.order;
    let mut rows = vec![
        (o.number, view.number.clone()),
        (o.placed_at, format::moment(view.placed_at, t.locale)),
    ];
    if let Some(trade_no) = &view.trade_no {
        rows.push((o.trade_no, trade_no.clone()));
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
            <dl class="facts">{rows}</dl>
        </section>
    }
    .into_any()
}

/// What changed, as `before → after`.
#[must_use]
pub fn change(t: &'static Text, event: &EventView) -> String {
    let word = |word: &str| label::state(t.locale, &event.entity, &event.axis, word);
    let after = word(&event.to);
    match event.from.as_deref().map(word) {
        Some(before) if before != after => format!("{before} → {after}"),
        Some(_) | None => format!("→ {after}"),
    }
}

fn events(t: &'static Text, events: &[EventView]) -> AnyView {
    let rows: Vec<_> = events
        .iter()
        .map(|event| {
            let what = label::entity(t.locale, &event.entity, &event.axis);
            let who = label::actor(t.locale, event.actor);
            view! {
                <li>
                    <time datetime=format::machine(event.at)>
                        {format::moment(event.at, t.locale)}
                    </time>
                    <span class="event-what">{what} " " {change(t, event)}</span>
                    <span class="hint">{who} " " {event.note.clone()}</span>
                </li>
            }
        })
        .collect();
    view! {
        <details class="events">
            <summary>{t.order.events}</summary>
            <ol>{rows}</ol>
        </details>
    }
    .into_any()
}

/// A title of an order line, for names of controls.
#[must_use]
pub fn line_name(title: &Words, options: &Words) -> String {
    if options.text.is_empty() {
        title.text.clone()
    } else {
        format!("{} {}", title.text, options.text)
    }
}

/// The words of a title and its options, each in its own language.
pub fn line_words(t: &'static Text, title: &Words, options: &Words) -> AnyView {
    let options = (!options.text.is_empty()).then(|| {
        view! { <span class="line-options">" " {say(options, t.locale)}</span> }
    });
    view! { {say(title, t.locale)} {options} }.into_any()
}
