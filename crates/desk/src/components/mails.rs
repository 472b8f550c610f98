//! A list of mail: what about, to whom, what became of it, and the button that sends it again.

use crate::{
    actions::SendMailAgain,
    text::{Text, label},
};
use domain::{
    mail::{MailKind, MailState},
    view::mail::MailView,
};
use kit::{
    components::{Chip, ListTable, Tone, exact, isolated},
    paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Where a list of mail is shown.
pub struct MailList<'l> {
    /// Name of the list.
    pub title: &'static str,
    /// Text if it is empty.
    pub none: &'static str,
    /// CSS class of that text.
    pub none_class: &'static str,
    /// Address of the page, which the button leads back to; `None` for readers who may not send.
    pub send_from: Option<&'l str>,
    /// True if each row names its order.
    pub names_orders: bool,
}

/// The list.
pub fn mails(t: &'static Text, list: &MailList<'_>, rows: &[MailView]) -> AnyView {
    let m = &t.mail;
    let rows: Vec<_> = rows.iter().map(|mail| row(t, list, mail)).collect();
    let mut head = vec![(m.col_kind, false)];
    if list.names_orders {
        head.push((t.admin.col_number, false));
    }
    head.extend([
        (m.col_recipient, false),
        (t.desk.status, false),
        (m.col_queued, false),
        (t.desk.col_tries, true),
        (m.col_answer, false),
    ]);
    if list.send_from.is_some() {
        head.push((m.col_act, false));
    }
    let (title, none, none_class) = (list.title, list.none, list.none_class);
    view! {
        <div class="fold">
            <ListTable t title head rows none none_class />
        </div>
    }
    .into_any()
}

fn row(t: &'static Text, list: &MailList<'_>, mail: &MailView) -> AnyView {
    let order = list.names_orders.then(|| {
        let link = mail.order.as_ref().map(|number| {
            view! {
                <a class="number" href=paths::admin_order(number)>
                    {number.clone()}
                </a>
            }
        });
        view! { <td>{link}</td> }
    });
    let act = list
        .send_from
        .map(|page| view! { <td>{again(t, page, mail)}</td> });
    view! {
        <tr>
            <th scope="row">{label::mail_kind(t.locale, mail.kind)}</th>
            {order}
            <td>{isolated(mail.recipient.clone())}</td>
            <td class="fold-lead">{state(t, mail.state)}</td>
            <td>{exact(Some(mail.queued_at))}</td>
            <td class="figure" data-name=t.desk.col_tries>{mail.tries}</td>
            <td class="wraps">{answer(t, mail)}</td>
            {act}
        </tr>
    }
    .into_any()
}

fn state(t: &'static Text, state: MailState) -> AnyView {
    let tone = match state {
        MailState::Waiting => Tone::Amber,
        MailState::Sent => Tone::Celadon,
        MailState::Refused | MailState::Expired => Tone::Cinnabar,
    };
    view! { <Chip words=label::mail_state(t.locale, state) tone /> }.into_any()
}

/// The server's own words. Without an answer, why: that helps only the administrator of the machine, so it is folded.
fn answer(t: &'static Text, mail: &MailView) -> AnyView {
    match (mail.code, mail.words.is_empty()) {
        (Some(code), _) => isolated(format!("{code} {}", mail.words)).into_any(),
        (None, true) => ().into_any(),
        (None, false) => view! {
            <p>{t.mail.no_answer}</p>
            <details class="technical">
                <summary>{t.desk.technical}</summary>
                {isolated(mail.words.clone())}
            </details>
        }
        .into_any(),
    }
}

/// The button, for a mail that ended undelivered and is still of use.
fn again(t: &'static Text, page: &str, mail: &MailView) -> AnyView {
    let is_over = matches!(mail.state, MailState::Refused | MailState::Expired);
    if !is_over || mail.kind == MailKind::PasswordReset {
        return ().into_any();
    }
    let m = &t.mail;
    let of = (m.again_of)(label::mail_kind(t.locale, mail.kind), &mail.recipient);
    view! {
        <form method="post" action=SendMailAgain::url()>
            <input type="hidden" name="form[mail]" value=mail.key.clone() />
            <input type="hidden" name="form[back]" value=page.to_owned() />
            <button class="quiet">{m.again} <span class="vh">{of}</span></button>
        </form>
    }
    .into_any()
}
