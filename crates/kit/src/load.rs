//! Loading a page: it shows one view from the shop, or redirects, or shows an error.

use crate::{
    error::AppError,
    flash::Flash,
    paths,
    request::{Rq, is_step, step_page},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// A page: shows the result of `load`, or its error with `trouble`. A person who must sign in is
/// redirected to the sign-in page, or to that of its second step.
pub fn load_page<F, Fut>(load: F, trouble: fn(&Rq, &AppError) -> AnyView) -> AnyView
where
    F: FnOnce(Rq) -> Fut + Send + 'static,
    Fut: Future<Output = Result<AnyView, shop::Error>> + Send + 'static,
{
    let rq = match Rq::take() {
        Ok(rq) => rq,
        Err(error) => return barest(&error),
    };
    let work = async move {
        match load(rq.clone()).await {
            Ok(page) => page,
            Err(shop::Error::LoginRequired) => {
                rq.see_other(&paths::with_next(rq.login_page(), &rq.here()));
                ().into_any()
            }
            Err(shop::Error::Refused(refusal)) if is_step(refusal.code) => {
                rq.see_other(&paths::with_next(step_page(refusal.code), &rq.here()));
                ().into_any()
            }
            Err(error) => {
                let error = rq.told(error);
                trouble(&rq, &error)
            }
        }
    };
    // Boxed, so that the page's type is not part of the application's type.
    let work: std::pin::Pin<Box<dyn Future<Output = AnyView> + Send>> = Box::pin(work);
    Suspend::new(work).into_any()
}

/// The error page without a request, so without language and shop.
fn barest(error: &AppError) -> AnyView {
    view! { <p>{error.status()}</p> }.into_any()
}

/// A part of the page's path.
#[must_use]
pub fn param(name: &str) -> String {
    use_params_map()
        .with_untracked(|params| params.get(name))
        .unwrap_or_default()
}

/// Redirects to `address`, which shows the refusal: for a page that cannot be shown now.
pub fn bounce(rq: &Rq, address: &str, refusal: domain::error::Refusal) -> AnyView {
    rq.leave(Flash::refusal(address, refusal.into(), None));
    rq.see_other(&format!("{address}#errors"));
    ().into_any()
}
