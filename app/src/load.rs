//! Loading a page of the shop.

use crate::layout::trouble;
use kit::{load, paths, request::Rq};
use leptos::prelude::*;

pub use kit::load::{bounce, param};

/// [`load::load_page`] with the shop's error pages.
pub fn load_page<F, Fut>(load: F) -> AnyView
where
    F: FnOnce(Rq) -> Fut + Send + 'static,
    Fut: Future<Output = Result<AnyView, shop::Error>> + Send + 'static,
{
    load::load_page(load, trouble::page)
}

/// [`load_page`] of the order that the address names; without a number, the list of orders.
pub fn load_order_page<F, Fut>(load: F) -> AnyView
where
    F: FnOnce(Rq, String) -> Fut + Send + 'static,
    Fut: Future<Output = Result<AnyView, shop::Error>> + Send + 'static,
{
    load_page(|rq| async move {
        let number = rq.query("order_id");
        if number.is_empty() {
            rq.see_other(paths::ORDERS);
            return Ok(().into_any());
        }
        load(rq, number).await
    })
}
