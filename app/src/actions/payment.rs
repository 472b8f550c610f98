//! Starting a payment and querying its result.

use domain::form::OrderForm;
use kit::{error::AppError, order::PaymentNews};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use kit::{
    order, paths,
    request::{Back, Done, Rq},
};

/// 去支付宝付款: redirects to the gateway. A script receives its address.
#[server(prefix = "/api", endpoint = "payment/start")]
pub async fn start_payment(form: OrderForm) -> Result<String, AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::change_status(&form.number));
    let started = rq.shop.start_payment(&rq.viewer, form).await;
    rq.finish(started, |address| Done::to(address.clone(), address), back)
}

/// 刷新状态.
#[server(prefix = "/api", endpoint = "payment/check")]
pub async fn check_payment(form: OrderForm) -> Result<PaymentNews, AppError> {
    let rq = Rq::take()?;
    let page = paths::change_status(&form.number);
    let checked = rq.shop.check_payment(&rq.viewer, form).await;
    rq.finish(
        checked,
        |checked| order::checked(page.clone(), checked),
        Back::to(page.clone()),
    )
}
