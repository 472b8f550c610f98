//! `/`: one large picture and the products.

use crate::{
    layout::{Frame, Layout, Tab},
    load::load_page,
    text::Text,
};
use domain::view::catalog::ProductCard;
use kit::{
    components::{Money, Picture, Span, say},
    paths,
};
use leptos::prelude::*;

/// The front page.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let view = rq.shop.home(rq.viewer.locale).await?;
        let t = Text::of(rq.viewer.locale);
        let mut frame = Frame::load(&rq, Tab::Home, "").await?;
        frame.private = false;
        frame.preview.picture = view.products.first().and_then(|card| card.image.clone());
        let lead_card = view.products.first().cloned().map(|card| lead(t, card));
        let (shop, shop_lang) = (frame.shop.clone(), frame.shop_lang);
        let empty = view.products.is_empty().then(|| {
            view! { <p class="empty">{t.home.empty}</p> }
        });
        let cards: Vec<_> = view
            .products
            .into_iter()
            .skip(1)
            .enumerate()
            .map(|(place, card)| shelf_card(t, card, place < 4))
            .collect();
        let shelf = (!cards.is_empty()).then(|| {
            view! {
                <section aria-labelledby="all">
                    <h2 id="all" class="section-title">{t.home.all}</h2>
                    <ul class="grid">{cards}</ul>
                </section>
            }
        });
        Ok(view! {
            <Layout frame>
                <h1 class="vh" lang=shop_lang.as_str() dir="auto">{shop}</h1>
                {lead_card}
                {empty}
                {shelf}
            </Layout>
        }
        .into_any())
    })
}

/// The price of a card, with "from" if it varies, and whether it is out of stock.
fn price(t: &'static Text, card: &ProductCard) -> AnyView {
    let amount = if card.price_varies {
        let (before, after) = around((t.frame.yuan_from)("\u{0}"));
        let small = |words: String| {
            (!words.is_empty()).then(|| view! { <span class="from">{words}</span> })
        };
        view! { {small(before)} <Money amount=card.price /> {small(after)} }.into_any()
    } else {
        view! { <Money amount=card.price /> }.into_any()
    };
    let sold_out = card
        .sold_out
        .then(|| view! { <span class="sold-out">{t.home.sold_out}</span> });
    view! {
        <p class="card-price">
            <span class="price">{amount}</span>
            {sold_out}
        </p>
    }
    .into_any()
}

/// The text before and after the figure of a sentence.
fn around(sentence: String) -> (String, String) {
    match sentence.split_once('\u{0}') {
        Some((before, after)) => (before.to_owned(), after.to_owned()),
        None => (sentence, String::new()),
    }
}

fn lead(t: &'static Text, card: ProductCard) -> AnyView {
    let href = paths::product(t.locale, &card.slug, "");
    let price = price(t, &card);
    view! {
        <section class="lead" aria-label=t.home.lead>
            <a class="lead-picture" href=href.clone() tabindex="-1" aria-hidden="true">
                <Picture image=card.image.clone() eager=true plain=true span=Span::Page />
            </a>
            <div class="lead-words">
                <p class="eyebrow">{t.home.lead}</p>
                <h2 class="lead-title">
                    <a href=href.clone()>{say(&card.title, t.locale)}</a>
                </h2>
                {price}
                <p>
                    <a class="button" href=href>{t.home.look}</a>
                </p>
            </div>
        </section>
    }
    .into_any()
}

fn shelf_card(t: &'static Text, card: ProductCard, eager: bool) -> AnyView {
    let price = price(t, &card);
    view! {
        <li class="card" class:card-out=card.sold_out>
            <a href=paths::product(t.locale, &card.slug, "")>
                <Picture image=card.image eager=eager plain=true span=Span::Card />
                <h3 class="card-title">{say(&card.title, t.locale)}</h3>
            </a>
            {price}
        </li>
    }
    .into_any()
}
