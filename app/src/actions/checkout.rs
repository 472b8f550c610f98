//! From the checkout to an order.

use crate::error::AppError;
use domain::form::CheckoutForm;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{
    paths,
    request::{Back, Done, Rq},
};
#[cfg(feature = "ssr")]
use domain::error::Notice;

/// 提交订单.
#[server(prefix = "/api", endpoint = "checkout/place_order")]
pub async fn place_order(form: CheckoutForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::CHECKOUT).keeping(&form);
    let placed = rq.shop.place_order(&rq.viewer, form).await;
    let done = |order: shop::checkout::Placed| {
        Done::to(paths::change_status(&order.number), ()).telling(Notice::OrderPlaced)
    };
    rq.finish(placed, done, back)
}
