//! All routes and all layers, in one function that opens no socket and starts no task.

use crate::{
    bare, body, cache, csrf, door, engines, entrance, error_page, export_rows, goods_sheet,
    headers, health, host, kept_pages, limit, media, notify, on_call::OnCallLayer, pace,
    refund_photo, render, session, state::AppState, upload, viewer,
};
use axum::{
    Router,
    error_handling::HandleErrorLayer,
    middleware::{from_fn, from_fn_with_state},
    response::Redirect,
    routing::{get, post},
};
use desk::ASKED_BY_POST;
use kit::paths;
use tower::{ServiceBuilder, limit::GlobalConcurrencyLimitLayer};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::ConfigError,
    services::ServeDir,
};

/// The router of the shop.
///
/// # Errors
/// The shop's origin is not one that a browser would send.
pub fn router(state: AppState) -> Result<Router, ConfigError> {
    let site_root = state.leptos.site_root.to_string();

    // Pages and forms with a session, and the 404 page.
    let personal = |routes: Router<AppState>| {
        routes.layer(
            ServiceBuilder::new()
                .layer(from_fn_with_state(state.clone(), kept_pages::serve))
                .layer(from_fn_with_state(state.clone(), session::attach))
                .layer(from_fn_with_state(state.clone(), viewer::attach))
                .layer(CompressionLayer::new())
                .layer(from_fn_with_state(state.clone(), cache::pages)),
        )
    };
    let mut pages = Router::new();
    for listing in render::routes() {
        // The English home page ends in a slash, so that the addresses below it begin with its own.
        let path = match listing.path() {
            "/en" => paths::HOME_EN,
            path => path,
        };
        let page = get(render::page);
        let page = if ASKED_BY_POST.contains(&path) {
            page.post(render::asked_page)
        } else {
            page
        };
        pages = pages.route(path, page);
    }
    pages = pages.route("/en", get(|| async { Redirect::permanent(paths::HOME_EN) }));
    door::register();
    for (path, _) in leptos::server_fn::axum::server_fn_paths() {
        pages = pages.route(path, post(render::server_fn).get(door::lead));
    }
    pages = pages
        .route(paths::ADMIN_EXPORT_CSV, get(goods_sheet::export_csv))
        .route(paths::ADMIN_EXPORT_XLSX, get(goods_sheet::export_xlsx))
        .route(paths::ADMIN_TEMPLATE_CSV, get(goods_sheet::template_csv))
        .route(paths::ADMIN_TEMPLATE_XLSX, get(goods_sheet::template_xlsx))
        .route(paths::ADMIN_IMPORT_WRONG, get(goods_sheet::wrong_rows))
        .route(paths::REFUND_PHOTO, get(refund_photo::own))
        .route(paths::ADMIN_REFUND_PHOTO, get(refund_photo::of_staff))
        .route(paths::ADMIN_SALES_CSV, get(export_rows::sales_csv))
        .route(paths::ADMIN_SALES_XLSX, get(export_rows::sales_xlsx))
        .route(paths::ADMIN_EXPORT_ROWS, post(export_rows::rows));
    let unknown = personal(Router::new().fallback(render::page)).with_state(state.clone());
    let files = ServeDir::new(site_root)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false)
        .call_fallback_on_method_not_allowed(true)
        .fallback(unknown);
    let files = ServiceBuilder::new()
        .layer(from_fn(cache::files))
        .service(files);

    // Browsers return with their session; the gateway's own notifications have none.
    let come_back = || {
        get(notify::come_back)
            .layer(from_fn_with_state(state.clone(), viewer::attach))
            .layer(from_fn_with_state(state.clone(), session::attach))
    };
    let gateway = Router::new()
        .route(
            notify::NOTIFY,
            post(notify::notify).fallback(notify::only_post),
        )
        .route(notify::ALIAS, come_back().post(notify::notify))
        .route(notify::RETURN, come_back())
        .layer(
            ServiceBuilder::new()
                .layer(HandleErrorLayer::new(bare::shed))
                .load_shed()
                .layer(GlobalConcurrencyLimitLayer::new(limit::NOTIFIES_IN_FLIGHT)),
        );

    let routes = personal(pages)
        .merge(gateway)
        // SVG files are text; the layer leaves every other picture unchanged.
        .route(
            "/media/{sha256}",
            get(media::media).layer(CompressionLayer::new()),
        )
        .route(health::LIVE, get(health::healthz))
        .route(health::READY, get(health::readyz))
        .route(cache::RULES, get(cache::rules))
        .route(paths::ROBOTS, get(engines::robots))
        .route(paths::SITEMAP, get(engines::sitemap_index))
        .route(engines::SITEMAP_FILE, get(engines::sitemap_file))
        .fallback_service(files);

    Ok(layered(routes, &state)?.with_state(state))
}

/// Puts the layers around `routes`.
///
/// The first of them is the outermost. Panics are caught inside the request's span and the headers,
/// so that their response has an id, a log line and a policy. For the router they are one layer,
/// because it clones each of its layers, and all below, for every request.
///
/// # Errors
/// As [`router`].
pub fn layered(
    routes: Router<AppState>,
    state: &AppState,
) -> Result<Router<AppState>, ConfigError> {
    Ok(routes.layer(
        ServiceBuilder::new()
            .layer(from_fn_with_state(state.clone(), entrance::enter))
            .layer(OnCallLayer)
            .layer(from_fn_with_state(state.clone(), headers::secure))
            .layer(from_fn_with_state(state.clone(), error_page::dress))
            .layer(CatchPanicLayer::custom(bare::panicked))
            .layer(from_fn_with_state(state.clone(), host::guard))
            .layer(from_fn_with_state(state.clone(), body::read))
            .layer(HandleErrorLayer::new(bare::shed))
            .load_shed()
            .layer(GlobalConcurrencyLimitLayer::new(limit::IN_FLIGHT))
            .layer(from_fn(upload::patience))
            .layer(from_fn_with_state(state.clone(), csrf::guard))
            .layer(csrf::layer(&state.edge)?)
            .layer(from_fn_with_state(state.clone(), pace::keep)),
    ))
}
