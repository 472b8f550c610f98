//! Sign-in, sign-out, registration and the choice of a language.

#![cfg_attr(
    feature = "ssr",
    expect(
        clippy::unused_async,
        reason = "a server function is async, even one that asks nobody"
    )
)]

use crate::error::AppError;
use domain::form::{SignInForm, SignUpForm};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::{
    paths,
    request::{Back, Done, Rq},
};
#[cfg(feature = "ssr")]
use domain::{error::Notice, locale::Locale};
#[cfg(feature = "ssr")]
use shop::account::Merged;

/// The language switch.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LanguageForm {
    /// A language of the shop, e.g. `en`.
    #[serde(default)]
    pub locale: String,
    /// The page to stay on.
    #[serde(default)]
    pub next: String,
}

/// The page after sign-in.
#[cfg(feature = "ssr")]
fn next_page(rq: &Rq, next: &str) -> String {
    paths::safe_next(next).unwrap_or_else(|| paths::home(rq.viewer.locale).to_owned())
}

/// The notice about the guest's cart, or `otherwise`.
#[cfg(feature = "ssr")]
fn tell(next: String, merged: Merged, otherwise: Notice) -> Done<()> {
    let done = Done::to(next, ()).resuming();
    match merged {
        Merged {
            short,
            limited,
            left_out,
            ..
        } if short + limited + left_out > 0 => {
            let reasons = [("stock", short), ("limit", limited), ("room", left_out)];
            let told = done.telling(Notice::CartMergedCapped);
            reasons
                .into_iter()
                .filter(|(_, lines)| *lines > 0)
                .fold(told, |told, (reason, lines)| told.with(reason, lines))
        }
        Merged { joined, .. } if joined > 0 => {
            done.telling(Notice::CartMerged).with("count", joined)
        }
        Merged { .. } => done.telling(otherwise),
    }
}

/// 登录.
#[server(prefix = "/api", endpoint = "account/sign_in")]
pub async fn sign_in(form: SignInForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let next = next_page(&rq, &form.next);
    let back = Back::to(paths::with_next(paths::LOGIN, &form.next)).keeping(&form);
    let login = rq.shop.sign_in(&rq.viewer, form).await;
    if let Ok(login) = &login {
        rq.sign_in(login.who.user_id).await?;
    }
    rq.finish(
        login,
        |login| tell(next, login.merged, Notice::SignedIn),
        back,
    )
}

/// 注册.
#[server(prefix = "/api", endpoint = "account/sign_up")]
pub async fn sign_up(form: SignUpForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let next = next_page(&rq, &form.next);
    let back = Back::to(paths::with_next(paths::REGISTER, &form.next)).keeping(&form);
    let login = rq.shop.sign_up(&rq.viewer, form).await;
    if let Ok(login) = &login {
        rq.sign_in(login.who.user_id).await?;
    }
    rq.finish(
        login,
        |login| tell(next, login.merged, Notice::Registered),
        back,
    )
}

/// 退出.
#[server(prefix = "/api", endpoint = "account/sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    let rq = Rq::take()?;
    rq.sign_out().await?;
    let home = paths::home(rq.viewer.locale);
    let done = |()| Done::to(home, ()).telling(Notice::SignedOut);
    rq.finish(Ok(()), done, Back::to(home))
}

/// 中文 / English: remembered by this browser.
#[server(prefix = "/api", endpoint = "account/language")]
pub async fn set_language(form: LanguageForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let mut next = next_page(&rq, &form.next);
    if let Ok(locale) = form.locale.parse::<Locale>() {
        // Public pages have one URL per language; others follow the cookie.
        next = paths::twin(&next, locale);
        let cookie = rq.site.language_cookie(locale);
        rq.add_header(http::header::SET_COOKIE, &cookie);
    }
    rq.finish(Ok(()), |()| Done::to(next, ()), Back::to(paths::HOME))
}
