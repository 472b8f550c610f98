//! The pages. Each loads one view from the shop and shows it; nothing here decides.

pub mod admin_audit;
pub mod admin_desk;
pub mod admin_login;
pub mod admin_order;
pub mod admin_orders;
pub mod admin_product;
pub mod admin_products;
pub mod admin_prove;
pub mod admin_refund;
pub mod cart;
pub mod change_status;
pub mod checkout;
pub mod home;
pub mod login;
pub mod orders;
pub mod product;
pub mod register;
pub mod trouble;

use crate::{AppError, flash::Flash, paths, request::Rq};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// A page: loads with `load`, or shows what went wrong. A person who must sign in is led to do so.
fn load_page<F, Fut>(load: F) -> AnyView
where
    F: FnOnce(Rq) -> Fut + Send + 'static,
    Fut: Future<Output = Result<AnyView, shop::Error>> + Send + 'static,
{
    let rq = match Rq::take() {
        Ok(rq) => rq,
        Err(error) => return trouble::answer(error),
    };
    let work = async move {
        match load(rq.clone()).await {
            Ok(page) => page,
            Err(shop::Error::LoginRequired) => {
                let admin = rq.path().starts_with("/admin");
                let login = if admin {
                    paths::ADMIN_LOGIN
                } else {
                    paths::LOGIN
                };
                rq.see_other(&paths::with_next(login, &rq.here()));
                ().into_any()
            }
            Err(error) => {
                let error = rq.told(error);
                trouble::page(&rq, &error)
            }
        }
    };
    // A box keeps the page's own type out of the type of the whole application.
    let work: std::pin::Pin<Box<dyn Future<Output = AnyView> + Send>> = Box::pin(work);
    Suspend::new(work).into_any()
}

/// A part of the page's path.
fn param(name: &str) -> String {
    use_params_map()
        .with_untracked(|params| params.get(name))
        .unwrap_or_default()
}

/// Leads to `address` and tells there why: for a page that cannot be shown as things stand.
async fn bounce(rq: &Rq, address: &str, refusal: domain::error::Refusal) -> AnyView {
    let told: AppError = refusal.into();
    match rq.leave(&Flash::refusal(address, told, None)).await {
        Ok(()) => {
            rq.see_other(&format!("{address}#errors"));
            ().into_any()
        }
        Err(error) => trouble::page(rq, &error),
    }
}

/// Field names with their labels, for the error summary.
fn labels(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, label)| ((*name).to_owned(), (*label).to_owned()))
        .collect()
}
