//! The frame around a customer's page: header, messages, content, footer, and the bar at the bottom of a phone.

mod about;
pub mod trouble;

use crate::{
    actions::account::SignOut,
    text::{Text, label},
};
use domain::{limit, locale::Locale, setting::Settings, view::cart::CartBadge};
use kit::{
    components::{ErrorSummary, FormState, Icon, Messages, Sign, isolated, say},
    document::{Document, Head},
    flash::Flash,
    format,
    layout::{demo_strip, language_switch, wordmark},
    paths,
    preview::Preview,
    request::Rq,
    site::Site,
    twins::Twins,
};
use leptos::{prelude::*, server_fn::ServerFn};
use std::sync::Arc;

/// The page's entry in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Front page and products.
    Home,
    /// Categories.
    Categories,
    /// Cart and checkout.
    Cart,
    /// Orders.
    Orders,
    /// Account.
    Mine,
}

/// The data of the frame around a page.
#[derive(Clone)]
pub struct Frame {
    /// Words.
    pub t: &'static Text,
    /// The installation.
    pub site: Site,
    /// Name of the shop.
    pub shop: String,
    /// Its language.
    pub shop_lang: Locale,
    /// Slogan, contact and filings of the shop.
    pub settings: Arc<Settings>,
    /// Name of the person signed in.
    pub user: Option<String>,
    /// Cart link.
    pub badge: CartBadge,
    /// This page, for the language switch.
    pub here: String,
    /// Title of the page.
    pub title: String,
    /// Navigation entry.
    pub tab: Tab,
    /// Keep search engines out.
    pub private: bool,
    /// Keep search engines from this view of a public page.
    pub noindex: bool,
    /// The text in the search field. With `Some` the field is shown on phones too.
    pub search: Option<String>,
    /// What a public page tells search engines. Without a description it has the shop's.
    pub preview: Preview,
    /// The page has an island.
    pub islands: bool,
    /// The page has its own bottom bar, so the navigation bar is left out on phones.
    pub own_bar: bool,
    /// Message from the request before.
    pub flash: Flash,
    /// The refused form of the page, for the error summary.
    pub form: Option<FormState>,
    /// A next step beside the notice.
    pub step: Option<(String, &'static str)>,
}

impl Frame {
    /// The frame of a page, with the cart's badge.
    ///
    /// # Errors
    /// As [`shop::Shop::cart_badge`] and [`shop::Shop::settings`].
    pub async fn load(rq: &Rq, tab: Tab, title: impl Into<String>) -> Result<Self, shop::Error> {
        let badge = rq.shop.cart_badge(&rq.viewer).await?;
        // Read first, so that a cached page has the settings of its version.
        rq.shop.settings().await?;
        let flash = rq.flash();
        Ok(Self {
            badge,
            flash,
            ..Self::bare(rq, tab, title)
        })
    }

    /// The frame without database queries, for error pages.
    #[must_use]
    pub fn bare(rq: &Rq, tab: Tab, title: impl Into<String>) -> Self {
        let settings = rq.shop.known_settings();
        let name = settings.name(rq.viewer.locale);
        Self {
            t: Text::of(rq.viewer.locale),
            site: rq.site.clone(),
            shop: name.text,
            shop_lang: name.lang,
            settings,
            user: rq
                .viewer
                .user
                .as_ref()
                .map(|user| user.display_name.clone()),
            badge: CartBadge::default(),
            here: rq.here(),
            title: title.into(),
            tab,
            private: true,
            noindex: false,
            search: None,
            preview: Preview::default(),
            islands: false,
            own_bar: false,
            flash: Flash::default(),
            form: None,
            step: None,
        }
    }
}

/// A customer's page.
#[component]
pub fn Layout(
    /// The frame.
    frame: Frame,
    /// The page.
    children: Children,
) -> impl IntoView {
    let t = frame.t;
    let head = Head {
        title: frame.title.clone(),
        shop: frame.shop.clone(),
        lang: t.lang,
        twins: twins(&frame),
        preview: preview(&frame),
        private: frame.private || frame.noindex,
        islands: frame.islands,
        body: if frame.own_bar {
            "shop own-bar"
        } else {
            "shop"
        },
    };
    let bottom = (!frame.own_bar).then(|| bottom_bar(&frame));
    view! {
        <Document head site=frame.site.clone()>
            <a class="skip" href="#main">
                {t.frame.skip}
            </a>
            {header(&frame)}
            <main id="main" tabindex="-1">
                <Messages t flash=frame.flash.clone() step=frame.step.clone() />
                <ErrorSummary t flash=frame.flash.clone() form=frame.form.clone() />
                {children()}
            </main>
            {footer(&frame)}
            {bottom}
        </Document>
    }
}

/// The addresses of a public page, so that search engines know both languages as one page. A filtered list and a search
/// are kept from engines, but previews of links to them lead back to the same view.
fn twins(frame: &Frame) -> Option<Twins> {
    let path = paths::bare(&frame.here);
    if frame.private || paths::public(path).is_none() {
        return None;
    }
    let address = if frame.noindex { &frame.here } else { path };
    let whole = |locale| format!("{}{}", frame.site.public_url, paths::twin(address, locale));
    Some(Twins {
        canonical: whole(frame.t.locale),
        zh: whole(Locale::ZhCn),
        en: whole(Locale::En),
    })
}

/// What the page tells search engines; of a page without a description, what the shop is.
fn preview(frame: &Frame) -> Preview {
    let mut preview = frame.preview.clone();
    if preview.description.is_empty() {
        let about = (frame.t.home.about)(&frame.shop);
        preview.description = match frame.settings.slogan(frame.t.locale) {
            Some(slogan) => frame.t.joined(&[&about, &slogan.text]),
            None => about,
        };
    }
    preview
}

/// On a public page, a link to the other language, named in that language.
fn other_language(frame: &Frame) -> impl IntoView + use<> {
    let other = match frame.t.locale {
        Locale::ZhCn => Locale::En,
        Locale::En => Locale::ZhCn,
    };
    let name = label::language(other);
    let href = paths::twin(&frame.here, other);
    (!frame.private).then(|| {
        view! {
            <a href=href rel="alternate" hreflang=other.as_str() lang=other.as_str()>
                {name}
            </a>
        }
    })
}

fn current(is: bool) -> Option<&'static str> {
    is.then_some("page")
}

/// The number on the cart link, with a sentence for screen readers.
fn badge(frame: &Frame) -> impl IntoView + use<> {
    let units = frame.badge.units;
    (units > 0).then(|| {
        let shown = if units > 99 {
            "99+".to_owned()
        } else {
            units.to_string()
        };
        let holds = frame.t.frame.cart_holds;
        let said = holds(&units.to_string(), &format::yuan(frame.badge.amount));
        view! {
            <span class="badge" aria-hidden="true">
                {shown}
            </span>
            <span class="vh">{said}</span>
        }
    })
}

/// The search field: on wide pages, and on phones where the page is about finding.
fn search(frame: &Frame) -> impl IntoView + use<> {
    let t = frame.t;
    let open = frame.search.is_some();
    let q = frame.search.clone().unwrap_or_default();
    view! {
        <form
            class="top-search"
            class:top-search-open=open
            method="get"
            action=paths::search_page(t.locale)
            role="search"
        >
            <label class="vh" for="q">{t.browse.search_label}</label>
            <input
                id="q"
                name="q"
                type="search"
                dir="auto"
                value=q
                placeholder=t.browse.search_label
                maxlength=limit::SEARCH.max
                autocomplete="off"
            />
            <button class="button button-plain">{t.browse.search}</button>
        </form>
    }
}

fn header(frame: &Frame) -> impl IntoView + use<> {
    let t = frame.t;
    let account = match &frame.user {
        Some(name) => view! {
            <a href=paths::LOGIN aria-current=current(frame.tab == Tab::Mine)>
                {isolated(name.clone())}
            </a>
        }
        .into_any(),
        None => {
            let next = if frame.tab == Tab::Mine {
                ""
            } else {
                frame.here.as_str()
            };
            view! { <a href=paths::with_next(paths::LOGIN, next)>{t.frame.sign_in}</a> }.into_any()
        }
    };
    let name = frame.settings.name(t.locale);
    view! {
        <header class="top">
            {demo_strip(t, &frame.site)}
            <div class="top-in">
                {wordmark(&name, frame.settings.logo.as_ref(), paths::home(t.locale))}
                {search(frame)}
                <nav class="top-nav" aria-label=t.frame.main_nav>
                    <a href=paths::home(t.locale) aria-current=current(frame.tab == Tab::Home)>
                        {t.frame.home}
                    </a>
                    <a href=paths::ORDERS aria-current=current(frame.tab == Tab::Orders)>
                        {t.frame.orders}
                    </a>
                    <a href=paths::CART aria-current=current(frame.tab == Tab::Cart)>
                        {t.frame.cart}
                        {badge(frame)}
                    </a>
                    {account}
                    {other_language(frame)}
                </nav>
            </div>
        </header>
    }
}

fn bottom_bar(frame: &Frame) -> impl IntoView + use<> {
    let t = frame.t;
    view! {
        <nav class="bottom" aria-label=t.frame.bottom_nav>
            <a href=paths::home(t.locale) aria-current=current(frame.tab == Tab::Home)>
                <Icon sign=Sign::Home />
                {t.frame.home}
            </a>
            <a href=paths::categories(t.locale) aria-current=current(frame.tab == Tab::Categories)>
                <Icon sign=Sign::Categories />
                {t.shared.categories}
            </a>
            <a href=paths::CART aria-current=current(frame.tab == Tab::Cart)>
                <Icon sign=Sign::Cart />
                {t.frame.cart}
                {badge(frame)}
            </a>
            <a
                href=paths::LOGIN
                aria-current=current(matches!(frame.tab, Tab::Mine | Tab::Orders))
            >
                <Icon sign=Sign::Person />
                {t.frame.mine}
            </a>
        </nav>
    }
}

fn footer(frame: &Frame) -> impl IntoView + use<> {
    let t = frame.t;
    let sign_out = frame.user.as_ref().map(|_| {
        view! {
            <form method="post" action=SignOut::url()>
                <button class="quiet">{t.frame.sign_out}</button>
            </form>
        }
    });
    let slogan = frame.settings.slogan(t.locale).map(|words| {
        view! { <span class="foot-line">{say(&words, t.locale)}</span> }
    });
    view! {
        <footer class="foot">
            <div class="foot-in">
                <p>
                    <span lang=frame.shop_lang.as_str() dir="auto">{frame.shop.clone()}</span>
                    {slogan}
                </p>
                {about::lines(t, &frame.settings)}
                <div class="foot-acts">{sign_out} {language_switch(t, &frame.here)}</div>
            </div>
        </footer>
    }
}
