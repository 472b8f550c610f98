//! Parts of the frame that both sides put around their pages.

use crate::{
    language::SetLanguage,
    paths,
    site::Site,
    text::{Text, label},
};
use domain::{
    locale::{Locale, Words},
    setting::Logo,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The strip on every page of the demo: no real money moves.
pub fn demo_strip(t: &'static Text, site: &Site) -> impl IntoView + use<> {
    site.demo
        .then(|| view! { <p class="demo">{t.frame.demo}</p> })
}

/// The logo at the size of the header. Its text is empty, because the shop's name stands beside it.
pub fn logo(logo: &Logo) -> AnyView {
    let (width, height) = logo.frame();
    let src = paths::media(&logo.shown.sha256);
    view! { <img class="logo" src=src width=width height=height alt="" decoding="async" /> }
        .into_any()
}

/// The shop's name with its logo, or else with its first character as a mark.
pub fn wordmark(shop: &Words, picture: Option<&Logo>, href: &'static str) -> impl IntoView + use<> {
    let mark = if let Some(picture) = picture {
        logo(picture)
    } else {
        let first: String = shop.text.chars().take(1).collect();
        view! { <span class="mark" aria-hidden="true">{first}</span> }.into_any()
    };
    view! {
        <a class="wordmark" href=href lang=shop.lang.as_str()>
            {mark}
            <span dir="auto">{shop.text.clone()}</span>
        </a>
    }
}

/// The two languages as buttons; each in its own language.
pub fn language_switch(t: &'static Text, here: &str) -> impl IntoView + use<> {
    let choice = |locale: Locale| {
        let pressed = if t.locale == locale { "true" } else { "false" };
        view! {
            <button
                class="quiet"
                name="form[locale]"
                value=locale.as_str()
                lang=locale.as_str()
                aria-pressed=pressed
            >
                {label::language(locale)}
            </button>
        }
    };
    view! {
        <form method="post" action=SetLanguage::url()>
            <input type="hidden" name="form[next]" value=here.to_owned() />
            <div class="language" role="group" aria-label=t.frame.language>
                {choice(Locale::ZhCn)}
                {choice(Locale::En)}
            </div>
        </form>
    }
}
