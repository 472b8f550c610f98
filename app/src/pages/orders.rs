//! `/orders?tab=&before=`: the customer's orders.

use crate::{
    components::{OrderActs, OrderLine, payable_here},
    layout::{Frame, Layout, Tab},
    load::load_page,
    text::{Text, label},
};
use domain::{
    actions::Action,
    view::order::{OrderCard, OrderTab},
};
use kit::{
    components::{Chip, Money, Seal, TabLink, Tabs, Tone, label_tone, tab_links},
    format, paths,
};
use leptos::prelude::*;

/// The list of orders.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let tab = rq.query("tab").parse().unwrap_or(OrderTab::All);
        let before = rq.query("before");
        let before = (!before.is_empty()).then_some(before.as_str());
        let view = rq.shop.orders(&rq.viewer, tab, before).await?;
        let t = Text::of(rq.viewer.locale);
        let frame = Frame::load(&rq, Tab::Orders, t.frame.orders).await?;
        let empty = view.orders.is_empty();
        let in_wechat = rq.is_in_wechat();
        let cards: Vec<_> = view
            .orders
            .into_iter()
            .map(|order| card(t, order, in_wechat))
            .collect();
        let list = if empty {
            view! {
                <div class="empty">
                    <p>{t.order.empty}</p>
                    <p>
                        <a class="button" href=paths::home(t.locale)>{t.home.browse}</a>
                    </p>
                </div>
            }
            .into_any()
        } else {
            view! { <ul class="orders">{cards}</ul> }.into_any()
        };
        let next = view.next.map(|before| {
            let href = paths::orders(view.tab, Some(&before));
            view! {
                <p class="more">
                    <a class="button button-plain" href=href rel="next">{t.order.next}</a>
                </p>
            }
        });
        Ok(view! {
            <Layout frame>
                <h1>{t.frame.orders}</h1>
                <Tabs label=t.order.tabs tabs=tabs(t, view.tab) of=t.frame.orders_short />
                {list}
                {next}
            </Layout>
        }
        .into_any())
    })
}

fn tabs(t: &'static Text, present: OrderTab) -> Vec<TabLink> {
    tab_links(OrderTab::ALL.iter().copied(), Some(present), |tab| {
        (paths::orders(tab, None), label::order_tab(t.locale, tab))
    })
}

fn card(t: &'static Text, order: OrderCard, in_wechat: bool) -> AnyView {
    let number_id = format!("n-{}", order.number);
    let lines: Vec<_> = order
        .lines
        .iter()
        .cloned()
        .map(|line| view! { <OrderLine t line /> })
        .collect();
    let partly = order
        .partly_refunded
        .then(|| view! { <Chip words=t.shared.partly tone=Tone::Indigo /> });
    let until = order.actions.contains(&Action::Pay).then(|| {
        let time = format::clock(order.pay_deadline);
        let hint = in_wechat.then(|| view! { <p class="hint">{t.order.wechat}</p> });
        view! {
            <p class="hint">{(t.order.pay_before)(&time)}</p>
            {hint}
        }
    });
    let actions = payable_here(&order.actions, in_wechat);
    view! {
        <li class="order">
            <div class="order-head">
                <h2 class="order-number">
                    <a id=number_id.clone() class="number" href=paths::change_status(&order.number)>
                        {order.number.clone()}
                    </a>
                </h2>
                <time class="hint" datetime=format::machine(order.placed_at)>
                    {format::moment(order.placed_at, t.locale)}
                </time>
                <p class="order-state">
                    {partly}
                    <Seal
                        words=label::order(t.locale, order.label)
                        tone=label_tone(order.label)
                        small=true
                    />
                </p>
            </div>
            <ul class="lines">{lines}</ul>
            <div class="order-foot">
                <p>
                    {t.frame.total} " "
                    <Money amount=order.total class="money-big" />
                </p>
                {until}
                <OrderActs
                    t
                    state=order.label
                    actions
                    number=order.number.clone()
                    about=number_id.clone()
                />
            </div>
        </li>
    }
    .into_any()
}
