//! `/admin/mail?tab=`: mail that was sent, and mail that was not.

use crate::{
    components::{MailList, mails},
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    setting::Section,
    view::{desk::CAP, mail::MailTab},
};
use kit::{
    components::{BackLink, Tabs, tab_links},
    paths,
};
use leptos::prelude::*;

/// The list of mail.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let tab = rq.query("tab").parse().unwrap_or(MailTab::Undelivered);
        let view = rq.shop.admin_mails(&rq.viewer, tab).await?;
        let t = Text::of(rq.viewer.locale);
        let m = &t.mail;
        let frame = AdminFrame::load(&rq, m.title).await;
        let here = paths::admin_mail(view.tab);
        let list = MailList {
            title: m.title,
            none: m.none,
            none_class: "empty",
            send_from: view.may_send.then_some(here.as_str()),
            names_orders: true,
        };
        let table = mails(t, &list, &view.rows);
        let tabs = tab_links(MailTab::ALL.iter().copied(), Some(view.tab), |tab| {
            (paths::admin_mail(tab), label::mail_tab(t.locale, tab))
        });
        let many = i64::try_from(view.rows.len()).is_ok_and(|rows| rows >= CAP);
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN label=t.desk.desk />
                <h1>{m.title}</h1>
                {(!view.is_on).then(|| off(t))}
                <Tabs label=m.tabs tabs />
                {table}
                {many.then(|| view! { <p class="hint">{m.newest}</p> })}
            </AdminLayout>
        }
        .into_any())
    })
}

fn off(t: &'static Text) -> AnyView {
    let m = &t.mail;
    view! {
        <p class="note-box">
            {m.off} " " <a href=paths::admin_settings(Section::Mail)>{m.set_up}</a>
        </p>
    }
    .into_any()
}
