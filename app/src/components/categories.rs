//! Categories as links: the path to a page, the rail, the tree.

use crate::text::Text;
use domain::{
    listing::Asked,
    view::catalog::listing::{CategoryLink, CategoryNode},
};
use kit::{components::say, paths};
use leptos::prelude::*;

fn address(t: &'static Text, link: &CategoryLink) -> String {
    paths::category(t.locale, Some(&link.slug), &Asked::default())
}

/// The way from the front page to this one.
pub fn breadcrumb(t: &'static Text, trail: &[CategoryLink]) -> AnyView {
    let links: Vec<_> = trail
        .iter()
        .map(|link| view! { <li><a href=address(t, link)>{say(&link.name, t.locale)}</a></li> })
        .collect();
    view! {
        <nav class="crumbs" aria-label=t.browse.path>
            <ol>
                <li><a href=paths::home(t.locale)>{t.frame.home}</a></li>
                {links}
            </ol>
        </nav>
    }
    .into_any()
}

/// The categories at the top: at the left of a wide page, two lines on a phone.
pub fn rail(t: &'static Text, categories: &[CategoryLink]) -> AnyView {
    if categories.is_empty() {
        return ().into_any();
    }
    let links: Vec<_> = categories
        .iter()
        .map(|link| view! { <li><a href=address(t, link)>{say(&link.name, t.locale)}</a></li> })
        .collect();
    view! {
        <nav class="shelf-rail" aria-label=t.shared.categories>
            <ul>
                {links}
                <li><a href=paths::categories(t.locale)>{t.browse.all_categories}</a></li>
            </ul>
        </nav>
    }
    .into_any()
}

/// The tree, each level a list below its category.
pub fn tree(t: &'static Text, nodes: &[CategoryNode]) -> AnyView {
    if nodes.is_empty() {
        return ().into_any();
    }
    let items: Vec<_> = nodes
        .iter()
        .map(|node| {
            view! {
                <li>
                    <a href=address(t, &node.link)>{say(&node.link.name, t.locale)}</a>
                    {tree(t, &node.below)}
                </li>
            }
        })
        .collect();
    view! { <ul class="tree">{items}</ul> }.into_any()
}

/// The pager of a list of products.
pub fn pager(t: &'static Text, previous: Option<String>, next: Option<String>) -> AnyView {
    let link = |href: String, name: &'static str, rel: &'static str| {
        view! { <a class="button button-plain" href=href rel=rel>{name}</a> }
    };
    if previous.is_none() && next.is_none() {
        return ().into_any();
    }
    view! {
        <nav class="pager" aria-label=t.list.pages>
            {previous.map(|href| link(href, t.browse.previous, "prev"))}
            {next.map(|href| link(href, t.browse.next, "next"))}
        </nav>
    }
    .into_any()
}
