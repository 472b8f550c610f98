//! The pages of an unknown address of the desk, and of an error before routing.

use crate::{layout::trouble, load::load_page};
use domain::error::ErrorCode;
use kit::error::AppError;
use leptos::prelude::*;

/// The page of an unknown address.
pub fn not_found() -> AnyView {
    answer(AppError::new(ErrorCode::NotFound))
}

/// The page of an error, with its status. It uses the loader, so that every page of the router has
/// the same type.
pub fn answer(error: AppError) -> AnyView {
    load_page(|rq| async move { Ok(trouble::page(&rq, &error)) })
}
