//! The pages a buyer sees between the shop's redirect and its return address.
//!
//! Plain forms, answered with 303; no script anywhere.

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

/// How long a buyer waits for the shop to be told, if a test wants that order.
const RETURN_PATIENCE: Duration = Duration::from_secs(10);

/// Where the buyer stands; decides what the page shows.
#[derive(Debug)]
pub(crate) enum Stage {
    /// Nobody scanned or logged in: there is no trade yet.
    Fresh,
    WaitsForPayment,
    /// With the signed way back, if the shop gave an address.
    Paid {
        return_to: Option<String>,
    },
    Closed,
    /// Nobody came in time.
    Expired,
}

/// What the cashier page is drawn from.
#[derive(Debug)]
pub(crate) struct View {
    pub(crate) order: Order,
    pub(crate) trade: Option<Trade>,
    pub(crate) stage: Stage,
    pub(crate) now: i64,
    pub(crate) seller_id: String,
    /// The buyer gave up a moment ago; nothing changed in the books.
    pub(crate) has_left: bool,
    /// The shop sent the buyer here once more although all is paid.
    pub(crate) is_again: bool,
    /// The payment was refused by the buyer's bank a moment ago; the trade still waits.
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

/// `POST /cashier/{id}/fail`: 付款失败. The buyer logged in, the money did not come, the trade waits.
pub(crate) async fn fail(
    State(simulator): State<Arc<Simulator>>,
    Path(id): Path<String>,
) -> Response {
    match log_in(&simulator, &id) {
        Ok(()) => Redirect::to(&format!("/cashier/{id}?failed=1")).into_response(),
        denied @ Err(_) => answered(&id, denied),
    }
}

/// `POST /cashier/{id}/leave`: 放弃付款. The gateway is told nothing, as in life.
pub(crate) async fn leave(Path(id): Path<String>) -> Response {
    Redirect::to(&format!("/cashier/{id}?left=1")).into_response()
}

/// Waits until the shop was told of the payment once, or could not be.
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
        tracing::warn!("the shop was not told in time; the buyer returns first");
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

/// Back to the cashier, which shows how things stand now; a conflict of numbers has its own page.
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
            tracing::error!(%error, "cashier step not written");
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
