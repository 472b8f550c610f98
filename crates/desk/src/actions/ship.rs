//! The server functions that ship.

use domain::form::{CorrectNumberForm, ShipForm, ShipManyForm, VoidParcelForm};
use kit::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use domain::{error::Notice, view::admin::AdminTab};
#[cfg(feature = "ssr")]
use kit::{
    flash::{Args, Flash, Typed},
    paths,
    request::{Back, Done, Rq},
};

/// 发货: a parcel of one order.
#[server(prefix = "/api", endpoint = "admin/ship_order")]
pub async fn ship_order(form: ShipForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::admin_order(&form.number);
    let back = Back::to(page.clone()).keeping(&form);
    let shipped = rq.shop.ship_order(&rq.viewer, form).await;
    let done = |()| Done::to(page, ()).telling(Notice::OrderShipped);
    rq.finish(shipped, done, back)
}

/// 发货 of checked orders. Returns the numbers of those that were refused; the page shows them again with their reasons.
#[server(prefix = "/api", endpoint = "admin/ship_many")]
pub async fn ship_many(form: ShipManyForm) -> Result<Vec<String>, AppError> {
    let rq = Rq::take()?;
    let numbers = |rows: &[domain::form::ShipOrderForm]| -> Vec<String> {
        rows.iter().map(|row| row.order.clone()).collect()
    };
    let back = Back::to(paths::admin_ship(&numbers(&form.rows))).keeping(&form);
    let outcome = rq.shop.ship_many(&rq.viewer, form.clone()).await;
    let (shipped, refused) = match &outcome {
        Ok(done) => (done.shipped, done.refused.clone()),
        Err(_) => (0, Vec::new()),
    };
    let left = numbers(&refused);
    let next = if left.is_empty() {
        paths::admin_orders(AdminTab::ToShip)
    } else {
        paths::admin_ship(&left)
    };
    let answer = rq.finish(outcome, |_| Done::to(next.clone(), left), back)?;
    let args = Args::from([("count".to_owned(), shipped.to_string())]);
    let again = ShipManyForm {
        rows: refused,
        lines: String::new(),
        ..form
    };
    if shipped > 0 || !again.rows.is_empty() {
        rq.leave(Flash {
            notice: (shipped > 0).then_some(Notice::OrdersShipped),
            typed: Typed::keep(&again).filter(|_| !again.rows.is_empty()),
            ..Flash::notice(&next, Notice::OrdersShipped, args)
        });
    }
    Ok(answer)
}

/// 改运单号.
#[server(prefix = "/api", endpoint = "admin/correct_number")]
pub async fn correct_number(form: CorrectNumberForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::admin_order(&form.number);
    let back = Back::to(page.clone()).keeping(&form);
    let corrected = rq.shop.correct_number(&rq.viewer, form).await;
    let done = |()| Done::to(page, ()).telling(Notice::ParcelCorrected);
    rq.finish(corrected, done, back)
}

/// 撤销发货.
#[server(prefix = "/api", endpoint = "admin/void_parcel")]
pub async fn void_parcel(form: VoidParcelForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::admin_order(&form.number);
    let back = Back::to(page.clone());
    let voided = rq.shop.void_parcel(&rq.viewer, form).await;
    let done = |()| Done::to(page, ()).telling(Notice::ParcelVoided);
    rq.finish(voided, done, back)
}
