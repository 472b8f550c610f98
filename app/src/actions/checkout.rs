//! Placing an order.

use domain::form::CheckoutForm;
use kit::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use domain::error::Notice;
#[cfg(feature = "ssr")]
use kit::{
    paths,
    request::{Back, Done, Rq},
};

/// 提交订单.
#[server(prefix = "/api", endpoint = "checkout/place_order")]
pub async fn place_order(form: CheckoutForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::CHECKOUT).keeping(&form);
    let placed = rq.shop.place_order(&rq.viewer, form).await;
    let done = |order: shop::checkout::Placed| {
        let done = Done::to(paths::change_status(&order.number), ());
        // The page of an order that was paid or cancelled meanwhile shows that.
        if order.is_fresh {
            done.telling(Notice::OrderPlaced)
        } else {
            done
        }
    };
    rq.finish(placed, done, back)
}
