//! Server functions of a customer's order.

use crate::error::AppError;
use domain::form::OrderForm;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{
    paths,
    request::{Back, Done, Rq},
};
#[cfg(feature = "ssr")]
use domain::error::Notice;
#[cfg(feature = "ssr")]
use shop::order::Cancelled;

/// The page and notice after a cancellation.
#[cfg(feature = "ssr")]
pub(crate) fn tell(page: String, cancelled: Cancelled) -> Done<()> {
    let done = Done::to(page, ());
    match cancelled {
        Cancelled::Done => done.telling(Notice::OrderCancelled),
        Cancelled::Pending => done.telling(Notice::OrderCancelling),
        // The order page shows this itself, so it needs no notice.
        Cancelled::PaidMeanwhile => done,
    }
}

/// 取消订单.
#[server(prefix = "/api", endpoint = "order/cancel")]
pub async fn cancel_order(form: OrderForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::change_status(&form.number);
    let cancelled = rq.shop.cancel_order(&rq.viewer, form).await;
    rq.finish(
        cancelled,
        |cancelled| tell(page.clone(), cancelled),
        Back::to(page.clone()),
    )
}

/// 再次购买.
#[server(prefix = "/api", endpoint = "order/buy_again")]
pub async fn buy_again(form: OrderForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::change_status(&form.number));
    let bought = rq.shop.buy_again(&rq.viewer, form).await;
    let done = |count| {
        Done::to(paths::CART, ())
            .telling(Notice::BoughtAgain)
            .with("count", count)
    };
    rq.finish(bought, done, back)
}
