//! What staff do. The role is asked inside each use case.

use crate::{AppError, actions::payment::PaymentNews};
use domain::form::{OrderForm, RefundDecisionForm, RefundForm, SignInForm};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{
    actions::{order, payment},
    paths,
    request::{Back, Done, Rq},
};
#[cfg(feature = "ssr")]
use domain::{error::Notice, refund::RefundState};
#[cfg(feature = "ssr")]
use shop::refund::Decided;

/// Staff sign in, into a session of their own kind.
#[server(prefix = "/api", endpoint = "admin/sign_in")]
pub async fn admin_sign_in(form: SignInForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let next = paths::safe_next(&form.next)
        .filter(|next| next.starts_with("/admin/"))
        .unwrap_or_else(|| paths::ADMIN_ORDERS.to_owned());
    let back = Back::to(paths::with_next(paths::ADMIN_LOGIN, &form.next)).keeping("sign_in", &form);
    let staff = rq.shop.staff_sign_in(&rq.viewer, form).await;
    if let Ok(staff) = &staff {
        rq.sign_in(staff.user_id).await?;
    }
    rq.finish(staff, |_| Done::to(next, ()), back).await
}

/// Staff sign out.
#[server(prefix = "/api", endpoint = "admin/sign_out")]
pub async fn admin_sign_out() -> Result<(), AppError> {
    let rq = Rq::take()?;
    rq.session
        .flush()
        .await
        .map_err(|error| rq.unforeseen(&error))?;
    let done = |()| Done::to(paths::ADMIN_LOGIN, ()).telling(Notice::SignedOut);
    rq.finish(Ok(()), done, Back::to(paths::ADMIN_LOGIN)).await
}

/// 取消订单, by staff.
#[server(prefix = "/api", endpoint = "admin/cancel_order")]
pub async fn admin_cancel_order(form: OrderForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::admin_order(&form.number);
    let cancelled = rq.shop.admin_cancel_order(&rq.viewer, form).await;
    let back = Back::to(page.clone());
    rq.finish(cancelled, |cancelled| order::tell(page, cancelled), back)
        .await
}

/// 刷新状态, by staff.
#[server(prefix = "/api", endpoint = "admin/check_payment")]
pub async fn admin_check_payment(form: OrderForm) -> Result<PaymentNews, AppError> {
    let rq = Rq::take()?;
    let page = paths::admin_order(&form.number);
    let checked = rq.shop.admin_check_payment(&rq.viewer, form).await;
    let back = Back::to(page.clone());
    rq.finish(checked, |checked| payment::tell(page, checked), back)
        .await
}

/// What is told after a refund moved.
#[cfg(feature = "ssr")]
fn tell(decided: Decided) -> Done<()> {
    let notice = match decided.state {
        RefundState::Succeeded => Notice::RefundSucceeded,
        RefundState::Unknown => Notice::RefundUnknown,
        RefundState::Failed => Notice::RefundFailed,
        RefundState::Dropped | RefundState::Rejected | RefundState::Withdrawn => {
            Notice::RefundDropped
        }
        RefundState::Requested
        | RefundState::AwaitingReturn
        | RefundState::Approved
        | RefundState::Sending => Notice::RefundAccepted,
    };
    Done::to(paths::admin_order(&decided.number), ()).telling(notice)
}

/// 退款.
#[server(prefix = "/api", endpoint = "admin/refund_order")]
pub async fn refund_order(form: RefundForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::admin_refund(&form.number)).keeping("refund", &form);
    let decided = rq.shop.refund_order(&rq.viewer, form).await;
    rq.finish(decided, tell, back).await
}

/// 重试: sends a failed refund again under its number.
#[server(prefix = "/api", endpoint = "admin/retry_refund")]
pub async fn retry_refund(form: RefundDecisionForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::admin_order(&form.number));
    let decided = rq.shop.retry_refund(&rq.viewer, form).await;
    rq.finish(decided, tell, back).await
}

/// 放弃: gives a failed refund up, with a reason.
#[server(prefix = "/api", endpoint = "admin/drop_refund")]
pub async fn drop_refund(form: RefundDecisionForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::admin_order(&form.number)).keeping("drop_refund", &form);
    let decided = rq.shop.drop_refund(&rq.viewer, form).await;
    rq.finish(decided, tell, back).await
}
