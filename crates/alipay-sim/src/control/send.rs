//! `POST /control/notify`: sends one message now, changed as a test requests.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, body::Bytes, extract::State, http::StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Trouble, body, setting, shown};
use crate::{
    books::{
        delivery::{Cause, Delivery, Signing},
        event::{Event, Style},
        ledger::Denied,
    },
    notify::{message, notice, worker},
    refusal::Refusal,
    simulator::Simulator,
};

/// More than any test needs, so that a typo does not flood a shop.
const MAX_REPEAT: u32 = 1000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    out_trade_no: String,
    #[serde(default)]
    tamper: BTreeMap<String, Option<String>>,
    #[serde(default)]
    sign: Signing,
    charset: Option<String>,
    repeat: Option<u32>,
    notify_id: Option<String>,
    url: Option<String>,
}

/// Sends and waits for the shop's responses. The message is in the books, but not repeated
/// automatically.
pub(crate) async fn notify(
    State(simulator): State<Arc<Simulator>>,
    bytes: Bytes,
) -> Result<Json<Value>, Trouble> {
    let wanted: Wanted = body(&bytes)?;
    if let Some(name) = &wanted.charset {
        setting::known_charset(name)?;
    }
    let delivery = queued(&simulator, &wanted)?;
    let style = Style {
        tamper: wanted.tamper,
        sign: wanted.sign,
        charset: wanted.charset,
    };
    let mut answers = Vec::new();
    for _ in 0..wanted.repeat.unwrap_or(1).min(MAX_REPEAT) {
        let message = message::compose(&simulator, &delivery, &style)
            .map_err(|error| Trouble::new(StatusCode::CONFLICT, error.to_string()))?;
        let outcome = message::post(&simulator, &delivery.url, &message, None).await;
        answers.push(json!({
            "status": outcome.status,
            "body": outcome.answer,
            "error": outcome.error,
        }));
        worker::record(&mut simulator.books(), &simulator, delivery.id, outcome);
    }
    let books = simulator.books();
    let kept = books.delivery(delivery.id).map(shown::delivery);
    Ok(Json(json!({
        "notify_id": delivery.notify_id,
        "answers": answers,
        "delivery": kept,
    })))
}

/// Records the message without a due time.
fn queued(simulator: &Simulator, wanted: &Wanted) -> Result<Delivery, Trouble> {
    let delivery = simulator.change(|books, moment| {
        books.expire(moment)?;
        let Some(trade) = books.trade(&wanted.out_trade_no) else {
            return Err(Refusal::trade_not_exist().into());
        };
        let Some(url) = wanted
            .url
            .clone()
            .or_else(|| trade.order.notify_url.clone())
        else {
            return Err(Refusal::invalid_parameter("notify_url 为空").into());
        };
        // By default the trade's last message again, as a repeat sends it.
        let last = books
            .deliveries()
            .iter()
            .rfind(|delivery| delivery.out_trade_no == wanted.out_trade_no)
            .map(|delivery| delivery.notify_id.clone());
        let notify_id = match wanted.notify_id.as_deref() {
            Some("new") => None,
            Some(id) => Some(id.to_owned()),
            None => last,
        }
        .unwrap_or_else(|| books.new_notify_id(moment.now));
        let delivery = Delivery {
            id: books.next_delivery_id(),
            fields: notice::fields(trade, &notify_id, moment.seller_id),
            notify_id,
            out_trade_no: wanted.out_trade_no.clone(),
            cause: Cause::Control,
            url,
            charset: trade.order.charset.clone(),
            created_at: moment.now,
            due_at: None,
            tries: Vec::new(),
        };
        let event = Event::Queued {
            delivery: Box::new(delivery.clone()),
        };
        books.commit(vec![event]).map_err(Denied::from)?;
        Ok(delivery)
    })?;
    Ok(delivery)
}
