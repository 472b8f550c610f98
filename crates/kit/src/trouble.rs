//! Error pages: not found, no access, busy, a form that could not be read, and internal errors. Each side puts its own
//! frame around them.

use crate::{error::AppError, request::Rq, text::error};
use leptos::prelude::*;

/// An error page without its frame.
pub struct Trouble {
    /// The error.
    pub title: &'static str,
    /// Target of the language switch: the home page, if the address is a server function's and not
    /// a page.
    pub here: String,
    /// The content.
    pub body: AnyView,
}

/// The page of `told`, with a link to `home`. Sets the status of the response.
pub fn page(rq: &Rq, told: &AppError, home: &str, home_name: &'static str) -> Trouble {
    rq.set_status(told.status());
    let t = rq.text();
    let tr = &t.trouble;
    let told_by_code = || error::sentence(t.locale, told.code, &told.args);
    let (title, words) = match told.status() {
        404 => (tr.not_found_title, tr.not_found.to_owned()),
        410 => (tr.gone_title, told_by_code()),
        403 => (tr.forbidden_title, told_by_code()),
        503 => (tr.busy_title, told_by_code()),
        500 => (tr.internal_title, tr.internal.to_owned()),
        _ => (tr.form_title, told_by_code()),
    };
    let reference = told.reference.as_ref().map(|reference| {
        view! { <p class="reference">{(tr.reference)(reference)}</p> }
    });
    let code = told.status().to_string();
    let body = view! {
        <div class="trouble">
            <p class="trouble-code" aria-hidden="true">{code}</p>
            <h1>{title}</h1>
            <p>{words}</p>
            {reference}
            <p>
                <a class="button" href=home.to_owned()>{home_name}</a>
            </p>
        </div>
    }
    .into_any();
    let here = if rq.path().starts_with("/api/") {
        home.to_owned()
    } else {
        rq.here()
    };
    Trouble { title, here, body }
}
