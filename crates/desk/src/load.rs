//! Loading a page of the desk.

use crate::layout::trouble;
use kit::{load, request::Rq};
use leptos::prelude::*;

pub use kit::load::param;

/// [`load::load_page`] with the desk's error pages.
pub fn load_page<F, Fut>(load: F) -> AnyView
where
    F: FnOnce(Rq) -> Fut + Send + 'static,
    Fut: Future<Output = Result<AnyView, shop::Error>> + Send + 'static,
{
    load::load_page(load, trouble::page)
}
