//! The pages that a buyer sees between the shop's redirect and its return address.
//!
//! Plain forms with 303 redirects; no scripts.

pub(crate) mod page;
pub(crate) mod qr;

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{Path, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use crate::{
    books::{
        ledger::{Denied, Payment},
        trade::{Buyer, Order, Trade, TradeStatus},
    },
    return_url,
    simulator::Simulator,
};

/// How long a buyer waits for the notification, if a test requests that order.
const RETURN_PATIENCE: Duration = Duration::from_secs(10);

/// Stage of the buyer; selects the page.
#[derive(Debug)]
pub(crate) enum Stage {
    /// Not scanned or signed in yet: the trade does not exist.
    Fresh,
    WaitsForPayment,
    /// With the signed return address, if the shop gave one.
    Paid {
        return_to: Option<String>,
    },
    Closed,
    /// Not paid in time.
    Expired,
}

/// Data of the cashier page.
#[derive(Debug)]
pub(crate) struct View {
    pub(crate) order: Order,
    pub(crate) trade: Option<Trade>,
    pub(crate) stage: Stage,
    pub(crate) now: i64,
    pub(crate) seller_id: String,
    /// True if the buyer just gave up; the books are unchanged.
    pub(crate) has_left: bool,
    /// True if the shop sent the buyer here again after the payment.
    pub(crate) is_again: bool,
    /// True if the bank just refused the payment; the trade stays unpaid.
    pub(crate) has_failed: bool,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Shown {
    left: Option<String>,
    again: Option<String>,
    failed: Option<String>,
}

/// `GET /cashier/{id}`.
pub(crate) async fn show(
    State(simulator): State<Arc<Simulator>>,
    Path(id): Path<String>,
    Query(shown): Query<Shown>,
) -> Response {
    match view(&simulator, &id, shown.left.is_some()) {
        Ok(Some(mut view)) => {
            view.is_again = shown.again.is_some();
            view.has_failed = shown.failed.is_some();
            page::cashier(&view)
        }
        Ok(None) => page::not_found(),
        Err(error) => {
            tracing::error!(%error, "cashier cannot be shown");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// `GET /cashier/style.css`.
pub(crate) async fn style() -> Response {
    let content_type = HeaderValue::from_static("text/css; charset=utf-8");
    (
        [(header::CONTENT_TYPE, content_type)],
        include_str!("cashier/cashier.css"),
    )
        .into_response()
}

/// `POST /cashier/{id}/login`: 扫码登录.
pub(crate) async fn login(
    State(simulator): State<Arc<Simulator>>,
    Path(id): Path<String>,
) -> Response {
    answered(&id, log_in(&simulator, &id))
}

/// `POST /cashier/{id}/pay`: 确认付款 and 一键付款.
pub(crate) async fn pay(
    State(simulator): State<Arc<Simulator>>,
    Path(id): Path<String>,
) -> Response {
    if let Err(denied) = log_in(&simulator, &id).and_then(|()| confirm(&simulator, &id)) {
        return answered(&id, Err(denied));
    }
    if simulator.books().settings().notify_before_return {
        heard(&simulator, &id).await;
    }
    match view(&simulator, &id, false) {
        Ok(Some(View {
            stage: Stage::Paid {
                return_to: Some(url),
            },
            ..
        })) => Redirect::to(&url).into_response(),
        Ok(_) => answered(&id, Ok(())),
        Err(error) => {
            tracing::error!(%error, "return address cannot be signed");
            answered(&id, Ok(()))
        }
    }
}

/// `POST /cashier/{id}/pay-and-stay`: 付款但不返回.
pub(crate) async fn pay_and_stay(
    State(simulator): State<Arc<Simulator>>,
    Path(id): Path<String>,
) -> Response {
    answered(
        &id,
        log_in(&simulator, &id).and_then(|()| confirm(&simulator, &id)),
    )
}

/// `POST /cashier/{id}/fail`: 付款失败. The buyer signs in, the payment fails, the trade stays unpaid.
pub(crate) async fn fail(
    State(simulator): State<Arc<Simulator>>,
    Path(id): Path<String>,
) -> Response {
    match log_in(&simulator, &id) {
        Ok(()) => Redirect::to(&format!("/cashier/{id}?failed=1")).into_response(),
        denied @ Err(_) => answered(&id, denied),
    }
}

/// `POST /cashier/{id}/leave`: 放弃付款. The trade stays unchanged, as at Alipay.
pub(crate) async fn leave(Path(id): Path<String>) -> Response {
    Redirect::to(&format!("/cashier/{id}?left=1")).into_response()
}

/// Waits until one try to notify the shop has ended.
async fn heard(simulator: &Simulator, id: &str) {
    let was_tried = || {
        let books = simulator.books();
        let number = books.order(id).map(|order| order.out_trade_no.as_str());
        books
            .deliveries()
            .iter()
            .filter(|delivery| Some(delivery.out_trade_no.as_str()) == number)
            .all(|delivery| !delivery.tries.is_empty())
    };
    let waiting = async {
        loop {
            let landed = simulator.landed.notified();
            if was_tried() {
                break;
            }
            landed.await;
        }
    };
    if tokio::time::timeout(RETURN_PATIENCE, waiting)
        .await
        .is_err()
    {
        tracing::warn!("the shop was not notified in time; the buyer returns first");
    }
}

fn log_in(simulator: &Simulator, id: &str) -> Result<(), Denied> {
    simulator.change(|books, moment| books.login(id, Buyer::default(), moment))
}

fn confirm(simulator: &Simulator, id: &str) -> Result<(), Denied> {
    simulator.change(|books, moment| {
        let number = books
            .order(id)
            .map(|order| order.out_trade_no.clone())
            .unwrap_or_default();
        books.pay(&number, &Payment::default(), moment)
    })
}

/// Redirects to the cashier, which shows the new state; a conflict of numbers has a page of its
/// own.
fn answered(id: &str, made: Result<(), Denied>) -> Response {
    match made {
        Ok(()) => Redirect::to(&format!("/cashier/{id}")).into_response(),
        Err(Denied::Refused(refusal)) if refusal.sub_code == "ACQ.CONTEXT_INCONSISTENT" => {
            page::refused(&refusal)
        }
        Err(Denied::Refused(refusal)) => {
            tracing::info!(sub_code = refusal.sub_code, "cashier step refused");
            Redirect::to(&format!("/cashier/{id}")).into_response()
        }
        Err(error @ Denied::Journal(_)) => {
            tracing::error!(%error, "the cashier's step cannot be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn view(simulator: &Simulator, id: &str, has_left: bool) -> Result<Option<View>, anyhow::Error> {
    let now = simulator.clock.now();
    let found = simulator.change(|books, moment| {
        books.expire(moment)?;
        let order = books.order(id).cloned();
        Ok(order.map(|order| {
            let trade = books.trade(&order.out_trade_no).cloned();
            (order, trade)
        }))
    })?;
    let Some((order, trade)) = found else {
        return Ok(None);
    };
    let stage = match &trade {
        None if order.expires_at <= now => Stage::Expired,
        None => Stage::Fresh,
        Some(trade) => match trade.status {
            TradeStatus::WaitBuyerPay => Stage::WaitsForPayment,
            TradeStatus::TradeSuccess | TradeStatus::TradeFinished => {
                let return_to = return_url::signed(simulator, trade, order.return_url.as_deref())?;
                Stage::Paid { return_to }
            }
            TradeStatus::TradeClosed => Stage::Closed,
        },
    };
    let seller_id = simulator.seller_id.clone();
    Ok(Some(View {
        order,
        trade,
        stage,
        now,
        seller_id,
        has_left,
        is_again: false,
        has_failed: false,
    }))
}
