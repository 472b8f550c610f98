//! The frame around a page of the desk: header, navigation, content, footer, and the bar at the bottom of a phone.

mod entries;
mod nav;
pub mod trouble;

use crate::{
    actions::AdminSignOut,
    text::{Text, label},
};
use domain::{
    locale::Words,
    setting::Logo,
    staff::Roles,
    view::desk::{DeskCount, DeskFrameView},
};
use entries::wanted;
use kit::{
    components::{ErrorSummary, FormState, Messages},
    document::{Document, Head},
    flash::Flash,
    layout::{demo_strip, language_switch, wordmark},
    paths,
    preview::Preview,
    request::Rq,
    site::Site,
};
use leptos::{prelude::*, server_fn::ServerFn};
use nav::{bottom, rail};

/// The data of the frame around a staff page.
#[derive(Clone)]
pub struct AdminFrame {
    /// Words.
    pub t: &'static Text,
    /// The installation.
    pub site: Site,
    /// Name of the shop.
    pub shop: Words,
    /// Its logo.
    pub logo: Option<Logo>,
    /// Name of the member of staff signed in.
    pub user: Option<String>,
    /// Their roles: pages that they may not read are absent from the navigation.
    pub roles: Roles,
    /// What waits, and the latest open alarm.
    pub desk: DeskFrameView,
    /// Orders that wait to be shipped.
    pub to_ship: i64,
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
    /// The frame of a staff page. Where the database does not respond it shows what is known, because the page itself
    /// reports that.
    pub async fn load(rq: &Rq, title: impl Into<String>) -> Self {
        let settings = match rq.shop.settings().await {
            Ok(read) => read,
            Err(_unread) => rq.shop.known_settings(),
        };
        let desk = match &rq.viewer.staff {
            Some(staff) => {
                let wanted = wanted(&staff.roles);
                let read = rq.shop.desk_frame(&rq.viewer, wanted).await;
                read.unwrap_or_default()
            }
            None => DeskFrameView::default(),
        };
        Self {
            shop: settings.name(rq.viewer.locale),
            logo: settings.logo.clone(),
            desk,
            flash: rq.flash(),
            ..Self::bare(rq, title)
        }
    }

    /// The frame of an error page. It leaves the flash in the session, because the flash is for another page.
    pub fn bare(rq: &Rq, title: impl Into<String>) -> Self {
        let settings = rq.shop.known_settings();
        Self {
            t: Text::of(rq.viewer.locale),
            site: rq.site.clone(),
            shop: settings.name(rq.viewer.locale),
            logo: settings.logo.clone(),
            user: rq
                .viewer
                .staff
                .as_ref()
                .map(|staff| staff.display_name.clone()),
            roles: rq
                .viewer
                .staff
                .as_ref()
                .map(|staff| staff.roles.clone())
                .unwrap_or_default(),
            desk: DeskFrameView::default(),
            to_ship: 0,
            here: rq.here(),
            title: title.into(),
            islands: false,
            flash: Flash::default(),
            form: None,
        }
    }

    /// How many of `what` wait; 0 if the navigation does not count them.
    fn count(&self, what: DeskCount) -> i64 {
        let found = self
            .desk
            .counts
            .iter()
            .find(|(counted, _)| *counted == what);
        found.map_or(0, |(_, count)| *count)
    }
}

/// The strip across every page while an alarm is open.
fn strip(frame: &AdminFrame) -> Option<AnyView> {
    let t = frame.t;
    let alarm = frame.desk.alarm.as_ref()?;
    Some(
        view! {
            <p class="alarm-strip">
                <span aria-hidden="true">"▲ "</span>
                {label::alarm(t.locale, alarm.code)}
                " "
                <a href=paths::ADMIN_ALARMS>{t.watch.see} <span class="vh">{t.nav.alarms}</span></a>
            </p>
        }
        .into_any(),
    )
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
        preview: Preview::default(),
        title: frame.title.clone(),
        // Ends in the shop's name, which tells two shops apart.
        shop: format!("{} {}", t.admin.name, frame.shop.text),
        lang: t.lang,
        private: true,
        islands: frame.islands,
        body: "admin",
    };
    let user = frame.user.clone().map(|name| {
        view! {
            <div class="desk-user">
                <a class="hint" href=paths::ADMIN_ME dir="auto">{name}</a>
                <form method="post" action=AdminSignOut::url()>
                    <button class="quiet">{t.frame.sign_out}</button>
                </form>
            </div>
        }
    });
    let is_in = frame.user.is_some();
    view! {
        <Document head site=frame.site.clone()>
            <a class="skip" href="#main">
                {t.frame.skip}
            </a>
            <header class="top">
                {strip(&frame)}
                {demo_strip(t, &frame.site)}
                <div class="top-in">
                    {wordmark(&frame.shop, frame.logo.as_ref(), paths::ADMIN)}
                    <span class="desk">{t.admin.name}</span>
                    {user}
                </div>
            </header>
            <div class="desk-frame" class:desk-frame-rail=is_in>
                {is_in.then(|| rail(&frame))}
                <main id="main" tabindex="-1">
                    <Messages t flash=frame.flash.clone() step=None />
                    <ErrorSummary t flash=frame.flash.clone() form=frame.form.clone() />
                    {children()}
                </main>
            </div>
            <footer class="foot">
                <div class="foot-in">
                    <div class="foot-acts">{language_switch(t, &frame.here)}</div>
                </div>
            </footer>
            {is_in.then(|| bottom(&frame))}
        </Document>
    }
}
