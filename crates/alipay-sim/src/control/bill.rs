//! `GET /control/bill`: the bill without querying its address first. `PUT`: how it differs from the books.

use std::sync::Arc;

use alipay::time::format_shanghai;
use axum::{
    Json,
    body::Bytes,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Trouble, act, body};
use crate::{
    bill::{BillKind, Period, download, falsify::Falsehoods, movements},
    books::money::yuan,
    simulator::Simulator,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    date: String,
    kind: Option<String>,
}

/// The zip as the gateway serves it, also of an unfinished day; its rows as JSON for clients that
/// accept only that.
pub(crate) async fn bill(
    State(simulator): State<Arc<Simulator>>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let wrong = |what: &str| Trouble::new(StatusCode::UNPROCESSABLE_ENTITY, what);
    let kind = BillKind::from_name(wanted.kind.as_deref().unwrap_or("trade"))
        .ok_or_else(|| wrong("kind must be trade or signcustomer"))?;
    let period =
        Period::parse(&wanted.date).ok_or_else(|| wrong("date must be yyyy-MM-dd or yyyy-MM"))?;
    let wants_json = headers
        .get(header::ACCEPT)
        .is_some_and(|value| value == "application/json");
    if wants_json {
        return Ok(Json(rows(&simulator, &period)).into_response());
    }
    Ok(download::file(&simulator, kind, &period))
}

fn rows(simulator: &Simulator, period: &Period) -> Value {
    let books = simulator.books();
    movements(&books)
        .iter()
        .filter(|movement| period.holds(movement.at))
        .map(|movement| {
            json!({
                "type": if movement.refund.is_some() { "退款" } else { "交易" },
                "trade_no": movement.trade.trade_no,
                "out_trade_no": movement.trade.order.out_trade_no,
                "out_request_no": movement.refund.map(|refund| &refund.out_request_no),
                "amount": yuan(movement.fen()),
                "at": format_shanghai(movement.at),
                "at_ms": movement.at,
            })
        })
        .collect()
}

/// Replaces the falsehoods of the trade bill of one day; an empty object makes it true again.
pub(crate) async fn falsify(
    State(simulator): State<Arc<Simulator>>,
    bytes: Bytes,
) -> Result<Json<Falsehoods>, Trouble> {
    let mut lies: Falsehoods = body(&bytes)?;
    let is_empty = lies.missing.is_empty() && lies.extra.is_empty() && lies.different.is_empty();
    let is_named = Period::parse(&lies.date).is_some();
    if !(is_named || is_empty && lies.fee_per_mille == 0) {
        let what = "date must be yyyy-MM-dd";
        return Err(Trouble::new(StatusCode::UNPROCESSABLE_ENTITY, what));
    }
    for figure in lies.extra.iter_mut().chain(&mut lies.different) {
        figure.fen = act::amount(&figure.amount)?;
    }
    simulator.falsifier.replace(lies.clone());
    Ok(Json(lies))
}
