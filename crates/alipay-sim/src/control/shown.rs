//! The books as JSON: amounts as yuan text, times as Shanghai text and milliseconds.

use std::sync::Arc;

use alipay::time::format_shanghai;
use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Map, Value, json};

use super::Trouble;
use crate::{
    books::{
        Books,
        delivery::Delivery,
        ledger::Denied,
        money::yuan,
        trade::{Order, Refund, RefundOrigin, Trade},
    },
    simulator::Simulator,
};

/// `GET /control/trades`: an array, sorted by number.
pub(crate) async fn trades(
    State(simulator): State<Arc<Simulator>>,
) -> Result<Json<Value>, Trouble> {
    let all = simulator.change(|books, moment| {
        books.expire(moment)?;
        let numbers = books.out_trade_nos();
        Ok(numbers
            .iter()
            .filter_map(|number| entry(books, number))
            .collect::<Vec<_>>())
    })?;
    Ok(Json(Value::from(all)))
}

/// `GET /control/trades/{out_trade_no}`.
pub(crate) async fn trade(
    State(simulator): State<Arc<Simulator>>,
    Path(out_trade_no): Path<String>,
) -> Result<Json<Value>, Trouble> {
    found(&simulator, &out_trade_no).map(Json)
}

/// One entry, or 404.
pub(crate) fn found(simulator: &Simulator, out_trade_no: &str) -> Result<Value, Trouble> {
    let shown = simulator.change(|books, moment| {
        books.expire(moment).map_err(Denied::from)?;
        Ok(entry(books, out_trade_no))
    })?;
    shown.ok_or_else(|| Trouble::not_found(out_trade_no))
}

/// `GET /control/deliveries`: an array, oldest first.
pub(crate) async fn deliveries(State(simulator): State<Arc<Simulator>>) -> Json<Value> {
    Json(
        simulator
            .books()
            .deliveries()
            .iter()
            .map(delivery)
            .collect(),
    )
}

fn entry(books: &Books, out_trade_no: &str) -> Option<Value> {
    let born = books.trade(out_trade_no);
    let order = match born {
        Some(trade) => Some(&trade.order),
        None => books.orders_of(out_trade_no).last().copied(),
    };
    let calls: Vec<Value> = books
        .calls_of(out_trade_no)
        .map(|call| {
            let mut shown = serde_json::to_value(call).unwrap_or_default();
            if let Some(members) = shown.as_object_mut() {
                stamp(members, "at", Some(call.at));
            }
            shown
        })
        .collect();
    if order.is_none() && calls.is_empty() {
        return None;
    }
    let mut entry = Map::new();
    entry.insert("out_trade_no".to_owned(), json!(out_trade_no));
    if let Some(order) = order {
        put_order(&mut entry, order);
    }
    match born {
        Some(trade) => put_trade(&mut entry, trade),
        None => put_unborn(&mut entry, order),
    }
    let sent: Vec<Value> = books
        .deliveries()
        .iter()
        .filter(|one| one.out_trade_no == out_trade_no)
        .map(delivery)
        .collect();
    entry.insert("calls".to_owned(), Value::from(calls));
    entry.insert("deliveries".to_owned(), Value::from(sent));
    Some(Value::Object(entry))
}

fn put_order(entry: &mut Map<String, Value>, order: &Order) {
    entry.insert("app_id".to_owned(), json!(order.app_id));
    entry.insert("subject".to_owned(), json!(order.subject));
    entry.insert("body".to_owned(), json!(order.body));
    entry.insert("order_amount".to_owned(), json!(yuan(order.total_fen)));
    entry.insert("notify_url".to_owned(), json!(order.notify_url));
    entry.insert("return_url".to_owned(), json!(order.return_url));
    entry.insert(
        "cashier".to_owned(),
        json!(format!("/cashier/{}", order.id)),
    );
}

fn put_trade(entry: &mut Map<String, Value>, trade: &Trade) {
    entry.insert("trade_no".to_owned(), json!(trade.trade_no));
    entry.insert("trade_status".to_owned(), json!(trade.status));
    entry.insert("total_amount".to_owned(), json!(yuan(trade.total_fen)));
    entry.insert(
        "refunded_amount".to_owned(),
        json!(yuan(trade.refunded_fen())),
    );
    entry.insert(
        "refundable_amount".to_owned(),
        json!(yuan(trade.refundable_fen())),
    );
    entry.insert("buyer_id".to_owned(), json!(trade.buyer.id));
    entry.insert("buyer_logon_id".to_owned(), json!(trade.buyer.logon_id));
    stamp(entry, "gmt_create", Some(trade.created_at));
    stamp(entry, "gmt_payment", trade.paid_at);
    stamp(entry, "gmt_close", trade.closed_at);
    stamp(entry, "time_expire", Some(trade.expires_at));
    entry.insert(
        "refunds".to_owned(),
        trade.refunds.iter().map(refund).collect(),
    );
}

/// A cashier was opened, or a call named the number, but nobody signed in.
fn put_unborn(entry: &mut Map<String, Value>, order: Option<&Order>) {
    entry.insert("trade_no".to_owned(), Value::Null);
    entry.insert("trade_status".to_owned(), Value::Null);
    entry.insert(
        "total_amount".to_owned(),
        json!(order.map(|order| yuan(order.total_fen))),
    );
    entry.insert("refunded_amount".to_owned(), json!("0.00"));
    entry.insert("refundable_amount".to_owned(), json!("0.00"));
    stamp(entry, "time_expire", order.map(|order| order.expires_at));
    entry.insert("refunds".to_owned(), json!([]));
}

fn refund(refund: &Refund) -> Value {
    let origin = match refund.origin {
        RefundOrigin::Api => "api",
        RefundOrigin::Console => "console",
    };
    let mut shown = Map::new();
    shown.insert("out_request_no".to_owned(), json!(refund.out_request_no));
    shown.insert("refund_amount".to_owned(), json!(yuan(refund.amount_fen)));
    shown.insert("refund_reason".to_owned(), json!(refund.reason));
    shown.insert("origin".to_owned(), json!(origin));
    stamp(&mut shown, "gmt_refund", Some(refund.at));
    Value::Object(shown)
}

/// One delivery with its fields and tries.
pub(crate) fn delivery(delivery: &Delivery) -> Value {
    let fields: Map<String, Value> = delivery
        .fields
        .iter()
        .map(|(name, value)| (name.clone(), json!(value)))
        .collect();
    let tries: Vec<Value> = delivery
        .tries
        .iter()
        .map(|one| {
            let mut shown = serde_json::to_value(one).unwrap_or_default();
            if let Some(members) = shown.as_object_mut() {
                stamp(members, "at", Some(one.at));
            }
            shown
        })
        .collect();
    let mut shown = Map::new();
    shown.insert("id".to_owned(), json!(delivery.id));
    shown.insert("notify_id".to_owned(), json!(delivery.notify_id));
    shown.insert("out_trade_no".to_owned(), json!(delivery.out_trade_no));
    shown.insert("cause".to_owned(), json!(delivery.cause));
    shown.insert("url".to_owned(), json!(delivery.url));
    shown.insert("state".to_owned(), json!(delivery.state()));
    shown.insert("fields".to_owned(), Value::Object(fields));
    shown.insert("tries".to_owned(), Value::from(tries));
    stamp(&mut shown, "created_at", Some(delivery.created_at));
    stamp(&mut shown, "due_at", delivery.due_at);
    Value::Object(shown)
}

/// `name` as Shanghai text and `name_ms` as milliseconds.
fn stamp(members: &mut Map<String, Value>, name: &str, at: Option<i64>) {
    members.insert(name.to_owned(), json!(at.map(format_shanghai)));
    members.insert(format!("{name}_ms"), json!(at));
}
