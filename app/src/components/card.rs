//! Products in a grid.

use crate::text::Text;
use domain::view::catalog::ProductCard;
use kit::{
    components::{Money, Picture, Span, say},
    paths,
};
use leptos::prelude::*;

/// Cards of a grid that load their picture at once: more than a phone's first screen.
pub const EAGER: usize = 4;

/// The price of a card, with "from" if it varies, and whether it is out of stock.
pub fn card_price(t: &'static Text, card: &ProductCard) -> AnyView {
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

/// Products as a grid; the pictures of the first `eager` load at once.
pub fn grid(t: &'static Text, cards: Vec<ProductCard>, eager: usize) -> AnyView {
    let cards: Vec<_> = cards
        .into_iter()
        .enumerate()
        .map(|(place, card)| one(t, card, place < eager))
        .collect();
    view! { <ul class="grid">{cards}</ul> }.into_any()
}

fn one(t: &'static Text, card: ProductCard, eager: bool) -> AnyView {
    let price = card_price(t, &card);
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
