//! The routes of the desk's pages.

use crate::pages;
use kit::error::AppError;
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

/// The pages that a form is posted to. They show its result themselves, because it has more fields than a session keeps for the
/// next page, or because nothing was changed. The product editor also saves, and then leads on.
pub const ASKED_BY_POST: [&str; 8] = [
    "/admin/orders/{number}/refund",
    "/admin/orders/ship",
    "/admin/products",
    "/admin/products/import",
    "/admin/products/new",
    "/admin/products/{slug}",
    "/admin/recon",
    "/admin/stock",
];

/// The desk's pages, or the error page of an error from before routing (a refused form).
#[component]
pub fn Desk() -> impl IntoView {
    if let Some(error) = use_context::<AppError>() {
        return pages::trouble::answer(error).into_any();
    }
    view! {
        <Router>
            <FlatRoutes fallback=pages::trouble::not_found>
                <Route path=path!("/admin") view=pages::admin_desk::page ssr=SsrMode::Async />
                <Route path=path!("/admin/audit") view=pages::admin_audit::page ssr=SsrMode::Async />
                <Route path=path!("/admin/doctor") view=pages::admin_doctor::page ssr=SsrMode::Async />
                <Route path=path!("/admin/first-run") view=pages::admin_first_run::page ssr=SsrMode::Async />
                <Route path=path!("/admin/categories") view=pages::admin_categories::page ssr=SsrMode::Async />
                <Route path=path!("/admin/categories/:slug") view=pages::admin_categories::one ssr=SsrMode::Async />
                <Route path=path!("/admin/alarms") view=pages::admin_alarms::page ssr=SsrMode::Async />
                <Route path=path!("/admin/inbox") view=pages::admin_inbox::page ssr=SsrMode::Async />
                <Route path=path!("/admin/inbox/:key") view=pages::admin_inbox::one ssr=SsrMode::Async />
                <Route path=path!("/admin/jobs") view=pages::admin_jobs::page ssr=SsrMode::Async />
                <Route path=path!("/admin/mail") view=pages::admin_mail::page ssr=SsrMode::Async />
                <Route path=path!("/admin/products") view=pages::admin_products::page ssr=SsrMode::Async />
                <Route path=path!("/admin/products/new") view=pages::admin_product::create ssr=SsrMode::Async />
                <Route path=path!("/admin/products/import") view=pages::admin_import::page ssr=SsrMode::Async />
                <Route path=path!("/admin/products/import/:key") view=pages::admin_import::one ssr=SsrMode::Async />
                <Route path=path!("/admin/products/:slug") view=pages::admin_product::page ssr=SsrMode::Async />
                <Route path=path!("/admin/stock") view=pages::admin_stock_take::page ssr=SsrMode::Async />
                <Route path=path!("/admin/stock/:code") view=pages::admin_stock::page ssr=SsrMode::Async />
                <Route path=path!("/admin/refunds") view=pages::admin_refunds::page ssr=SsrMode::Async />
                <Route path=path!("/admin/refunds/:request") view=pages::admin_refunds::one ssr=SsrMode::Async />
                <Route path=path!("/admin/sales") view=pages::admin_sales::page ssr=SsrMode::Async />
                <Route path=path!("/admin/exports") view=pages::admin_exports::page ssr=SsrMode::Async />
                <Route path=path!("/admin/recon") view=pages::admin_recon::page ssr=SsrMode::Async />
                <Route path=path!("/admin/prove") view=pages::admin_prove::page ssr=SsrMode::Async />
                <Route path=path!("/admin/settings") view=pages::admin_settings::page ssr=SsrMode::Async />
                <Route path=path!("/admin/staff") view=pages::admin_staff::page ssr=SsrMode::Async />
                <Route path=path!("/admin/staff/:member") view=pages::admin_staff::one ssr=SsrMode::Async />
                <Route path=path!("/admin/join") view=pages::admin_join::page ssr=SsrMode::Async />
                <Route path=path!("/admin/code") view=pages::admin_code::page ssr=SsrMode::Async />
                <Route path=path!("/admin/me") view=pages::admin_me::page ssr=SsrMode::Async />
                <Route path=path!("/admin/two-step") view=pages::admin_two_step::page ssr=SsrMode::Async />
                <Route path=path!("/admin/login") view=pages::admin_login::page ssr=SsrMode::Async />
                <Route path=path!("/admin/orders") view=pages::admin_orders::page ssr=SsrMode::Async />
                <Route path=path!("/admin/orders/ship") view=pages::admin_ship::page ssr=SsrMode::Async />
                <Route path=path!("/admin/orders/pick-list") view=pages::admin_packing::picks ssr=SsrMode::Async />
                <Route path=path!("/admin/orders/packing-slips") view=pages::admin_packing::slips ssr=SsrMode::Async />
                <Route path=path!("/admin/orders/:number") view=pages::admin_order::page ssr=SsrMode::Async />
                <Route
                    path=path!("/admin/orders/:number/refund")
                    view=pages::admin_refund::page
                    ssr=SsrMode::Async
                />
            </FlatRoutes>
        </Router>
    }
    .into_any()
}
