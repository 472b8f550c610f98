//! Starting a payment and querying its result.

use crate::error::AppError;
use domain::form::OrderForm;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::{
    paths,
    request::{Back, Done, Rq},
};
#[cfg(feature = "ssr")]
use domain::error::Notice;
#[cfg(feature = "ssr")]
use shop::payment::Checked;

/// The result of a query, for a script.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentNews {
    /// The order is paid.
    Paid,
    /// No payment is known yet.
    #[default]
    NotYet,
    /// The gateway did not respond; a job queries it again.
    Unanswered,
}

/// 去支付宝付款: redirects to the gateway. A script receives its address.
#[server(prefix = "/api", endpoint = "payment/start")]
pub async fn start_payment(form: OrderForm) -> Result<String, AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::change_status(&form.number));
    let started = rq.shop.start_payment(&rq.viewer, form).await;
    rq.finish(started, |address| Done::to(address.clone(), address), back)
}

/// The page and notice after a query.
#[cfg(feature = "ssr")]
pub(crate) fn tell(page: String, checked: Checked) -> Done<PaymentNews> {
    match checked {
        Checked::Paid => Done::to(page, PaymentNews::Paid).telling(Notice::PaymentFound),
        Checked::NotYet => Done::to(page, PaymentNews::NotYet).telling(Notice::PaymentNotYet),
        Checked::Unanswered => {
            let done = Done::to(page, PaymentNews::Unanswered);
            done.telling(Notice::PaymentNotYet).with("unanswered", 1)
        }
    }
}

/// 刷新状态.
#[server(prefix = "/api", endpoint = "payment/check")]
pub async fn check_payment(form: OrderForm) -> Result<PaymentNews, AppError> {
    let rq = Rq::take()?;
    let page = paths::change_status(&form.number);
    let checked = rq.shop.check_payment(&rq.viewer, form).await;
    rq.finish(
        checked,
        |checked| tell(page.clone(), checked),
        Back::to(page.clone()),
    )
}
