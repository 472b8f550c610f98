//! `/control`: the JSON API for tests and operators, open to this machine only.

pub(crate) mod act;
pub(crate) mod bill;
pub(crate) mod knob;
pub(crate) mod send;
pub(crate) mod setting;
pub(crate) mod shown;

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Bytes,
    extract::{ConnectInfo, Request},
    http::{HeaderMap, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{any, get, post},
};
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::{books::ledger::Denied, listener::Peer, simulator::Simulator};

/// All control routes, guarded.
pub(crate) fn router() -> Router<Arc<Simulator>> {
    Router::new()
        .route("/control/trades", get(shown::trades))
        .route("/control/trades/{out_trade_no}", get(shown::trade))
        .route("/control/trades/{out_trade_no}/login", post(act::login))
        .route("/control/trades/{out_trade_no}/pay", post(act::pay))
        .route("/control/trades/{out_trade_no}/close", post(act::close))
        .route("/control/trades/{out_trade_no}/finish", post(act::finish))
        .route("/control/refunds", post(act::refund))
        .route("/control/deliveries", get(shown::deliveries))
        .route("/control/notify", post(send::notify))
        .route("/control/faults", get(knob::faults).put(knob::put_faults))
        .route("/control/clock", get(knob::clock).put(knob::put_clock))
        .route(
            "/control/settings",
            get(setting::settings).put(setting::put_settings),
        )
        .route("/control/bill", get(bill::bill).put(bill::falsify))
        .route(
            "/control/certificate",
            get(setting::certificate).post(setting::rotate),
        )
        .route("/control/{*rest}", any(unknown))
        .layer(middleware::from_fn(local_only))
}

async fn unknown() -> Trouble {
    Trouble::new(StatusCode::NOT_FOUND, "no such control call")
}

/// Refuses other machines, and pages of other sites in a browser on this one.
async fn local_only(
    ConnectInfo(peer): ConnectInfo<Peer>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Response {
    let is_local = peer.addr.ip().to_canonical().is_loopback();
    if is_local && !headers.contains_key(header::ORIGIN) {
        next.run(request).await
    } else {
        Trouble::new(
            StatusCode::FORBIDDEN,
            "control is for this machine's own programs",
        )
        .into_response()
    }
}

/// A failed control call: `{"error", "sub_code"?}`.
#[derive(Debug)]
pub(crate) struct Trouble {
    status: StatusCode,
    error: String,
    sub_code: Option<&'static str>,
}

impl Trouble {
    pub(crate) fn new(status: StatusCode, error: impl Into<String>) -> Self {
        Self {
            status,
            error: error.into(),
            sub_code: None,
        }
    }

    pub(crate) fn not_found(out_trade_no: &str) -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            error: format!("{out_trade_no} is unknown"),
            sub_code: Some("ACQ.TRADE_NOT_EXIST"),
        }
    }
}

impl From<Denied> for Trouble {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Refused(refusal) => {
                let status = if refusal.sub_code == "ACQ.TRADE_NOT_EXIST" {
                    StatusCode::NOT_FOUND
                } else {
                    StatusCode::CONFLICT
                };
                Self {
                    status,
                    error: refusal.sub_msg,
                    sub_code: Some(refusal.sub_code),
                }
            }
            Denied::Journal(error) => {
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
            }
        }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let body = match self.sub_code {
            Some(sub_code) => json!({ "error": self.error, "sub_code": sub_code }),
            None => json!({ "error": self.error }),
        };
        (self.status, Json(body)).into_response()
    }
}

/// Reads a JSON body of any content type; an empty one is `{}`.
pub(crate) fn body<T: DeserializeOwned>(bytes: &Bytes) -> Result<T, Trouble> {
    let text: &[u8] = if bytes.is_empty() { b"{}" } else { bytes };
    serde_json::from_slice(text)
        .map_err(|error| Trouble::new(StatusCode::UNPROCESSABLE_ENTITY, error.to_string()))
}
