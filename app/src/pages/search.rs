//! `/search?q=`: what a text finds, or near searches, categories and what sells most.

use crate::{
    components::{EAGER, grid, pager, tree},
    layout::{Frame, Layout, Tab},
    load::load_page,
    text::Text,
};
use domain::{
    listing::{Place, name},
    view::catalog::listing::SearchView,
};
use kit::{paths, text::isolate};
use leptos::prelude::*;

/// The search page.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let place = Place::of(&rq.query(name::AFTER), &rq.query(name::BEFORE));
        let locale = rq.viewer.locale;
        let view = rq.shop.search(locale, &rq.query("q"), place).await?;
        // Texts that find nothing are unlimited, so their pages are not cached.
        if view.cards.is_empty() && !view.q.is_empty() {
            rq.add_header(http::header::CACHE_CONTROL, "no-store");
        }
        let t = Text::of(locale);
        let b = &t.browse;
        let title = if view.q.is_empty() {
            b.search.to_owned()
        } else {
            (b.found)(&isolate(&view.q))
        };
        let mut frame = Frame::load(&rq, Tab::Home, title.clone()).await?;
        frame.private = false;
        frame.noindex = true;
        frame.search = Some(view.q.clone());
        if let Some(best) = view.cards.first() {
            frame.preview.description = (t.product.about)(&title, &frame.shop);
            frame.preview.picture.clone_from(&best.image);
        }
        let body = if view.cards.is_empty() {
            nothing(t, view)
        } else {
            let at =
                |place: Option<Place>| place.map(|place| paths::search(t.locale, &view.q, &place));
            let pages = pager(t, at(view.previous.clone()), at(view.next.clone()));
            view! { <h2 class="vh">{b.products}</h2> {grid(t, view.cards, EAGER)} {pages} }
                .into_any()
        };
        Ok(view! {
            <Layout frame>
                <h1 dir="auto">{title}</h1>
                {body}
            </Layout>
        }
        .into_any())
    })
}

/// For an empty search the categories; for one that finds nothing, near searches and what sells too.
fn nothing(t: &'static Text, view: SearchView) -> AnyView {
    let b = &t.browse;
    let near: Vec<_> = view
        .near
        .iter()
        .map(|q| {
            let href = paths::search(t.locale, q, &Place::Start);
            view! { <a href=href dir="auto">{q.clone()}</a> " " }
        })
        .collect();
    let meant = (!near.is_empty()).then(|| view! { {b.did_you_mean} {near} });
    let told = (!view.q.is_empty()).then(|| {
        view! { <p class="empty">{(b.not_found)(&isolate(&view.q))} " " {meant}</p> }
    });
    let categories = (!view.categories.is_empty()).then(|| {
        view! {
            <section aria-labelledby="categories">
                <h2 id="categories" class="section-title">{t.shared.categories}</h2>
                {tree(t, &view.categories)}
            </section>
        }
    });
    let selling = (!view.selling.is_empty()).then(|| {
        view! {
            <section aria-labelledby="selling">
                <h2 id="selling" class="section-title">{b.selling}</h2>
                {grid(t, view.selling, 0)}
            </section>
        }
    });
    view! { {told} {categories} {selling} }.into_any()
}
