//! Error pages: not found, no access, busy, a form that could not be read, and internal errors.

use super::{
    Frame, Layout, Tab,
    admin::{AdminFrame, AdminLayout},
};
use crate::{error::AppError, paths, request::Rq, text::error};
use leptos::prelude::*;

/// The page of an error.
pub fn page(rq: &Rq, told: &AppError) -> AnyView {
    rq.set_status(told.status());
    let t = rq.text();
    let tr = &t.trouble;
    let told_by_code = || error::sentence(t.locale, told.code, &told.args);
    let (title, words) = match told.status() {
        404 => (tr.not_found_title, tr.not_found.to_owned()),
        403 => (tr.forbidden_title, told_by_code()),
        503 => (tr.busy_title, told_by_code()),
        500 => (tr.internal_title, tr.internal.to_owned()),
        _ => (tr.form_title, told_by_code()),
    };
    let admin = rq.path().starts_with("/admin") || rq.path().starts_with("/api/admin");
    let (home, home_name) = if admin {
        (paths::ADMIN, tr.admin_home)
    } else {
        (paths::home(t.locale), tr.home)
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
                <a class="button" href=home>{home_name}</a>
            </p>
        </div>
    };
    // The address of a server function is not a page, so the language switch leads home.
    let here = rq.path().starts_with("/api/").then(|| home.to_owned());
    if admin && rq.viewer.staff.is_some() {
        let mut frame = AdminFrame::bare(rq, title);
        frame.here = here.unwrap_or(frame.here);
        return view! { <AdminLayout frame>{body}</AdminLayout> }.into_any();
    }
    let mut frame = Frame::bare(rq, Tab::Home, title);
    frame.here = here.unwrap_or(frame.here);
    view! { <Layout frame>{body}</Layout> }.into_any()
}

/// The error page without a request, which would give language and shop.
#[must_use]
pub fn barest(error: &AppError) -> AnyView {
    view! { <p>{error.status()}</p> }.into_any()
}
