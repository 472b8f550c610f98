//! Changes of a trade by a buyer, the clock or Alipay's console.

use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
};
use serde::Deserialize;
use serde_json::Value;

use super::{Trouble, body, shown};
use crate::{
    books::{
        Books,
        ledger::{Denied, Moment, Payment, RefundAsk},
        money,
        trade::{Buyer, RefundOrigin},
    },
    random::random_hex,
    refusal::Refusal,
    simulator::Simulator,
};

type Moved = Result<Json<Value>, Trouble>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Login {
    buyer: Option<String>,
}

/// `POST …/login`: creates the trade.
pub(crate) async fn login(
    State(simulator): State<Arc<Simulator>>,
    Path(out_trade_no): Path<String>,
    bytes: Bytes,
) -> Moved {
    let Login { buyer } = body(&bytes)?;
    let buyer = buyer.as_deref().map(Buyer::named).unwrap_or_default();
    simulator.change(|books, moment| log_in(books, &out_trade_no, buyer, moment))?;
    shown::found(&simulator, &out_trade_no).map(Json)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pay {
    amount: Option<String>,
    buyer: Option<String>,
    notify: Option<bool>,
    force: Option<bool>,
}

/// `POST …/pay`: signs in first if needed.
pub(crate) async fn pay(
    State(simulator): State<Arc<Simulator>>,
    Path(out_trade_no): Path<String>,
    bytes: Bytes,
) -> Moved {
    let wanted: Pay = body(&bytes)?;
    let payment = Payment {
        total_fen: wanted.amount.as_deref().map(amount).transpose()?,
        buyer: wanted.buyer.as_deref().map(Buyer::named),
        notify: wanted.notify.unwrap_or(true),
        force: wanted.force.unwrap_or(false),
    };
    simulator.change(|books, moment| {
        if books.trade(&out_trade_no).is_none() {
            let buyer = payment.buyer.clone().unwrap_or_default();
            log_in(books, &out_trade_no, buyer, moment)?;
        }
        books.pay(&out_trade_no, &payment, moment)
    })?;
    shown::found(&simulator, &out_trade_no).map(Json)
}

/// `POST …/close`: like a timeout.
pub(crate) async fn close(
    State(simulator): State<Arc<Simulator>>,
    Path(out_trade_no): Path<String>,
) -> Moved {
    simulator.change(|books, moment| books.close(&out_trade_no, "closed by control", moment))?;
    shown::found(&simulator, &out_trade_no).map(Json)
}

/// `POST …/finish`: the refund window ends.
pub(crate) async fn finish(
    State(simulator): State<Arc<Simulator>>,
    Path(out_trade_no): Path<String>,
) -> Moved {
    simulator.change(|books, moment| books.finish(&out_trade_no, moment))?;
    shown::found(&simulator, &out_trade_no).map(Json)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConsoleRefund {
    out_trade_no: String,
    #[serde(alias = "refund_amount")]
    amount: String,
    out_request_no: Option<String>,
    #[serde(alias = "refund_reason")]
    reason: Option<String>,
    notify: Option<bool>,
}

/// `POST /control/refunds`: a refund that the shop did not request.
pub(crate) async fn refund(State(simulator): State<Arc<Simulator>>, bytes: Bytes) -> Moved {
    let wanted: ConsoleRefund = body(&bytes)?;
    let ask = RefundAsk {
        // The console generates its own numbers.
        out_request_no: Some(
            wanted
                .out_request_no
                .unwrap_or_else(|| format!("CONSOLE{}", random_hex())),
        ),
        amount_fen: amount(&wanted.amount)?,
        reason: wanted.reason,
        origin: RefundOrigin::Console,
        notify: wanted.notify.unwrap_or(true),
    };
    simulator.change(|books, moment| books.refund(&wanted.out_trade_no, ask, moment))?;
    shown::found(&simulator, &wanted.out_trade_no).map(Json)
}

/// Signs in at the latest cashier of the number.
fn log_in(
    books: &mut Books,
    out_trade_no: &str,
    buyer: Buyer,
    moment: Moment<'_>,
) -> Result<(), Denied> {
    let Some(id) = books
        .orders_of(out_trade_no)
        .last()
        .map(|order| order.id.clone())
    else {
        return Err(Refusal::trade_not_exist().into());
    };
    books.login(&id, buyer, moment)
}

pub(crate) fn amount(text: &str) -> Result<i64, Trouble> {
    money::fen(text).ok_or_else(|| {
        Trouble::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            format!("{text:?} is not an amount in yuan"),
        )
    })
}
