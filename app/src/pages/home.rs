//! `/`: one large picture, the categories, and the shelves.

use crate::{
    components::{EAGER, card_price, grid, rail},
    layout::{Frame, Layout, Tab},
    load::load_page,
    text::Text,
};
use domain::{
    listing::Asked,
    view::catalog::{ProductCard, listing::ShelfView},
};
use kit::{
    components::{Picture, Span, say},
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
        frame.search = Some(String::new());
        let lead_picture = view.lead.as_ref().and_then(|card| card.image.clone());
        let logo = frame.settings.logo.as_ref();
        frame.preview.picture =
            lead_picture.or_else(|| logo.map(|logo| logo.image(frame.settings.name(t.locale))));
        let (shop, shop_lang) = (frame.shop.clone(), frame.shop_lang);
        let empty = view.lead.is_none().then(|| {
            view! { <p class="empty">{t.home.empty}</p> }
        });
        let rail = rail(t, &view.categories);
        let lead_card = view.lead.map(|card| lead(t, card));
        let shelves: Vec<_> = view
            .shelves
            .into_iter()
            .enumerate()
            .map(|(place, one)| shelf(t, place, one))
            .collect();
        let all = (!view.all.is_empty()).then(|| {
            view! {
                <section aria-labelledby="all">
                    <h2 id="all" class="section-title">{t.home.all}</h2>
                    {grid(t, view.all, EAGER)}
                </section>
            }
        });
        Ok(view! {
            <Layout frame>
                <h1 class="vh" lang=shop_lang.as_str() dir="auto">{shop}</h1>
                <div class="with-rail">
                    {rail}
                    <div>{lead_card} {empty} {shelves} {all}</div>
                </div>
            </Layout>
        }
        .into_any())
    })
}

fn shelf(t: &'static Text, place: usize, shelf: ShelfView) -> AnyView {
    let id = format!("shelf-{place}");
    let named_by = id.clone();
    let more = shelf.category.map(|slug| {
        let href = paths::category(t.locale, Some(&slug), &Asked::default());
        let words = shelf.title.text.clone();
        view! {
            <a class="more" href=href>
                {t.browse.more}
                <span class="vh">" " {words}</span>
                <span aria-hidden="true">"›"</span>
            </a>
        }
    });
    let eager = if place == 0 { EAGER } else { 0 };
    view! {
        <section class="shelf" aria-labelledby=named_by>
            <div class="shelf-head">
                <h2 id=id class="section-title">{say(&shelf.title, t.locale)}</h2>
                {more}
            </div>
            {grid(t, shelf.cards, eager)}
        </section>
    }
    .into_any()
}

fn lead(t: &'static Text, card: ProductCard) -> AnyView {
    let href = paths::product(t.locale, &card.slug, "");
    let price = card_price(t, &card);
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
