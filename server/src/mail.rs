//! Connects the shop with its mail server, and makes the links in its mail.

use crate::config::MailConfig;
use anyhow::Context;
use kit::paths;
use mailer::Smtp;
use shop::{
    Shop,
    mail::{Mailing, Page},
};
use std::sync::Arc;

/// The shop with its mail server, if it has one. `origin`: the shop's public address.
///
/// # Errors
/// TLS cannot be set up, e.g. because this machine trusts no authority.
pub fn connected(shop: Shop, mail: Option<MailConfig>, origin: &str) -> anyhow::Result<Shop> {
    let Some(MailConfig { relay, from }) = mail else {
        return Ok(shop);
    };
    let smtp = Smtp::new(relay, from).context("setting up mail")?;
    let origin = origin.to_owned();
    let address_of = move |page: Page<'_>| format!("{origin}{}", path(page));
    Ok(shop.with_mail(Mailing::new(Arc::new(smtp), Box::new(address_of))))
}

/// Connects with the mail server and signs in, without a mail.
///
/// # Errors
/// What it said, or why there was no answer.
pub async fn answers(mail: MailConfig) -> Result<(), String> {
    let smtp = Smtp::new(mail.relay, mail.from).map_err(|error| error.to_string())?;
    smtp.check().await.map_err(|reply| match reply.code {
        Some(code) => format!("{code} {}", reply.words),
        None => reply.words,
    })
}

/// The path of a page that mail leads to.
#[must_use]
pub fn path(page: Page<'_>) -> String {
    match page {
        Page::Home(locale) => paths::home(locale).to_owned(),
        Page::Order(number) => paths::change_status(number),
        Page::StaffOrder(number) => paths::admin_order(number),
        Page::Staff => paths::ADMIN.to_owned(),
        Page::Reset(key) => paths::account_reset(key),
    }
}
