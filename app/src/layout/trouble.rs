//! Error pages in the shop's frame.

use super::{Frame, Layout, Tab};
use kit::{error::AppError, paths, request::Rq, trouble};
use leptos::prelude::*;

/// The error page, with its status.
pub fn page(rq: &Rq, told: &AppError) -> AnyView {
    let t = rq.text();
    let shown = trouble::page(rq, told, paths::home(t.locale), t.trouble.home);
    let frame = Frame {
        here: shown.here,
        ..Frame::bare(rq, Tab::Home, shown.title)
    };
    view! { <Layout frame>{shown.body}</Layout> }.into_any()
}
