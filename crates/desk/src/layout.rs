//! The frame around a page of the desk.

pub mod trouble;

use crate::{actions::AdminSignOut, text::Text};
use kit::{
    components::{ErrorSummary, FormState, Messages},
    document::{Document, Head},
    flash::Flash,
    layout::{demo_strip, language_switch, wordmark},
    paths,
    request::Rq,
    site::Site,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The data of the frame around a staff page.
#[derive(Clone)]
pub struct AdminFrame {
    /// Words.
    pub t: &'static Text,
    /// The installation.
    pub site: Site,
    /// Name of the shop.
    pub shop: String,
    /// Name of the member of staff signed in.
    pub user: Option<String>,
    /// This page, for the language switch.
    pub here: String,
    /// Title of the page.
    pub title: String,
    /// The page has an island.
    pub islands: bool,
    /// Message from the request before.
    pub flash: Flash,
    /// The refused form of the page, for the error summary.
    pub form: Option<FormState>,
}

impl AdminFrame {
    /// The frame of a staff page.
    #[expect(clippy::unused_async, reason = "awaited by pages as every frame is")]
    pub async fn load(rq: &Rq, title: impl Into<String>) -> Self {
        Self {
            flash: rq.flash(),
            ..Self::bare(rq, title)
        }
    }

    /// The frame of an error page. It leaves the flash in the session, because the flash is for another page.
    pub fn bare(rq: &Rq, title: impl Into<String>) -> Self {
        Self {
            t: Text::of(rq.viewer.locale),
            site: rq.site.clone(),
            shop: rq.shop.policy().shop_name.clone(),
            user: rq
                .viewer
                .staff
                .as_ref()
                .map(|staff| staff.display_name.clone()),
            here: rq.here(),
            title: title.into(),
            islands: false,
            flash: Flash::default(),
            form: None,
        }
    }
}

/// A staff page.
#[component]
pub fn AdminLayout(
    /// The frame.
    frame: AdminFrame,
    /// The page.
    children: Children,
) -> impl IntoView {
    let t = frame.t;
    let head = Head {
        twins: None,
        title: frame.title.clone(),
        shop: format!("{} {}", frame.shop, t.admin.name),
        lang: t.lang,
        private: true,
        islands: frame.islands,
        body: "admin",
    };
    let d = &t.desk;
    let here = paths::bare(&frame.here).to_owned();
    let user = frame.user.clone().map(|name| {
        let doors: Vec<_> = [
            (paths::ADMIN, d.desk),
            (paths::ADMIN_ORDERS, t.admin.orders),
            (paths::ADMIN_PRODUCTS, d.products),
            (paths::ADMIN_AUDIT, d.audit),
        ]
        .into_iter()
        .map(|(door, name)| {
            let present = here == door || (door != paths::ADMIN && here.starts_with(door));
            view! { <a href=door aria-current=present.then_some("page")>{name}</a> }
        })
        .collect();
        view! {
            <nav class="top-nav" aria-label=t.admin.nav>
                {doors}
                <span class="hint" dir="auto">{name}</span>
                <form method="post" action=AdminSignOut::url()>
                    <button class="quiet">{t.frame.sign_out}</button>
                </form>
            </nav>
        }
    });
    view! {
        <Document head site=frame.site.clone()>
            <a class="skip" href="#main">
                {t.frame.skip}
            </a>
            <header class="top">
                {demo_strip(t, &frame.site)}
                <div class="top-in">
                    {wordmark(&frame.shop, paths::ADMIN)}
                    <span class="desk">{t.admin.name}</span>
                    {user}
                </div>
            </header>
            <main id="main" tabindex="-1">
                <Messages t flash=frame.flash.clone() step=None />
                <ErrorSummary t flash=frame.flash.clone() form=frame.form.clone() />
                {children()}
            </main>
            <footer class="foot">
                <div class="foot-in">
                    <div class="foot-acts">{language_switch(t, &frame.here)}</div>
                </div>
            </footer>
        </Document>
    }
}
