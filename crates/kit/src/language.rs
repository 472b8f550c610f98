//! The choice of a language, on pages of both sides.

#![cfg_attr(
    feature = "ssr",
    expect(
        clippy::unused_async,
        reason = "a server function is async, even one that asks nobody"
    )
)]

use crate::error::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::{
    paths,
    request::{Back, Done, Rq},
};
#[cfg(feature = "ssr")]
use domain::locale::Locale;

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

/// 中文 / English: remembered by this browser.
#[server(prefix = "/api", endpoint = "account/language")]
pub async fn set_language(form: LanguageForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let mut next = rq.next_or_home(&form.next);
    if let Ok(locale) = form.locale.parse::<Locale>() {
        // Public pages have one URL per language; others follow the cookie.
        next = paths::twin(&next, locale);
        let cookie = rq.site.language_cookie(locale);
        rq.add_header(http::header::SET_COOKIE, &cookie);
    }
    rq.finish(Ok(()), |()| Done::to(next, ()), Back::to(paths::HOME))
}

/// Registers the one server function that both sides post to.
#[cfg(feature = "ssr")]
pub fn register_server_functions() {
    server_fn::axum::register_explicit::<SetLanguage>();
}
