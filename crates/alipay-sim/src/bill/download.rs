//! The address of a bill and its file: anybody with a valid token gets the file.

use std::sync::Arc;

use anyhow::Context;
use axum::{
    extract::{ConnectInfo, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{BillError, BillKind, Head, Period};
use crate::{faults::FaultKind, gateway::mischief, listener::Peer, simulator::Simulator};

/// The method that a fault rule names for downloads.
const METHOD: &str = "bill-download";
/// A new address for the bill.
pub(crate) fn address(simulator: &Simulator, kind: BillKind, period: &Period) -> String {
    let now = simulator.clock.now();
    let head = Head {
        seller_id: &simulator.seller_id,
        period,
        now,
    };
    let token = simulator.tickets.give(kind, period, now);
    format!(
        "{}/downloadBillFile.resource?bizType={}&userId={}&fileType=csv.zip&bizDates={}\
         &downloadFileName={}&fileId=%2F{}%2F{}&timestamp={now}&token={token}",
        simulator.url,
        kind.biz_type(),
        head.account(),
        period.label,
        super::file_name(head),
        kind.biz_type(),
        super::file_name(head),
    )
}

#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    token: String,
}

/// `GET /downloadBillFile.resource`.
pub(crate) async fn serve(
    State(simulator): State<Arc<Simulator>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    Query(asked): Query<Asked>,
) -> Response {
    let plan = simulator.faults.plan(METHOD);
    mischief::wait(&simulator, plan).await;
    match plan.fault {
        Some(FaultKind::DropRequest | FaultKind::DropAnswer) => {
            peer.cut();
            return StatusCode::BAD_GATEWAY.into_response();
        }
        Some(FaultKind::Http502) => return mischief::bad_gateway(),
        Some(
            FaultKind::SystemError
            | FaultKind::Unavailable
            | FaultKind::UnsignedError
            | FaultKind::BadSign,
        ) => {
            return (StatusCode::INTERNAL_SERVER_ERROR, "system error").into_response();
        }
        _ => {}
    }
    let now = simulator.clock.now();
    let Some(ticket) = simulator.tickets.find(&asked.token, now) else {
        return (StatusCode::FORBIDDEN, "下载链接已失效，请重新获取").into_response();
    };
    let response = file(&simulator, ticket.kind, &ticket.period);
    if plan.fault == Some(FaultKind::Truncate) {
        mischief::truncated(response).await
    } else {
        response
    }
}

/// The zip at an address that [`address`] gave.
pub(crate) fn zip_here(simulator: &Simulator, token: &str) -> anyhow::Result<Vec<u8>> {
    let now = simulator.clock.now();
    let ticket = simulator
        .tickets
        .find(token, now)
        .context("the address is not valid")?;
    let head = Head {
        seller_id: &simulator.seller_id,
        period: &ticket.period,
        now,
    };
    let books = simulator.books();
    Ok(super::pack(
        &books,
        ticket.kind,
        head,
        &simulator.falsifier,
    )?)
}

/// The zip, or an error page.
pub(crate) fn file(simulator: &Simulator, kind: BillKind, period: &Period) -> Response {
    let head = Head {
        seller_id: &simulator.seller_id,
        period,
        now: simulator.clock.now(),
    };
    match super::pack(&simulator.books(), kind, head, &simulator.falsifier) {
        Ok(zip) => {
            let disposition = format!("attachment; filename={}", super::file_name(head));
            let mut response = zip.into_response();
            let headers = response.headers_mut();
            headers.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/zip"),
            );
            if let Ok(value) = HeaderValue::from_str(&disposition) {
                headers.insert(header::CONTENT_DISPOSITION, value);
            }
            response
        }
        Err(error @ BillError::Empty) => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
        Err(error @ BillError::Pack(_)) => {
            tracing::error!(%error, "the bill cannot be compressed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
