//! Server functions of a customer's order.

use domain::form::{OrderForm, RefundRequestForm, RefundWithdrawForm, ReturnSendForm};
use kit::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use domain::error::Notice;
#[cfg(feature = "ssr")]
use kit::{
    order, paths,
    request::{Back, Done, Rq},
};
#[cfg(feature = "ssr")]
use shop::cart::Filled;

/// 取消订单.
#[server(prefix = "/api", endpoint = "order/cancel")]
pub async fn cancel_order(form: OrderForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::change_status(&form.number);
    let cancelled = rq.shop.cancel_order(&rq.viewer, form).await;
    rq.finish(
        cancelled,
        |cancelled| order::cancelled(page.clone(), cancelled),
        Back::to(page.clone()),
    )
}

/// 再次购买.
#[server(prefix = "/api", endpoint = "order/buy_again")]
pub async fn buy_again(form: OrderForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::change_status(&form.number));
    let bought = rq.shop.buy_again(&rq.viewer, form).await;
    let done = |filled: Filled| {
        let done = Done::to(paths::CART, ());
        if filled.differences.is_empty() {
            done.telling(Notice::BoughtAgain)
        } else {
            done.telling(Notice::BoughtAgainOtherwise)
                .naming(filled.differences)
        }
    };
    rq.finish(bought, done, back)
}

/// 确认收货.
#[server(prefix = "/api", endpoint = "order/confirm_receipt")]
pub async fn confirm_receipt(form: OrderForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::change_status(&form.number);
    let back = Back::to(page.clone());
    let confirmed = rq.shop.confirm_receipt(&rq.viewer, form).await;
    let done = |()| Done::to(page, ()).telling(Notice::ReceiptConfirmed);
    rq.finish(confirmed, done, back)
}

/// 延长收货.
#[server(prefix = "/api", endpoint = "order/extend_receipt")]
pub async fn extend_receipt(form: OrderForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::change_status(&form.number);
    let back = Back::to(page.clone());
    let extended = rq.shop.extend_receipt(&rq.viewer, form).await;
    let done = |()| Done::to(page, ()).telling(Notice::ReceiptExtended);
    rq.finish(extended, done, back)
}

/// 提交申请. The form may come with photographs, which the server turns into keys.
#[server(prefix = "/api", endpoint = "order/request_refund")]
pub async fn request_refund(form: RefundRequestForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let form = form.settled();
    let back = Back::to(paths::refund_request(&form.number)).keeping(&form);
    let asked = rq.shop.request_refund(&rq.viewer, form).await;
    let done = |number: String| {
        Done::to(paths::change_status(&number), ()).telling(Notice::RefundRequested)
    };
    rq.finish(asked, done, back)
}

/// 撤销申请.
#[server(prefix = "/api", endpoint = "order/withdraw_refund")]
pub async fn withdraw_refund(form: RefundWithdrawForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::change_status(&form.number));
    let withdrawn = rq.shop.withdraw_refund(&rq.viewer, form).await;
    let done = |number: String| {
        Done::to(paths::change_status(&number), ()).telling(Notice::RefundWithdrawn)
    };
    rq.finish(withdrawn, done, back)
}

/// 填写退货运单.
#[server(prefix = "/api", endpoint = "order/send_return")]
pub async fn send_return(form: ReturnSendForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::change_status(&form.number)).keeping(&form);
    let sent = rq.shop.send_return(&rq.viewer, form).await;
    let done =
        |number: String| Done::to(paths::change_status(&number), ()).telling(Notice::ReturnSent);
    rq.finish(sent, done, back)
}
