//! The routes of the shop's pages.

use crate::pages;
use kit::error::AppError;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

/// The shop's pages, or the error page of an error from before routing (a refused form).
#[component]
pub fn App() -> impl IntoView {
    if let Some(error) = use_context::<AppError>() {
        return pages::trouble::answer(error).into_any();
    }
    view! {
        <Router>
            <FlatRoutes fallback=pages::trouble::not_found>
                <Route path=path!("/") view=pages::home::page ssr=SsrMode::Async />
                <Route path=path!("/p/:slug") view=pages::product::page ssr=SsrMode::Async />
                <Route path=path!("/c") view=pages::category::all ssr=SsrMode::Async />
                <Route path=path!("/c/:slug") view=pages::category::page ssr=SsrMode::Async />
                <Route path=path!("/search") view=pages::search::page ssr=SsrMode::Async />
                <Route path=path!("/en") view=pages::home::page ssr=SsrMode::Async />
                <Route path=path!("/en/p/:slug") view=pages::product::page ssr=SsrMode::Async />
                <Route path=path!("/en/c") view=pages::category::all ssr=SsrMode::Async />
                <Route path=path!("/en/c/:slug") view=pages::category::page ssr=SsrMode::Async />
                <Route path=path!("/en/search") view=pages::search::page ssr=SsrMode::Async />
                <Route path=path!("/cart") view=pages::cart::page ssr=SsrMode::Async />
                <Route path=path!("/login") view=pages::login::page ssr=SsrMode::Async />
                <Route path=path!("/register") view=pages::register::page ssr=SsrMode::Async />
                <Route path=path!("/checkout") view=pages::checkout::page ssr=SsrMode::Async />
                <Route path=path!("/change_status") view=pages::change_status::page ssr=SsrMode::Async />
                <Route path=path!("/refund_request") view=pages::refund_request::page ssr=SsrMode::Async />
                <Route path=path!("/orders") view=pages::orders::page ssr=SsrMode::Async />
            </FlatRoutes>
        </Router>
    }
    .into_any()
}
