//! The document around every page.

use crate::{
    bundle::Bundle,
    preview::{self, Preview},
    site::Site,
    twins::Twins,
};
use leptos::prelude::*;

/// The head of a document.
#[derive(Debug, Clone)]
pub struct Head {
    /// Title of the page, without the shop's name.
    pub title: String,
    /// Name of the shop.
    pub shop: String,
    /// Language of the page.
    pub lang: &'static str,
    /// Keep search engines out.
    pub private: bool,
    /// The page has an island, so its side's bundle is loaded; other pages have no script.
    pub islands: bool,
    /// Class of the body.
    pub body: &'static str,
    /// The page's addresses, if it is public. One that search engines are kept out of does not name them as its own.
    pub twins: Option<Twins>,
    /// What a public page tells programs that do not show it.
    pub preview: Preview,
}

/// A whole document.
#[component]
pub fn Document(
    /// Its head.
    head: Head,
    /// The installation.
    site: Site,
    /// Its body.
    children: Children,
) -> impl IntoView {
    let title = if head.title.is_empty() {
        head.shop.clone()
    } else {
        format!("{} · {}", head.title, head.shop)
    };
    let bundle = use_context::<Bundle>();
    let stylesheet = bundle.as_ref().map_or(site.stylesheet.clone(), |bundle| {
        bundle.stylesheet().to_owned()
    });
    let options = bundle
        .filter(|_| head.islands)
        .and_then(|bundle| bundle.options());
    let scripts = options.map(|options| view! { <HydrationScripts options islands=true /> });
    let robots = head
        .private
        .then(|| view! { <meta name="robots" content="noindex" /> });
    let told = head
        .twins
        .as_ref()
        .map(|twins| preview::tags(&head.preview, twins, &site, &head.title, &head.shop));
    let twins = head.twins.filter(|_| !head.private).map(|twins| {
        view! {
            <link rel="canonical" href=twins.canonical />
            <link rel="alternate" hreflang="zh-CN" href=twins.zh.clone() />
            <link rel="alternate" hreflang="en" href=twins.en />
            <link rel="alternate" hreflang="x-default" href=twins.zh />
        }
    });
    view! {
        <!DOCTYPE html>
        <html lang=head.lang>
            <head>
                <meta charset="utf-8" />
                <title>{title}</title>
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="theme-color" content="#FAF8F3" />
                <meta name="format-detection" content="telephone=no" />
                {robots}
                {twins}
                {told}
                <link rel="stylesheet" href=stylesheet />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                {scripts}
            </head>
            <body class=head.body>{children()}</body>
        </html>
    }
}
