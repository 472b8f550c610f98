//! Faults, clock and settings.

use std::sync::Arc;

use alipay::time::format_shanghai;
use axum::{Json, body::Bytes, extract::State, http::StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Trouble, body};
use crate::{books::ledger::Denied, faults::FaultRule, simulator::Simulator};

/// `GET /control/faults`: the rules with their remaining uses.
pub(crate) async fn faults(State(simulator): State<Arc<Simulator>>) -> Json<Vec<FaultRule>> {
    Json(simulator.faults.list())
}

/// `PUT /control/faults`: one rule or a list of them; replaces all rules.
pub(crate) async fn put_faults(
    State(simulator): State<Arc<Simulator>>,
    bytes: Bytes,
) -> Result<Json<Vec<FaultRule>>, Trouble> {
    let rules = if body::<Value>(&bytes)?.is_array() {
        body::<Vec<FaultRule>>(&bytes)?
    } else {
        vec![body::<FaultRule>(&bytes)?]
    };
    simulator
        .faults
        .replace(rules)
        .map_err(|error| Trouble::new(StatusCode::UNPROCESSABLE_ENTITY, error))?;
    simulator.bell.notify_one();
    Ok(Json(simulator.faults.list()))
}

/// `GET /control/clock`.
pub(crate) async fn clock(State(simulator): State<Arc<Simulator>>) -> Json<Value> {
    Json(shown_clock(&simulator))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Move {
    advance_s: Option<i64>,
    set_ms: Option<i64>,
}

/// `PUT /control/clock`: `advance_s` moves ahead, `set_ms` sets the clock to a test's time.
pub(crate) async fn put_clock(
    State(simulator): State<Arc<Simulator>>,
    bytes: Bytes,
) -> Result<Json<Value>, Trouble> {
    let step: Move = body(&bytes)?;
    simulator
        .move_clock(|clock| {
            if let Some(now_ms) = step.set_ms {
                clock.set(now_ms);
            }
            if let Some(seconds) = step.advance_s {
                clock.advance(seconds.saturating_mul(1000));
            }
        })
        .map_err(Denied::from)?;
    Ok(Json(shown_clock(&simulator)))
}

fn shown_clock(simulator: &Simulator) -> Value {
    let now = simulator.clock.now();
    let (_, advance_ms) = simulator.clock.shifts();
    json!({
        "now": format_shanghai(now),
        "now_ms": now,
        "advance_s": advance_ms.checked_div(1000),
        "time_scale": simulator.time_scale,
    })
}
