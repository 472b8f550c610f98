//! Error pages in the desk's frame, also for visitors who are not signed in.

use super::{AdminFrame, AdminLayout};
use kit::{error::AppError, paths, request::Rq, trouble};
use leptos::prelude::*;

/// The error page, with its status.
pub fn page(rq: &Rq, told: &AppError) -> AnyView {
    let shown = trouble::page(rq, told, paths::ADMIN, rq.text().trouble.admin_home);
    let frame = AdminFrame {
        here: shown.here,
        ..AdminFrame::bare(rq, shown.title)
    };
    view! { <AdminLayout frame>{shown.body}</AdminLayout> }.into_any()
}
