//! `/c/{slug}`: the products of a category with filters and order; `/c`: the tree, and all products.

use crate::{
    components::{EAGER, breadcrumb, chip_words, chips, facet_form, grid, pager, tree},
    layout::{Frame, Layout, Tab},
    load::{load_page, param},
    structured,
    text::Text,
};
use domain::{
    listing::{Asked, Place},
    view::catalog::listing::{CategoryView, MANY},
};
use kit::{components::say, paths, preview::Preview, request::Rq};
use leptos::prelude::*;
use shop::catalog::browse::Found;

fn asked(rq: &Rq) -> Asked {
    let pairs = rq.pairs();
    let pairs = pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    Asked::read(pairs)
}

/// A category.
pub fn page() -> AnyView {
    let slug = param("slug");
    load_page(|rq| async move {
        let (locale, asked) = (rq.viewer.locale, asked(&rq));
        match rq.shop.category(locale, &slug, asked.clone()).await? {
            Found::Moved(slug) => {
                rq.moved(&paths::category(locale, Some(&slug), &asked));
                Ok(().into_any())
            }
            Found::Here(view) => shown(&rq, view).await,
        }
    })
}

/// The tree of all categories.
pub fn all() -> AnyView {
    load_page(|rq| async move {
        let view = rq.shop.all_products(rq.viewer.locale, asked(&rq)).await?;
        shown(&rq, view).await
    })
}

async fn shown(rq: &Rq, view: CategoryView) -> Result<AnyView, shop::Error> {
    let t = Text::of(rq.viewer.locale);
    if !view.kept {
        rq.add_header(http::header::CACHE_CONTROL, "no-store");
    }
    let name = view.here.as_ref().map(|here| here.name.clone());
    let title = name
        .as_ref()
        .map_or_else(|| t.shared.categories.to_owned(), |name| name.text.clone());
    let mut frame = Frame::load(rq, Tab::Categories, title.clone()).await?;
    frame.private = false;
    frame.noindex = view.asked != Asked::default();
    frame.preview = preview(t, &frame, &view);
    let heading = match &name {
        Some(name) => say(name, t.locale),
        None => title.into_any(),
    };
    let crumbs = breadcrumb(t, &view.trail);
    let below = tree(t, &view.below);
    Ok(view! {
        <Layout frame>
            {crumbs}
            <h1>{heading}</h1>
            {below}
            <div class="browse">{facet_form(t, &view)} <div class="browse-list">{list(t, view)}</div></div>
        </Layout>
    }
    .into_any())
}

/// What the page tells search engines.
fn preview(t: &'static Text, frame: &Frame, view: &CategoryView) -> Preview {
    let here = view.here.as_ref();
    let of = here.map_or(t.home.all, |here| here.name.text.as_str());
    let slug = here.map(|here| here.slug.as_str());
    let path = paths::category(t.locale, slug, &Asked::default());
    let here = (frame.title.as_str(), path);
    let way = structured::breadcrumbs(&frame.site, t.locale, &frame.shop, &view.trail, here);
    Preview {
        description: (t.product.about)(of, &frame.shop),
        picture: view.cards.first().and_then(|card| card.image.clone()),
        is_product: false,
        data: vec![way],
    }
}

fn list(t: &'static Text, view: CategoryView) -> AnyView {
    let slug = view.here.as_ref().map(|here| here.slug.clone());
    let at = |place: Option<Place>| {
        place.map(|place| {
            let asked = Asked {
                place,
                ..view.asked.clone()
            };
            paths::category(t.locale, slug.as_deref(), &asked)
        })
    };
    let pages = pager(t, at(view.previous.clone()), at(view.next.clone()));
    let applied = chips(t, &view);
    let empty = view.cards.is_empty().then(|| nothing(t, &view));
    let heading =
        (!view.cards.is_empty()).then(|| view! { <h2 class="vh">{t.browse.products}</h2> });
    let cards = (!view.cards.is_empty()).then(|| grid(t, view.cards, EAGER));
    view! { {applied} {empty} {heading} {cards} {pages} }.into_any()
}

/// Why nothing is shown, and the filter to leave out.
fn nothing(t: &'static Text, view: &CategoryView) -> AnyView {
    let b = &t.browse;
    let slug = view.here.as_ref().map(|here| here.slug.as_str());
    match &view.without {
        Some((chip, count)) => {
            let count = if *count >= MANY {
                b.many.to_owned()
            } else {
                count.to_string()
            };
            let words = (b.without)(&chip_words(t, chip), &count);
            let href = paths::category(t.locale, slug, &chip.without);
            view! { <p class="empty"><a href=href>{words}</a></p> }.into_any()
        }
        None if view.asked.is_filtered() => {
            view! { <p class="empty">{b.nothing_fits}</p> }.into_any()
        }
        None => view! { <p class="empty">{b.empty}</p> }.into_any(),
    }
}
